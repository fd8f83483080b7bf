/** Pages of a list that the provider gives whole. */
import { createConnectionsError } from '../../core/model/errors';
import type { Page } from '../../core/transport';

/**
 * The cursor names the last item seen and its place, so that rows which come or go between two pages cost at most a
 * neighbor, and never start the list again.
 * @throws ConnectionsError `invalid-request` for a limit that is no positive integer, or a cursor that is not ours
 */
export function pageOf<T extends { id: string }>(
  items: readonly T[],
  { limit, cursor }: { limit?: number; cursor?: string },
): Page<T> {
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) throw createConnectionsError('invalid-request');
  const start = cursor === undefined ? 0 : startAfter(items, cursor);
  const end = limit === undefined ? items.length : start + limit;
  const last = items[end - 1];
  return {
    items: items.slice(start, end),
    ...(last !== undefined && end < items.length && { nextCursor: `${end}:${last.id}` }),
  };
}

function startAfter(items: readonly { id: string }[], cursor: string): number {
  const [, place, id] = /^(\d{1,9}):([^]+)$/.exec(cursor) ?? [];
  if (place === undefined || id === undefined) throw createConnectionsError('invalid-request');
  const index = items.findIndex((item) => item.id === id);
  return index === -1 ? Math.min(Number(place), items.length) : index + 1;
}

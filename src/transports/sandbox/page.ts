/** Pages of a list that is at hand whole. */
import { createConnectionsError } from '../../core/model/errors';
import type { Page } from '../../core/transport';

/**
 * The cursor names the last item that was given and its place, so that rows which come or go between two pages cost at
 * most a neighbor.
 * @throws ConnectionsError `invalid-request` for a limit that is no positive integer, or a cursor that is none of ours
 */
export function pageOf<T extends { id: string }>(
  items: readonly T[],
  { limit, cursor }: { limit?: number; cursor?: string },
): Page<T> {
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) throw createConnectionsError('invalid-request');
  const start = cursor === undefined ? 0 : startAfter(items, cursor);
  const end = limit === undefined ? items.length : start + limit;
  const page = items.slice(start, end);
  const last = page.at(-1);
  return { items: page, ...(last && end < items.length && { nextCursor: `${end}.${last.id}` }) };
}

function startAfter(items: readonly { id: string }[], cursor: string): number {
  const [, place, lastId] = /^(\d{1,9})\.([^]+)$/.exec(cursor) ?? [];
  if (place === undefined) throw createConnectionsError('invalid-request');
  const index = items.findIndex(({ id }) => id === lastId);
  return index === -1 ? Number(place) : index + 1;
}

/** A list read to its last page. */
import { createConnectionsError } from '../model/errors';
import type { Page } from '../transport';

/** The longest page that a handler gives (`docs/openapi.yaml`). */
export const longestPage = 1_000;
/** More pages than any person's connections or jobs fill. */
const mostPages = 1_000;

/**
 * @param take is given each page as it comes, and where the next one begins; what came before an error stays taken. Once it
 *   answers `enough`, no more are asked for
 * @throws ConnectionsError `bad-response` for a list that has no end: cursors that go round, or too many pages
 */
export async function readPages<T>(
  ask: (cursor: { cursor?: string }) => Promise<Page<T>>,
  take: (items: readonly T[], nextCursor: string | undefined) => 'enough' | void,
  start?: string,
): Promise<void> {
  const seen = new Set<string>();
  let cursor = start;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await ask(cursor === undefined ? {} : { cursor });
    cursor = page.nextCursor;
    const isEnough = take(page.items, cursor) === 'enough';
    if (cursor === undefined || isEnough) return;
    if (seen.has(cursor)) break;
    seen.add(cursor);
  }
  throw createConnectionsError('bad-response');
}

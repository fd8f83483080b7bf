/** Which connections a list shows and in which order, and how many there are of each kind. */
import type { ConnectionState } from '../model/connection';
import type { ConnectionsState } from './connection-store';
import type { JobsState } from './job-store';
import { needsAttention } from './selectors';

export const connectionFilters = ['all', 'active', 'needs-you', 'pending', 'revoked', 'unknown'] as const;
/** `needs-you`: it does not work, or goes no further, without the person. */
export type ConnectionFilter = (typeof connectionFilters)[number];

export interface ListingQuery {
  /** Every word of it stands in the name of the institution; accents and capitals do not matter. */
  text: string;
  filter: ConnectionFilter;
}

export interface Listing {
  /** What needs the person first, what is revoked last, in the order of the transport otherwise. */
  ids: readonly string[];
  /** Of those that the text finds: how many each filter would show. */
  counts: Readonly<Record<ConnectionFilter, number>>;
}

/** The connections whose job waits for an answer of the person. */
export function selectWaitingIds({ byId }: JobsState): readonly string[] {
  return Object.values(byId)
    .filter((job) => job.status === 'waiting-input')
    .flatMap(({ connectionId }) => connectionId ?? []);
}

/**
 * @param waiting the connections whose job waits for the person
 * @returns gives the same object while it would hold the same: what a job does in between changes nothing
 */
export function createListingSelector(
  { text, filter }: ListingQuery,
  waiting: readonly string[],
): (state: Pick<ConnectionsState, 'ids' | 'byId'>) => Listing {
  const words = fold(text).split(/\s+/u).filter(Boolean);
  const isWaiting = new Set(waiting);
  let last: { ids: unknown; byId: unknown; listing: Listing } | undefined;

  return ({ ids, byId }) => {
    if (last?.ids === ids && last.byId === byId) return last.listing;
    const listing = list(ids, byId);
    const known = last?.listing;
    last = { ids, byId, listing: known && isSame(known, listing) ? known : listing };
    return last.listing;
  };

  function list(ids: readonly string[], byId: ConnectionsState['byId']): Listing {
    const first: string[] = [];
    const middle: string[] = [];
    const end: string[] = [];
    const counts = { all: 0, active: 0, 'needs-you': 0, pending: 0, revoked: 0, unknown: 0 };
    for (const id of ids) {
      const connection = byId[id];
      if (!connection || !isFound(connection, words)) continue;
      const { status } = connection;
      const needsYou = needsAttention(connection) || isWaiting.has(id);
      counts.all += 1;
      if (needsYou) counts['needs-you'] += 1;
      if (isFilter(status)) counts[status] += 1;
      if (filter !== 'all' && filter !== status && !(filter === 'needs-you' && needsYou)) continue;
      (needsYou ? first : status === 'revoked' ? end : middle).push(id);
    }
    return { ids: [...first, ...middle, ...end], counts };
  }
}

function isFilter(status: string): status is ConnectionFilter {
  return (connectionFilters as readonly string[]).includes(status);
}

function isSame(a: Listing, b: Listing): boolean {
  return (
    a.ids.length === b.ids.length &&
    a.ids.every((id, index) => id === b.ids[index]) &&
    connectionFilters.every((filter) => a.counts[filter] === b.counts[filter])
  );
}

function isFound({ institution }: ConnectionState, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const name = fold(`${institution.name} ${institution.shortName ?? ''}`);
  return words.every((word) => name.includes(word));
}

/** As somebody types it who has no accents at hand. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

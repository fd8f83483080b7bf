/** Which connections a list shows and in which order, and how many there are of each kind. */
import { needsAttention, type ConnectionState, type ConnectionsState, type ConnectionStatus } from '../core';

/** What a list can be narrowed to, in the order in which it is offered. */
export const connectionFilters = ['all', 'active', 'needs-you', 'pending', 'revoked', 'unknown'] as const;
/** `needs-you`: it does not work, or goes no further, without the person. */
export type ConnectionFilter = (typeof connectionFilters)[number];

/** How a list is narrowed, in the browser: nothing of it is sent. */
export interface ListingQuery {
  /** Every word of it stands in the name of the institution; accents and capitals do not matter. */
  text: string;
  filter: ConnectionFilter;
}

/** What a query finds in the connections that are known; honest as a count only once the list is read to its end. */
export interface Listing {
  /** What needs the person first, what is revoked last, in the order of the transport otherwise. */
  ids: readonly string[];
  /** Of those that the text finds: how many each filter would show. */
  counts: Readonly<Record<ConnectionFilter, number>>;
  /** Of all, whatever is searched or filtered: those that are not revoked, and those that need the person. */
  linked: number;
  needingYou: number;
}

const noneYet: Readonly<Record<ConnectionFilter | ConnectionStatus, number>> = {
  ...{ all: 0, 'needs-you': 0 },
  ...{ 'pre-init': 0, pending: 0, active: 0, invalid: 0, failed: 0, revoked: 0, unknown: 0 },
};

/**
 * @param waiting the connections whose job waits for the person
 * @returns gives the same object while it would hold the same: what a job does in between changes nothing
 */
export function createListingSelector(
  { text, filter }: ListingQuery,
  waiting: readonly string[],
): (state: ConnectionsState) => Listing {
  const words = fold(text).split(/\s+/u).filter(Boolean);
  const isWaiting = new Set(waiting);
  let last: { table: unknown; listing: Listing } | undefined;

  return ({ table }) => {
    if (last?.table === table) return last.listing;
    const listing = list(table.entries);
    const known = last?.listing;
    last = { table, listing: known && isSame(known, listing) ? known : listing };
    return last.listing;
  };

  function list(connections: readonly ConnectionState[]): Listing {
    const first: string[] = [];
    const middle: string[] = [];
    const end: string[] = [];
    const tally = { ...noneYet };
    let linked = 0;
    let needingYou = 0;
    // Not `for … of`, and nothing that makes an object for each: of ten thousand, that is a pause to collect them.
    connections.forEach((connection) => {
      const { id, status } = connection;
      const needsYou = needsAttention(connection) || isWaiting.has(id);
      if (status !== 'revoked') linked += 1;
      if (needsYou) needingYou += 1;
      if (words.length > 0 && !isFound(connection, words)) return;
      tally.all += 1;
      tally[status] += 1;
      if (needsYou) tally['needs-you'] += 1;
      if (filter !== 'all' && filter !== status && !(filter === 'needs-you' && needsYou)) return;
      (needsYou ? first : status === 'revoked' ? end : middle).push(id);
    });
    const { 'pre-init': _new, invalid: _invalid, failed: _failed, ...counts } = tally;
    return { ids: first.concat(middle, end), counts, linked, needingYou };
  }
}

function isSame(a: Listing, b: Listing): boolean {
  return (
    a.ids.length === b.ids.length &&
    a.linked === b.linked &&
    a.needingYou === b.needingYou &&
    a.ids.every((id, index) => id === b.ids[index]) &&
    connectionFilters.every((filter) => a.counts[filter] === b.counts[filter])
  );
}

function isFound({ institution }: ConnectionState, words: readonly string[]): boolean {
  const name = fold(`${institution.name} ${institution.shortName ?? ''}`);
  return words.every((word) => name.includes(word));
}

/** As somebody types it who has no accents at hand. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

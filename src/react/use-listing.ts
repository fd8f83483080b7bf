'use client';
/** What a list of connections shows, for a search and a filter. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useConnectionsContext } from './context';
import { createListingSelector, type Listing, type ListingQuery } from './listing';
import { useConnectionsState } from './use-connections';

export { connectionFilters, type ConnectionFilter, type Listing, type ListingQuery } from './listing';

/** Of a list that is neither searched nor filtered. */
export const everything: ListingQuery = { text: '', filter: 'all' };

/** What needs the person first. The same object while a job goes on: only what changes the list renders it. */
export function useListing({ text, filter }: ListingQuery): Listing {
  const waiting = useStore(useConnectionsContext().jobs, ({ waitingIds }) => waitingIds);
  const select = useMemo(() => createListingSelector({ text, filter }, waiting), [text, filter, waiting]);
  return useConnectionsState(select);
}

/** How many are linked, and how many of them wait for the person; renders only when a count changes. */
export function useConnectionCounts(): { linked: number; needingYou: number } {
  const { linked, needingYou } = useListing(everything);
  return useMemo(() => ({ linked, needingYou }), [linked, needingYou]);
}

'use client';
/** What the parts of one list share. */
import { createContext, useContext, type Dispatch, type ReactNode, type SetStateAction } from 'react';
import type { UseBulk } from '../../react/use-bulk';
import type { UseConnections } from '../../react/use-connections';
import type { Listing, ListingQuery } from '../../react/use-listing';
import type { RowAttributes } from './row-context';

/** What the host decides of a list: which row is current, what a press does, and how a row looks. */
export interface ListOptions {
  /** The row that is marked as the current one. */
  selectedId?: string | undefined;
  /** Makes each row a button, and is called with the connection that was pressed. */
  onSelect?: ((connectionId: string) => void) | undefined;
  /** Offers to link a bank, where the list is empty and below its rows, and is called at a press. */
  onConnect?: (() => void) | undefined;
  /**
   * Another row. In a long list rows are placed by what `row` says: give it to the element of the row, where that is not a
   * `ConnectionListItem`.
   */
  renderItem?: ((connectionId: string, row: RowAttributes) => ReactNode) | undefined;
}

export interface List extends ListOptions, UseConnections, Omit<Listing, 'ids'> {
  /** Those that are shown, in the order that they are shown in; `ids` are all. */
  shown: Listing['ids'];
  query: ListingQuery;
  setQuery(query: ListingQuery): void;
  /** What is ticked, while several are being selected. */
  ticked: ReadonlySet<string> | null;
  setTicked: Dispatch<SetStateAction<ReadonlySet<string> | null>>;
  bulk: UseBulk;
  titleId: string;
}

/** With so many a list is not seen at a glance: it can be searched, filtered and selected from. */
const many = 5;

export const ListContext = createContext<List | null>(null);

export function useList(): List {
  const list = useContext(ListContext);
  if (list === null) throw new Error('This part must be inside a <ConnectionListRoot>.');
  return list;
}

export function isNarrowed({ text, filter }: ListingQuery): boolean {
  return text.trim() !== '' || filter !== 'all';
}

export function isLong({ ids, query, ticked }: List): boolean {
  return ids.length >= many || isNarrowed(query) || ticked !== null;
}

export function isLoading({ ids, load }: Pick<List, 'ids' | 'load'>, signedOut: boolean): boolean {
  return load.status === 'loading' || (load.status === 'idle' && !signedOut && ids.length === 0);
}

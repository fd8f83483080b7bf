'use client';
import { forwardRef, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useBulk } from '../../react/use-bulk';
import { useConnections } from '../../react/use-connections';
import { everything, useListing } from '../../react/use-listing';
import { useSignedOut } from '../../react/use-session';
import { composeHandlers, Part, type PartProps } from '../shared/part';
import { isLoading, ListContext, type List, type ListOptions } from './list-context';

/** Its children are the parts of one list, in any order and place. */
export interface ConnectionListRootProps extends ListOptions, Omit<PartProps<'section'>, 'onSelect'> {}

/**
 * The list as a section of the page, around its parts: they find here what was loaded, searched, filtered and ticked. Loads
 * the connections by itself, and shows nothing of its own.
 */
export const ConnectionListRoot = forwardRef<HTMLElement, ConnectionListRootProps>(function ConnectionListRoot(
  { selectedId, onSelect, onConnect, renderItem, onKeyDown, ...props },
  ref,
) {
  const titleId = useId();
  const connections = useConnections();
  const [query, setQuery] = useState(everything);
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const bulk = useBulk();
  const listing = useListing(query);
  const signedOut = useSignedOut();
  const isEmpty = connections.ids.length === 0;
  /** Whoever signs in next has typed and ticked nothing. */
  if (isEmpty && (query !== everything || ticked !== null)) {
    setQuery(everything);
    setTicked(null);
  }
  const list = useMemo<List>(
    () => ({
      ...listing,
      ...connections,
      ...{ shown: listing.ids, query, setQuery, ticked, setTicked, bulk },
      ...{ selectedId, onSelect, onConnect, renderItem, titleId },
    }),
    [connections, listing, query, ticked, bulk, selectedId, onSelect, onConnect, renderItem, titleId],
  );
  return (
    <ListContext.Provider value={list}>
      <Part
        as="section"
        part="connection-list"
        state={{ load: connections.load.status, empty: isEmpty, selecting: ticked !== null }}
        aria-labelledby={titleId}
        aria-busy={isLoading(connections, signedOut) || undefined}
        {...props}
        onKeyDown={composeHandlers(onKeyDown, (event: KeyboardEvent<HTMLElement>) => {
          if (event.key === 'Escape' && !(event.target instanceof HTMLInputElement && event.target.type === 'search'))
            setTicked(null);
        })}
        ref={ref}
      />
    </ListContext.Provider>
  );
});

'use client';
import { forwardRef, useEffect, useRef, useState, type ChangeEvent } from 'react';
import { useClient } from '../../react/use-connections';
import { connectionFilters, everything, type ConnectionFilter } from '../../react/use-listing';
import { useText } from '../../react/use-text';
import { Icon } from '../shared/icon';
import { composeHandlers, Part, type PartProps } from '../shared/part';
import { isLong, useList } from './list-context';

/** Milliseconds without another letter, after which it is said how many were found. */
const pause = 600;

/**
 * A field that finds connections by the name of the bank, and says how many were found. There is none with fewer than five
 * connections.
 */
export const ConnectionListSearch = forwardRef<HTMLDivElement, PartProps<'div'>>(
  function ConnectionListSearch(props, ref) {
    const { labels } = useText();
    const list = useList();
    const { query, setQuery } = list;
    if (!isLong(list)) return null;
    return (
      <Part part="connection-list-search" {...props} ref={ref}>
        <Icon name="search" />
        <input
          data-ck="connection-list-search-input"
          type="search"
          autoComplete="off"
          spellCheck={false}
          aria-label={labels.list.search}
          placeholder={labels.list.search}
          value={query.text}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setQuery({ ...query, text: event.target.value })}
        />
        <FoundCount />
      </Part>
    );
  },
);

/** Said once after each search or filter, not with what comes and goes by itself. */
function FoundCount() {
  const text = useText();
  const { clock } = useClient().environment;
  const { query, shown, load } = useList();
  const [said, say] = useState('');
  const found = useRef<() => string>(() => '');
  useEffect(() => {
    found.current = () => {
      const counts = text.plural(text.labels.list.shown, shown.length);
      return load.complete ? counts : text.fill(text.labels.list.soFar, { counts });
    };
  });
  useEffect(() => {
    if (query === everything) return undefined;
    const waiting = clock.setTimeout(() => say(found.current()), pause);
    return () => clock.clearTimeout(waiting);
  }, [clock, query]);
  return (
    <span data-ck="visually-hidden" aria-live="polite">
      {said}
    </span>
  );
}

/** The row of `ConnectionListFilters` and what stands beside them; not there with fewer than five connections. */
export const ConnectionListTools = forwardRef<HTMLDivElement, PartProps<'div'>>(
  function ConnectionListTools(props, ref) {
    return isLong(useList()) ? <Part part="connection-list-tools" {...props} ref={ref} /> : null;
  },
);

/** One press each: all, or those of one kind. A kind of which there is none is not offered. */
export const ConnectionListFilters = forwardRef<HTMLDivElement, PartProps<'div'>>(
  function ConnectionListFilters(props, ref) {
    const { labels } = useText();
    const list = useList();
    if (!isLong(list)) return null;
    const offered = connectionFilters.filter(
      (filter) => filter === 'all' || filter === list.query.filter || list.counts[filter] > 0,
    );
    return (
      <Part part="connection-list-filters" role="group" aria-label={labels.list.filters} {...props} ref={ref}>
        {offered.map((filter) => (
          <ConnectionListFilter key={filter} filter={filter} />
        ))}
      </Part>
    );
  },
);

/** Must stand in a `ConnectionListRoot`, whose list it narrows. */
export interface ConnectionListFilterProps extends PartProps<'button'> {
  filter: ConnectionFilter;
}

/** One filter as a button, pressed or not, with the number of connections that it would show. */
export const ConnectionListFilter = forwardRef<HTMLButtonElement, ConnectionListFilterProps>(
  function ConnectionListFilter({ filter, onClick, ...props }, ref) {
    const text = useText();
    const { query, setQuery, counts, load } = useList();
    const { list, status } = text.labels;
    const pressed = query.filter === filter;
    const count = load.complete ? text.number(counts[filter]) : text.fill(list.atLeast, { count: counts[filter] });
    const name = filter === 'all' ? list.all : filter === 'needs-you' ? list.needsYouFilter : status[filter];
    return (
      <Part
        as="button"
        type="button"
        part="connection-list-filter"
        state={{ filter, pressed }}
        aria-pressed={pressed}
        {...props}
        onClick={composeHandlers(onClick, () => setQuery({ ...query, filter }))}
        ref={ref}
      >
        {filter === 'all' ? name : `${name} ${count}`}
      </Part>
    );
  },
);

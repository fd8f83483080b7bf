/** The same rows without the kit: in a list of `@tanstack/react-virtual` as its documentation shows it, and all at once. */
import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Connection } from 'connections-kit';

const hues = 6;
const shapes = {
  check: 'M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4M5.2 8.2l2 2L11 6',
};

interface ListProps {
  connections: readonly Connection[];
}

export function BareList({ connections }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // As in the kit's own list: nothing here memoizes what it returns.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: connections.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 67,
    overscan: 8,
  });
  return (
    <section data-ck="connection-list">
      <div data-ck="connection-list-scroller" data-long="" ref={scroller}>
        <ul data-ck="connection-list-items" style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const connection = connections[index];
            return (
              connection && (
                <li
                  key={connection.id}
                  data-ck="connection-list-item"
                  data-status={connection.status}
                  data-index={index}
                  aria-setsize={connections.length}
                  aria-posinset={index + 1}
                  style={{
                    position: 'absolute',
                    insetInline: 0,
                    insetBlockStart: 0,
                    transform: `translateY(${start}px)`,
                  }}
                  ref={virtualizer.measureElement}
                >
                  <BareRow connection={connection} />
                </li>
              )
            );
          })}
        </ul>
      </div>
    </section>
  );
}

export function WholeList({ connections }: ListProps) {
  return (
    <section data-ck="connection-list">
      <div data-ck="connection-list-scroller" data-long="">
        <ul data-ck="connection-list-items">
          {connections.map((connection) => (
            <li key={connection.id} data-ck="connection-list-item" data-status={connection.status}>
              <BareRow connection={connection} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

export function BareRow({ connection: { id, institution } }: { connection: Connection }) {
  return (
    <button type="button" data-ck="connection-list-button" data-connection={id}>
      <span data-ck="logo" data-size="small" data-hue={hueOf(institution.id)} aria-hidden="true">
        {initialsOf(institution.name)}
      </span>
      <span data-ck="connection-list-text">
        <span data-ck="connection-list-name" id={id}>
          {institution.name}
        </span>
        <span data-ck="connection-list-summary">Synced 2 hours ago</span>
      </span>
      <span data-ck="status-badge" data-status="active" data-tone="success">
        <svg
          data-ck="icon"
          data-icon="check"
          viewBox="0 0 16 16"
          width="16"
          height="16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
          focusable="false"
        >
          <path d={shapes.check} />
        </svg>
        Active
      </span>
    </button>
  );
}

export function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => /^\p{L}/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => word[0])
    .join('');
}

export function hueOf(id: string): number {
  return Array.from(id).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % hues;
}

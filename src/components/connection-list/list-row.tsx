'use client';
/** The place of one row in the list. It renders again only when its own place, tick or choice changes. */
import { memo, useMemo, type CSSProperties } from 'react';
import { ConnectionListItem } from './connection-list-item';
import type { ListOptions } from './list-context';
import { RowContext, type Row } from './row-context';

interface ListRowProps extends Pick<ListOptions, 'onSelect' | 'renderItem'> {
  connectionId: string;
  /** Where not all rows are on the page. */
  index: number | undefined;
  /** Pixels from the top of the list, of a row that stands apart from the others. */
  start: number | undefined;
  /** How many rows there are; -1 where nobody knows yet. */
  setSize: number;
  measure: (element: HTMLElement | null) => void;
  isTicked: boolean | undefined;
  onTick(connectionId: string, isTicked: boolean): void;
  isCurrent: boolean;
}

export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { connectionId, index, start, setSize, measure, isTicked, onTick, isCurrent, onSelect, renderItem } = props;
  const row = useMemo<Row>(
    () => ({
      attributes: {
        ...(index !== undefined && {
          ...{ 'data-index': index, 'aria-setsize': setSize, 'aria-posinset': index + 1 },
          ref: measure,
        }),
        ...(start !== undefined && { style: placeOf(start) }),
      },
      ...(isTicked !== undefined && {
        tick: { isTicked, change: (next: boolean) => onTick(connectionId, next) },
      }),
    }),
    [connectionId, index, start, setSize, measure, isTicked, onTick],
  );
  return (
    <RowContext.Provider value={row}>
      {renderItem ? (
        renderItem(connectionId, row.attributes)
      ) : (
        <ConnectionListItem connectionId={connectionId} selected={isCurrent} onSelect={onSelect} />
      )}
    </RowContext.Provider>
  );
});

function placeOf(start: number): CSSProperties {
  return { position: 'absolute', insetInline: 0, insetBlockStart: 0, transform: `translateY(${start}px)` };
}

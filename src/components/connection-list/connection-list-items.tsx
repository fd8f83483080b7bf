'use client';
import { forwardRef, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { useJoinedRef } from '../shared/use-joined-ref';
import { useList } from './list-context';
import { ListRow } from './list-row';
import type { Frame, Measure } from './row-window';
import { RowWindowLoader } from './row-window-loader';
import { useRowKeys } from './use-row-keys';

/** So many rows stand on the page as they are. */
const most = 100;
/** Of more than that, so many stand there until it is known which are in view: more than those. */
const firstOfMany = 18;

/**
 * The rows. With more than a hundred, only those in view stand on the page, and what places them is loaded then. Its children
 * (`ConnectionListMore`) stand after the last row and scroll with them.
 */
export const ConnectionListItems = forwardRef<HTMLDivElement, PartProps<'div'>>(function ConnectionListItems(
  { children, ...props },
  ref,
) {
  const { labels } = useText();
  const { ids, shown, load, query, ticked, setTicked, selectedId, onSelect, renderItem } = useList();
  const scroller = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<Frame>();
  const [showsAll, setShowsAll] = useState(false);
  const showAll = useCallback(() => setShowsAll(true), []);
  const isLong = shown.length > most;
  const placed = isLong ? frame : undefined;
  const { focusedId, ...keys } = useRowKeys(shown, scroller, placed);
  const tick = useCallback(
    (id: string, isTicked: boolean) => setTicked((before) => before && withTick(before, id, isTicked)),
    [setTicked],
  );
  const atFirst = useMemo(
    () => shown.slice(0, isLong && !showsAll ? firstOfMany : undefined).map((_id, index) => ({ index })),
    [shown, isLong, showsAll],
  );
  const rows: readonly { index: number; start?: number }[] = placed?.rows ?? atFirst;
  const element = useJoinedRef<HTMLDivElement>(scroller, ref);
  const ownMeasure = useRef<Measure>(undefined);
  const measure = useCallback<Measure>((row) => ownMeasure.current?.(row), []);
  const shownQuery = useRef(query);
  /** What a search finds is shown from its beginning. */
  useEffect(() => {
    if (shownQuery.current === query) return;
    shownQuery.current = query;
    scroller.current?.scrollTo?.({ top: 0 });
  }, [query]);
  const setSize = load.complete ? shown.length : -1;

  if (ids.length === 0) return null;
  return (
    <Part part="connection-list-scroller" state={{ long: isLong }} {...props} ref={element}>
      {shown.length > 0 && (
        <ul
          data-ck="connection-list-items"
          // Safari takes the role away with the bullets.
          // oxlint-disable-next-line jsx-a11y/no-redundant-roles
          role="list"
          aria-label={labels.list.title}
          {...keys}
          {...(placed && { style: { blockSize: placed.size, paddingBlockStart: placed.before } })}
        >
          {rows.map(({ index, start }) => {
            const id = shown[index];
            return id === undefined ? null : (
              <ListRow
                key={id}
                connectionId={id}
                index={isLong ? index : undefined}
                start={start}
                setSize={setSize}
                measure={measure}
                isTicked={ticked?.has(id)}
                onTick={tick}
                isCurrent={id === selectedId}
                onSelect={onSelect}
                renderItem={renderItem}
              />
            );
          })}
        </ul>
      )}
      {isLong && (
        <RowWindowLoader
          ids={shown}
          focusedId={focusedId}
          scroller={scroller}
          measure={ownMeasure}
          onFrame={setFrame}
          onFail={showAll}
        />
      )}
      {children}
    </Part>
  );
});

function withTick(before: ReadonlySet<string>, connectionId: string, isTicked: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (isTicked) after.add(connectionId);
  else after.delete(connectionId);
  return after;
}

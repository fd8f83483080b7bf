'use client';
/** Which rows of a long list are in view, and where they begin. It draws nothing itself. */
import { memo, useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import {
  defaultRangeExtractor,
  measureElement,
  observeElementRect,
  useVirtualizer,
  type Range,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';

export type Measure = (element: HTMLElement | null) => void;

export interface Frame {
  /** One after the other; a row that stands apart from them says where, in pixels from the top of the list. */
  rows: readonly { index: number; start?: number }[];
  /** Pixels above the first of them. */
  before: number;
  /** Pixels, of all rows together. */
  size: number;
  scrollTo(index: number): void;
}

export interface RowWindowProps {
  ids: readonly string[];
  /** Its row stays on the page, or the focus would be lost. */
  focusedId: RefObject<string | undefined>;
  scroller: RefObject<HTMLDivElement | null>;
  /** Takes what measures a row that comes; those on the page are measured at once. */
  measure: RefObject<Measure | undefined>;
  onFrame(frame: Frame): void;
}

type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLElement>;

/** Rows beyond the edge that are there before they are seen. */
const beyond = 8;
/** Where nothing is laid out (a hidden list, a test without a browser) it counts as this tall. Pixels. */
const unseen = 640;

export const RowWindow = memo(function RowWindow({ ids, focusedId, scroller, measure, onFrame }: RowWindowProps) {
  const [height] = useState(() => usualHeight(scroller.current));
  // Its functions are read anew with each render, and nothing here memoizes them.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: ids.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    estimateSize: () => height,
    overscan: beyond,
    rangeExtractor: useCallback(
      (range: Range) => {
        const focused = focusedId.current === undefined ? -1 : ids.indexOf(focusedId.current);
        return withFocused(defaultRangeExtractor(range), focused);
      },
      [ids, focusedId],
    ),
    observeElementRect: (instance: RowVirtualizer, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height === 0 ? { ...rect, height: unseen } : rect)),
    measureElement: (element, entry, instance: RowVirtualizer) => measureElement(element, entry, instance) || height,
  });
  const items = virtualizer.getVirtualItems();
  const size = virtualizer.getTotalSize();

  useLayoutEffect(() => {
    measure.current = virtualizer.measureElement;
    scroller.current?.querySelectorAll<HTMLElement>('[data-index]').forEach(virtualizer.measureElement);
    return () => {
      measure.current = undefined;
    };
  }, [virtualizer, scroller, measure]);
  useLayoutEffect(() => {
    if (items.length > 0) onFrame({ ...placesOf(items), size, scrollTo: (index) => virtualizer.scrollToIndex(index) });
  }, [items, size, virtualizer, onFrame]);
  return null;
});

/** Rows in view follow each other as they do in a short list. The one with the focus may be far above them, or far below. */
function placesOf(items: readonly VirtualItem[]): Pick<Frame, 'rows' | 'before'> {
  const follows = (at: number) => items[at]?.index === (items[at - 1]?.index ?? NaN) + 1;
  const isApart = (at: number) =>
    items.length > 1 && (at === 0 ? !follows(1) : !follows(at) && at === items.length - 1);
  const rows = items.map(({ index, start }, at) => (isApart(at) ? { index, start } : { index }));
  return { rows, before: items.find((_item, at) => !isApart(at))?.start ?? 0 };
}

/** Of a row of two lines and the line above it, in pixels; the style sheet says it in rem, by the density. */
function usualHeight(scroller: HTMLElement | null): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const said = scroller ? getComputedStyle(scroller).getPropertyValue('--_item-height') : '';
  const height = Number.parseFloat(said) || 4.125;
  return Math.round(height * rem) + 1;
}

function withFocused(indexes: number[], focused: number): number[] {
  return focused === -1 || indexes.includes(focused) ? indexes : [...indexes, focused].sort((a, b) => a - b);
}

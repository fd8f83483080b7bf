'use client';
/** Which rows of a long list are in view, and where each stands. It draws nothing itself. */
import { memo, useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import {
  defaultRangeExtractor,
  measureElement,
  observeElementRect,
  useVirtualizer,
  type Range,
  type Virtualizer,
} from '@tanstack/react-virtual';

export interface Frame {
  rows: readonly { index: number; start: number }[];
  /** Pixels, of all rows together. */
  size: number;
  measure(element: HTMLElement | null): void;
  scrollTo(index: number): void;
}

export interface RowWindowProps {
  ids: readonly string[];
  /** Its row stays on the page, or the focus would be lost. */
  focusedId: RefObject<string | undefined>;
  scroller: HTMLDivElement;
  onFrame(frame: Frame): void;
}

type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLElement>;

/** Rows beyond the edge that are there before they are seen. */
const beyond = 8;
/** Where nothing is laid out (a hidden list, a test without a browser) it counts as this tall. Pixels. */
const unseen = 640;

export const RowWindow = memo(function RowWindow({ ids, focusedId, scroller, onFrame }: RowWindowProps) {
  const [height] = useState(() => usualHeight(scroller));
  // Its functions are read anew with each render, and nothing here memoizes them.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: ids.length,
    getScrollElement: () => scroller,
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
  const rows = virtualizer.getVirtualItems();
  const size = virtualizer.getTotalSize();

  useLayoutEffect(() => {
    if (rows.length === 0) return;
    onFrame({
      rows,
      size,
      measure: virtualizer.measureElement,
      scrollTo: (index) => virtualizer.scrollToIndex(index),
    });
  }, [rows, size, virtualizer, onFrame]);
  return null;
});

/** Of a row of two lines and the line above it, in pixels; the style sheet says it in rem, by the density. */
function usualHeight(scroller: HTMLElement): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const height = Number.parseFloat(getComputedStyle(scroller).getPropertyValue('--_item-height')) || 4.125;
  return height * rem + 1;
}

function withFocused(indexes: number[], focused: number): number[] {
  return focused === -1 || indexes.includes(focused) ? indexes : [...indexes, focused].sort((a, b) => a - b);
}

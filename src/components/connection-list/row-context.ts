'use client';
/** What a list tells each of its rows: where it is, and whether it is ticked. */
import { createContext, useContext, type CSSProperties } from 'react';

/** For the element of a row. Empty where the page holds all rows, one after the other. */
export interface RowAttributes {
  ref?: (element: HTMLElement | null) => void;
  style?: CSSProperties;
  'data-index'?: number;
  'aria-setsize'?: number;
  'aria-posinset'?: number;
}

export interface Row {
  attributes: RowAttributes;
  /** Absent while nothing is being selected. */
  tick?: { isTicked: boolean; change(isTicked: boolean): void };
}

const alone: Row = { attributes: {} };

export const RowContext = createContext<Row>(alone);

export function useRow(): Row {
  return useContext(RowContext);
}

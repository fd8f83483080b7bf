/** Radix writes these into a `style` attribute, which a strict CSP blocks in server HTML; undefined leaves them out. */
import type { CSSProperties } from 'react';

export const withoutOutline: CSSProperties = { outline: undefined };
export const withoutAnimation: CSSProperties = { animationDuration: undefined };
/** Of the accordion's content. */
export const withoutRadixSizes = {
  '--radix-accordion-content-height': undefined,
  '--radix-accordion-content-width': undefined,
} as CSSProperties;

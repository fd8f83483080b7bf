'use client';
/** Dialogs stand in the provider's root: they outlive what opened them. */
import { useCallback, type ReactNode } from 'react';
import { useLayer } from '../../react/use-text';
import { WidgetBoundary } from './widget-boundary';

/** Shows a dialog in the place of the one before. */
export function useDialog(): (render: (onClose: () => void) => ReactNode) => void {
  const showLayer = useLayer();
  return useCallback(
    // Each anew: an element that is closed already would not open again.
    (render) => showLayer(<WidgetBoundary key={++opened}>{render(() => showLayer(null))}</WidgetBoundary>),
    [showLayer],
  );
}

let opened = 0;

'use client';
/** Dialogs stand in the provider's root: they outlive the button that opened them, and go with the widget that it stood in. */
import { useCallback, type ReactNode } from 'react';
import { useLayer } from '../../react/use-text';
import { OpenerContext, useOpener } from './use-opener';
import { WidgetBoundary } from './widget-boundary';

/** Shows a dialog in the place of the one before. */
export function useDialog(): (render: (onClose: () => void) => ReactNode) => void {
  const showLayer = useLayer();
  const opener = useOpener();
  return useCallback(
    // Each anew: an element that is closed already would not open again.
    (render) => {
      const content = (
        // A dialog that is opened from this one stands in the same name.
        <OpenerContext.Provider value={opener}>
          <WidgetBoundary key={++opened}>{render(() => showLayer(null))}</WidgetBoundary>
        </OpenerContext.Provider>
      );
      showLayer({ opener, content });
    },
    [showLayer, opener],
  );
}

let opened = 0;

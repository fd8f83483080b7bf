'use client';
/** In whose name a dialog is opened. A question must not stand, and be answered, where what it was asked about is no longer shown. */
import { createContext, useContext, useEffect, useId } from 'react';
import { useLayer } from '../../react/use-text';

/** The outermost widget: its rows, tabs and buttons may come and go. */
export const OpenerContext = createContext<string | undefined>(undefined);

/**
 * The widget around or, where there is none, who calls. When that one goes, its dialog does.
 * @param subject what it shows; the dialog goes also when that becomes something else
 */
export function useOpener(subject?: unknown): string {
  const showLayer = useLayer();
  const around = useContext(OpenerContext);
  const own = useId();
  useEffect(() => () => showLayer((layer) => (layer?.opener === own ? null : layer)), [showLayer, own, subject]);
  return around ?? own;
}

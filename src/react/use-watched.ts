'use client';
/** Whether somebody looks at the page: its window has the focus, its tab is visible, it is neither printed nor put aside. */
import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useConnectionsContext } from './context';

/** How the window says that it is left, and that it is back. */
const departures = Object.entries({ blur: 'focus', beforeprint: 'afterprint', pagehide: 'pageshow' });

/**
 * @param isNeeded listens only then; at first the page counts as looked at, for its person has just pressed
 * @param onLeave what it changes is rendered before the page is printed or its picture is taken
 * @returns whether the page is looked at now
 */
export function useWatched(isNeeded: boolean, onLeave: () => void): () => boolean {
  const { visible } = useConnectionsContext().client.environment;
  const [away] = useState(() => new Set<string>());

  useEffect(() => {
    if (!isNeeded) return undefined;
    // React would render a moment later: the paper, or what the browser keeps of a page, would show the former.
    const leave = () => flushSync(onLeave);
    const listening = new AbortController();
    const { signal } = listening;
    const unsubscribe = visible.subscribe(() => {
      if (!visible.get()) leave();
    });
    for (const [departure, back] of departures) {
      const onDeparture = () => {
        away.add(departure);
        leave();
      };
      window.addEventListener(departure, onDeparture, { signal });
      window.addEventListener(back, () => void away.delete(departure), { signal });
    }
    return () => {
      listening.abort();
      unsubscribe();
      away.clear();
    };
  }, [isNeeded, onLeave, visible, away]);

  return useCallback(() => visible.get() && away.size === 0, [visible, away]);
}

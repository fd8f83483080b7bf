'use client';
/** A press whose means are loaded first: what it does is done once they are there, and never without them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { loadedBy, loadOnce, prefetch, type Load } from './load-once';

export interface LoadedPress {
  /** It was pressed, and what it takes is on its way. */
  loading: boolean;
  /** That did not come. The next press asks for it again. */
  failed: boolean;
  press(): void;
  /** For who points at the button or has reached it: the press finds everything there. */
  prepare(): void;
}

/** @param act what the press does; not where its button has gone meanwhile */
export function useLoadedPress<Module>(load: Load<Module>, act: (module: Module) => void): LoadedPress {
  const [state, setState] = useState<'loading' | 'failed'>();
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  function done(module: Module): void {
    setState(undefined);
    act(module);
  }

  function press(): void {
    const module = loadedBy(load);
    if (module !== undefined) return done(module);
    setState('loading');
    loadOnce(load).then(
      (loaded) => mounted.current && done(loaded),
      () => setState('failed'),
    );
  }

  const prepare = useCallback(() => prefetch(load), [load]);
  return { loading: state === 'loading', failed: state === 'failed', press, prepare };
}

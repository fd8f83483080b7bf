'use client';
/** A press whose means are loaded first: what it does is done once they are there, and never without them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../../react/use-connections';
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

/** @param act what the press does; not where its button has gone meanwhile, nor before another person */
export function useLoadedPress<Module>(load: Load<Module>, act: (module: Module) => void): LoadedPress {
  const client = useClient();
  const [state, setState] = useState<'loading' | 'failed'>();
  const presses = useRef(0);

  useEffect(() => {
    const drop = () => {
      presses.current += 1;
      setState(undefined);
    };
    const stop = client.connections.subscribe((now, before) => now.session !== before.session && drop());
    return () => {
      stop();
      drop();
    };
  }, [client]);

  function press(): void {
    const module = loadedBy(load);
    if (module !== undefined) {
      setState(undefined);
      return act(module);
    }
    const own = ++presses.current;
    setState('loading');
    loadOnce(load).then(
      (loaded) => {
        if (own !== presses.current) return;
        setState(undefined);
        act(loaded);
      },
      () => own === presses.current && setState('failed'),
    );
  }

  const prepare = useCallback(() => prefetch(load), [load]);
  return { loading: state === 'loading', failed: state === 'failed', press, prepare };
}

'use client';
/** A part of the kit that is loaded when it is shown first. A network that fails then costs this part alone, and it can be tried again. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { loadedBy, loadOnce, type Load } from './load-once';

export type Loaded<Module> =
  { status: 'loading' } | { status: 'failed'; retry(): void } | { status: 'ready'; module: Module };

/** At once where it has come before; not in a page that a server has rendered, for there it had not. */
export function useLoaded<Module>(load: Load<Module>): Loaded<Module> {
  const [attempt, setAttempt] = useState(0);
  const [ended, setEnded] = useState<'ready' | 'failed'>();
  const module = useSyncExternalStore(noSubscription, () => loadedBy(load), nothing);
  const isThere = module !== undefined;
  const retry = useCallback(() => {
    setEnded(undefined);
    setAttempt((before) => before + 1);
  }, []);
  useEffect(() => {
    if (isThere) return undefined;
    let isWanted = true;
    loadOnce(load).then(
      () => isWanted && setEnded('ready'),
      () => isWanted && setEnded('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [load, attempt, isThere]);
  if (module !== undefined) return { status: 'ready', module };
  return ended === 'failed' ? { status: 'failed', retry } : { status: 'loading' };
}

const noSubscription = () => () => {};
const nothing = () => undefined;

'use client';
/** A part of the kit that is loaded when it is shown first. A network that fails then costs this part alone, and it can be tried again. */
import { useCallback, useEffect, useState } from 'react';

export type Loaded<Module> =
  { status: 'loading' } | { status: 'failed'; retry(): void } | { status: 'ready'; module: Module };

/** @param load imports the module; the same function with every render */
export function useLoaded<Module>(load: () => Promise<Module>): Loaded<Module> {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ module: Module } | 'failed'>();
  const retry = useCallback(() => {
    setLoaded(undefined);
    setAttempt((before) => before + 1);
  }, []);
  useEffect(() => {
    let isWanted = true;
    load().then(
      (module) => isWanted && setLoaded({ module }),
      () => isWanted && setLoaded('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [load, attempt]);
  if (loaded === undefined) return { status: 'loading' };
  return loaded === 'failed' ? { status: 'failed', retry } : { status: 'ready', module: loaded.module };
}

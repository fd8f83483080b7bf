'use client';
/** The window of a long list, loaded when there is one. */
import { useEffect, useState } from 'react';
import { useClient } from '../../react/use-connections';
import { useLoaded } from '../shared/use-loaded';
import { loadRowWindow } from './load-row-window';
import type { RowWindowProps } from './row-window';

interface RowWindowLoaderProps extends RowWindowProps {
  /** The same function each time. */
  onFail(): void;
}

/** Milliseconds until it is asked for again. */
const pause = 30_000;

/** Where it does not come, all rows stand on the page: slower, and none is missing. It is asked for again, and at once when the page is online. */
export function RowWindowLoader({ onFail, ...props }: RowWindowLoaderProps) {
  const { clock, online } = useClient().environment;
  const loaded = useLoaded(loadRowWindow);
  const retry = loaded.status === 'failed' ? loaded.retry : undefined;
  const [isMounted, setIsMounted] = useState(false);
  // The scroller has its ref only after the layout effects of what stands in it.
  // oxlint-disable-next-line react/set-state-in-effect
  useEffect(() => setIsMounted(true), []);
  useEffect(() => {
    if (!retry) return undefined;
    onFail();
    const timer = clock.setTimeout(retry, pause);
    const stop = online.subscribe(() => online.get() && retry());
    return () => {
      clock.clearTimeout(timer);
      stop();
    };
  }, [retry, onFail, clock, online]);
  return isMounted && loaded.status === 'ready' ? <loaded.module.RowWindow {...props} /> : null;
}

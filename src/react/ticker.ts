/** The present time for rendering: it stands still between ticks, so that renders agree, and ticks only while watched. */
import type { Clock } from '../core';

export interface Ticker {
  subscribe(listener: () => void): () => void;
  /** Milliseconds since 1970, as of the last tick. */
  now(): number;
  /** Of the first render, on a server and in the browser; 0 when no data came with the page. */
  initial: number;
}

const interval = 1_000;

export function createTicker(clock: Clock, initial: number): Ticker {
  const listeners = new Set<() => void>();
  let now = 0;
  let timer: unknown;

  function tick(): void {
    now = clock.now();
    // Before anybody hears of it: the last listener may leave then, and takes the next tick along.
    timer = clock.setTimeout(tick, interval);
    for (const listener of listeners) listener();
  }

  return {
    initial,
    now: () => (timer === undefined ? (now ||= clock.now()) : now),
    subscribe(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        now = clock.now();
        timer = clock.setTimeout(tick, interval);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clock.clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

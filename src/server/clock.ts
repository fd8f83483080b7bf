/** The handler's time: the host's, or the system's. */
import type { Clock } from '../core/model/clock';

/** @param options `now` goes before the clock's own */
export function clockOf({ clock = systemClock, now }: { clock?: Clock; now?: () => number }): Clock {
  return now === undefined ? clock : { ...clock, now };
}

const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => globalThis.setTimeout(callback, delay),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
};

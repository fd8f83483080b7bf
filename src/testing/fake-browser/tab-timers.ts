/**
 * The timers of one tab on the clock of its browser:
 * - they die with the tab;
 * - while it is hidden they run on the whole second only and, once it has been hidden for five minutes, on the whole minute; what
 *   was held up runs as soon as it is visible. Chrome is that slow with chained timers of a silent page: this is the worst case.
 * - a delay is a 32-bit number, so that one of more than 24.8 days runs at once.
 */
import type { FakeClock } from '../environment';

export interface TabTimers {
  readonly clock: FakeClock;
  setHidden(hidden: boolean): void;
  /** None runs any more, and none can be set. */
  stop(): void;
}

interface Timer {
  /** Of the shared clock. */
  handle: unknown;
  run(): void;
}

const second = 1_000;
const minute = 60 * second;
const untilIntensive = 5 * minute;

export function createTabTimers(shared: FakeClock): TabTimers {
  const timers = new Set<Timer>();
  /** In the order in which they were due. */
  const heldUp = new Set<Timer>();
  let hiddenSince: number | undefined;
  let stopped = false;

  /** Milliseconds until a timer may run. */
  function hold(): number {
    if (hiddenSince === undefined) return 0;
    const grid = shared.now() - hiddenSince >= untilIntensive ? minute : second;
    return (grid - (shared.now() % grid)) % grid;
  }

  function ring(timer: Timer): void {
    const wait = hold();
    if (wait > 0) {
      heldUp.add(timer);
      set(timer, wait);
    } else {
      forget(timer);
      timer.run();
    }
  }

  function set(timer: Timer, delay: number): void {
    shared.clearTimeout(timer.handle);
    timer.handle = shared.setTimeout(() => ring(timer), delay);
  }

  function forget(timer: Timer): void {
    shared.clearTimeout(timer.handle);
    timers.delete(timer);
    heldUp.delete(timer);
  }

  return {
    clock: {
      now: shared.now,
      setTimeout(callback, delay) {
        const timer: Timer = { handle: undefined, run: callback };
        if (stopped) return timer;
        timers.add(timer);
        // As Web IDL makes a long of it: no fractions, and modulo 2^32.
        set(timer, delay | 0);
        return timer;
      },
      clearTimeout(handle) {
        if (timers.has(handle as Timer)) forget(handle as Timer);
      },
      advance: shared.advance,
      jump: shared.jump,
      pending: () => timers.size,
      waitFor: shared.waitFor,
    },
    setHidden(hidden) {
      hiddenSince = hidden ? (hiddenSince ?? shared.now()) : undefined;
      if (!hidden) for (const timer of heldUp) set(timer, 0);
    },
    stop() {
      stopped = true;
      for (const timer of timers) forget(timer);
    },
  };
}

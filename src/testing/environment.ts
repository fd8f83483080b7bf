/** Surroundings that a test holds in its hands: time, chance, visibility, network, storage. */
import type { Environment } from '../core/client/environment';
import type { Clock } from '../core/model/clock';

/** Time that passes only when the test says so. */
export interface FakeClock extends Clock {
  /** Runs what becomes due within `milliseconds`, in order; what it started settles in between. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the time of day, forwards or back, as a person does or a laptop that wakes up: timers keep what is left of their delay. */
  jump(milliseconds: number): void;
  /** How many timers are set. */
  pending(): number;
  /**
   * `advance` waits for this too before the time goes on: for answers that take real time, such as those of a server.
   * @returns its end
   */
  waitFor(settle: () => Promise<unknown>): () => void;
}

interface Timer {
  /** By a clock that never jumps. */
  at: number;
  callback: () => void;
}

/**
 * @param start milliseconds since 1970
 * @param settle waits until nothing is left to do at this time. The default has patience with a fetch that is served in process, and
 *   takes 3 ms; where all is promises, one turn of `setImmediate` does, in a thousandth of that
 */
export function createFakeClock(
  start: number = Date.UTC(2026, 10, 22, 9),
  settle: () => Promise<unknown> = threeTurns,
): FakeClock {
  const timers = new Map<object, Timer>();
  const waits = new Set([settle]);
  let now = start;
  let jumped = 0;

  /** Of the same time the one that was set first: a map keeps that order, and so does the sort. */
  function nextDue(until: number): [object, Timer] | undefined {
    return [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
  }

  async function settleAll(): Promise<void> {
    for (const wait of waits) await wait();
  }

  return {
    now: () => now + jumped,
    setTimeout(callback, delay) {
      const handle = {};
      timers.set(handle, { at: now + Math.max(0, delay), callback });
      return handle;
    },
    clearTimeout(handle) {
      if (typeof handle === 'object' && handle !== null) timers.delete(handle);
    },
    async advance(milliseconds) {
      const until = now + milliseconds;
      await settleAll();
      for (let due = nextDue(until); due; due = nextDue(until)) {
        const [handle, { at, callback }] = due;
        timers.delete(handle);
        now = Math.max(now, at);
        callback();
        await settleAll();
      }
      now = until;
      await settleAll();
    },
    jump(milliseconds) {
      jumped += milliseconds;
    },
    pending: () => timers.size,
    waitFor(wait) {
      waits.add(wait);
      return () => void waits.delete(wait);
    },
  };
}

/** Taken when the module is loaded, so that a runner's own fake timers do not hold it up. */
const realTimeout = globalThis.setTimeout;

/** One turn of the real event loop. */
export async function oneTurn(): Promise<void> {
  await new Promise((resolve) => realTimeout(resolve, 0));
}

/** Lets settle what needs no time: promises, and answers of a fetch that is served in process. */
async function threeTurns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await oneTurn();
}

/** A clock to share with a bank, and the chance to fix. */
export interface FakeEnvironmentOptions {
  clock?: FakeClock;
  /** Default: repeatable, and never twice the same in a row. */
  random?: () => number;
}

/** The surroundings of a client, held by the test. */
export interface FakeEnvironment extends Environment {
  clock: FakeClock;
  setVisible(visible: boolean): void;
  setOnline(online: boolean): void;
}

/** Visible, online, with a storage of its own, and without locks and channels. */
export function createFakeEnvironment(options: FakeEnvironmentOptions = {}): FakeEnvironment {
  const { clock = createFakeClock(), random = createSequence() } = options;
  const visible = createSwitch();
  const online = createSwitch();
  const stored = new Map<string, string>();
  return {
    clock,
    random,
    visible,
    online,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    locks: null,
    channel: null,
    setVisible: visible.set,
    setOnline: online.set,
  };
}

/** Repeatable, and never twice the same in a row. */
export function createSequence(): () => number {
  let last = 0;
  return () => (last = (last + 0.618_033_988_75) % 1);
}

/** Listeners hear of changes only. */
export function createSwitch(value = true) {
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(next: boolean) {
      if (next === value) return;
      value = next;
      for (const listener of listeners) listener();
    },
    /** How many listen. */
    listeners: () => listeners.size,
  };
}

/** Everything that the core takes from its surroundings: the browser's by default, inert on a server. */
import type { Clock } from '../model/clock';

/**
 * Everything that the core takes from its surroundings: the browser's by default, inert on a server. null is an API that is
 * not there: the client then does without it.
 */
export interface Environment {
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  /** Whether somebody may be looking: a hidden page asks for nothing. */
  visible: { get(): boolean; subscribe(listener: () => void): () => void };
  /** Whether there is a network: without one nothing is asked. */
  online: { get(): boolean; subscribe(listener: () => void): () => void };
  /** For ids, kinds and times under the client's `scope`; never personal data. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  /** Web Locks: one visible tab asks for all. */
  locks: Pick<LockManager, 'request'> | null;
  /** BroadcastChannel: tabs tell each other the news. */
  channel: ((name: string) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>) | null;
}

const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => globalThis.setTimeout(callback, delay),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
};

/** Not to be guessed: the `state` of a consent and the keys of commands are made of it. Drawn in lots, for a draw takes long. */
function createRandom(): () => number {
  const lot = new Uint32Array(64);
  let left = 0;
  return () => {
    if (left === 0) left = crypto.getRandomValues(lot).length;
    left -= 1;
    return (lot[left] ?? 0) / 2 ** 32;
  };
}

const always = { get: () => true, subscribe: () => () => {} };

/** Read anew for each client, so that nothing is touched on import and a page without an API simply lacks it. */
export function defaultEnvironment(): Environment {
  const page = typeof document === 'undefined' ? undefined : document;
  const scope = typeof window === 'undefined' ? undefined : window;
  return {
    clock: systemClock,
    random: createRandom(),
    visible: page && scope ? visibilityOf(page, scope) : always,
    online: scope
      ? { get: () => scope.navigator.onLine, subscribe: (listener) => listen(scope, ['online', 'offline'], listener) }
      : always,
    storage: scope ? storageOf(scope) : null,
    locks: scope?.navigator.locks ?? null,
    channel: scope && 'BroadcastChannel' in scope ? (name) => new BroadcastChannel(name) : null,
  };
}

/** A page that is left or frozen is not looked at either, whatever it says of its visibility. */
function visibilityOf(page: Document, scope: Window): Environment['visible'] {
  let away = false;
  return {
    get: () => page.visibilityState !== 'hidden' && !away,
    subscribe(listener) {
      away = false;
      const turn = (next: boolean) => () => {
        away = next;
        listener();
      };
      const stops = [
        listen(page, ['visibilitychange'], listener),
        listen(page, ['freeze'], turn(true)),
        listen(page, ['resume'], turn(false)),
        listen(scope, ['pagehide'], turn(true)),
        listen(scope, ['pageshow'], turn(false)),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}

function listen(target: EventTarget, names: readonly string[], listener: () => void): () => void {
  for (const name of names) target.addEventListener(name, listener);
  return () => {
    for (const name of names) target.removeEventListener(name, listener);
  };
}

/** Shared by the tabs, and outlives them. Reading it throws where the page may not store anything. */
function storageOf(scope: Window): Storage | null {
  try {
    return scope.localStorage;
  } catch {
    return null;
  }
}

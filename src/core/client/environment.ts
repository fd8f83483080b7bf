/** Everything that the core takes from its surroundings: the browser's by default, inert on a server. */
import type { Clock } from '../model/clock';

export interface Environment {
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  visible: { get(): boolean; subscribe(listener: () => void): () => void };
  online: { get(): boolean; subscribe(listener: () => void): () => void };
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  locks: Pick<LockManager, 'request'> | null;
  channel: ((name: string) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>) | null;
}

const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => globalThis.setTimeout(callback, delay),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
};

const always = { get: () => true, subscribe: () => () => {} };

/** Read anew for each client, so that nothing is touched on import and a page without an API simply lacks it. */
export function defaultEnvironment(): Environment {
  const page = typeof document === 'undefined' ? undefined : document;
  const scope = typeof window === 'undefined' ? undefined : window;
  return {
    clock: systemClock,
    random: () => Math.random(),
    visible: page
      ? {
          get: () => page.visibilityState !== 'hidden',
          subscribe: (listener) => listen(page, ['visibilitychange'], listener),
        }
      : always,
    online: scope
      ? { get: () => scope.navigator.onLine, subscribe: (listener) => listen(scope, ['online', 'offline'], listener) }
      : always,
    storage: scope ? storageOf(scope) : null,
    locks: scope?.navigator.locks ?? null,
    channel: scope && 'BroadcastChannel' in scope ? (name) => new BroadcastChannel(name) : null,
  };
}

function listen(target: EventTarget, names: readonly string[], listener: () => void): () => void {
  for (const name of names) target.addEventListener(name, listener);
  return () => {
    for (const name of names) target.removeEventListener(name, listener);
  };
}

/** Reading `sessionStorage` throws where the page may not store anything. */
function storageOf(scope: Window): Storage | null {
  try {
    return scope.sessionStorage;
  } catch {
    return null;
  }
}

/**
 * The Web Locks of one browser profile, by the steps of the specification (w3c/web-locks, "request a lock"):
 * - per name first come, first served; shared ones together, an exclusive one alone;
 * - a callback runs in a task of its own, never within `request`; until it runs, the signal takes the request back;
 * - released when what the callback returned has settled, either way; then the request's promise settles as that did;
 * - `steal` is left out, and refused with NotSupportedError.
 */
import { nextTask } from './next-task';

export type Locks = Pick<LockManager, 'request'>;

export interface LockTable {
  /** As the page `owner` sees it. */
  of(owner: object): Locks;
  held(owner: object): number;
  pending(owner: object): number;
  /** The page is gone: its locks are free, its requests forgotten, and none of its promises settles any more. */
  drop(owner: object): void;
}

interface LockRequest extends Lock {
  owner: object;
  /** The signal takes nothing back from now on. */
  keep(): void;
  run(lock: Lock): unknown;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

export interface LockTableOptions {
  /** A quirk of Chromium: a signal that comes before a page's first request is through has no effect, ever. Default: `false`, as specified. */
  losesEarlyAborts?: boolean;
}

export function createLockTable({ losesEarlyAborts = false }: LockTableOptions = {}): LockTable {
  const held = new Set<LockRequest>();
  const queue = new Set<LockRequest>();
  /** Pages with a request that is through. */
  const known = new WeakSet<object>();
  const gone = new WeakSet<object>();

  function isGrantable(request: LockRequest): boolean {
    const first = [...queue].find(({ name }) => name === request.name);
    const holders = [...held].filter(({ name }) => name === request.name);
    if (first !== undefined && first !== request) return false;
    return holders.every(({ mode }) => mode === 'shared' && request.mode === 'shared');
  }

  function grantWhatCanBe(): void {
    for (const request of queue) {
      if (!isGrantable(request)) continue;
      queue.delete(request);
      held.add(request);
      void grant(request);
    }
  }

  async function grant(request: LockRequest): Promise<void> {
    await nextTask();
    if (!held.has(request)) return;
    request.keep();
    try {
      const value = await request.run({ name: request.name, mode: request.mode });
      if (release(request)) request.resolve(value);
    } catch (error) {
      if (release(request)) request.reject(error);
    }
  }

  async function refuse({ owner, resolve, reject }: LockRequest, callback: (lock: null) => unknown): Promise<void> {
    await nextTask();
    if (gone.has(owner)) return;
    try {
      const value = await callback(null);
      if (!gone.has(owner)) resolve(value);
    } catch (error) {
      if (!gone.has(owner)) reject(error);
    }
  }

  /** False when it is not there any more. */
  function release(request: LockRequest): boolean {
    const was = held.delete(request) || queue.delete(request);
    request.keep();
    grantWhatCanBe();
    return was;
  }

  async function ask(
    owner: object,
    name: string,
    options: LockOptions,
    callback: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    if (gone.has(owner)) return new Promise(() => {});
    const { mode = 'exclusive', ifAvailable = false, signal } = options;
    check(name, options, callback);
    return new Promise((resolve, reject) => {
      const takeBack = () => void (release(request) && reject(signal?.reason));
      const keep = () => signal?.removeEventListener('abort', takeBack);
      const request: LockRequest = { owner, name, mode, keep, run: callback, resolve, reject };
      if (ifAvailable && !isGrantable(request)) return void refuse(request, callback);
      const heed = () => signal?.addEventListener('abort', takeBack);
      if (losesEarlyAborts && !known.has(owner)) void heedLater(request, heed);
      else heed();
      queue.add(request);
      grantWhatCanBe();
    });
  }

  async function heedLater(request: LockRequest, heed: () => void): Promise<void> {
    await nextTask();
    known.add(request.owner);
    heed();
  }

  const ownedBy = (owner: object, requests: ReadonlySet<LockRequest>) =>
    [...requests].filter((request) => request.owner === owner);

  return {
    of: (owner) => ({
      request: (name: string, ...rest: readonly unknown[]) => {
        const [options, callback] = rest.length > 1 ? rest : [{}, rest[0]];
        return ask(owner, name, options as LockOptions, callback as LockGrantedCallback<unknown>) as Promise<never>;
      },
    }),
    held: (owner) => ownedBy(owner, held).length,
    pending: (owner) => ownedBy(owner, queue).length,
    drop(owner) {
      gone.add(owner);
      for (const request of [...ownedBy(owner, queue), ...ownedBy(owner, held)]) release(request);
    },
  };
}

/** @throws what a browser rejects such a request with, in its order */
function check(name: string, options: LockOptions, callback: unknown): void {
  const { mode = 'exclusive', steal = false, ifAvailable = false, signal } = options;
  if (typeof callback !== 'function') throw new TypeError('A lock is requested with a callback.');
  if (mode !== 'exclusive' && mode !== 'shared') throw new TypeError(`There is no lock mode "${String(mode)}".`);
  if (name.startsWith('-')) throw notSupported('The name of a lock may not begin with "-".');
  if (steal) throw notSupported('This browser steals no locks.');
  if (signal && ifAvailable) throw notSupported('A request that does not wait has nothing to abort.');
  signal?.throwIfAborted();
}

function notSupported(message: string): DOMException {
  return new DOMException(message, 'NotSupportedError');
}

/** A value that is costly to get: asked for once, shared by everybody who waits, kept until it is stale. */
import { createConnectionsError } from '../../core/model/errors';

export interface Cached<T> {
  /** @throws ConnectionsError `aborted` when this caller's signal aborts; the others go on waiting */
  get(signal?: AbortSignal): Promise<T>;
  /** Forgets the value, if it is still this one. */
  drop(value: T): void;
}

export interface CachedOptions<T> {
  /** Gets no signal: it works for everybody who waits. `lifetime` in milliseconds. */
  load(): Promise<{ value: T; lifetime: number }>;
  /** Milliseconds since 1970. */
  now(): number;
}

export function createCached<T>(options: CachedOptions<T>): Cached<T> {
  const { now } = options;
  let kept: { value: T; until: number } | undefined;
  let loading: Promise<T> | undefined;

  async function renew(): Promise<T> {
    const { value, lifetime } = await options.load();
    kept = { value, until: now() + lifetime };
    return value;
  }

  return {
    get(signal) {
      if (kept !== undefined && now() < kept.until) return Promise.resolve(kept.value);
      loading ??= renew().finally(() => (loading = undefined));
      return untilAborted(loading, signal);
    },
    drop(value) {
      if (kept?.value === value) kept = undefined;
    },
  };
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(createConnectionsError('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

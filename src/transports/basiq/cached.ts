/** A value that is costly to get: asked for once, shared by everybody who waits, kept until it is stale. */
import { longestWait, untilAborted } from './until-aborted';

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
  let loading: { promise: Promise<T>; since: number } | undefined;

  async function renew(): Promise<T> {
    const { value, lifetime } = await options.load();
    kept = { value, until: now() + lifetime };
    return value;
  }

  function begin() {
    const begun = { promise: renew().finally(() => loading === begun && (loading = undefined)), since: now() };
    return begun;
  }

  return {
    get(signal) {
      if (kept !== undefined && now() < kept.until) return Promise.resolve(kept.value);
      if (loading === undefined || now() - loading.since > longestWait) loading = begin();
      return untilAborted(loading.promise, signal);
    },
    drop(value) {
      if (kept?.value === value) kept = undefined;
    },
  };
}

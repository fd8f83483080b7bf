/** What both stores share: how they are read from outside, and how a load stands. */
import type { Failure } from '../model/failure';

/** A store that can be read and followed; only the client writes. */
export interface ReadonlyStore<T> {
  getState(): T;
  getInitialState(): T;
  subscribe(listener: (state: T, previous: T) => void): () => void;
}

/** `complete`: everything that there is has arrived; counts are honest only then. */
export type LoadState = {
  status: 'idle' | 'loading' | 'ready' | 'failed';
  complete: boolean;
  /** Where the rest begins, which was not asked for yet or did not come: for `load({ cursor })`. */
  nextCursor?: string;
  failure?: Failure;
  /** Came with the page: shown at once, and still to be asked for by this client. */
  hydrated?: true;
};

export const idle: LoadState = { status: 'idle', complete: false };
export const ready: LoadState = { status: 'ready', complete: true };

/** Where a list ends, or that it does not. */
export type ListReach = Pick<LoadState, 'complete' | 'nextCursor'>;

/** @param reach to the end of the list when absent */
export function hydrated(reach?: ListReach): LoadState {
  return { ...ready, ...reach, hydrated: true };
}

/** The entry of that very key: an id may be called `constructor`. */
export function entryOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** @param previous a reload keeps saying that what is shown was complete, or where it ends */
export function loading(previous: LoadState | undefined): LoadState {
  return { status: 'loading', ...listReachOf(previous) };
}

export function loadFailed(previous: LoadState | undefined, failure: Failure): LoadState {
  return { status: 'failed', ...listReachOf(previous), failure };
}

/** How far the list reaches. What was complete stays so while it is read once more. */
export function reaching(load: LoadState, nextCursor: string | undefined): LoadState {
  if (nextCursor !== undefined)
    return load.status === 'loading' && load.complete ? load : { ...load, complete: false, nextCursor };
  const { nextCursor: _before, ...rest } = load;
  return { ...rest, complete: true };
}

export function listReachOf({ complete, nextCursor }: ListReach = idle): ListReach {
  return { complete, ...(nextCursor !== undefined && { nextCursor }) };
}

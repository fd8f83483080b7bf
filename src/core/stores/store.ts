/** What both stores share: how they are read from outside, and how a load stands. */
import type { Failure } from '../model/failure';

/** A store that can be read and followed; only the client writes. */
export interface ReadonlyStore<T> {
  getState(): T;
  getInitialState(): T;
  subscribe(listener: (state: T, previous: T) => void): () => void;
}

/** `complete`: everything that was asked for has arrived; counts are honest only then. */
export type LoadState = {
  status: 'idle' | 'loading' | 'ready' | 'failed';
  complete: boolean;
  failure?: Failure;
  /** Came with the page: shown at once, and still to be asked for by this client. */
  hydrated?: true;
};

export const idle: LoadState = { status: 'idle', complete: false };
export const ready: LoadState = { status: 'ready', complete: true };
export const hydrated: LoadState = { ...ready, hydrated: true };

/** The entry of that very key: an id may be called `constructor`. */
export function entryOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** @param previous a reload keeps saying that what is shown was complete */
export function loading(previous: LoadState | undefined): LoadState {
  return { status: 'loading', complete: previous?.complete ?? false };
}

export function loadFailed(previous: LoadState | undefined, failure: Failure): LoadState {
  return { status: 'failed', complete: previous?.complete ?? false, failure };
}

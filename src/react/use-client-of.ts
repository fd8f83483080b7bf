'use client';
/** A provider's client over its life: made once per mount from a factory, started, and disposed of when it is gone for good. */
import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { ClientState, ConnectionsClient, ReadonlyStore } from '../core';
import type { ConnectionsContextValue } from './context';
import { createTicker } from './ticker';

/**
 * A client that lives as long as you wish, or a factory whose client is made with each mount and disposed of with it. On a
 * server always a factory, so that two people never share one.
 */
export type ClientSource = ConnectionsClient | (() => ConnectionsClient);

interface Source extends Pick<ConnectionsContextValue, 'client' | 'connections' | 'jobs' | 'ticker'> {
  /** Gives the host's client what came with the page. To be called in an effect, before those of what shows it. */
  takeIn(): void;
}

interface Owned {
  source: Source;
  disposed: boolean;
  disposal?: ReturnType<typeof setTimeout>;
}

export function useClientOf(client: ClientSource, initialState: ClientState | undefined): Source {
  const owned = useRef<Owned | null>(null);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const given = useMemo(
    () => (typeof client === 'function' ? null : sourceOf(client, initialState)),
    // `initialState` counts only with a new client, as with any initial value.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [typeof client === 'function' ? null : client],
  );
  if (typeof client === 'function' && (owned.current === null || owned.current.disposed)) {
    // What a server rendered is of the first mount: when a hidden page is shown again, it is out of date.
    const first = owned.current === null;
    owned.current = { source: sourceOf(client(), first ? initialState : undefined, true), disposed: false };
  }
  const mine = owned.current;

  useEffect(() => {
    if (given) return given.client.start();
    if (mine === null) return undefined;
    if (mine.disposed) {
      renderAgain();
      return undefined;
    }
    clearTimeout(mine.disposal);
    const stop = mine.source.client.start();
    return () => {
      stop();
      // StrictMode and fast refresh mount again at once: only what stays unmounted is disposed of.
      mine.disposal = setTimeout(() => {
        mine.disposed = true;
        mine.source.client.dispose();
      });
    };
  }, [given, mine]);

  return given ?? (mine as Owned).source;
}

/** @param isOwn nobody else has this client, and it has done nothing yet; one of the host's is left as it is until `takeIn` */
function sourceOf(client: ConnectionsClient, initialState: ClientState | undefined, isOwn = false): Source {
  if (isOwn && initialState) client.hydrate(initialState);
  let pending = isOwn ? undefined : initialState;
  const first = pending
    ? client.preview(pending)
    : { connections: client.connections.getState(), jobs: client.jobs.getState() };
  const show = <T>(store: ReadonlyStore<T>, initial: T): ReadonlyStore<T> => ({
    ...store,
    getState: () => (pending ? initial : store.getState()),
    getInitialState: () => initial,
  });
  const takenAt = initialState && Date.parse(initialState.takenAt);
  return {
    client,
    connections: show(client.connections, first.connections),
    jobs: show(client.jobs, first.jobs),
    ticker: createTicker(client.environment.clock, takenAt ?? newestConfirmation(client)),
    takeIn() {
      const state = pending;
      pending = undefined;
      if (state) client.hydrate(state);
    },
  };
}

/** The time that a client made with its own `initialState` was taken at. */
function newestConfirmation(client: ConnectionsClient): number {
  const connections = client.connections.getInitialState().table.entries;
  return connections.reduce((newest, { confirmedAt }) => Math.max(newest, Date.parse(confirmedAt)), 0);
}

'use client';
/** Reads of the stores. Each loads what it shows while it is mounted; what several ask for at once is loaded once. */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import {
  isStale,
  selectUnsettledJob,
  type ConnectionsClient,
  type ConnectionState,
  type ConnectionsState,
  type Description,
  type Job,
  type LoadState,
  selectConnection,
  selectJob,
} from '../core';
import { useConnectionsContext } from './context';
import { subscribeAll } from './subscribe-all';
import { useSignedOut } from './use-session';
import { useSettled } from './use-settled';

/** The connection of that id, for `useConnectionsState`; nothing where it is not known. */
export { selectConnection } from '../core';

/** The nearest provider's client. */
export function useClient(): ConnectionsClient {
  return useConnectionsContext().client;
}

/** A slice of the connections; renders only when the slice changes. */
export function useConnectionsState<T>(select: (state: ConnectionsState) => T): T {
  return useStore(useConnectionsContext().connections, select);
}

/** The list as far as it was read. `ids` changes when a connection comes, goes or moves, not when one of them changes. */
export interface UseConnections {
  /** In the order of the transport. Rows take an id and select their own connection. */
  ids: readonly string[];
  /** How the reading of the list stands; `nextCursor` says that there are more. */
  load: LoadState;
  /** What this person may do, and what revoking does with stored data; undefined while it is not known. */
  description: Description | undefined;
  /** Reads the list again. */
  reload(): void;
}

/**
 * The ids of all connections, and how their loading stands. Loads the list when it mounts, unless somebody has; one that came
 * from a server is read again. Never throws: a failure stands in `load`.
 */
export function useConnections(): UseConnections {
  const client = useClient();
  const ids = useConnectionsState((state) => state.ids);
  const load = useConnectionsState((state) => state.load);
  const description = useConnectionsState((state) => state.description);
  useEffect(() => {
    const { status, hydrated } = client.connections.getState().load;
    if (status === 'idle' || hydrated) void client.load();
  }, [client]);
  const reload = useCallback(() => void client.load(), [client]);
  return useMemo(() => ({ ids, load, description, reload }), [ids, load, description, reload]);
}

/** One connection with its detail, as the client knows it now. Kept while it is read again. */
export interface UseConnection {
  /** undefined while nothing is known of it. */
  connection: ConnectionState | undefined;
  /** Of the detail: profile, accounts, consent. */
  load: LoadState;
  /** It was shown or asked for, and does not exist, or no longer. */
  gone: boolean;
  /** Reads the detail again. */
  reload(): void;
}

const notLoaded: LoadState = { status: 'idle', complete: false };

/**
 * One connection with its detail: masked profile, accounts, consent. Loads the detail when it mounts, unless it is known
 * already or the connection is revoked; asks again once somebody has signed in. Never throws: a failure stands in `load`.
 */
export function useConnection(connectionId: string): UseConnection {
  const client = useClient();
  const signedOut = useSignedOut();
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  const load = useConnectionsState((state) => state.detailLoads[connectionId]) ?? notLoaded;
  const isListed = useConnectionsState((state) => state.load.status === 'ready');
  const [seen, setSeen] = useState<string>();
  if (connection && seen !== connectionId) setSeen(connectionId);
  const reload = useCallback(() => void client.loadConnection(connectionId), [client, connectionId]);
  useEffect(() => {
    const state = client.connections.getState();
    const known = selectConnection(state, connectionId);
    const isKnown = known?.detail !== undefined;
    const isRevoked = known?.status === 'revoked';
    if (!isRevoked && !isKnown && state.detailLoads[connectionId]?.status !== 'ready')
      void client.loadConnection(connectionId);
  }, [client, connectionId]);
  /** What was refused for lack of a session is asked for once there is one. */
  useEffect(() => {
    const failure = client.connections.getState().detailLoads[connectionId]?.failure;
    if (!signedOut && failure?.code === 'unauthorized') void client.loadConnection(connectionId);
  }, [client, connectionId, signedOut]);
  const settled = useSettled(load, connectionId);
  const isRefused = settled.failure?.code === 'not-found' && connection?.status !== 'revoked';
  const isMissing = !connection && (settled.status === 'ready' || (isListed && seen === connectionId));
  const gone = !signedOut && (isRefused || isMissing);
  return useMemo(() => ({ connection, load, gone, reload }), [connection, load, gone, reload]);
}

/** Whether what is known of a connection is older than the provider's `staleAfter`; renders when that changes. */
export function useStale(connectionId: string): boolean {
  const { connections, ticker, staleAfter } = useConnectionsContext();
  const subscribe = useMemo(() => subscribeAll(connections, ticker), [connections, ticker]);
  const read = (state: ConnectionsState, now: number) => {
    const connection = selectConnection(state, connectionId);
    return connection !== undefined && isStale(connection, now, staleAfter);
  };
  return useSyncExternalStore(
    subscribe,
    () => read(connections.getState(), ticker.now()),
    () => read(connections.getInitialState(), ticker.initial),
  );
}

/** One job, followed while the provider is mounted. */
export function useJob(jobId: string): Job | undefined {
  const { client, jobs } = useConnectionsContext();
  const job = useStore(jobs, (state) => selectJob(state, jobId));
  useEffect(() => {
    if (jobId !== '' && !selectJob(client.jobs.getState(), jobId)) askOnce(client, jobId);
  }, [client, jobId]);
  return job;
}

const jobsAskedFor = new WeakMap<ConnectionsClient, Set<string>>();

function askOnce(client: ConnectionsClient, jobId: string): void {
  const asking = jobsAskedFor.get(client) ?? new Set();
  jobsAskedFor.set(client, asking);
  if (asking.has(jobId)) return;
  asking.add(jobId);
  const done = () => void asking.delete(jobId);
  client.checkAgain(jobId).then(done, done);
}

/** What is going on at a connection now. */
export function useUnsettledJob(connectionId: string): Job | undefined {
  return useStore(useConnectionsContext().jobs, (state) => selectUnsettledJob(state, connectionId));
}

/** Whether nothing has happened at its connection since. */
export function useIsNewestJob({ id, connectionId }: Job): boolean {
  return useStore(
    useConnectionsContext().jobs,
    ({ idsByConnection }) => connectionId !== null && idsByConnection[connectionId]?.[0] === id,
  );
}

/** Loads: what is asked for twice at the same time is read once, and how each ended stands in the stores. */
import type { StoreApi } from 'zustand/vanilla';
import { toConnectionsError } from '../model/errors';
import { withDetailLoad, withConnectionFields, type ConnectionsState } from '../stores/connection-store';
import { allConnections, reachOf, withJobFields, withReach, type JobsState } from '../stores/job-store';
import { entryOf, loadFailed, loading, ready, type LoadState } from '../stores/store';
import type { ConnectionsClient } from './client';
import type { Reads } from './reads';

export interface Loads extends Pick<ConnectionsClient, 'load' | 'loadConnection' | 'loadJobs'> {
  reset(): void;
}

interface Options {
  connections: StoreApi<ConnectionsState>;
  jobs: StoreApi<JobsState>;
  /** Throws ConnectionsError, also when there is nothing to read with. */
  withReads<T>(read: (reads: Reads) => Promise<T>): Promise<T>;
}

export function createLoads({ connections, jobs, withReads }: Options): Loads {
  const underWay = new Map<string, Promise<void>>();

  /** Runs `read` once however often it is asked for meanwhile, and writes how it stands; it may say that it was not all. */
  function once(
    key: string,
    state: () => LoadState | undefined,
    write: (load: LoadState) => void,
    read: (reads: Reads) => Promise<LoadState | void>,
  ) {
    const same = underWay.get(key);
    if (same) return same;
    write(loading(state()));
    const done = withReads(read)
      .then((load) => write(load ?? ready))
      .catch((thrown: unknown) => {
        const isCurrent = underWay.get(key) === done;
        if (isCurrent) write(loadFailed(state(), toConnectionsError(thrown).failure));
      })
      .finally(() => {
        if (underWay.get(key) === done) underWay.delete(key);
      });
    underWay.set(key, done);
    return done;
  }

  return {
    load: (query = {}) =>
      once(
        `connections ${JSON.stringify(query)}`,
        () => connections.getState().load,
        (load) => connections.setState((state) => withConnectionFields(state, { load }), true),
        (reads) => reads.readConnections(query),
      ),
    loadConnection: (connectionId) =>
      once(
        `connection ${connectionId}`,
        () => entryOf(connections.getState().detailLoads, connectionId),
        (load) => connections.setState((state) => withDetailLoad(state, connectionId, load), true),
        (reads) => reads.readConnection(connectionId),
      ),
    loadJobs(query = {}) {
      const { connectionId = allConnections } = query;
      const isHistory = query.ids === undefined && query.unsettled === undefined;
      return once(
        `jobs ${JSON.stringify(query)}`,
        () => (isHistory ? reachOf(jobs.getState(), connectionId).load : jobs.getState().load),
        (load) =>
          jobs.setState((state) => {
            const next = withJobFields(state, { load });
            return isHistory ? withReach(next, connectionId, { ...reachOf(state, connectionId), load }) : next;
          }, true),
        async (reads) => {
          if (!isHistory || query.limit === undefined) return reads.readJobs(query);
          return { ...ready, complete: await reads.readHistory(query) };
        },
      );
    },
    reset: () => underWay.clear(),
  };
}

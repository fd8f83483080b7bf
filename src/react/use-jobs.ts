'use client';
/** The history of one connection or of all, read page by page, and one job that is asked for by name. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import {
  allConnections,
  reachOf,
  selectHistory,
  toConnectionsError,
  type Failure,
  type Job,
  type LoadState,
  selectJob,
} from '../core';
import { useConnectionsContext } from './context';

/** Jobs per page: at first and for each look further back, and when all are wanted. */
const pageSize = 50;
const largePageSize = 200;

/** A history as far as it was read. Jobs that go on are followed by the client. */
export interface UseJobs {
  /** Newest first, as far as they were read. */
  jobs: readonly Job[];
  /** `complete`: nothing older is left. */
  load: LoadState;
  /** Reads the newest again. */
  reload(): void;
  /** Reads the next older page. */
  loadOlder(): Promise<void>;
  /** Reads all pages. @returns all jobs; nothing when a page failed, or the component went away */
  loadAll(): Promise<readonly Job[] | undefined>;
}

/** The history of one connection or, without an id, of all. */
export function useJobs({ connectionId }: { connectionId?: string | undefined } = {}): UseJobs {
  const { client, jobs: store } = useConnectionsContext();
  const key = connectionId ?? allConnections;
  const jobs = useStore(
    store,
    useShallow((state) => selectHistory(state, connectionId)),
  );
  // What came with the page was asked for by nobody yet.
  const load = useStore(store, (state) =>
    Object.hasOwn(state.histories, key) ? reachOf(state, key).load : state.load,
  );
  const isMounted = useRef(false);

  const read = useCallback(
    (limit: number, cursor?: string) =>
      client.loadJobs({
        ...(connectionId !== undefined && { connectionId }),
        limit,
        ...(cursor !== undefined && { cursor }),
      }),
    [client, connectionId],
  );
  const reach = useCallback(() => reachOf(client.jobs.getState(), key), [client, key]);
  const reload = useCallback(() => void read(pageSize), [read]);
  const loadOlder = useCallback(() => read(pageSize, reach().cursor), [read, reach]);
  const loadAll = useCallback(async () => {
    while (isMounted.current && !reach().load.complete) {
      await read(largePageSize, reach().cursor);
      if (reach().load.status === 'failed') return undefined;
    }
    return isMounted.current ? selectHistory(client.jobs.getState(), connectionId) : undefined;
  }, [client, connectionId, read, reach]);

  useEffect(() => {
    isMounted.current = true;
    reload();
    return () => {
      isMounted.current = false;
    };
  }, [reload]);

  return useMemo(() => ({ jobs, load, reload, loadOlder, loadAll }), [jobs, load, reload, loadOlder, loadAll]);
}

/** One job by its id. Both are undefined while it is being asked for. */
export interface UseLinkedJob {
  job: Job | undefined;
  /** Why it cannot be shown: `not-found`, or it could not be asked for. */
  failure: Failure | undefined;
  retry(): void;
}

/** A job that a link names: what is not known is asked for, once. @param isReady the history has been read, and may hold it */
export function useLinkedJob(jobId: string | null, isReady: boolean): UseLinkedJob {
  const { client, jobs } = useConnectionsContext();
  const job = useStore(jobs, (state) => (jobId === null ? undefined : selectJob(state, jobId)));
  const [asked, setAsked] = useState<{ jobId: string; failure?: Failure }>();
  const isWanted = jobId !== null && job === undefined && isReady && asked?.jobId !== jobId;

  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    client.checkAgain(jobId).catch((thrown: unknown) => {
      if (isCurrent) setAsked({ jobId, failure: toConnectionsError(thrown).failure });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, jobId, isWanted]);

  const retry = useCallback(() => setAsked(undefined), []);
  const failure = job === undefined && asked?.jobId === jobId ? asked?.failure : undefined;
  return useMemo(() => ({ job, failure, retry }), [job, failure, retry]);
}

'use client';
/** What a receipt is made of: the jobs of one gesture that deleted data or ended a link. Nothing of it is personal data. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import {
  type Description,
  type Institution,
  type Job,
  type JobsState,
  selectConnection,
  selectJob,
  selectJobs,
} from '../core';
import { useConnectionsContext } from './context';
import { isReceipted } from './receipts';
import { useConnectionsState } from './use-connections';

/** What was done by one gesture that deleted data or ended a link. No personal data is in it: it may be kept or printed. */
export interface Receipt {
  connectionId: string;
  /** Absent where the connection is not known any more. */
  institution: Institution | undefined;
  /** Of the gesture, in the order in which they were done. */
  jobs: readonly Job[];
  /** What a revoke does with stored data here. */
  revokeData: Description['revokeData'];
}

/** @returns nothing for a job that takes nothing away, or has not ended */
export function useReceipt(jobId: string): Receipt | undefined {
  const { jobs: store, receipts } = useConnectionsContext();
  const jobs = useStore(
    store,
    useShallow((state) => selectGesture(state, jobId)),
  );
  const connectionId = jobs[0]?.connectionId ?? '';
  const known = useConnectionsState((state) => selectConnection(state, connectionId)?.institution);
  const revokeData = useConnectionsState(({ description }) => description?.revokeData ?? 'unknown');
  const institution = known ?? receipts.institution(connectionId);
  return useMemo(
    () => (connectionId === '' ? undefined : { connectionId, institution, jobs, revokeData }),
    [connectionId, institution, jobs, revokeData],
  );
}

const none: readonly Job[] = [];

function selectGesture(state: JobsState, jobId: string): readonly Job[] {
  const job = selectJob(state, jobId);
  if (!job || job.connectionId === null || !isReceipted(job)) return none;
  if (job.runId === undefined) return [job];
  return selectJobs(state, job.connectionId)
    .filter(({ runId }) => runId === job.runId)
    .toReversed();
}

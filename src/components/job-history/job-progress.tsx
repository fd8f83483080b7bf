'use client';
/** How far a job is by the bank's usual durations; it alone renders with each second. */
import type { Job } from '../../core/model/job';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useNow, useText } from '../../react/use-text';
import { estimateProgress } from './estimate-progress';

/** It goes on, as far as is known. */
export function isOpenJob({ status }: Job): boolean {
  return status === 'queued' || status === 'running' || status === 'waiting-input';
}

export function JobProgress({ job }: { job: Job }) {
  const { labels } = useText();
  const estimate = useEstimate(job);
  if (!estimate) return null;
  return <progress data-ck="job-progress" max={1} value={estimate.value} aria-label={labels.jobKind[job.kind]} />;
}

/** "usually about 40 sec", and past that, that it takes longer. */
export function ProgressHint({ job }: { job: Job }) {
  const text = useText();
  const estimate = useEstimate(job);
  if (estimate?.usual === undefined || job.status === 'waiting-input') return null;
  return (
    <span data-ck="job-progress-hint">
      {estimate.late
        ? text.labels.jobs.late
        : text.fill(text.labels.jobs.usual, { duration: text.duration(estimate.usual) })}
    </span>
  );
}

function useEstimate(job: Job) {
  const { connectionId } = job;
  const averages = useConnectionsState((state) =>
    connectionId === null ? undefined : selectConnection(state, connectionId)?.institution.averageDurations,
  );
  return estimateProgress(job, averages, useNow(1_000));
}

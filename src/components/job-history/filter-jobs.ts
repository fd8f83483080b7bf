/** Which jobs of a history are shown. Pure; a filter that makes no sense hides nothing. */
import type { Job, JobKind, JobStatus } from '../../core/model/job';

export interface JobFilter {
  status: JobStatus | 'all';
  kind: JobKind | 'all';
  /** First and last day, `yyyy-mm-dd`, both included; empty for no limit. */
  from: string;
  to: string;
}

export const noFilter: JobFilter = { status: 'all', kind: 'all', from: '', to: '' };

export function isFiltering(filter: JobFilter): boolean {
  return filter.status !== 'all' || filter.kind !== 'all' || filter.from !== '' || filter.to !== '';
}

/** The end comes before the start: such a range is not applied. */
export function isReversed({ from, to }: Pick<JobFilter, 'from' | 'to'>): boolean {
  return from !== '' && to !== '' && to < from;
}

export interface FilteredJobs {
  jobs: readonly Job[];
  /** How many there are of each status and kind, as the other filters leave them; in the order in which they first come. */
  statuses: ReadonlyMap<JobStatus, number>;
  kinds: ReadonlyMap<JobKind, number>;
}

/** @param dayOf the day of a time, `yyyy-mm-dd`, where the reader is */
export function filterJobs(jobs: readonly Job[], filter: JobFilter, dayOf: (time: string) => string): FilteredJobs {
  const { status, kind } = filter;
  const { from, to } = isReversed(filter) ? noFilter : filter;
  const inRange =
    from === '' && to === ''
      ? jobs
      : jobs.filter(({ createdAt }) => {
          const day = dayOf(createdAt);
          return (from === '' || day >= from) && (to === '' || day <= to);
        });
  const ofStatus = status === 'all' ? inRange : inRange.filter((job) => job.status === status);
  const ofKind = kind === 'all' ? inRange : inRange.filter((job) => job.kind === kind);
  return {
    jobs: kind === 'all' ? ofStatus : ofStatus.filter((job) => job.kind === kind),
    statuses: count(ofKind.map((job) => job.status)),
    kinds: count(ofStatus.map((job) => job.kind)),
  };
}

function count<Value>(values: readonly Value[]): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

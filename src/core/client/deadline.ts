/** Until when a job is asked for: past that it is lost sight of. */
import { isSettled, type Job } from '../model/job';

/** Counted from the first sight, unless its transport names a deadline. Milliseconds. */
const sight = 30 * 60_000;
/** A provider that retries by itself does so for days (Basiq: every 2 hours for 7 days, `domain.md` §2). */
const sightOfRetries = 7 * 24 * 60 * 60_000;

/** A job that was lost and is found again, or that the provider puts off, gets a new deadline. */
export function withDeadline(known: Job | undefined, job: Job, now: number): Job {
  if (job.deadlineAt !== undefined || isSettled(job) || job.recordedBy === 'kit') return job;
  const isPutOff = job.retryAt !== undefined && known?.retryAt === undefined;
  if (known?.deadlineAt !== undefined && known.status !== 'unknown' && !isPutOff)
    return { ...job, deadlineAt: known.deadlineAt };
  return { ...job, deadlineAt: new Date(now + (job.retryAt === undefined ? sight : sightOfRetries)).toISOString() };
}

/** Milliseconds since 1970; `Infinity` when there is none. */
export function deadlineOf(job: Job | undefined): number {
  return (job?.deadlineAt !== undefined && Date.parse(job.deadlineAt)) || Infinity;
}

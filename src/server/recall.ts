/** The provider's jobs, completed by what the journal knows of them: what kind they are and to which run they belong. */
import { isSettled, type Job } from '../core/model/job';
import { jobFields } from './contract-fields';
import type { Journal } from './journal';
import { takeFields } from './take-fields';

/** A job that has settled since is kept as it ended, for the time when the provider will have forgotten it. */
export async function recall(
  journal: Pick<Journal, 'append' | 'list'>,
  userId: string,
  jobs: readonly Job[],
): Promise<readonly Job[]> {
  if (jobs.length === 0) return jobs;
  const { items } = await journal.list(userId, { ids: jobs.map((job) => job.id), limit: jobs.length });
  const knownById = new Map(items.map((job) => [job.id, job]));
  return Promise.all(
    jobs.map(async (job) => {
      const known = knownById.get(job.id);
      if (known === undefined) return job;
      const completed = complete(job, known);
      if (isSettled(completed) && !isSettled(known)) await journal.append(userId, takeFields(jobFields, completed));
      return completed;
    }),
  );
}

/** The provider's facts count, not the times: the journal's may come from another clock. */
function complete(job: Job, known: Job): Job {
  if (isSettled(known) && !isSettled(job)) return known;
  const runId = known.runId ?? job.runId;
  return {
    ...job,
    kind: job.kind === 'other' ? known.kind : job.kind,
    connectionId: job.connectionId ?? known.connectionId,
    ...(runId !== undefined && { runId }),
  };
}

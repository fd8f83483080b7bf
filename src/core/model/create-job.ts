/** For authors of transports: a whole job from the few facts that matter. */
import type { Job } from './job';

/**
 * Fills the dull fields: without `id` a random one is made; without times, now. A job without an id of the provider's is
 * recorded by the kit. (The one place of the model that reads the clock: a job is born when its author makes it.)
 */
export function createJob(job: Partial<Job> & Pick<Job, 'kind' | 'connectionId' | 'status'>): Job {
  const createdAt = job.createdAt ?? job.updatedAt ?? new Date().toISOString();
  return {
    id: crypto.randomUUID(),
    steps: [],
    updatedAt: createdAt,
    recordedBy: job.id === undefined ? 'kit' : 'provider',
    ...job,
    createdAt,
  };
}

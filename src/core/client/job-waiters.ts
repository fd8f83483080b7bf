/** Those who wait for a job to end. */
import { createConnectionsError } from '../model/errors';
import type { Job } from '../model/job';

export interface JobWaiters {
  wait(jobId: string): Promise<Job>;
  /** The job is settled, or lost sight of. */
  resolve(job: Job): void;
  /** The client has ended, or was cleared. */
  abort(): void;
  some(): boolean;
}

interface Waiter {
  resolve(job: Job): void;
  reject(error: unknown): void;
}

export function createJobWaiters(): JobWaiters {
  const waiters = new Map<string, Set<Waiter>>();

  return {
    wait: (jobId) =>
      new Promise((resolve, reject) => {
        waiters.set(jobId, (waiters.get(jobId) ?? new Set()).add({ resolve, reject }));
      }),
    resolve(job) {
      for (const waiter of waiters.get(job.id) ?? []) waiter.resolve(job);
      waiters.delete(job.id);
    },
    abort() {
      const all = [...waiters.values()].flatMap((set) => [...set]);
      waiters.clear();
      for (const waiter of all) waiter.reject(createConnectionsError('aborted'));
    },
    some: () => waiters.size > 0,
  };
}

/** Transports whose jobs, or their list, have one fault. */
import { createConnectionsError } from '../../../src/core/model/errors';
import { createFailure } from '../../../src/core/model/failure';
import type { BrokenTransport } from './broken-transport';

export const jobs: readonly BrokenTransport[] = [
  {
    fault: 'a kind of job that nobody knows',
    check: 'every answer › says of kinds and states only what the contract knows',
    break: (good) => ({
      purgeConnection: async (id, options) => ({
        ...(await good.purgeConnection(id, options)),
        kind: 'erase' as 'purge',
      }),
    }),
  },
  {
    fault: 'reopens a job that has ended',
    check: 'a job › stays as it ended',
    break: (good) => {
      const seen = new Set<string>();
      return {
        getJob: async (id, options) => {
          const job = await good.getJob(id, options);
          const reopened = seen.has(id);
          if (job.status === 'succeeded') seen.add(id);
          return reopened ? { ...job, status: 'running' } : job;
        },
      };
    },
  },
  {
    fault: 'the oldest job first',
    check: 'the job list › has the newest job first, each with its kind and its connection',
    break: (good) => ({
      listJobs: async (query, options) => {
        const page = await good.listJobs(query, options);
        return { ...page, items: [...page.items].reverse() };
      },
    }),
  },
  {
    fault: 'a list of jobs without their steps',
    check: 'the job list › has each job as it is when it is read alone',
    break: (good) => ({
      listJobs: async (query, options) => {
        const page = await good.listJobs(query, options);
        return { ...page, items: page.items.map((job) => ({ ...job, steps: [] })) };
      },
    }),
  },
  {
    fault: 'lists the jobs of no connection that is asked for',
    check: 'the job list › is narrowed by connection',
    break: (good) => ({
      listJobs: async (query, options) => (query.connectionId ? { items: [] } : good.listJobs(query, options)),
    }),
  },
  {
    fault: 'takes an empty list of ids for none',
    check: 'the job list › is narrowed by ids',
    break: (good) => ({
      listJobs: ({ ids = [], ...query }, options) =>
        good.listJobs(ids.length === 0 ? query : { ...query, ids }, options),
    }),
  },
  {
    fault: 'lists settled jobs among the unsettled',
    check: 'the job list › is narrowed to what has not settled',
    break: (good) => ({ listJobs: ({ unsettled: _ignored, ...query }, options) => good.listJobs(query, options) }),
  },
  {
    fault: 'a failure in a job that succeeded',
    check: 'a job › has a failure where it failed, and none where it did not',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return job.status === 'succeeded' ? { ...job, failure: createFailure('unknown-error') } : job;
      },
    }),
  },
  {
    fault: 'an end before the beginning',
    check: 'a job › was never changed before it was made, nor earlier than it was the last time',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return job.status === 'succeeded' ? { ...job, updatedAt: '2020-01-01T00:00:00Z' } : job;
      },
    }),
  },
  {
    fault: 'forgets what must not have settled where ids are asked for',
    check: 'the job list › is narrowed by all of it at once',
    break: (good) => ({
      listJobs: ({ unsettled = false, ...query }, options) =>
        good.listJobs(query.ids ? query : { ...query, unsettled }, options),
    }),
  },
  {
    fault: 'takes "also what has settled" for its contrary',
    check: 'the job list › is narrowed to what has not settled',
    break: (good) => ({
      listJobs: (query, options) => good.listJobs({ ...query, unsettled: 'unsettled' in query }, options),
    }),
  },
  {
    fault: "refuses the jobs of another user's connection, and lists none of one that never was",
    check: "the job list › tells no more of another user's connection than of one that never was",
    break: (good, _bank, userId) => ({
      listJobs: async (query, options) => {
        const isForeign = userId !== 'user-1' && query.connectionId?.startsWith('user-1');
        if (isForeign) throw createConnectionsError('forbidden');
        return good.listJobs(query, options);
      },
    }),
  },
  {
    fault: 'a step twice',
    check: 'a job › has each step once',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return { ...job, steps: [...job.steps, ...job.steps] };
      },
    }),
  },
];

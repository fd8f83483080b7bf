/** Transports whose refusals or refreshes have one fault. */
import { createJob } from '../../../src/core/model/create-job';
import { createConnectionsError } from '../../../src/core/model/errors';
import { createFailure } from '../../../src/core/model/failure';
import type { Job } from '../../../src/core/model/job';
import type { BrokenTransport } from './broken-transport';

export const refusals: readonly BrokenTransport[] = [
  {
    fault: 'throws a plain Error',
    check: 'a refusal › is an error of the kit, under a code and in words that the kit knows',
    break: (good) => ({
      getConnection: (id, options) =>
        good.getConnection(id, options).catch(() => Promise.reject(new Error('no such row'))),
    }),
  },
  {
    fault: "the provider's sentence for a message",
    check: 'a refusal › is an error of the kit, under a code and in words that the kit knows',
    break: (good) => ({
      revokeConnection: (id, options) =>
        good
          .revokeConnection(id, options)
          .catch((error: Error) => Promise.reject(Object.assign(error, { message: 'Sorry, that did not work.' }))),
    }),
  },
  {
    fault: "the provider's sentence in the failure",
    check: 'a refusal › says who must act, in plain data without a sentence',
    break: (good) => ({
      getJob: async (id, options) =>
        good.getJob(id, options).catch((error: Error & { failure: object }) => {
          throw Object.assign(error, { failure: { ...error.failure, detail: 'Your login is locked.' } });
        }),
    }),
  },
  {
    fault: 'the name of the person in an error',
    check: 'a refusal › holds no personal data',
    break: (good, bank, userId) => ({
      refreshConnection: (id, options) =>
        good
          .refreshConnection(id, options)
          .catch((error: Error) => Promise.reject(Object.assign(error, { cause: bank.secrets?.(userId).join() }))),
    }),
  },
];

export const refresh: readonly BrokenTransport[] = [
  {
    fault: 'a settled job without its steps',
    check: 'refresh › answers with a running job, which then settles with its steps',
    break: (good) => ({ getJob: async (id, options) => ({ ...(await good.getJob(id, options)), steps: [] }) }),
  },
  {
    fault: 'a refresh that is done before it began',
    check: 'refresh › answers with a running job, which then settles with its steps',
    break: (good) => ({
      refreshConnection: async (id, options) => ({
        ...(await good.refreshConnection(id, options)),
        status: 'succeeded',
      }),
    }),
  },
  {
    fault: 'forgets the run of a job',
    check: 'refresh › is known by its run, from the answer to the end',
    break: (good) => ({
      getJob: async (id, options) => {
        const { runId: _forgotten, ...job } = await good.getJob(id, options);
        return job;
      },
    }),
  },
  {
    fault: 'a join that starts a second job',
    check: 'refresh › joins the running job instead of starting a second one',
    break: (good) => {
      let count = 0;
      return {
        refreshConnection: async (id, options) => {
          const job = await good.refreshConnection(id, options);
          return { ...job, id: options?.idempotencyKey === 'key-2' ? `second-${(count += 1)}` : job.id };
        },
      };
    },
  },
  {
    fault: 'another job each time that a key is used',
    check: 'refresh › is executed once for one idempotency key',
    break: (good) => {
      const used = new Set<string>();
      return {
        refreshConnection: async (id, options) => {
          const job = await good.refreshConnection(id, options);
          const { idempotencyKey: key = '' } = options ?? {};
          const isAgain = used.has(key);
          used.add(key);
          return isAgain && key !== '' ? { ...job, id: `${job.id}-${used.size}-again` } : job;
        },
      };
    },
  },
  {
    fault: 'forgets a key when its job has settled',
    check: 'refresh › that has ended is known by its key',
    break: (good) => ({
      refreshConnection: (id, { idempotencyKey: _forgotten, ...options } = {}) => good.refreshConnection(id, options),
    }),
  },
  {
    fault: 'starts a hidden job for one who has left',
    check: 'refresh › is not begun twice by one who left and asks again',
    break: (good) => {
      const hidden: Job[] = [];
      return {
        refreshConnection: (id, options) => {
          const started = createJob({ id: 'hidden', kind: 'refresh', connectionId: id, status: 'running' });
          options?.signal?.addEventListener('abort', () => hidden.push(started));
          return good.refreshConnection(id, options);
        },
        listJobs: async (query, options) => {
          const page = await good.listJobs(query, options);
          return query.unsettled ? { ...page, items: [...page.items, ...hidden] } : page;
        },
      };
    },
  },
  {
    fault: 'a failed job without a failure',
    check: 'refresh › that fails says by its job at which step, and why',
    break: (good) => ({
      getJob: async (id, options) => {
        const { failure: _kept, ...job } = await good.getJob(id, options);
        return job;
      },
    }),
  },
  {
    fault: 'a rate limit without its end',
    check: 'refresh › that comes too early is refused with the time of the next one',
    break: (good) => ({
      refreshConnection: (id, options) =>
        good.refreshConnection(id, options).catch((error: { code?: string }) => {
          throw error.code === 'rate-limited' ? createConnectionsError('rate-limited') : error;
        }),
    }),
  },
  {
    fault: 'a connection that says nothing of its rate limit',
    check: 'refresh › that came too early leaves that time at its connection',
    break: (good) => ({
      getConnection: async (id, options) => {
        const { refreshAvailableAt: _forgotten, ...detail } = await good.getConnection(id, options);
        return detail;
      },
    }),
  },
  {
    fault: 'a list that says nothing of a rate limit',
    check: 'refresh › that came too early leaves that time at its connection',
    break: (good) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        return { ...page, items: page.items.map(({ refreshAvailableAt: _forgotten, ...one }) => one) };
      },
    }),
  },
  {
    fault: 'another end of a rate limit at the connection',
    check: 'refresh › that came too early leaves that time at its connection',
    break: (good) => ({
      getConnection: async (id, options) => {
        const detail = await good.getConnection(id, options);
        return detail.refreshAvailableAt ? { ...detail, refreshAvailableAt: '2030-01-01T00:00:00Z' } : detail;
      },
    }),
  },
  {
    fault: 'a job that is put off without a time',
    check: 'refresh › that the provider puts off has not ended, and its job says until when',
    break: (good) => ({
      getJob: async (id, options) => {
        const { retryAt: _forgotten, ...job } = await good.getJob(id, options);
        return job;
      },
    }),
  },
  {
    fault: 'a list of jobs that does not say until when one is put off',
    check: 'refresh › that the provider puts off has not ended, and its job says until when',
    break: (good) => ({
      listJobs: async (query, options) => {
        const page = await good.listJobs(query, options);
        return { ...page, items: page.items.map(({ retryAt: _forgotten, ...job }) => job) };
      },
    }),
  },
  {
    fault: 'takes a job that is put off for one that has failed',
    check: 'refresh › that the provider puts off has not ended, and its job says until when',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return job.retryAt === undefined ? job : { ...job, status: 'failed', failure: createFailure('job-timed-out') };
      },
    }),
  },
  {
    fault: 'a job that is put off until it was changed',
    check: 'refresh › that the provider puts off has not ended, and its job says until when',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return job.retryAt === undefined ? job : { ...job, retryAt: job.updatedAt };
      },
    }),
  },
];

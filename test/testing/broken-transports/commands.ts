/** Transports whose commands have one fault. */
import { createJob } from '../../../src/core/model/create-job';
import { createConnectionsError } from '../../../src/core/model/errors';
import type { Job } from '../../../src/core/model/job';
import type { CommandOptions } from '../../../src/core/transport';
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
];

export const purge: readonly BrokenTransport[] = [
  {
    fault: 'a purge that leaves accounts',
    check: 'purge › answers with its job, and empties profile and accounts',
    break: (good) => ({
      getConnection: async (id, options) => {
        const { accounts, ...detail } = await good.getConnection(id, options);
        const left = { id: 'a-1', name: 'Left over', available: true };
        return { ...detail, accounts: accounts.length > 0 ? accounts : [left] };
      },
    }),
  },
  {
    fault: 'a purge that runs on',
    check: 'a job › that only the kit records is born settled',
    break: (good) => ({
      purgeConnection: async (id, options) => ({ ...(await good.purgeConnection(id, options)), status: 'running' }),
    }),
  },
  {
    fault: 'a purge of everything',
    check: 'purge › takes the data of this connection alone',
    break: (good) => ({
      purgeConnection: async (id, options) => {
        const { items } = await good.listConnections({ status: 'active' });
        for (const other of items) if (other.id !== id) await good.purgeConnection(other.id);
        return good.purgeConnection(id, options);
      },
    }),
  },
  {
    fault: 'data that never comes back after a purge',
    check: 'purge › is undone by a refresh, which fetches the data again',
    break: (good) => {
      let purged = false;
      return {
        purgeConnection: (id, options) => {
          purged = true;
          return good.purgeConnection(id, options);
        },
        getConnection: async (id, options) => ({
          ...(await good.getConnection(id, options)),
          ...(purged && { accounts: [] }),
        }),
      };
    },
  },
  {
    fault: 'a purge of what is not active, which seems to work',
    check: 'purge › is refused while the connection is not active',
    break: (good) => ({
      purgeConnection: async (id, options) => {
        const { items } = await good.listConnections({ status: 'active' });
        const inactive = !items.some((connection) => connection.id === id);
        return good.purgeConnection(inactive ? (items[0]?.id ?? id) : id, options);
      },
    }),
  },
  {
    fault: 'purges again under the same key',
    check: 'purge › is executed once for one idempotency key',
    break: (good) => ({
      purgeConnection: (id, { idempotencyKey: _forgotten, ...options } = {}) => good.purgeConnection(id, options),
    }),
  },
  {
    fault: 'answers with the job of another command that had the same key',
    check: 'an idempotency key › is of one command: another under it is refused and not executed',
    break: (good) => {
      const jobs = new Map<string, Job>();
      return {
        purgeConnection: async (id, options) => {
          const key = options?.idempotencyKey ?? id;
          const job = jobs.get(key) ?? (await good.purgeConnection(id, options));
          jobs.set(key, job);
          return job;
        },
      };
    },
  },
  {
    fault: 'refuses the key of another command, and executes it all the same',
    check: 'an idempotency key › is of one command: another under it is refused and not executed',
    break: (good) => ({
      refreshConnection: (id, options) =>
        good.refreshConnection(id, options).catch(async (error: { code?: string }) => {
          if (error.code === 'conflict') await good.refreshConnection(id);
          throw error;
        }),
    }),
  },
];

export const revoke: readonly BrokenTransport[] = [
  {
    fault: 'a revoke that only refreshes',
    check: 'revoke › answers with its job, and ends the link',
    break: (good) => ({
      revokeConnection: async (id, options) => {
        const job = await good.refreshConnection(id, options);
        return { ...job, kind: 'revoke', status: 'succeeded' };
      },
    }),
  },
  {
    fault: 'a revoke that ends another link, too',
    check: 'revoke › ends no other link',
    break: (good) => ({
      revokeConnection: async (id, options) => {
        const job = await good.revokeConnection(id, options);
        const { items } = await good.listConnections({ status: 'active' });
        await good.revokeConnection(items.at(-1)?.id ?? '');
        return job;
      },
    }),
  },
  {
    fault: 'says that a revoke deletes data, and keeps it',
    check: 'revoke › does with the stored data what the description says',
    break: (good) => ({ describe: async () => ({ ...(await good.describe()), revokeData: 'deleted' }) }),
  },
  {
    fault: 'refreshes what was revoked',
    check: 'revoke › leaves a link that can be neither refreshed, purged nor revoked',
    break: (good) => ({
      refreshConnection: (id, options) =>
        good.refreshConnection(id, options).catch((error: { code?: string }) => {
          if (error.code !== 'not-available') throw error;
          return createJob({ id: 'ghost', kind: 'refresh', connectionId: id, status: 'running' });
        }),
    }),
  },
  {
    fault: 'a revoke without its run',
    check: 'revoke › answers with its job, and ends the link',
    break: (good) => ({
      revokeConnection: async (id, options) => {
        const { runId: _forgotten, ...job } = await good.revokeConnection(id, options);
        return job;
      },
    }),
  },
  {
    fault: 'revokes again under the same key',
    check: 'revoke › is executed once for one idempotency key',
    break: (good) => ({
      revokeConnection: (id, { idempotencyKey: _forgotten, ...options } = {}) => good.revokeConnection(id, options),
    }),
  },
];

export const lostAnswers: readonly BrokenTransport[] = (['purge', 'revoke'] as const).map((operation) => ({
  fault: `sends a ${operation} again whose answer was lost`,
  check: `a command whose answer was lost › is not sent again by itself: ${operation}`,
  break: (good) => {
    const method = operation === 'purge' ? 'purgeConnection' : 'revokeConnection';
    return {
      [method]: (id: string, options?: CommandOptions) =>
        good[method](id, options).catch((error: { code?: string }) => {
          if (error.code !== 'network') throw error;
          return good[method](id, options);
        }),
    };
  },
}));

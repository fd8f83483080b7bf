/** Transports whose purges or revokes have one fault. */
import { createJob } from '../../../src/core/model/create-job';
import type { Job } from '../../../src/core/model/job';
import type { CommandOptions } from '../../../src/core/transport';
import type { BrokenTransport } from './broken-transport';

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

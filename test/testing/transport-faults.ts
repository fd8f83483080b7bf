/** Transports with one fault each, by the check of the contract suite that must find it. */
import { createConnectionsError } from '../../src/core/model/errors';
import type { Job } from '../../src/core/model/job';
import type { Transport } from '../../src/core/transport';
import type { TransportUnderTest } from '../../src/testing/describe-transport';
import type { SmallTransport } from './small-bank';

export type Fault = (good: SmallTransport, bank: TransportUnderTest, userId: string) => Partial<Transport>;

const jobOfKey = new Map<string, Job>();

/** Each breaks one promise; the check of that name must say so. */
export const faults: Readonly<Record<string, Fault>> = {
  'describe no more than the methods can do': () => ({
    describe: async () => ({ can: ['watch'], revokeData: 'kept' }),
  }),
  'list connections with their institution and a known status': (good) => ({
    listConnections: async (query) => {
      const { items } = await good.listConnections(query);
      return { items: items.map((connection) => ({ ...connection, status: 'asleep' as 'active' })) };
    },
  }),
  'list the same connections page by page': (good) => ({
    listConnections: async ({ limit: _ignored, ...query }) => good.listConnections(query),
  }),
  'narrow the list by status and by a part of the name': (good) => ({
    listConnections: async ({ text: _ignored, ...query }) => good.listConnections(query),
  }),
  'give one connection with the facts of the list, its profile and its accounts': (good) => ({
    getConnection: async (id) => ({ ...(await good.getConnection(id)), status: 'pending' }),
  }),
  'find nothing under an unknown id': (good) => ({
    getJob: async (id) => {
      if (id === '%') throw createConnectionsError('provider');
      return good.getJob(id);
    },
  }),
  'end at once when the signal is aborted': (good) => ({
    listJobs: (query) => good.listJobs(query),
  }),
  'answers with a running job, which then settles with its steps': (good) => ({
    getJob: async (id) => ({ ...(await good.getJob(id)), steps: [] }),
  }),
  'joins the running job instead of starting a second one': (good) => {
    let count = 0;
    return {
      refreshConnection: async (id, options) => ({
        ...(await good.refreshConnection(id, options)),
        id: `${(count += 1)}`,
      }),
    };
  },
  'is executed once for one idempotency key': (good, bank) => ({
    refreshConnection: async (id, options) => {
      const job = await good.refreshConnection(id, options);
      await bank.advance(6_000);
      return job;
    },
  }),
  'is born settled, and empties profile and accounts': (good) => ({
    getConnection: async (id, options) => {
      const { accounts, ...detail } = await good.getConnection(id, options);
      const left = { id: 'a-1', name: 'Left over', available: true };
      return { ...detail, accounts: accounts.length > 0 ? accounts : [left] };
    },
  }),
  'is undone by a refresh, which fetches the data again': (good) => {
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
  'is refused while the connection is not active': (good) => ({
    purgeConnection: async (id, options) => {
      const { items } = await good.listConnections({ status: 'active' });
      const inactive = !items.some((connection) => connection.id === id);
      return good.purgeConnection(inactive ? (items[0]?.id ?? id) : id, options);
    },
  }),
  'is born settled and ends the link': (good) => ({
    revokeConnection: async (id, options) => ({
      ...(await good.refreshConnection(id, options)),
      kind: 'revoke',
      status: 'succeeded',
    }),
  }),
  'finds nothing under an unknown id': (good) => ({
    purgeConnection: (id, options) =>
      good.purgeConnection(id, options).catch(() => Promise.reject(createConnectionsError('not-available'))),
  }),
  'is not sent when the signal is aborted already': (good) => ({
    purgeConnection: async (id, options) => {
      await good.purgeConnection(id);
      return good.purgeConnection(id, options);
    },
  }),
  'has the newest job first, each with its kind and its connection': (good) => ({
    listJobs: async (query) => ({ items: [...(await good.listJobs(query)).items].reverse() }),
  }),
  'is the same page by page': (good) => ({
    listJobs: async (query, options) => {
      const { nextCursor, ...page } = await good.listJobs(query, options);
      return nextCursor === undefined ? page : { ...page, nextCursor: String(Number(nextCursor) + 1) };
    },
  }),
  'narrows by connection, by ids, and to what has not settled': (good) => ({
    listJobs: async ({ unsettled: _ignored, ...query }, options) => good.listJobs(query, options),
  }),
  'is masked in every answer': (good, bank, userId) => ({
    getJob: async (id, options) =>
      ({ ...(await good.getJob(id, options)), note: bank.secrets?.(userId).join() }) as Job,
  }),
  'is revealed one field at a time, raw, and masked again in the next answer': (good) => ({
    revealProfile: async (id, field) => [(await good.getConnection(id)).profile?.[field] ?? []].flat(),
  }),
  'is not revealed for an unknown connection': (good) => ({
    revealProfile: (id, field, options) => good.revealProfile(id, field, options).catch(() => []),
  }),
  'has connections of their own, and sees none of mine': (good, bank) => ({
    getConnection: (id, options) =>
      good.getConnection(id, options).catch(() => bank.transport('user-1').getConnection(id, options)),
  }),
  'can do nothing with my connection': (good, bank) => ({
    revokeConnection: async (id, options) => {
      await bank.transport('user-1').revokeConnection?.(id, options);
      return good.revokeConnection(id, options);
    },
  }),
  'sees none of my jobs': (good, bank) => ({
    listJobs: async (query, options) =>
      (query.ids ? await bank.transport('user-1').listJobs?.(query, options) : undefined) ??
      good.listJobs(query, options),
  }),
  'may use the same idempotency key without meeting my command': (good) => ({
    purgeConnection: async (id, options) => {
      const job = await good.purgeConnection(id, options);
      const key = options?.idempotencyKey;
      if (key === undefined) return job;
      jobOfKey.set(key, jobOfKey.get(key) ?? job);
      return jobOfKey.get(key) ?? job;
    },
  }),
};

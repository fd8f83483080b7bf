/** Transports whose reads have one fault. */
import type { Connection } from '../../../src/core/model/connection';
import { createConnectionsError } from '../../../src/core/model/errors';
import type { BrokenTransport } from './broken-transport';
import type { SmallTransport } from '../small-bank';

export const capabilities: readonly BrokenTransport[] = [
  {
    fault: 'purges although it says that it cannot',
    check: 'a capability that is not described › is refused where there is a method for it',
    break: () => ({ describe: async () => ({ can: ['refresh', 'revoke', 'reveal', 'listJobs'], revokeData: 'kept' }) }),
  },
  {
    fault: 'describes events that it does not have',
    check: 'a description › says no more than the methods can do, and nothing twice',
    break: () => ({ watch: undefined, describe: async () => ({ can: ['watch'], revokeData: 'kept' }) }) as object,
  },
  {
    fault: 'describes a capability twice',
    check: 'a description › says no more than the methods can do, and nothing twice',
    break: (good) => ({
      describe: async (options) => {
        const description = await good.describe(options);
        return { ...description, can: [...description.can, 'refresh'] };
      },
    }),
  },
  {
    fault: 'watches although it says that it cannot',
    check: 'a capability that is not described › is refused where there is a method for it',
    break: (good, _bank, userId) => ({
      describe: async () => ({ can: ['refresh', 'purge', 'listJobs'], revokeData: 'kept' }),
      revokeConnection: refused,
      revealProfile: refused,
      answerChallenge: refused,
      startConsent: refused,
      watch: async function* () {
        yield { type: 'connection-removed', connectionId: `${userId}-c-9` } as const;
        yield* good.watch({ signal: AbortSignal.abort() });
      },
    }),
  },
];

export const reads: readonly BrokenTransport[] = [
  {
    fault: 'a status of its own',
    check: 'every answer › says of kinds and states only what the contract knows',
    break: (good) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        return { ...page, items: page.items.map((one) => ({ ...one, status: 'asleep' as 'active' })) };
      },
    }),
  },
  {
    fault: 'a script for a logo',
    check: 'every answer › names no address but such as a page may load or open',
    break: (good) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        const institution = { id: 'b', name: 'Bank', logoUrl: 'javascript:alert(1)' };
        return { ...page, items: page.items.map((one) => ({ ...one, institution })) };
      },
    }),
  },
  {
    fault: 'ignores the status that is asked for',
    check: 'the list of connections › is narrowed by status',
    break: (good) => ({
      listConnections: ({ status: _ignored, ...query }, options) => good.listConnections(query, options),
    }),
  },
  {
    fault: 'ignores the name that is asked for',
    check: 'the list of connections › is narrowed by a part of the name',
    break: (good) => ({
      listConnections: ({ text: _ignored, ...query }, options) => good.listConnections(query, options),
    }),
  },
  {
    fault: 'a detail with another date than the list',
    check: 'one connection › has the facts of the list, its profile and its accounts',
    break: (good) => ({
      getConnection: async (id, options) => ({ ...(await good.getConnection(id, options)), createdAt: '2020-01-01' }),
    }),
  },
  {
    fault: 'money as a sentence',
    check: 'every answer › has money as decimal text',
    break: (good) => ({
      getConnection: async (id, options) => {
        const detail = await good.getConnection(id, options);
        return { ...detail, accounts: detail.accounts.map((account) => ({ ...account, balance: 'about $12' })) };
      },
    }),
  },
  {
    fault: 'a Date in an answer',
    check: 'every answer › is plain data that JSON gives back unchanged',
    break: (good) => ({
      getConnection: async (id, options) =>
        ({ ...(await good.getConnection(id, options)), createdAt: new Date(0) }) as object as Awaited<
          ReturnType<SmallTransport['getConnection']>
        >,
    }),
  },
  {
    fault: 'times as a bank writes them',
    check: 'every answer › has its times in ISO 8601',
    break: (good) => ({
      purgeConnection: async (id, options) => ({ ...(await good.purgeConnection(id, options)), updatedAt: '1.2.2026' }),
    }),
  },
];

async function refused(): Promise<never> {
  throw createConnectionsError('not-supported');
}

export const lists: readonly BrokenTransport[] = [
  {
    fault: 'lists a connection twice',
    check: 'the list of connections › has each connection once',
    break: (good) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        return page.nextCursor === undefined ? { ...page, items: [...page.items, ...page.items.slice(-1)] } : page;
      },
    }),
  },
  {
    fault: 'forgets the name where a status is asked for, too',
    check: 'the list of connections › is narrowed by status and name at once',
    break: (good) => ({
      listConnections: ({ text, ...query }, options) =>
        good.listConnections(query.status === undefined && text !== undefined ? { ...query, text } : query, options),
    }),
  },
  ...(['listConnections', 'getConnection'] as const).map((method): BrokenTransport => ({
    fault: `a guess for a name that the provider does not say, by ${method}`,
    check: 'an institution without a name › is shown by its id',
    break: (good) => {
      const named = <C extends Connection>(one: C): C =>
        one.institution.name === one.institution.id
          ? { ...one, institution: { ...one.institution, name: 'Unknown bank' } }
          : one;
      if (method === 'getConnection')
        return { getConnection: async (id, options) => named(await good.getConnection(id, options)) };
      return {
        listConnections: async (query, options) => {
          const page = await good.listConnections(query, options);
          return { ...page, items: page.items.map(named) };
        },
      };
    },
  })),
  {
    fault: 'a guess for a status that nobody knows',
    check: "a status that nobody knows › is shown as unknown, with the provider's word for it",
    break: (good) => ({
      getConnection: async (id, options) => {
        const { rawStatus, ...detail } = await good.getConnection(id, options);
        return rawStatus === undefined ? detail : { ...detail, status: 'pending' };
      },
    }),
  },
  {
    fault: 'hides a connection whose status nobody knows',
    check: "a status that nobody knows › is shown as unknown, with the provider's word for it",
    break: (good) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        return { ...page, items: page.items.filter(({ status }) => status !== 'unknown') };
      },
    }),
  },
  {
    fault: 'refuses a list in which one row is bad',
    check: 'a row that nobody can read › costs no other connection',
    break: (good, bank) => ({
      listConnections: (query, options) => (bank.isSpoilt() ? failed() : good.listConnections(query, options)),
    }),
  },
  {
    fault: 'ends a list of connections at the first bad row',
    check: 'a row that nobody can read › costs no other connection',
    break: (good, bank) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        return bank.isSpoilt() ? { ...page, items: page.items.slice(0, 1) } : page;
      },
    }),
  },
  {
    fault: 'shows no account where one is bad',
    check: 'a row that nobody can read › costs no account',
    break: (good, bank) => ({
      getConnection: async (id, options) => {
        const detail = await good.getConnection(id, options);
        return bank.isSpoilt() ? { ...detail, accounts: [] } : detail;
      },
    }),
  },
  {
    fault: 'lists no job where one is bad',
    check: 'a row that nobody can read › costs no job',
    break: (good, bank) => ({
      listJobs: (query, options) => (bank.isSpoilt() ? failed() : good.listJobs(query, options)),
    }),
  },
];

async function failed(): Promise<never> {
  throw createConnectionsError('bad-response');
}

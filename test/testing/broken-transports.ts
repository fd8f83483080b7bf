/** Transports with one fault each. `check` is the one of the contract suite that must find it, whichever else may. */
import { createJob } from '../../src/core/model/create-job';
import { createConnectionsError } from '../../src/core/model/errors';
import type { Job } from '../../src/core/model/job';
import type { Transport, TransportEvent } from '../../src/core/transport';
import type { TransportUnderTest } from '../../src/testing/describe-transport';
import type { SmallTransport } from './small-bank';

export interface BrokenTransport {
  fault: string;
  check: string;
  break(good: SmallTransport, bank: TransportUnderTest, userId: string): Partial<Transport>;
}

/** The first user's transport, for what looks past its own user. */
const first = (bank: TransportUnderTest): SmallTransport => bank.transport('user-1') as SmallTransport;

const capabilities: readonly BrokenTransport[] = [
  {
    fault: 'purges although it says that it cannot',
    check: 'a capability that is not described › is refused where there is a method for it',
    break: () => ({ describe: async () => ({ can: ['refresh', 'revoke', 'reveal', 'listJobs'], revokeData: 'kept' }) }),
  },
  {
    fault: 'describes events that it does not have',
    check: 'reads › describe no more than the methods can do',
    break: () => ({ watch: undefined, describe: async () => ({ can: ['watch'], revokeData: 'kept' }) }) as object,
  },
];

const reads: readonly BrokenTransport[] = [
  {
    fault: 'a status of its own',
    check: 'reads › list connections with their institution and a known status',
    break: (good) => ({
      listConnections: async (query, options) => {
        const page = await good.listConnections(query, options);
        return { ...page, items: page.items.map((one) => ({ ...one, status: 'asleep' as 'active' })) };
      },
    }),
  },
  {
    fault: 'a script for a logo',
    check: 'reads › name no address but such as a page may load or open',
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
    check: 'reads › narrow the list by status',
    break: (good) => ({
      listConnections: ({ status: _ignored, ...query }, options) => good.listConnections(query, options),
    }),
  },
  {
    fault: 'ignores the name that is asked for',
    check: 'reads › narrow the list by a part of the name',
    break: (good) => ({
      listConnections: ({ text: _ignored, ...query }, options) => good.listConnections(query, options),
    }),
  },
  {
    fault: 'a detail with another date than the list',
    check: 'reads › give one connection with the facts of the list, its profile and its accounts',
    break: (good) => ({
      getConnection: async (id, options) => ({ ...(await good.getConnection(id, options)), createdAt: '2020-01-01' }),
    }),
  },
  {
    fault: 'money as a sentence',
    check: 'reads › say whether an account is open to reading, and money as the bank sent it',
    break: (good) => ({
      getConnection: async (id, options) => {
        const detail = await good.getConnection(id, options);
        return { ...detail, accounts: detail.accounts.map((account) => ({ ...account, balance: 'about $12' })) };
      },
    }),
  },
  {
    fault: 'a server error for an odd id',
    check: 'reads › find nothing under an unknown id',
    break: (good) => ({
      getJob: async (id, options) => {
        if (id === '%') throw createConnectionsError('provider');
        return good.getJob(id, options);
      },
    }),
  },
  {
    fault: 'reads on for one who has left already',
    check: 'reads › end at once when the signal is aborted already',
    break: (good) => ({ listJobs: (query) => good.listJobs(query) }),
  },
  {
    fault: 'looks at the signal only when it begins',
    check: 'reads › end when the signal is aborted while they are under way',
    break: (good) => ({
      getConnection: async (id, { signal } = {}) => {
        if (signal?.aborted) throw createConnectionsError('aborted');
        return good.getConnection(id);
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

const lists = [
  ['connections', 'listConnections'],
  ['jobs', 'listJobs'],
] as const;

/** The faults of one list, whichever it is. */
const pages: readonly BrokenTransport[] = lists.flatMap(([name, method]): readonly BrokenTransport[] => {
  type Query = Parameters<SmallTransport[typeof method]>[0];
  type Answer = Awaited<ReturnType<SmallTransport[typeof method]>>;
  /** Both lists page alike. */
  const wrap = (
    around: (list: (query: Query, transport?: SmallTransport) => Promise<Answer>) => (query: Query) => Promise<Answer>,
  ): BrokenTransport['break'] => {
    return (good) => ({
      [method]: around((query) => (method === 'listJobs' ? good.listJobs(query) : good.listConnections(query))),
    });
  };
  return [
    {
      fault: `leaves out one of the ${name} between two pages`,
      check: `pages of ${name} › hold together what the whole list holds, in its order`,
      break: wrap((list) => async (query) => {
        const page = await list(query);
        return query.cursor === undefined ? page : { ...page, items: page.items.slice(1) as [] };
      }),
    },
    {
      fault: `gives a page of ${name} twice`,
      check: `pages of ${name} › hold together what the whole list holds, in its order`,
      break: wrap((list) => async (query) => {
        const page = await list(query);
        return query.limit === undefined ? page : { ...page, items: [...page.items, ...page.items] as [] };
      }),
    },
    {
      fault: `ignores how many ${name} are asked for`,
      check: `pages of ${name} › are no longer than was asked, and not the last where more follows`,
      break: wrap(
        (list) =>
          ({ limit: _ignored, ...query }) =>
            list(query),
      ),
    },
    {
      fault: `forgets a cursor of ${name} that was used`,
      check: `pages of ${name} › are the same again under the same cursor`,
      break: (good, bank, userId) => {
        const used = new Set<string>();
        const once = wrap((list) => async (query) => {
          const isUsed = query.cursor !== undefined && used.has(query.cursor);
          used.add(query.cursor ?? '');
          return isUsed ? { items: [] } : list(query);
        });
        return once(good, bank, userId);
      },
    },
    {
      fault: `begins the ${name} anew under a cursor that it does not know`,
      check: `pages of ${name} › do not begin anew under a cursor that was never given`,
      break: wrap((list) => async ({ cursor, ...query }) => {
        return list(cursor === undefined ? query : { ...query, cursor }).catch(() => list(query));
      }),
    },
  ];
});

const movingPages: readonly BrokenTransport[] = [
  {
    fault: 'counts jobs from the front, which a new one moves',
    check: 'pages of jobs › are not moved by a job that comes in between',
    break: (good) => ({
      listJobs: async ({ cursor = '0', limit = 50, ...query }, options) => {
        if (!/^\d+$/.test(cursor)) throw createConnectionsError('invalid-request');
        const { items } = await good.listJobs({ ...query, limit: 1_000 }, options);
        const end = Number(cursor) + limit;
        return { items: items.slice(Number(cursor), end), ...(end < items.length && { nextCursor: String(end) }) };
      },
    }),
  },
];

const refusals: readonly BrokenTransport[] = [
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

const refresh: readonly BrokenTransport[] = [
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
    fault: 'executes the same key again once the job has settled',
    check: 'refresh › is executed once for one idempotency key',
    break: (good, bank) => ({
      refreshConnection: async (id, { idempotencyKey: _forgotten, ...options } = {}) => {
        const job = await good.refreshConnection(id, options);
        await bank.advance(6_000);
        return job;
      },
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
    check: 'refresh › that fails says by its job at which step, and who must act',
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

const purge: readonly BrokenTransport[] = [
  {
    fault: 'a purge that leaves accounts',
    check: 'purge › is born settled, and empties profile and accounts',
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
    check: 'purge › is born settled, and empties profile and accounts',
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
    check: 'purge › is executed once for one idempotency key, where keys are remembered',
    break: (good) => ({
      purgeConnection: (id, { idempotencyKey: _forgotten, ...options } = {}) => good.purgeConnection(id, options),
    }),
  },
  {
    fault: 'answers with the job of another command that had the same key',
    check: 'purge › keeps its key to itself: another command under it is refused and not executed',
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
    check: 'purge › keeps its key to itself: another command under it is refused and not executed',
    break: (good) => ({
      refreshConnection: (id, options) =>
        good.refreshConnection(id, options).catch(async (error: { code?: string }) => {
          if (error.code === 'conflict') await good.refreshConnection(id);
          throw error;
        }),
    }),
  },
];

const revoke: readonly BrokenTransport[] = [
  {
    fault: 'a revoke that only refreshes',
    check: 'revoke › is born settled and ends the link',
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
    fault: 'tells an odd id from an unknown one',
    check: 'a command › finds nothing under an unknown id',
    break: (good) => ({
      purgeConnection: async (id, options) => {
        if (id.includes('/')) throw createConnectionsError('invalid-request');
        return good.purgeConnection(id, options);
      },
    }),
  },
  {
    fault: 'purges for one who has left already',
    check: 'a command › is not sent when the signal is aborted already',
    break: (good) => ({
      purgeConnection: async (id, options) => {
        await good.purgeConnection(id);
        return good.purgeConnection(id, options);
      },
    }),
  },
];

const jobs: readonly BrokenTransport[] = [
  {
    fault: 'a kind of job that nobody knows',
    check: 'a job › is of a known kind and state, and so are its steps',
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
];

const challenge: readonly BrokenTransport[] = [
  {
    fault: 'the phone number in the question',
    check: 'a challenge › is asked in the words of the bank, but without its digits',
    break: (good) => ({
      getJob: async (id, options) => {
        const { challenge: asked, ...job } = await good.getJob(id, options);
        return asked ? { ...job, challenge: { ...asked, question: 'Code sent to 5550 1234' } } : job;
      },
    }),
  },
  {
    fault: 'waits on after the right answer',
    check: 'a challenge › that is answered rightly is over, and the job goes on to its end',
    break: (good) => ({
      answerChallenge: async (id, answers, options) => ({
        ...(await good.answerChallenge(id, answers, options)),
        status: 'waiting-input',
      }),
    }),
  },
  {
    fault: 'takes a wrong answer',
    check: 'a challenge › that is answered wrongly is refused, and waits on',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers[0] === '0000' ? ['2580'] : answers, options),
    }),
  },
  {
    fault: 'takes an answer where nothing was asked',
    check: 'a challenge › cannot be answered where none is asked',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers, options).catch(() => good.getJob(id, options)),
    }),
  },
  {
    fault: 'says that the answer was wrong where nothing was asked',
    check: 'a challenge › cannot be answered where none is asked',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers, options).catch((error: { code?: string }) => {
          throw error.code === 'not-available' ? createConnectionsError('invalid-request') : error;
        }),
    }),
  },
  {
    fault: "answers another user's challenge",
    check: "a challenge › of mine is not another user's to answer",
    break: (_good, bank) => ({
      answerChallenge: (id, answers, options) => first(bank).answerChallenge(id, answers, options),
    }),
  },
];

const consent: readonly BrokenTransport[] = [
  {
    fault: 'a script for a consent page',
    check: 'consent › starts with a page of the web or a token, whatever it is for',
    break: (good) => ({
      startConsent: async (request, options) => ({
        ...(await good.startConsent(request, options)),
        type: 'redirect',
        url: 'javascript:alert(1)',
      }),
    }),
  },
  {
    fault: 'a consent for a connection that never was',
    check: 'consent › is not started for an unknown connection',
    break: (good) => ({
      startConsent: ({ connectionId: _ignored, ...request }, options) => good.startConsent(request, options),
    }),
  },
  {
    fault: 'a consent for one who has left',
    check: 'consent › is not started by one who has left',
    break: (good) => ({ startConsent: (request) => good.startConsent(request) }),
  },
];

const privacy: readonly BrokenTransport[] = [
  {
    fault: 'raw personal data in a job',
    check: 'personal data › is masked in every answer',
    break: (good, bank, userId) => ({
      getJob: async (id, options) =>
        ({ ...(await good.getJob(id, options)), note: bank.secrets?.(userId).join() }) as Job,
    }),
  },
  {
    fault: 'a raw profile',
    check: 'personal data › is masked in every answer',
    break: (good, bank, userId) => ({
      getConnection: async (id, options) => ({
        ...(await good.getConnection(id, options)),
        profile: { fullName: 'G••• B•••', phoneNumbers: [bank.secrets?.(userId)[1] ?? ''] },
      }),
    }),
  },
  {
    fault: 'a raw account number',
    check: 'personal data › leaves a mask in each field of the profile and in each account number',
    break: (good) => ({
      getConnection: async (id, options) => {
        const detail = await good.getConnection(id, options);
        return { ...detail, accounts: detail.accounts.map((account) => ({ ...account, number: '12345678' })) };
      },
    }),
  },
  {
    fault: 'reveals the mask',
    check: 'a reveal › gives one field at a time, raw, and masked again in the next answer',
    break: (good) => ({
      revealProfile: async (id, field, options) =>
        (await good.revealProfile(id, field, options)).length === 0
          ? []
          : [(await good.getConnection(id)).profile?.[field] ?? []].flat(),
    }),
  },
  {
    fault: 'reveals the whole profile with any field',
    check: 'a reveal › gives one field at a time, raw, and masked again in the next answer',
    break: (good, bank, userId) => ({
      revealProfile: async (id, field, options) =>
        (await good.revealProfile(id, field, options)).length === 0 ? [] : (bank.secrets?.(userId) ?? []),
    }),
  },
  {
    fault: 'reveals nothing, without a word, of an unknown connection',
    check: 'a reveal › is refused for an unknown connection',
    break: (good) => ({
      revealProfile: (id, field, options) =>
        id === 'unknown' ? Promise.resolve([]) : good.revealProfile(id, field, options),
    }),
  },
  {
    fault: 'reveals whatever field is named',
    check: 'a reveal › is refused for a field that is none of the profile',
    break: (good) => ({
      revealProfile: async (id, field, options) =>
        good.revealProfile(id, field.includes('_') ? 'fullName' : field, options),
    }),
  },
  {
    fault: 'keeps a raw value beyond the purge',
    check: 'a reveal › has nothing to give after a purge',
    break: (good, bank, userId) => ({
      revealProfile: async (id, field, options) => {
        const values = await good.revealProfile(id, field, options);
        return values.length > 0 ? values : [bank.secrets?.(userId)[0] ?? ''];
      },
    }),
  },
  {
    fault: 'reveals to one who has left',
    check: 'a reveal › is not answered to one who has left',
    break: (good) => ({ revealProfile: (id, field) => good.revealProfile(id, field) }),
  },
];

const jobOfKey = new Map<string, Job>();

const anotherUser: readonly BrokenTransport[] = [
  {
    fault: "reads another user's connection",
    check: 'another user › has connections of their own, and sees none of mine',
    break: (good, bank) => ({
      getConnection: (id, options) =>
        good.getConnection(id, options).catch(() => first(bank).getConnection(id, options)),
    }),
  },
  {
    fault: "says of another user's connection that it is forbidden",
    check: 'another user › is told no more of my connection than of one that never was',
    break: (good, bank) => ({
      getConnection: (id, options) =>
        good.getConnection(id, options).catch(async (error: unknown) => {
          const isThere = await first(bank)
            .getConnection(id)
            .then(() => true)
            .catch(() => false);
          throw isThere ? createConnectionsError('forbidden') : error;
        }),
    }),
  },
  {
    fault: "revokes another user's connection, and says that it was not found",
    check: 'another user › can do nothing with my connection',
    break: (good, bank) => ({
      revokeConnection: async (id, options) => {
        await first(bank).revokeConnection(id, options);
        return good.revokeConnection(id, options);
      },
    }),
  },
  {
    fault: "reveals another user's profile",
    check: 'another user › is revealed nothing of mine',
    break: (_good, bank) => ({
      revealProfile: (id, field, options) => first(bank).revealProfile(id, field, options),
    }),
  },
  {
    fault: "starts a consent for another user's connection",
    check: 'another user › cannot consent for my connection',
    break: (_good, bank) => ({ startConsent: (request, options) => first(bank).startConsent(request, options) }),
  },
  {
    fault: "answers another user's job",
    check: 'another user › cannot read my jobs',
    break: (good, bank) => ({
      getJob: (id, options) => good.getJob(id, options).catch(() => first(bank).getJob(id, options)),
    }),
  },
  {
    fault: "lists another user's jobs by their ids",
    check: 'another user › does not find my jobs in any list',
    break: (good, bank) => ({
      listJobs: (query, options) => (query.ids ? first(bank).listJobs(query, options) : good.listJobs(query, options)),
    }),
  },
  {
    fault: "goes on in another user's list by their cursor",
    check: 'another user › gets nothing of mine by a cursor of mine',
    break: (good, bank) => ({
      listConnections: (query, options) =>
        good.listConnections(query, options).catch(() => first(bank).listConnections(query, options)),
    }),
  },
  {
    fault: 'one memory of keys for all users',
    check: 'another user › may use the same idempotency key without meeting my command',
    break: (good) => ({
      purgeConnection: async (id, options) => {
        const job = await good.purgeConnection(id, options);
        const key = options?.idempotencyKey;
        if (key === undefined) return job;
        jobOfKey.set(key, jobOfKey.get(key) ?? job);
        return jobOfKey.get(key) ?? job;
      },
    }),
  },
];

const watch: readonly BrokenTransport[] = [
  {
    fault: 'events with half a job',
    check: 'events › tell of a job by the whole job, up to its end',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          yield event.type === 'job-changed' ? { ...event, job: { ...event.job, steps: [] } } : event;
        }
      },
    }),
  },
  {
    fault: "tells of another user's jobs",
    check: 'events › of another user are not told',
    break: (_good, bank) => ({ watch: (options) => first(bank).watch(options) }),
  },
  {
    fault: 'events that never end',
    check: 'events › end when the signal aborts',
    break: (good) => ({
      async *watch(options): AsyncGenerator<TransportEvent> {
        yield* good.watch(options);
        await new Promise(() => {});
      },
    }),
  },
];

export const brokenTransports: readonly BrokenTransport[] = [
  ...capabilities,
  ...reads,
  ...pages,
  ...movingPages,
  ...refusals,
  ...refresh,
  ...purge,
  ...revoke,
  ...jobs,
  ...challenge,
  ...consent,
  ...privacy,
  ...anotherUser,
  ...watch,
];

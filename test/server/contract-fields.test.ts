import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Connection, ConnectionDetail } from '../../src/core/model/connection';
import type { Job } from '../../src/core/model/job';
import type { ConsentStart, Description, Transport } from '../../src/core/transport';
import { createMemoryJournal, prefetchConnections, type Journal } from '../../src/server';
import { jobFields } from '../../src/server/contract-fields';
import { takeFields, type FieldsOf } from '../../src/server/take-fields';
import { createAsk, createFakeTransport } from './fake-transport';

const secret = 'Gavin Belson 0405 345 991 Bearer eyJhbGciOi';
const at = '2026-01-01T00:00:00.000Z';

/** Whole: a field that the contract gains is missing here, too. */
const job: Required<Job> = {
  id: 'j-1',
  kind: 'refresh',
  connectionId: 'c-1',
  status: 'failed',
  steps: [{ key: 'accounts', status: 'failed', startedAt: at, endedAt: at }],
  createdAt: at,
  updatedAt: at,
  recordedBy: 'provider',
  runId: 'run-1',
  failure: { code: 'connector-error', actor: 'support', retryable: true, retryAt: at, correlationId: 'ref-1' },
  challenge: { kind: 'token', question: 'Code?', inputs: ['Code'], expiresAt: at },
  retryAt: at,
  deadlineAt: at,
};

const connection: Required<Connection> = {
  id: 'c-1',
  institution: {
    id: 'AU00000',
    name: 'Hooli Bank',
    shortName: 'Hooli',
    logoUrl: 'https://bank.example/logo.svg',
    country: 'AU',
    health: 'operational',
    recoveryUrl: 'https://bank.example/recover',
    averageDurations: { accounts: 2_000 },
  },
  status: 'unknown',
  rawStatus: 'under-review',
  method: 'web',
  createdAt: at,
  lastSyncedAt: at,
  expiresAt: at,
  revokedAt: at,
  refreshAvailableAt: at,
};

const detail: Required<ConnectionDetail> = {
  ...connection,
  profile: {
    fullName: 'G••• B•••',
    phoneNumbers: ['••• 991'],
    emailAddresses: ['g•••@hooli.example'],
    physicalAddresses: ['•••, Dee Why NSW 2099'],
  },
  accounts: [
    {
      id: 'a-1',
      name: 'Savings',
      type: 'savings',
      number: '••• 123',
      currency: 'AUD',
      balance: '12.50',
      availableFunds: '12.50',
      available: true,
      updatedAt: at,
    },
  ],
  consent: {
    givenAt: at,
    expiresAt: at,
    endedAt: at,
    purpose: 'Lending',
    data: [{ name: 'Accounts', description: 'Names and balances' }],
  },
};

const description: Required<Description> = { can: ['refresh', 'listJobs'], denied: ['purge'], revokeData: 'kept' };

/** The same with something more in every object, and in every list of texts. */
function withMore<T>(value: T, names: readonly string[] = ['raw', 'token', 'toJSON']): T {
  if (Array.isArray(value))
    return [
      ...value.map((one: unknown) => withMore(one, names)),
      ...(typeof value[0] === 'string' ? [{ secret }] : []),
    ] as T;
  if (typeof value !== 'object' || value === null) return value;
  const more = names
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => [name, { secret, toJSON: () => secret }]);
  const own = Object.entries(value).map(([name, one]) => [name, withMore(one, names)]);
  return Object.fromEntries([...own, ...more]) as T;
}

function talkative(names?: readonly string[]) {
  const more = <T>(value: T) => withMore(value, names);
  return {
    ...createFakeTransport(),
    describe: async () => more(description),
    listConnections: async () => more({ items: [detail], nextCursor: 'n' }),
    getConnection: async () => more(detail),
    getJob: async () => more(job),
    listJobs: async () => more({ items: [job] }),
    refreshConnection: async () => more(job),
    purgeConnection: async () => more(job),
    revokeConnection: async () => more(job),
    answerChallenge: async () => more(job),
    startConsent: async (): Promise<ConsentStart> => more({ type: 'redirect', url: 'https://consent.example/' }),
    revealProfile: async () => more(['Gavin Belson']),
  } satisfies Transport;
}

const answers: readonly [line: string, body: unknown, answer: unknown][] = [
  ['GET /capabilities', undefined, { can: ['refresh', 'listJobs', 'watch'], denied: ['purge'], revokeData: 'kept' }],
  ['GET /connections', undefined, { items: [connection], nextCursor: 'n' }],
  ['GET /connections/c-1', undefined, detail],
  ['GET /connections/c-1/jobs', undefined, { items: [job] }],
  ['GET /jobs', undefined, { items: [job] }],
  ['GET /jobs/j-1', undefined, job],
  ['DELETE /connections/c-1', undefined, job],
  ['POST /connections/c-1/refresh', undefined, job],
  ['POST /connections/c-1/purge', undefined, job],
  ['POST /connections/c-1/reveal', { field: 'fullName' }, { values: ['Gavin Belson'] }],
  ['POST /jobs/j-1/challenge', { answers: ['1234'] }, job],
  ['POST /consents', { purpose: 'connect' }, { type: 'redirect', url: 'https://consent.example/' }],
];

describe('a transport that says more than the contract', () => {
  it.each(answers)('has nothing of it passed on, and loses nothing: %s', async (line, body, answer) => {
    const { status, body: told } = await createAsk(talkative(), { authorize: () => true })(line, { body });
    expect(status).toBe(200);
    expect(told).toEqual(answer);
  });

  it('has nothing of it passed on, whatever the fields are called', async () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'length', 'profile', 'accounts'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { maxLength: 4 }), fc.constantFrom(...answers), async (names, one) => {
        const [line, body, answer] = one;
        const { body: told } = await createAsk(talkative(names), { authorize: () => true })(line, { body });
        expect(told).toEqual(answer);
      }),
    );
  });

  it('may hand over a token, and nothing beside it', async () => {
    const start: ConsentStart = { type: 'token', token: 't-1', expiresAt: at };
    const transport = { ...talkative(), startConsent: async () => withMore(start, ['url', 'raw']) };
    expect((await createAsk(transport)('POST /consents', { body: { purpose: 'connect' } })).body).toEqual(start);
  });

  it('has an object in the place of a text left out', async () => {
    const odd = { ...detail, rawStatus: { secret }, profile: { fullName: { secret } }, accounts: { secret } };
    const transport = { ...talkative(), getConnection: async () => odd as unknown as ConnectionDetail };
    const { rawStatus: _status, accounts: _accounts, ...rest } = { ...detail, profile: {} };
    expect((await createAsk(transport)('GET /connections/c-1')).body).toEqual(rest);
  });

  it.each([
    ['GET /connections/c-1', 'getConnection', undefined],
    ['GET /jobs/j-1', 'getJob', 'j-1'],
    ['POST /consents', 'startConsent', { type: 'form', html: secret }],
  ])('is not understood where it answers %s by %s with %j', async (line, method, value) => {
    const transport: Transport = { ...talkative(), [method]: async () => value };
    const body = line === 'POST /consents' ? { purpose: 'connect' } : undefined;
    expect(await createAsk(transport)(line, { body })).toMatchObject({ status: 502, body: { code: 'bad-response' } });
  });

  it('has nothing of it written into the HTML of a page', async () => {
    const state = await prefetchConnections(talkative(), { connectionId: 'c-1', now: () => Date.parse(at) });
    expect(state).toEqual({
      takenAt: at,
      connections: [detail],
      jobs: [job],
      description: { can: ['refresh', 'listJobs'], denied: ['purge'], revokeData: 'kept' },
      reach: { complete: false, nextCursor: 'n' },
    });
    expect((await prefetchConnections(talkative())).connections).toEqual([connection]);
  });

  it('has nothing of it kept in the journal', async () => {
    const journal = createMemoryJournal();
    const append = vi.spyOn(journal, 'append');
    const running = { ...job, status: 'running' } as const;
    const transport = { ...talkative(), refreshConnection: async () => withMore(running) };
    const ask = createAsk(transport, { journal });
    await ask('POST /connections/c-1/refresh');
    await ask('GET /jobs/j-1');
    await ask('POST /connections/c-1/purge', { headers: { 'Idempotency-Key': 'key-1' } });
    await ask('POST /jobs/j-1/challenge', { body: { answers: ['1234'] } });
    expect(append.mock.calls.map(([, kept]) => kept.status)).toEqual(['running', 'failed', 'failed', 'failed']);
    for (const [, kept] of append.mock.calls) expect({ ...kept, status: job.status }).toEqual(job);
  });
});

describe('a journal that says more than the contract', () => {
  it('has nothing of it passed on', async () => {
    const kept: Job = { ...job, recordedBy: 'kit' };
    const journal: Journal = {
      append: async () => {},
      find: async () => withMore(kept),
      list: async () => withMore({ items: [kept] }),
    };
    const ask = createAsk({ ...createFakeTransport(), listJobs: async () => ({ items: [] }) }, { journal });
    expect((await ask('GET /jobs')).body).toEqual({ items: [kept] });
    expect((await ask('GET /jobs/j-1')).body).toEqual(kept);
    const headers = { 'Idempotency-Key': 'key-1' };
    expect((await ask('POST /connections/c-1/refresh', { headers })).body).toEqual(kept);
  });
});

describe('the lists of fields', () => {
  it('do not compile without a field that the contract has, nor with a nested one waved through', () => {
    // @ts-expect-error: a field that was added to the type
    const forgotten: FieldsOf<Job & { more?: string }> = jobFields;
    // @ts-expect-error: a field that the type does not have
    const invented: FieldsOf<{ id: string }> = { id: true, raw: true };
    // @ts-expect-error: an object has fields of its own
    const waved: FieldsOf<{ profile?: { fullName: string } }> = { profile: true };
    // @ts-expect-error: so have the rows of a list
    const wavedRows: FieldsOf<{ rows: readonly { id: string }[] }> = { rows: true };
    for (const fields of [forgotten, invented, waved, wavedRows]) expect(fields).toBeDefined();
  });

  it('take what a class gives by getters', () => {
    class Row {
      get id() {
        return 'j-1';
      }
    }
    expect(takeFields<{ id: string }>({ id: true }, new Row())).toEqual({ id: 'j-1' });
  });
});

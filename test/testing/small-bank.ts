/** The smallest bank that keeps the whole contract: what the suite must pass on, and from which the broken ones are made. */
import { createJob } from '../../src/core/model/create-job';
import { profileFields, type ConnectionDetail, type Profile, type ProfileField } from '../../src/core/model/connection';
import { createConnectionsError, type ErrorCode } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import { isSettled, newestFirst, type Job, type JobKind } from '../../src/core/model/job';
import { mask } from '../../src/core/model/mask';
import { capabilities } from '../../src/core/transport';
import type { CommandOptions, Page, RequestOptions, Transport, TransportEvent } from '../../src/core/transport';
import type { TransportUnderTest } from '../../src/testing/describe-transport';

interface Held {
  userId: string;
  connection: Omit<ConnectionDetail, 'accounts' | 'profile'>;
  raw: Readonly<Record<ProfileField, readonly string[]>>;
  plan: 'succeeds' | 'fails' | 'asks' | 'is refused' | 'is on hold' | 'is put off';
  purged: boolean;
}

export type SmallTransport = Required<Transport>;

const people = {
  'user-1': ['Gavin Belson', '0405 345 991', 'gavin@hooli.example', '12 Main St, Dee Why NSW 2099'],
  'user-2': ['Monica Hall', '0405 111 222', 'monica@raviga.example', '7 Sand Rd, Glenelg SA 5045'],
} as const;

const plans = [
  'succeeds',
  'fails',
  'succeeds',
  'is refused',
  'asks',
  'is on hold',
  'is put off',
] as const satisfies readonly Held['plan'][];
const rightAnswer = '2580';

/** @param isSlow whether a purge and a revoke are jobs of the provider's, which take their time */
export function createSmallBank({ isSlow = false } = {}) {
  let now = Date.parse('2026-01-01T00:00:00Z');
  let isSpoilt = false;
  let isCut = false;
  let sinceLoss: number | undefined;
  const time = () => new Date(now).toISOString();
  const jobs: (Job & { userId: string; plan: Held['plan'] })[] = [];
  const commandOfKey = new Map<string, { target: string; job: Job }>();
  const listeners = new Set<(userId: string, event: TransportEvent) => void>();
  const held = Object.entries(people).flatMap(([userId, person]) =>
    plans.map((plan, index): Held => {
      const [name, phone, email, address] = person;
      const raw = { fullName: [name], phoneNumbers: [phone], emailAddresses: [email], physicalAddresses: [address] };
      const status = plan === 'fails' ? 'invalid' : plan === 'is on hold' ? 'unknown' : 'active';
      const institution = {
        id: `bank-${index}`,
        name: plan === 'is put off' ? `bank-${index}` : `Bank number ${index}`,
        logoUrl: 'https://example.com/logo.png',
      };
      const rawStatus = status === 'unknown' ? { rawStatus: 'on-hold' } : {};
      const connection = { id: `${userId}-c-${index}`, institution, status, ...rawStatus, createdAt: time() } as const;
      return { userId, raw, plan, purged: false, connection };
    }),
  );

  /** What time has brought: a job takes six seconds, and one that asks goes on only when it is answered. */
  function bringUpToDate(): void {
    for (const job of jobs) {
      if (isSettled(job) || job.status === 'waiting-input' || now - Date.parse(job.createdAt) <= 5_000) continue;
      if (job.plan === 'is put off' && job.retryAt === undefined)
        Object.assign(job, { retryAt: new Date(now + 3_600_000).toISOString(), updatedAt: time() });
      if (job.plan === 'is put off') continue;
      if (job.plan === 'asks') {
        const challenge = { kind: 'token', question: mask.freeText('Code sent to 0405 345 991'), inputs: ['Code'] };
        Object.assign(job, { status: 'waiting-input', challenge, updatedAt: time() });
        continue;
      }
      const status = job.plan === 'fails' ? 'failed' : 'succeeded';
      const failure = status === 'failed' ? { failure: createFailure('invalid-credentials') } : {};
      Object.assign(job, { status, steps: [{ key: 'accounts', status }], updatedAt: time(), ...failure });
      const owner = held.find((one) => one.connection.id === job.connectionId);
      if (owner && status === 'succeeded') takeOver(job.kind, owner);
      tell(job);
    }
  }

  /** What becomes of a connection when a job of this kind has succeeded. */
  function takeOver(kind: JobKind, owner: Held): void {
    if (kind !== 'revoke') owner.purged = kind === 'purge';
    else {
      const { rawStatus: _before, ...facts } = owner.connection;
      owner.connection = { ...facts, status: 'revoked' };
      const event = { type: 'connection-changed', connection: structuredClone(owner.connection) } as const;
      for (const listener of listeners) listener(owner.userId, event);
    }
  }

  function tell({ userId, plan: _plan, ...job }: (typeof jobs)[number]): void {
    for (const listener of listeners) listener(userId, { type: 'job-changed', job: structuredClone(job) });
  }

  function transport(userId: string): SmallTransport {
    function find(id: string): Held {
      const found = held.find((one) => one.userId === userId && one.connection.id === id);
      return found ?? refuse('not-found');
    }
    function listed(): readonly Job[] {
      bringUpToDate();
      return structuredClone(
        jobs.filter((job) => job.userId === userId).map(({ userId: _owner, plan: _plan, ...job }) => job),
      );
    }
    function record(kind: JobKind, owner: Held, { runId }: CommandOptions): Job {
      const { connection, plan } = owner;
      const runs = kind === 'refresh' || isSlow;
      const job = createJob({
        kind,
        connectionId: connection.id,
        status: runs ? 'running' : 'succeeded',
        recordedBy: runs ? 'provider' : 'kit',
        createdAt: time(),
        ...(runId !== undefined && { runId }),
      });
      if (!runs) takeOver(kind, owner);
      jobs.push({ ...job, userId, plan: kind === 'refresh' ? plan : 'succeeds' });
      for (const one of jobs) if (one.id === job.id) tell(one);
      return job;
    }
    async function command(
      target: string,
      options: CommandOptions = {},
      execute: (options: CommandOptions) => Job,
    ): Promise<Job> {
      await heed(options);
      const key = JSON.stringify([userId, options.idempotencyKey]);
      const known = commandOfKey.get(key) ?? { target, job: execute(options) };
      if (known.target !== target) refuse('conflict');
      if (options.idempotencyKey !== undefined) commandOfKey.set(key, known);
      if (sinceLoss !== undefined) {
        sinceLoss += 1;
        refuse('network');
      }
      return structuredClone(known.job);
    }

    return {
      async describe(options) {
        await heed(options);
        return { can: [...capabilities], revokeData: 'kept' };
      },
      async listConnections({ status, text = '', ...paging }, options) {
        await heed(options);
        const found = held.filter(
          ({ connection, ...one }) =>
            one.userId === userId &&
            (status === undefined || connection.status === status) &&
            connection.institution.name.toLowerCase().includes(text.toLowerCase()),
        );
        return page(structuredClone(found.map(({ connection }) => connection)), paging);
      },
      async getConnection(id, options) {
        await heed(options);
        bringUpToDate();
        const { connection, raw, purged } = find(id);
        if (purged) return { ...connection, accounts: [] };
        const number = mask.accountNumber('12345678');
        const account = { id: `${id}-a`, name: 'Savings', number, balance: '12.50', available: true };
        return { ...connection, profile: masked(raw), accounts: [account] };
      },
      async getJob(id, options) {
        await heed(options);
        return listed().find((job) => job.id === id) ?? refuse('not-found');
      },
      async listJobs({ connectionId, ids, unsettled, ...paging }, options) {
        await heed(options);
        const found = listed()
          .filter((job) => connectionId === undefined || job.connectionId === connectionId)
          .filter((job) => ids === undefined || ids.includes(job.id))
          .filter((job) => !unsettled || !isSettled(job));
        return page([...found].sort(newestFirst), paging);
      },
      refreshConnection: (id, options) =>
        command(`refresh ${id}`, options, (asked) => {
          const found = find(id);
          if (found.connection.status === 'revoked') refuse('not-available');
          if (found.plan === 'is refused') {
            const retryAt = new Date(now + 60_000).toISOString();
            found.connection = { ...found.connection, refreshAvailableAt: retryAt };
            throw createConnectionsError('rate-limited', createFailure('rate-limited', { retryAt }));
          }
          return listed().find((job) => job.connectionId === id && !isSettled(job)) ?? record('refresh', found, asked);
        }),
      purgeConnection: (id, options) =>
        command(`purge ${id}`, options, (asked) => {
          const found = find(id);
          if (found.connection.status !== 'active') refuse('not-available');
          return record('purge', found, asked);
        }),
      revokeConnection: (id, options) =>
        command(`revoke ${id}`, options, (asked) => {
          const found = find(id);
          if (found.connection.status === 'revoked') refuse('not-available');
          return record('revoke', found, asked);
        }),
      answerChallenge: (id, answers, options) =>
        command(`answer ${id}`, options, () => {
          bringUpToDate();
          const job = jobs.find((one) => one.id === id && one.userId === userId) ?? refuse('not-found');
          if (job.status !== 'waiting-input') refuse('not-available');
          if (answers.join() !== rightAnswer) refuse('invalid-request');
          delete job.challenge;
          Object.assign(job, { plan: 'succeeds', status: 'running', updatedAt: time() });
          const { userId: _owner, plan: _plan, ...answered } = structuredClone(job);
          return answered;
        }),
      async startConsent({ connectionId, state = '', institutionId = '', returnUrl = '' }, options) {
        await heed(options);
        if (connectionId !== undefined) find(connectionId);
        return {
          type: 'redirect',
          url: `https://example.com/consent?${new URLSearchParams({ state, institutionId, returnUrl })}`,
        };
      },
      async revealProfile(id, field, options) {
        await heed(options);
        const { raw, purged } = find(id);
        if (!profileFields.includes(field)) refuse('invalid-request');
        return purged ? [] : raw[field];
      },
      async *watch({ signal }) {
        const waiting: TransportEvent[] = [];
        let wake = () => {};
        const listener = (owner: string, event: TransportEvent) => {
          if (owner === userId) waiting.push(event);
          wake();
        };
        listeners.add(listener);
        signal.addEventListener('abort', () => wake());
        while (!signal.aborted) {
          yield* waiting.splice(0);
          await new Promise<void>((resolve) => (wake = resolve));
        }
        listeners.delete(listener);
      },
    };
  }

  return {
    users: ['user-1', 'user-2'],
    transport,
    async advance(milliseconds) {
      now += milliseconds;
      bringUpToDate();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
    // It has no wire on which a row could be spoilt or a link be cut; a broken transport looks at these.
    spoil: () => void (isSpoilt = true),
    isSpoilt: () => isSpoilt,
    cut: () => void (isCut = true),
    isCut: () => isCut,
    loseAnswers: () => {
      sinceLoss = 0;
      return () => sinceLoss ?? 0;
    },
    secrets: (userId) => (userId in people ? people[userId as keyof typeof people] : []),
    special: {
      failing: 'user-1-c-1',
      limited: 'user-1-c-3',
      unknown: 'user-1-c-5',
      retrying: 'user-1-c-6',
      nameless: 'user-1-c-6',
      challenge: { connectionId: 'user-1-c-4', right: [rightAnswer], wrong: ['0000'] },
    },
    institutionId: 'bank-0',
    returnUrl: 'https://page.example/accounts?tab=1',
    remembersKeys: true,
    can: capabilities,
  } satisfies TransportUnderTest & { isSpoilt(): boolean; isCut(): boolean };
}

function refuse(code: ErrorCode): never {
  throw createConnectionsError(code);
}

/** A moment later, as an answer from elsewhere. */
async function heed(options: RequestOptions | undefined): Promise<void> {
  await Promise.resolve();
  if (options?.signal?.aborted) refuse('aborted');
}

function masked(raw: Held['raw']): Profile {
  return {
    fullName: mask.name(raw.fullName.join()),
    phoneNumbers: raw.phoneNumbers.map(mask.phone),
    emailAddresses: raw.emailAddresses.map(mask.email),
    physicalAddresses: raw.physicalAddresses.map(mask.address),
  };
}

function page<T extends { id: string }>(
  items: readonly T[],
  { cursor, limit = 50 }: { cursor?: string; limit?: number },
): Page<T> {
  const start = cursor === undefined ? 0 : items.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && start === 0) refuse('invalid-request');
  const shown = items.slice(start, start + limit);
  const last = shown.at(-1);
  return { items: shown, ...(last && start + limit < items.length && { nextCursor: last.id }) };
}

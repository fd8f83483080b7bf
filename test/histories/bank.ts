/**
 * The truth of a history: one bank whose customer is whoever is signed in. Every id names its person, so that what is left of a
 * former one is found wherever it is. Its clock is true: the browser's may jump.
 */
import type { OperationKind } from '../../src/core/model/actions';
import type { ConnectionDetail } from '../../src/core/model/connection';
import { createJob } from '../../src/core/model/create-job';
import { createConnectionsError } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import { isSettled, type Job } from '../../src/core/model/job';
import { capabilities, type CommandOptions, type Page, type Transport } from '../../src/core/transport';
import type { FakeClock } from '../../src/testing/environment';
import { createFeed } from './feed';

/** How the refreshes go that are begun from now on. Milliseconds. */
export interface RefreshPlan {
  lasts: number;
  ends: 'succeeded' | 'failed';
  /** A question comes first, and waits so long. */
  asks?: number;
  /** The bank itself puts it off by so much, and says so. */
  retriesIn?: number;
}

export interface Execution {
  kind: OperationKind;
  connectionId: string;
  runId: string | undefined;
  /** The page that sent it. */
  page: number;
}

export const rightAnswer = '1234';

interface Options {
  clock: FakeClock;
  /** By a clock that never jumps. Milliseconds since 1970. */
  now(): number;
  pushes: boolean;
}

export type Bank = ReturnType<typeof createBank>;

export function createBank({ clock, now, pushes }: Options) {
  const feed = createFeed();
  const connections = new Map<string, ConnectionDetail>();
  const jobs = new Map<string, Job>();
  const settledAt = new Map<string, number>();
  /** What is under way, to be ended early. */
  const timers = new Map<string, unknown>();
  const executedByKey = new Map<string, string>();
  const executions: Execution[] = [];
  let plan: RefreshPlan = { lasts: 20_000, ends: 'succeeded' };
  let people = 0;
  let person: number | null = null;
  let jobCount = 0;
  let coolUntil = 0;
  let requests = 0;

  const iso = (milliseconds = 0) => new Date(now() + milliseconds).toISOString();
  const isOf = (id: string) => id.startsWith(`p${person}-`);
  const runningAt = (connectionId: string) =>
    [...jobs.values()].find((job) => job.connectionId === connectionId && !isSettled(job));

  function find<T>(items: Map<string, T>, id: string): T {
    const item = isOf(id) ? items.get(id) : undefined;
    if (item === undefined) throw createConnectionsError('not-found');
    return item;
  }

  function say(jobId: string, news: Partial<Job>): void {
    const known = jobs.get(jobId);
    if (known === undefined || isSettled(known)) return;
    const { challenge: _answered, retryAt: _over, ...rest } = known;
    const job: Job = { ...rest, updatedAt: iso(), ...news };
    jobs.set(jobId, job);
    if (isSettled(job)) settledAt.set(jobId, now());
    if (isOf(jobId)) feed.tell({ type: 'job-changed', job });
  }

  function later(jobId: string, delay: number, then: () => void): void {
    clock.clearTimeout(timers.get(jobId));
    timers.set(jobId, clock.setTimeout(then, delay));
  }

  function settle(jobId: string, status: 'succeeded' | 'failed', code = 'service-unavailable'): void {
    clock.clearTimeout(timers.get(jobId));
    say(jobId, { status, ...(status === 'failed' && { failure: createFailure(code) }) });
    const { connectionId } = jobs.get(jobId) ?? {};
    const connection = connectionId == null ? undefined : connections.get(connectionId);
    if (status === 'succeeded' && connection) connections.set(connection.id, { ...connection, ...data(connection.id) });
  }

  function goOn(jobId: string, { lasts, ends, asks, retriesIn }: RefreshPlan): void {
    if (asks !== undefined) {
      const challenge = { kind: 'token', question: 'Code?', inputs: ['Code'], expiresAt: iso(asks) } as const;
      say(jobId, { status: 'waiting-input', challenge });
      later(jobId, asks, () => settle(jobId, 'failed', 'multifactor-required'));
    } else if (retriesIn === undefined) {
      later(jobId, lasts, () => settle(jobId, ends));
    } else {
      say(jobId, { status: 'queued', retryAt: iso(retriesIn) });
      later(jobId, retriesIn + lasts, () => settle(jobId, ends));
    }
  }

  function begin(connectionId: string): Job {
    const running = runningAt(connectionId);
    if (running) return running;
    const id = `p${person}-j${(jobCount += 1)}`;
    const own = plan;
    jobs.set(id, createJob({ id, kind: 'refresh', connectionId, status: 'queued', createdAt: iso() }));
    later(id, 500, () => {
      say(id, { status: 'running' });
      goOn(id, own);
    });
    return find(jobs, id);
  }

  /** The server's own record: the provider has no job for it. */
  function record(kind: 'purge' | 'revoke', connectionId: string, { runId }: CommandOptions): Job {
    const connection = find(connections, connectionId);
    if (kind === 'purge' && connection.status !== 'active') throw createConnectionsError('not-available');
    if (connection.status === 'revoked') throw createConnectionsError('not-available');
    const { profile: _deleted, ...rest } = connection;
    if (kind === 'purge') connections.set(connectionId, { ...rest, accounts: [] });
    if (kind === 'revoke') {
      connections.set(connectionId, { ...connection, status: 'revoked' });
      const running = runningAt(connectionId);
      if (running) settle(running.id, 'failed', 'invalid-connection');
    }
    const id = `p${person}-j${(jobCount += 1)}`;
    const run = runId === undefined ? {} : { runId };
    const job = createJob({ id, kind, connectionId, status: 'succeeded', createdAt: iso(), recordedBy: 'kit', ...run });
    jobs.set(id, job);
    return job;
  }

  function execute(kind: OperationKind, connectionId: string, page: number, options: CommandOptions): Job {
    const key = `p${person} ${options.idempotencyKey}`;
    const done = executedByKey.get(key);
    if (done !== undefined) return find(jobs, done);
    find(connections, connectionId);
    const job = kind === 'refresh' ? begin(connectionId) : record(kind, connectionId, options);
    executions.push({ kind, connectionId, runId: options.runId, page });
    executedByKey.set(key, job.id);
    return job;
  }

  function answerChallenge(jobId: string, answers: readonly string[]): Job {
    const job = find(jobs, jobId);
    if (job.status !== 'waiting-input') throw createConnectionsError('not-available');
    if (answers[0] !== rightAnswer) throw createConnectionsError('invalid-request');
    say(jobId, { status: 'running' });
    goOn(jobId, { lasts: 5_000, ends: 'succeeded' });
    return find(jobs, jobId);
  }

  /** As the page with that number sees it. */
  function transportFor(page: number): Transport {
    async function act<T>(options: CommandOptions = {}, work: (options: CommandOptions) => T): Promise<T> {
      requests += 1;
      await Promise.resolve();
      if (options.signal?.aborted) throw createConnectionsError('aborted');
      if (person === null) throw createConnectionsError('unauthorized');
      if (coolUntil > now()) {
        const retryAt = new Date(clock.now() + coolUntil - now()).toISOString();
        throw createConnectionsError('rate-limited', createFailure('rate-limited', { retryAt }));
      }
      return work(options);
    }
    const can = capabilities.filter((one) => !['reveal', 'consent', ...(pushes ? [] : ['watch'])].includes(one));
    return {
      describe: (options) => act(options, () => ({ can, revokeData: 'kept' })),
      listConnections: (query, options) =>
        act(options, () => {
          const facts = [...connections.values()].filter(({ id }) => isOf(id));
          return pageOf(
            facts.map(({ profile: _p, accounts: _a, consent: _c, ...connection }) => connection),
            query,
          );
        }),
      getConnection: (id, options) => act(options, () => find(connections, id)),
      getJob: (id, options) => act(options, () => find(jobs, id)),
      listJobs: (query, options) =>
        act(options, () => {
          const found = [...jobs.values()].filter(
            (job) =>
              isOf(job.id) &&
              (query.ids?.includes(job.id) ?? true) &&
              (query.connectionId === undefined || query.connectionId === job.connectionId) &&
              (query.unsettled !== true || !isSettled(job)),
          );
          return pageOf(found.reverse(), query);
        }),
      refreshConnection: (id, options) => act(options, (command) => execute('refresh', id, page, command)),
      purgeConnection: (id, options) => act(options, (command) => execute('purge', id, page, command)),
      revokeConnection: (id, options) => act(options, (command) => execute('revoke', id, page, command)),
      answerChallenge: (id, answers, options) => act(options, () => answerChallenge(id, answers)),
      ...(pushes && {
        watch: ({ signal }: { signal: AbortSignal }) =>
          feed.follow(signal, () => {
            requests += 1;
            if (person === null) throw createConnectionsError('unauthorized');
            return [...jobs.values()].filter((job) => isOf(job.id) && !isSettled(job));
          }),
      }),
    };
  }

  return {
    transportFor,
    executions: executions as readonly Execution[],
    job: (jobId: string) => jobs.get(jobId),
    settledAt: (jobId: string) => settledAt.get(jobId),
    jobs: () => [...jobs.values()].filter((job) => isOf(job.id)),
    requests: () => requests,
    person: () => person,
    /** Everybody up to this one has been here. */
    people: () => people,
    settle,
    cutPush: feed.cut,
    setPlan: (next: RefreshPlan) => void (plan = next),
    coolUntil: () => coolUntil,
    coolDown: (milliseconds: number) => void (coolUntil = now() + milliseconds),
    /** The bank knows it no longer. */
    dropJob(jobId: string) {
      clock.clearTimeout(timers.get(jobId));
      jobs.delete(jobId);
    },
    dropConnection(connectionId: string) {
      connections.delete(connectionId);
      if (isOf(connectionId)) feed.tell({ type: 'connection-removed', connectionId });
    },
    /** Somebody who was never here before, with two connections. */
    signInNew() {
      person = people += 1;
      for (const id of [`p${person}-c1`, `p${person}-c2`]) {
        const institution = { id: 'AU00001', name: `Bank of p${person}-` };
        connections.set(id, { id, institution, status: 'active', ...data(id) });
      }
    },
    /** Nobody, or the last one again. */
    setSignedIn(signedIn: boolean) {
      person = signedIn ? people : null;
      if (!signedIn) feed.cut(createConnectionsError('unauthorized'));
    },
    isSignedIn: () => person !== null,
  };
}

function data(id: string): Pick<ConnectionDetail, 'profile' | 'accounts'> {
  return { profile: { fullName: `${id} •••` }, accounts: [{ id: `${id}-a`, name: 'Everyday', available: true }] };
}

function pageOf<T>(items: readonly T[], { cursor = '0', limit = 50 }: { cursor?: string; limit?: number }): Page<T> {
  const end = Number(cursor) + limit;
  return { items: items.slice(Number(cursor), end), ...(end < items.length && { nextCursor: String(end) }) };
}

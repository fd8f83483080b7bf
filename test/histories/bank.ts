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
import type { CommandOptions, Transport } from '../../src/core/transport';
import type { FakeClock } from '../../src/testing/environment';
import { createFace } from './bank-face';
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

export interface Command {
  kind: OperationKind;
  connectionId: string;
  runId: string | undefined;
  /** The page that sent it. */
  page: number;
  /** Not for the first time under its key: answered with what was done then. */
  isRepeated: boolean;
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
  /** The state before the last, which a server that lags behind still shows. */
  const formerly = new Map<string, Job>();
  const settledAt = new Map<string, number>();
  /** What is under way, to be ended early. */
  const timers = new Map<string, unknown>();
  const executedByKey = new Map<string, string>();
  const commands: Command[] = [];
  let plan: RefreshPlan = { lasts: 20_000, ends: 'succeeded' };
  let people = 0;
  let person: number | null = null;
  let jobCount = 0;
  let coolUntil = 0;
  let lagsUntil = 0;
  let requests = 0;

  const iso = (milliseconds = 0) => new Date(now() + milliseconds).toISOString();
  const isOf = (id: string) => id.startsWith(`p${person}-`);
  const runningAt = (connectionId: string) =>
    [...jobs.values()].find((job) => job.connectionId === connectionId && !isSettled(job));

  function admit(): void {
    requests += 1;
    if (person === null) throw createConnectionsError('unauthorized');
    if (coolUntil <= now()) return;
    const retryAt = new Date(clock.now() + coolUntil - now()).toISOString();
    throw createConnectionsError('rate-limited', createFailure('rate-limited', { retryAt }));
  }

  function find<T>(items: Map<string, T>, id: string): T {
    const item = isOf(id) ? items.get(id) : undefined;
    if (item === undefined) throw createConnectionsError('not-found');
    return item;
  }

  /** A server that lags behind shows what was, as of now. */
  function read(job: Job): Job {
    const former = lagsUntil > now() ? formerly.get(job.id) : undefined;
    return former ? { ...former, updatedAt: iso() } : job;
  }

  function say(jobId: string, news: Partial<Job>): void {
    const known = jobs.get(jobId);
    if (known === undefined || isSettled(known)) return;
    const { challenge: _answered, retryAt: _over, ...rest } = known;
    const job: Job = { ...rest, updatedAt: iso(), ...news };
    formerly.set(jobId, known);
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
    const connection = connections.get(connectionId ?? '');
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
    const command = { kind, connectionId, runId: options.runId, page };
    if (done !== undefined) {
      commands.push({ ...command, isRepeated: true });
      return find(jobs, done);
    }
    find(connections, connectionId);
    const job = kind === 'refresh' ? begin(connectionId) : record(kind, connectionId, options);
    commands.push({ ...command, isRepeated: false });
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

  return {
    /** As the page with that number sees it. */
    transportFor: (page: number): Transport =>
      createFace({
        admit,
        connections: () => [...connections.values()].filter(({ id }) => isOf(id)),
        connection: (connectionId) => find(connections, connectionId),
        jobs: () => [...jobs.values()].filter(({ id }) => isOf(id)).map(read),
        job: (jobId) => read(find(jobs, jobId)),
        execute: (kind, connectionId, options) => execute(kind, connectionId, page, options),
        answerChallenge,
        feed: pushes ? feed : undefined,
      }),
    commands: commands as readonly Command[],
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
    lagsUntil: () => lagsUntil,
    lag: (milliseconds: number) => void (lagsUntil = now() + milliseconds),
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

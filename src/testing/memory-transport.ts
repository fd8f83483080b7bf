import type { Clock } from '../core/model/clock';
import type { Connection, ConnectionDetail } from '../core/model/connection';
import { createJob } from '../core/model/create-job';
import { createConnectionsError } from '../core/model/errors';
import { createFailure } from '../core/model/failure';
import { isSettled, newestFirst, type Job } from '../core/model/job';
import type { Capability, CommandOptions, Description, RequestOptions, Transport } from '../core/transport';
import { pageOf } from '../transports/sandbox/page';
import { createRefresh, type Refresh, type RefreshPlan } from './memory-transport/refresh';

/** What the bank of the test holds. */
export interface MemoryTransportOptions {
  /** None by default: an empty list. */
  connections?: readonly ConnectionDetail[];
  /** Of the past, or under way: these stay as they are. */
  jobs?: readonly Job[];
  /** What the person may do; all that the transport can by default. `['listJobs']` only reads. */
  can?: readonly Capability[];
  /** How a refresh goes: one for all connections, or one for each. It succeeds after three seconds by default. */
  refresh?: RefreshPlan | ((connectionId: string) => RefreshPlan);
  /** Real time by default. */
  clock?: Pick<Clock, 'now'>;
}

const everything: readonly Capability[] = ['refresh', 'purge', 'revoke', 'listJobs', 'answerChallenge', 'consent'];

/**
 * A transport over connections and jobs that a test gives, in the words of the contract: an empty list, one of 500, a refresh
 * that fails. It has no timers: what a job says follows from the clock when it is read.
 */
export function createMemoryTransport(options: MemoryTransportOptions = {}): Transport {
  const { connections = [], jobs = [], can = everything, refresh = {}, clock = { now: () => Date.now() } } = options;
  const planOf = typeof refresh === 'function' ? refresh : () => refresh;
  const given = new Map(connections.map((connection) => [connection.id, connection]));
  const held = new Map(given);
  const records: Job[] = [...jobs];
  const refreshes: Refresh[] = [];
  let count = 0;

  const nextId = (kind: string, connectionId: string) => `${connectionId}-${kind}-${(count += 1)}`;
  const time = () => new Date(clock.now()).toISOString();
  const allJobs = (): Job[] => [...records, ...refreshes.map((one) => one.read(clock.now()))];

  /** What came out of the refreshes that have ended since the last look. */
  function takeOver(): void {
    for (const one of refreshes) {
      const job = one.read(clock.now());
      const before = held.get(one.connectionId);
      if (one.isApplied || !before || !isSettled(job)) continue;
      one.isApplied = true;
      if (before.status === 'revoked') continue;
      const { profile, accounts = [] } = given.get(one.connectionId) ?? {};
      const fetched = { status: 'active', lastSyncedAt: job.updatedAt, ...(profile && { profile }), accounts } as const;
      const { becomes = before.status } = one.plan.fails ?? {};
      held.set(before.id, { ...before, ...(job.status === 'succeeded' ? fetched : { status: becomes }) });
    }
  }

  async function answer<T>(options: RequestOptions | undefined, capability: Capability | null, read: () => T) {
    await Promise.resolve();
    if (options?.signal?.aborted) throw createConnectionsError('aborted');
    if (capability && !can.includes(capability)) throw createConnectionsError('forbidden');
    takeOver();
    return copy(read());
  }

  function find(id: string): ConnectionDetail {
    return found(held.get(id));
  }

  /** Born settled: a purge and a revoke are done at once. */
  function record(kind: 'purge' | 'revoke', connectionId: string, { runId }: CommandOptions = {}): Job {
    const id = nextId(kind, connectionId);
    const facts = { id, kind, connectionId, status: 'succeeded', createdAt: time(), recordedBy: 'kit' } as const;
    const job = createJob({ ...facts, ...(runId !== undefined && { runId }) });
    records.push(job);
    return job;
  }

  return {
    describe: (options) => answer(options, null, (): Description => ({ can: [...can], revokeData: 'kept' })),

    listConnections: (query, options) =>
      answer(options, null, () => {
        const { status, text = '' } = query;
        const rows = [...held.values()]
          .filter((one) => status === undefined || one.status === status)
          .filter(({ institution }) => institution.name.toLowerCase().includes(text.trim().toLowerCase()));
        return pageOf(rows.map(withoutDetail), query);
      }),

    getConnection: (id, options) => answer(options, null, () => find(id)),
    getJob: (id, options) => answer(options, null, () => found(allJobs().find((job) => job.id === id))),

    listJobs: (query, options) =>
      answer(options, 'listJobs', () => {
        const rows = allJobs()
          .filter((job) => query.connectionId === undefined || job.connectionId === query.connectionId)
          .filter((job) => query.ids?.includes(job.id) ?? true)
          .filter((job) => query.unsettled !== true || !isSettled(job));
        return pageOf(rows.sort(newestFirst), query);
      }),

    refreshConnection: (id, options) =>
      answer(options, 'refresh', () => {
        const { status, refreshAvailableAt: retryAt } = find(id);
        const now = clock.now();
        const running = refreshes.find((one) => one.connectionId === id && !isSettled(one.read(now)));
        if (running) return running.read(now);
        if (status === 'revoked' || status === 'pre-init') throw createConnectionsError('not-available');
        if (retryAt !== undefined && Date.parse(retryAt) > now)
          throw createConnectionsError('rate-limited', createFailure('too-many-requests', { retryAt }));
        const job = { id: nextId('refresh', id), connectionId: id, start: now, runId: options?.runId };
        const started = createRefresh(planOf(id), job);
        refreshes.push(started);
        return started.read(now);
      }),

    purgeConnection: (id, options) =>
      answer(options, 'purge', () => {
        const { profile: _purged, ...rest } = find(id);
        if (rest.status !== 'active') throw createConnectionsError('not-available');
        held.set(id, { ...rest, accounts: [] });
        return record('purge', id, options);
      }),

    revokeConnection: (id, options) =>
      answer(options, 'revoke', () => {
        const { profile: _ended, ...rest } = find(id);
        if (rest.status === 'revoked') throw createConnectionsError('not-available');
        for (const one of refreshes) if (one.connectionId === id) one.cut(clock.now());
        held.set(id, { ...rest, status: 'revoked', revokedAt: time() });
        return record('revoke', id, options);
      }),

    answerChallenge: (id, answers, options) =>
      answer(options, 'answerChallenge', () => {
        const now = clock.now();
        found(allJobs().find((job) => job.id === id));
        const one = refreshes.find((refresh) => refresh.id === id);
        if (one?.read(now).status !== 'waiting-input') throw createConnectionsError('not-available');
        if (!one.answer(answers, now))
          throw createConnectionsError('invalid-request', createFailure('invalid-credentials'));
        return one.read(now);
      }),

    startConsent: ({ connectionId, ...request }, options) =>
      answer(options, 'consent', () => {
        if (connectionId !== undefined) find(connectionId);
        const asked = Object.entries({ connectionId, ...request }).filter(([, value]) => value !== undefined);
        const query = new URLSearchParams(asked as [string, string][]);
        return { type: 'redirect' as const, url: `https://example.com/consent?${query}` };
      }),
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw createConnectionsError('not-found');
  return value;
}

function withoutDetail({ profile: _p, accounts: _a, consent: _c, ...connection }: ConnectionDetail): Connection {
  return connection;
}

/** Nothing that is held is handed out. All of it is JSON; the jsdom of Jest has no `structuredClone`. */
function copy<T>(facts: T): T {
  return JSON.parse(JSON.stringify(facts)) as T;
}

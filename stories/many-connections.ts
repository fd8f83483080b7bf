/** A bank of as many connections as are wanted, of all states in turn. Refreshes end after some seconds; some banks refuse. */
import {
  createConnectionsError,
  createFailure,
  createJob,
  type Clock,
  type Connection,
  type ConnectionStatus,
  type Job,
  type Transport,
} from 'connections-kit/core';

export interface ManyOptions {
  clock: Pick<Clock, 'now'>;
  /** Connections per page; all at once when absent. */
  pageSize?: number;
  /** The page that begins at this connection does not come the first time. */
  failsOnceAt?: number;
  description?: Partial<Awaited<ReturnType<NonNullable<Transport['describe']>>>>;
}

const names = ['Hooli', 'Pied Piper', 'Endframe', 'Nucleus', 'Bachmanity', 'Raviga', 'Maleant', 'Aviato', 'Optimoji'];
const kinds = ['Bank', 'Credit Union', 'Mutual', 'Savings', 'Building Society'];
const statuses: readonly ConnectionStatus[] = [
  'active',
  'active',
  'active',
  'active',
  'active',
  'active',
  'active',
  'pending',
];
const rareStatuses: readonly ConnectionStatus[] = ['invalid', 'revoked', 'pre-init', 'failed', 'unknown'];
const day = 86_400_000;
/** Milliseconds that a refresh takes, in three steps. */
const durations = { authenticate: 1_500, accounts: 1_500, transactions: 2_000 };

/** @param now milliseconds since 1970 */
export function manyConnections(count: number, now: number): Connection[] {
  return Array.from({ length: count }, (_, index) => {
    const rare = index % 23 === 7 ? rareStatuses[Math.floor(index / 23) % rareStatuses.length] : undefined;
    const status = rare ?? statuses[index % statuses.length] ?? 'active';
    const name = `${names[index % names.length] ?? ''} ${kinds[Math.floor(index / names.length) % kinds.length] ?? ''}`;
    const number = Math.floor(index / (names.length * kinds.length));
    const at = (distance: number) => new Date(now + distance).toISOString();
    return {
      id: `many-${index}`,
      institution: {
        id: `MANY${index}`,
        name: number === 0 ? name : `${name} ${number + 1}`,
        averageDurations: durations,
      },
      status,
      ...(status === 'active' && {
        lastSyncedAt: at(-((index % 50) + 1) * 3_600_000),
        expiresAt: at((index % 40 === 3 ? 6 : 200) * day),
      }),
      ...(status === 'revoked' && { revokedAt: at(-12 * day) }),
    };
  });
}

export function createManyTransport(count: number, options: ManyOptions): Transport {
  const { clock, pageSize = Infinity, description } = options;
  const connections = new Map(manyConnections(count, clock.now()).map((one) => [one.id, one]));
  const jobs = new Map<string, Job>();
  let failsAt = options.failsOnceAt;

  function find(id: string): Connection {
    const found = connections.get(id);
    if (!found) throw createConnectionsError('not-found');
    return found;
  }

  /** As of now. */
  function read(job: Job): Job {
    let from = Date.parse(job.createdAt);
    const steps = Object.entries(durations).map(([key, duration]) => {
      const [startedAt, end] = [from, from + duration];
      from = end;
      const status = clock.now() >= end ? 'succeeded' : clock.now() >= startedAt ? 'running' : 'pending';
      return { key, status, startedAt: new Date(startedAt).toISOString() } as const;
    });
    const isDown = /Endframe/.test(find(job.connectionId ?? '').institution.name);
    const done = steps.every(({ status }) => status === 'succeeded');
    const updatedAt = new Date(clock.now()).toISOString();
    if (!done) return { ...job, status: 'running', steps, updatedAt };
    if (isDown) return { ...job, status: 'failed', steps, updatedAt, failure: createFailure('system-unavailable') };
    return { ...job, status: 'succeeded', steps, updatedAt };
  }

  return {
    describe: async () => ({
      can: ['refresh', 'purge', 'revoke', 'listJobs', 'answerChallenge', 'consent'],
      revokeData: 'kept',
      ...description,
    }),
    async listConnections({ cursor = '0' }) {
      const start = Number(cursor);
      if (failsAt !== undefined && start === failsAt) {
        failsAt = undefined;
        throw createConnectionsError('network');
      }
      const end = start + pageSize;
      return {
        items: [...connections.values()].slice(start, end),
        ...(end < connections.size && { nextCursor: String(end) }),
      };
    },
    getConnection: async (id) => ({ ...find(id), accounts: [] }),
    async getJob(id) {
      const job = jobs.get(id);
      if (!job) throw createConnectionsError('not-found');
      return read(job);
    },
    listJobs: async ({ ids, connectionId }) => ({
      items: [...jobs.values()]
        .filter((job) => ids?.includes(job.id) ?? (connectionId === undefined || job.connectionId === connectionId))
        .map(read),
    }),
    async refreshConnection(connectionId, command) {
      find(connectionId);
      const createdAt = new Date(clock.now()).toISOString();
      const id = `refresh-${jobs.size}`;
      const run = command?.runId === undefined ? {} : { runId: command.runId };
      const job = createJob({ id, kind: 'refresh', connectionId, status: 'running', createdAt, ...run });
      jobs.set(id, job);
      return read(job);
    },
    async revokeConnection(connectionId, command) {
      if (/Nucleus/.test(find(connectionId).institution.name)) throw createConnectionsError('provider');
      const revokedAt = new Date(clock.now()).toISOString();
      connections.set(connectionId, { ...find(connectionId), status: 'revoked', revokedAt });
      const run = command?.runId === undefined ? {} : { runId: command.runId };
      return createJob({
        kind: 'revoke',
        connectionId,
        status: 'succeeded',
        recordedBy: 'kit',
        createdAt: revokedAt,
        ...run,
      });
    },
    startConsent: async () => ({ type: 'redirect', url: 'https://consent.example/' }),
  };
}

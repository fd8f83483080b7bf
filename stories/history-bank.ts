/** The sandbox bank with a history of a story's own, handed out in pages as a server does. */
import {
  createConnectionsClient,
  createConnectionsError,
  createFailure,
  type Connection,
  type ConnectionsClient,
  type Job,
  type JobStep,
  type Transport,
} from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What a story says of a job; the rest is the usual. */
export interface StoryJob extends Partial<Omit<Job, 'connectionId' | 'createdAt' | 'updatedAt'>> {
  /** Milliseconds before now. */
  ago: number;
  /** Milliseconds from its beginning to its last news. */
  took?: number;
}

export interface HistoryBankOptions {
  jobs: readonly StoryJob[];
  /** Of `jobs`, spread over all connections instead of the one at Hooli Bank. */
  spread?: boolean;
  pageSize?: number;
  /** The first requests for the history fail so many times; or those for its older pages. */
  failures?: { first?: number; older?: number };
  /** What the connection at Hooli Bank is, beside the usual. */
  connection?: Partial<Connection>;
}

export function createHistoryClient(options: HistoryBankOptions): ConnectionsClient {
  const { jobs, spread = false, pageSize = 50, failures: { first = 0, older = 0 } = {}, connection } = options;
  const bank = createSandboxTransport({ scenario: 'happy' });
  const begun = Date.now();
  const failuresLeft = { first, older };

  let made: Promise<readonly Job[]> | undefined;
  const history = () => (made ??= makeHistory());

  async function makeHistory(): Promise<readonly Job[]> {
    const { items } = await bank.listConnections({});
    const hooli = items.filter(({ institution }) => institution.name === 'Hooli Bank');
    const holders = spread ? items : hooli;
    return jobs.map((job, index) => toJob(job, index, begun, holders[index % holders.length]?.id ?? ''));
  }

  const own = <Shown extends Connection>(shown: Shown): Shown =>
    shown.institution.name === 'Hooli Bank' ? { ...shown, ...connection } : shown;

  const transport: Transport = {
    ...bank,
    async listConnections(query, request) {
      const page = await bank.listConnections(query, request);
      return { ...page, items: page.items.map(own) };
    },
    getConnection: async (id, request) => own(await bank.getConnection(id, request)),
    async getJob(id, request) {
      return (await history()).find((job) => job.id === id) ?? bank.getJob(id, request);
    },
    async listJobs(query) {
      const which = query.cursor === undefined ? 'first' : 'older';
      if (query.connectionId !== undefined && failuresLeft[which] > 0) {
        failuresLeft[which] -= 1;
        throw createConnectionsError('timeout');
      }
      const found = (await history())
        .filter((job) => query.connectionId === undefined || job.connectionId === query.connectionId)
        .filter((job) => query.ids?.includes(job.id) ?? true)
        .filter(({ status }) => !query.unsettled || (status !== 'succeeded' && status !== 'failed'));
      const start = Number(query.cursor ?? 0);
      const end = start + Math.min(query.limit ?? pageSize, pageSize);
      return { items: found.slice(start, end), ...(end < found.length && { nextCursor: String(end) }) };
    },
  };
  return createConnectionsClient({ transport });
}

function toJob({ ago, took = 0, ...job }: StoryJob, index: number, now: number, connectionId: string): Job {
  return {
    id: `6c8698${String(index).padStart(6, '0')}`,
    kind: 'refresh',
    status: 'succeeded',
    steps: job.kind === 'purge' || job.kind === 'revoke' ? [] : stepsOf(job.status ?? 'succeeded'),
    recordedBy: job.kind === 'purge' || job.kind === 'revoke' ? 'kit' : 'provider',
    ...job,
    connectionId,
    createdAt: new Date(now - ago).toISOString(),
    updatedAt: new Date(now - ago + took).toISOString(),
  };
}

function stepsOf(status: Job['status']): readonly JobStep[] {
  const keys = ['authenticate', 'accounts', 'transactions'];
  if (status === 'failed') return keys.map((key, index) => ({ key, status: index === 0 ? 'failed' : 'pending' }));
  const [first, ...others] = keys;
  if (status !== 'succeeded' && first !== undefined)
    return [{ key: first, status: 'running' }, ...others.map((key) => ({ key, status: 'pending' }) as const)];
  return keys.map((key) => ({ key, status: 'succeeded' }));
}

/** A week in which much happened. */
export const eventfulWeek: readonly StoryJob[] = [
  { ago: 4 * minute, took: 38_000, runId: 'run-1' },
  { ago: 5 * minute, took: 1_000, kind: 'purge', runId: 'run-1' },
  { ago: 95 * minute, took: 21_000, status: 'failed', failure: createFailure('service-unavailable') },
  { ago: day, took: 34_000 },
  { ago: day + 30 * minute, status: 'unknown' },
  {
    ago: day + 50 * minute,
    took: 9_000,
    status: 'failed',
    failure: createFailure('invalid-credentials', { correlationId: 'c0ffee-1234' }),
  },
  { ago: 3 * day, took: 41_000, kind: 'reauthorize' },
  { ago: 6 * day, took: 52_000, kind: 'connect' },
];

/** As many as a person never has, one every twelve minutes. */
export function manyJobs(count: number): readonly StoryJob[] {
  return Array.from({ length: count }, (_, index) => {
    const ago = index * 12 * minute;
    if (index % 7 === 3) return { ago, took: 21_000, status: 'failed', failure: createFailure('service-unavailable') };
    return index % 11 === 5 ? { ago, took: 1_000, kind: 'purge' } : { ago, took: 30_000 + (index % 9) * 1_000 };
  });
}

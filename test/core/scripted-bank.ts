/** A bank that does what a test says, behind a transport that remembers every request. */
import { createJob } from '../../src/core/model/create-job';
import { createConnectionsError, type ErrorCode } from '../../src/core/model/errors';
import { createFailure, type Failure } from '../../src/core/model/failure';
import type { ConnectionDetail } from '../../src/core/model/connection';
import { isSettled, type Job } from '../../src/core/model/job';
import {
  capabilities,
  type CommandOptions,
  type Description,
  type Page,
  type RequestOptions,
  type Transport,
} from '../../src/core/transport';

type Method = keyof Transport;

export interface Call {
  method: Method;
  /** The query or the id that was asked for. */
  subject: unknown;
  options: CommandOptions;
}

export interface ScriptedBank {
  transport: Transport;
  connections: Map<string, ConnectionDetail>;
  jobs: Map<string, Job>;
  /** Connections and jobs per page. */
  pageSize: number;
  description: Description;
  calls: readonly Call[];
  /** The methods that were called, in order. */
  methods(): readonly Method[];
  called(method: Method): readonly Call[];
  /** The next request is refused and nothing is done. */
  fail(method: Method, code: ErrorCode, failure?: Failure): void;
  /** The next request is done, and its answer never comes. */
  loseAnswer(method: Method, code?: ErrorCode): void;
  /** The next request waits; the returned function lets it go on. */
  hold(method: Method): () => void;
  /** What the provider says of a job from now on. */
  say(jobId: string, job: Partial<Job>): void;
  signedOut: boolean;
}

type Hook = () => void | Promise<void>;

export function createScriptedBank(
  connections: readonly ConnectionDetail[],
  now: () => number,
  { honoursAbort = true }: { honoursAbort?: boolean } = {},
): ScriptedBank {
  const calls: Call[] = [];
  const before = new Map<Method, Hook[]>();
  const after = new Map<Method, Hook[]>();
  let jobCount = 0;

  async function act<T>(method: Method, subject: unknown, options: RequestOptions = {}, work: () => T): Promise<T> {
    calls.push({ method, subject, options });
    await Promise.resolve();
    await before.get(method)?.shift()?.();
    if (honoursAbort && options.signal?.aborted) throw createConnectionsError('aborted');
    if (bank.signedOut) throw createConnectionsError('unauthorized');
    const answer = work();
    await after.get(method)?.shift()?.();
    return answer;
  }

  function push(hooks: Map<Method, Hook[]>, method: Method, hook: Hook): void {
    hooks.set(method, [...(hooks.get(method) ?? []), hook]);
  }

  function record(kind: 'purge' | 'revoke', connectionId: string, { runId }: CommandOptions = {}): Job {
    const createdAt = new Date(now()).toISOString();
    const id = `${kind}-${++jobCount}`;
    const run = runId === undefined ? {} : { runId };
    const job = createJob({ id, kind, connectionId, status: 'succeeded', createdAt, recordedBy: 'kit', ...run });
    bank.jobs.set(id, job);
    return job;
  }

  function find<T>(items: Map<string, T>, id: string): T {
    const item = items.get(id);
    if (!item) throw createConnectionsError('not-found');
    return item;
  }

  function paginate<T>(items: readonly T[], cursor = '0'): Page<T> {
    const end = Number(cursor) + bank.pageSize;
    return { items: items.slice(Number(cursor), end), ...(end < items.length && { nextCursor: String(end) }) };
  }

  const bank: ScriptedBank = {
    connections: new Map(connections.map((connection) => [connection.id, connection])),
    jobs: new Map(),
    pageSize: 100,
    description: { can: capabilities.filter((one) => one !== 'watch'), revokeData: 'kept' },
    signedOut: false,
    calls,
    methods: () => calls.map(({ method }) => method),
    called: (method) => calls.filter((call) => call.method === method),
    fail: (method, code, failure) =>
      push(before, method, () => {
        throw createConnectionsError(code, failure ?? createFailure(code));
      }),
    loseAnswer: (method, code = 'network') =>
      push(after, method, () => {
        throw createConnectionsError(code);
      }),
    hold(method) {
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      push(before, method, () => released);
      return release;
    },
    say(jobId, job) {
      bank.jobs.set(jobId, { ...find(bank.jobs, jobId), updatedAt: new Date(now()).toISOString(), ...job });
    },
    transport: {
      describe: (options) => act('describe', undefined, options, () => bank.description),
      listConnections: (query, options) =>
        act('listConnections', query, options, () => {
          const facts = [...bank.connections.values()].map(
            ({ profile: _p, accounts: _a, consent: _c, ...connection }) => connection,
          );
          return paginate(facts, query.cursor);
        }),
      getConnection: (id, options) => act('getConnection', id, options, () => find(bank.connections, id)),
      getJob: (id, options) => act('getJob', id, options, () => find(bank.jobs, id)),
      refreshConnection: (id, options) =>
        act('refreshConnection', id, options, () => {
          const running = [...bank.jobs.values()].find((job) => job.connectionId === id && !isSettled(job));
          if (running) return running;
          const createdAt = new Date(now()).toISOString();
          const jobId = `refresh-${++jobCount}`;
          const job = createJob({ id: jobId, kind: 'refresh', connectionId: id, status: 'queued', createdAt });
          bank.jobs.set(jobId, job);
          return job;
        }),
      purgeConnection: (id, options) =>
        act('purgeConnection', id, options, () => {
          const { profile: _profile, ...rest } = find(bank.connections, id);
          bank.connections.set(id, { ...rest, accounts: [] });
          return record('purge', id, options);
        }),
      revokeConnection: (id, options) =>
        act('revokeConnection', id, options, () => {
          bank.connections.set(id, { ...find(bank.connections, id), status: 'revoked' });
          return record('revoke', id, options);
        }),
      listJobs: (query, options) =>
        act('listJobs', query, options, () => {
          const found = [...bank.jobs.values()]
            .filter(({ id }) => query.ids?.includes(id) ?? true)
            .filter(({ connectionId }) => query.connectionId === undefined || connectionId === query.connectionId)
            .filter((job) => !query.unsettled || !isSettled(job));
          return paginate(found, query.cursor);
        }),
      answerChallenge: (id, answers, options) =>
        act('answerChallenge', [id, answers], options, () => {
          bank.say(id, { status: 'running' });
          return find(bank.jobs, id);
        }),
      startConsent: (request, options) =>
        act('startConsent', request, options, () => ({ type: 'redirect', url: 'https://consent.example/home' })),
      revealProfile: (id, field, options) => act('revealProfile', [id, field], options, () => ['Gavin Belson']),
    },
  };
  return bank;
}

import type { Clock } from '../../core/model/clock';
import { createConnectionsError } from '../../core/model/errors';
import type { CommandOptions, RequestOptions, Transport } from '../../core/transport';
import { createHttp, path, type HttpRequest } from '../http';
import { expected } from './fields';
import { readConnection, readConnectionDetail } from './read-connection';
import { readConsentStart, readDescription, readPage, readRevealed } from './read-answers';
import { readJob } from './read-job';
import { readProblem } from './read-problem';
import { watch } from './watch';

type Resolvable<T> = T | (() => T | Promise<T>);

/** Only `baseUrl` is needed. */
export interface RestTransportOptions {
  /** Where the handler is mounted: `/api/bank`, or an absolute URL. */
  baseUrl: string;
  /** Asked for with every request, so that a token may change. */
  headers?: Resolvable<Record<string, string>>;
  /** Default: `globalThis.fetch` at the time of the call. */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds per request. Default 30,000. */
  timeout?: number;
  /** Whether to follow the server's events (`GET /events`); polling goes on either way, and alone without them. Default true. */
  push?: boolean;
  /** For tests: the time by which a lost stream of events is waited for and opened again. Default: the system's. */
  clock?: Clock;
  /** For tests: in [0, 1), spreads that waiting. Default: `Math.random`. */
  random?: () => number;
}

/** Goes with whatever changes something: a foreign page cannot send it without the host's consent (CORS). */
const wall = { 'Connections-Kit': '1' };

/**
 * A transport to the handler of `connections-kit/server`, or to any server that speaks the same paths. Asks nothing before it
 * is called; its methods throw ConnectionsError only.
 */
export function createRestTransport(options: RestTransportOptions): Transport {
  const { clock = systemClock, random = Math.random } = options;
  const http = createHttp({ ...options, now: () => clock.now(), readError: readProblem });

  async function send(request: HttpRequest): Promise<unknown> {
    return (await http.request(request)).body;
  }

  function read(path: string, query: HttpRequest['query'], { signal }: RequestOptions = {}): Promise<unknown> {
    return send({ method: 'GET', path, ...(query && { query }), signal });
  }

  function change(method: 'POST' | 'DELETE', path: string, body: unknown, options: CommandOptions = {}) {
    const headers = {
      ...wall,
      'Idempotency-Key': options.idempotencyKey,
      'Connections-Kit-Run': options.runId,
    };
    return send({ method, path, headers, body, signal: options.signal });
  }

  async function openEvents(lastEventId: string | undefined, signal: AbortSignal): Promise<Response> {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': lastEventId };
    return http.open({ method: 'GET', path: '/events', headers, signal });
  }

  async function command(method: 'POST' | 'DELETE', path: string, options?: CommandOptions, body?: unknown) {
    return expected(readJob(await change(method, path, body, options)));
  }

  return {
    async describe(options) {
      return readDescription(await read('/capabilities', undefined, options));
    },
    async listConnections(query, options) {
      const { cursor, limit, status, text } = query;
      return readPage(await read('/connections', { cursor, limit, status, text }, options), readConnection);
    },
    async getConnection(connectionId, options) {
      const answer = await read(path`/connections/${connectionId}`, undefined, options);
      return sameId(connectionId, readConnectionDetail(answer));
    },
    async getJob(jobId, options) {
      return sameId(jobId, readJob(await read(path`/jobs/${jobId}`, undefined, options)));
    },
    async refreshConnection(connectionId, options) {
      return command('POST', path`/connections/${connectionId}/refresh`, options);
    },
    async purgeConnection(connectionId, options) {
      return command('POST', path`/connections/${connectionId}/purge`, options);
    },
    async revokeConnection(connectionId, options) {
      return command('DELETE', path`/connections/${connectionId}`, options);
    },
    async listJobs(query, options) {
      const { connectionId, ids, unsettled, cursor, limit } = query;
      if (ids?.length === 0) return { items: [] };
      return readPage(await read('/jobs', { connectionId, ids, unsettled, cursor, limit }, options), readJob);
    },
    async answerChallenge(jobId, answers, options) {
      return command('POST', path`/jobs/${jobId}/challenge`, options, { answers });
    },
    async startConsent(request, options) {
      return readConsentStart(await change('POST', '/consents', request, options));
    },
    async revealProfile(connectionId, field, options) {
      return readRevealed(await change('POST', path`/connections/${connectionId}/reveal`, { field }, options));
    },
    ...(options.push !== false && {
      watch: ({ signal }: { signal: AbortSignal }) => watch({ open: openEvents, clock, random }, signal),
    }),
  };
}

const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => globalThis.setTimeout(callback, delay),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
};

/** An answer about another thing than the one asked for is none. */
function sameId<T extends { id: string }>(id: string, answer: T | undefined): T {
  if (answer?.id !== id) throw createConnectionsError('bad-response');
  return answer;
}

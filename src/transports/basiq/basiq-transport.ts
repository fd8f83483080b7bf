/** One user's connections at Basiq as a `Transport`: reads and commands; the wire is in `user-api.ts`, its meaning in the mappings. */
import { createJob } from '../../core/model/create-job';
import { createConnectionsError, isConnectionsError, type ConnectionsError } from '../../core/model/errors';
import { createFailure } from '../../core/model/failure';
import type { Job } from '../../core/model/job';
import type { CommandOptions, Description, Transport } from '../../core/transport';
import type { BasiqHttp } from './basiq-http';
import { createConnections } from './connections';
import type { Connectors } from './connectors';
import { consentUrlOf } from './consent-url';
import { createJobs, type StartedJob } from './jobs';
import { statusOf } from './mapping';
import type { Memory } from './memory';
import { optional } from './optional';
import type { SharedReads } from './shared-reads';
import type { Tokens } from './token';
import { createUserApi } from './user-api';
import { field } from './wire';

/** What all users of one server share. */
export interface SharedByUsers {
  http: BasiqHttp;
  tokens: Tokens;
  connectors: Connectors;
  started: Memory<StartedJob>;
  createdDates: Memory<string>;
  dateReads: SharedReads<ReadonlyMap<string, string>>;
  jobIdReads: SharedReads<ReadonlySet<string | undefined>>;
  coolDowns: Memory<string>;
  consentUrl: string;
  now(): number;
}

/** `domain.md` §2: deleting a connection keeps its accounts and transactions; there is nothing to listen to. */
const description: Description = {
  can: ['refresh', 'purge', 'revoke', 'listJobs', 'reveal', 'answerChallenge', 'consent'],
  revokeData: 'kept',
};

export function createBasiqTransport(shared: SharedByUsers, userId: string): Transport {
  const { started, coolDowns, tokens, consentUrl } = shared;
  const api = createUserApi(shared.http, userId);
  const jobs = createJobs({ ...shared, api, userId });
  const connections = createConnections({ ...shared, api, userId, jobs });
  const timeNow = () => new Date(shared.now()).toISOString();

  /** Basiq has no job for it: the answer is 204 without a body, and the kit writes the record. */
  function recorded(kind: 'purge' | 'revoke', connectionId: string, { runId }: CommandOptions): Job {
    const run = runId === undefined ? {} : { runId };
    return createJob({ kind, connectionId, status: 'succeeded', createdAt: timeNow(), ...run });
  }

  /** The API tells a purge of a connection that is not active from other bad requests only by the connection itself. */
  async function purgeError(thrown: unknown, connectionId: string, { signal }: CommandOptions): Promise<unknown> {
    if (!isRefusal(thrown)) return thrown;
    const connection = await optional(api.connection(connectionId, signal), signal);
    if (connection === undefined || statusOf(field(connection, 'status')).status === 'active') return thrown;
    return notAvailable(thrown);
  }

  return {
    async describe({ signal } = {}) {
      await Promise.resolve();
      if (signal?.aborted) throw createConnectionsError('aborted');
      return description;
    },
    listConnections: (query, options) => connections.list(query, options?.signal),
    getConnection: (connectionId, options) => connections.get(connectionId, options?.signal),
    revealProfile: (connectionId, name, options) => connections.reveal(connectionId, name, options?.signal),
    getJob: (jobId, options) => jobs.get(jobId, options?.signal),
    listJobs: (query, options) => jobs.list(query, options?.signal),

    async refreshConnection(connectionId, { signal, runId } = {}) {
      const run = runId === undefined ? {} : { runId };
      const startedAt = timeNow();
      let jobId: string;
      try {
        jobId = await api.refresh(connectionId, signal);
      } catch (error) {
        const retryAt = isConnectionsError(error) ? error.failure.retryAt : undefined;
        if (retryAt !== undefined) coolDowns.set(userId, connectionId, retryAt);
        throw error;
      }
      started.set(userId, jobId, { connectionId, startedAt, ...run });
      const asked = {
        id: jobId,
        kind: 'refresh',
        connectionId,
        status: 'queued',
        createdAt: startedAt,
        ...run,
      } as const;
      return jobs.get(jobId, signal).catch(() => createJob(asked));
    },

    async purgeConnection(connectionId, options = {}) {
      try {
        await api.purge(connectionId, options.signal);
      } catch (thrown) {
        throw await purgeError(thrown, connectionId, options);
      }
      return recorded('purge', connectionId, options);
    },

    async revokeConnection(connectionId, options = {}) {
      await api.revoke(connectionId, options.signal);
      return recorded('revoke', connectionId, options);
    },

    async answerChallenge(jobId, answers, { signal } = {}) {
      const { challenge, ...job } = await jobs.get(jobId, signal);
      try {
        await api.answer(jobId, answers, signal);
      } catch (thrown) {
        // The API tells an answer that nobody waits for from a wrong one only by the job itself.
        throw challenge === undefined && isRefusal(thrown) ? notAvailable(thrown) : thrown;
      }
      return jobs.get(jobId, signal).catch((): Job => ({ ...job, status: 'running' }));
    },

    async startConsent(request, { signal } = {}) {
      // The path of the page does not name the user: the connection is proven to be theirs first.
      if (request.connectionId !== undefined) await api.connection(request.connectionId, signal);
      const token = await tokens.client(userId, signal);
      return { type: 'redirect', url: consentUrlOf(consentUrl, request, token) };
    },
  };
}

/** The same refusal, for the state that things are in. */
function notAvailable({ failure: { correlationId } }: ConnectionsError): ConnectionsError {
  const reference = correlationId === undefined ? {} : { correlationId };
  return createConnectionsError('not-available', createFailure('not-available', reference));
}

function isRefusal(thrown: unknown): thrown is ConnectionsError {
  const codes: readonly string[] = ['invalid-request', 'conflict', 'forbidden'];
  return isConnectionsError(thrown) && codes.includes(thrown.code);
}

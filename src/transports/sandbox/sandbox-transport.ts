/** One user's connections at the sandbox bank, in process: for stories, tests and a page that needs no server. */
import type { Clock } from '../../core/model/clock';
import { profileFields } from '../../core/model/connection';
import { createConnectionsError } from '../../core/model/errors';
import { isSettled, newestFirst } from '../../core/model/job';
import type { ConnectionQuery, Description, JobQuery, RequestOptions, Transport } from '../../core/transport';
import { createSandboxBank, sandboxUserId, type SandboxBank } from './bank';
import type { BankConnection } from './bank-facts';
import type { ScenarioChoice } from './choose-scenarios';
import { rawValues, toConnection, toDetail } from './connection-mapping';
import { toJob } from './job-mapping';
import { pageOf } from './page';
import { toRefusalError } from './refusal-mapping';

/** Which bank, and which of its customers. */
export interface SandboxTransportOptions {
  /** A scenario for all institutions, or one per institution id. */
  scenario?: ScenarioChoice;
  /** Real time by default. */
  clock?: Clock;
  /** Other people and other ids. */
  seed?: number;
  /** A bank to share with other transports; the three options above are then the bank's. */
  bank?: SandboxBank;
  /** The first customer of the bank by default. */
  userId?: string;
}

const description: Description = {
  can: ['refresh', 'purge', 'revoke', 'listJobs', 'reveal', 'answerChallenge', 'consent'],
  revokeData: 'kept',
};

/** @throws ConnectionsError `invalid-request` for a scenario, an institution or a user that nobody knows */
export function createSandboxTransport(options: SandboxTransportOptions = {}): Transport {
  const { bank: given, userId: asked, ...own } = options;
  const bank = given ?? createSandboxBank({ ...own, users: [asked ?? sandboxUserId] });
  const userId = asked ?? bank.users[0];
  if (userId === undefined || !bank.users.includes(userId)) throw createConnectionsError('invalid-request');

  const institutionOf = ({ institutionId }: BankConnection) =>
    bank.institutions().find(({ id }) => id === institutionId);
  const jobsOf = ({ id }: BankConnection) => bank.jobs(userId).filter((job) => job.connectionId === id);

  /** A job of another user is not there, in the same words. */
  function ownJob(jobId: string) {
    const job = bank.job(jobId);
    if (job.userId !== userId) throw createConnectionsError('not-found');
    return job;
  }

  return {
    describe: (options) => answer(options, () => ({ ...description, can: [...description.can] })),

    listConnections: (query, options) =>
      answer(options, () => {
        const institutions = new Map(bank.institutions().map((institution) => [institution.id, institution]));
        const jobs = bank.jobs(userId);
        const connections = bank.connections(userId).map((connection) =>
          toConnection(
            connection,
            institutions.get(connection.institutionId),
            jobs.filter((job) => job.connectionId === connection.id),
          ),
        );
        return pageOf(connections.filter(isAsked(query)), query);
      }),

    getConnection: (connectionId, options) =>
      answer(options, () => {
        const connection = bank.connection(userId, connectionId);
        return toDetail(connection, institutionOf(connection), jobsOf(connection));
      }),

    getJob: (jobId, options) => answer(options, () => toJob(ownJob(jobId))),

    listJobs: (query, options) =>
      answer(options, () => pageOf(bank.jobs(userId).map(toJob).filter(isAskedJob(query)).sort(newestFirst), query)),

    refreshConnection: (connectionId, options) =>
      answer(options, () => toJob(bank.refresh(userId, connectionId, options).job)),
    purgeConnection: (connectionId, options) => answer(options, () => toJob(bank.purge(userId, connectionId, options))),
    revokeConnection: (connectionId, options) =>
      answer(options, () => toJob(bank.revoke(userId, connectionId, options))),
    answerChallenge: (jobId, answers, options) =>
      answer(options, () => toJob(bank.answer(ownJob(jobId).id, answers, options))),

    startConsent: (request, options) =>
      answer(options, () => {
        const { purpose, connectionId, institutionId, returnUrl, state } = request;
        if (connectionId !== undefined) bank.connection(userId, connectionId);
        const url = new URL('https://example.com/consent');
        const parameters = { purpose, connectionId, institutionId, returnUrl, state };
        for (const [name, value] of Object.entries(parameters))
          if (value !== undefined) url.searchParams.set(name, value);
        return { type: 'redirect' as const, url: url.href };
      }),

    revealProfile: (connectionId, field, options) =>
      answer(options, () => {
        if (!profileFields.includes(field)) throw createConnectionsError('invalid-request');
        const { profile } = bank.connection(userId, connectionId);
        return profile ? rawValues(profile, field) : [];
      }),
  };
}

/** A microtask later, as an answer that comes from elsewhere; never after the asker has left. */
async function answer<T>(options: RequestOptions | undefined, read: () => T): Promise<T> {
  await Promise.resolve();
  if (options?.signal?.aborted) throw createConnectionsError('aborted');
  try {
    return read();
  } catch (thrown) {
    throw toRefusalError(thrown);
  }
}

function isAsked({ status, text = '' }: ConnectionQuery) {
  const sought = text.trim().toLowerCase();
  return (connection: ReturnType<typeof toConnection>): boolean => {
    const { name, shortName = '' } = connection.institution;
    const isNamed = name.toLowerCase().includes(sought) || shortName.toLowerCase().includes(sought);
    return isNamed && (status === undefined || connection.status === status);
  };
}

function isAskedJob({ connectionId, ids, unsettled }: JobQuery) {
  return (job: ReturnType<typeof toJob>): boolean =>
    (connectionId === undefined || job.connectionId === connectionId) &&
    (ids?.includes(job.id) ?? true) &&
    !(unsettled === true && isSettled(job));
}

/** What each path does with the transport of the signed-in user. */
import type { OperationKind } from '../core/model/actions';
import type { Clock } from '../core/model/clock';
import { isConnectionsError } from '../core/model/errors';
import { isSettled, type Job } from '../core/model/job';
import {
  readDescription,
  type Capability,
  type CommandOptions,
  type RequestOptions,
  type Transport,
} from '../core/transport';
import { answerJson } from './answer';
import type { Command, Commands } from './commands';
import {
  connectionDetailFields,
  connectionPageFields,
  consentStartFields,
  descriptionFields,
  jobFields,
  jobPageFields,
  revealedFields,
} from './contract-fields';
import { answerEvents } from './event-stream';
import type { Feeds } from './feeds';
import type { Guard } from './guard';
import { listJobs } from './job-list';
import type { Journal } from './journal';
import { refuse } from './problem';
import { readJson, skipBody } from './read-body';
import {
  readAnswers,
  readCommandOptions,
  readConnectionQuery,
  readConsentRequest,
  readJobQuery,
  readRevealField,
} from './read-request';
import { recall } from './recall';
import type { Report } from './report';
import { takeFields } from './take-fields';

/** One request of a signed-in user, and all that is needed to answer it. */
export interface Exchange {
  request: Request;
  query: URLSearchParams;
  /** For reads: over when the browser hangs up. */
  reading: RequestOptions;
  userId: string;
  transport: Transport;
  guard: Guard;
  journal: Journal;
  commands: Commands;
  feeds: Feeds;
  clock: Clock;
  redirectHosts: readonly string[];
  report: Report;
}

/** @param id the connection or job that the path names; empty where it names none */
export type Endpoint = (exchange: Exchange, id: string) => Promise<Response>;

/** Where the provider pushes nothing, its jobs are asked for in the place of all streams of a user. */
function withEvents(can: readonly Capability[]): readonly Capability[] {
  return can.includes('listJobs') && !can.includes('watch') ? [...can, 'watch'] : can;
}

export const describe: Endpoint = async ({ transport, guard, reading }) => {
  const { can, denied = [], revokeData } = await readDescription(transport, reading);
  const reachable = withEvents(can);
  const refused = [
    ...denied.filter((capability) => !reachable.includes(capability)),
    ...reachable.filter((capability) => !guard.has(capability)),
  ];
  return answerJson(descriptionFields, {
    can: reachable.filter((capability) => guard.has(capability)),
    ...(refused.length > 0 && { denied: [...new Set(refused)] }),
    revokeData,
  });
};

export const listConnections: Endpoint = async ({ transport, query, reading }) =>
  answerJson(connectionPageFields, await transport.listConnections(readConnectionQuery(query), reading));

export const getConnection: Endpoint = async ({ transport, reading }, id) =>
  answerJson(connectionDetailFields, await transport.getConnection(id, reading));

export const refreshConnection = command('refresh', (transport) => transport.refreshConnection?.bind(transport));
export const purgeConnection = command('purge', (transport) => transport.purgeConnection?.bind(transport));
export const revokeConnection = command('revoke', (transport) => transport.revokeConnection?.bind(transport));

type Send = (connectionId: string, options?: CommandOptions) => Promise<Job>;

/** A command goes on when the browser hangs up: what was begun at the bank must not be lost to the journal. */
function command(operation: OperationKind, sendOf: (transport: Transport) => Send | undefined): Endpoint {
  return async (exchange, connectionId) => {
    const { transport, request, guard } = exchange;
    const send = provided(sendOf(transport));
    const options = readCommandOptions(request.headers);
    await skipBody(request);
    const act = { operation, connectionId };
    await guard.authorize(act);
    const execute = () => guard.audited(act, () => send(connectionId, options)).then(toJob);
    return answerJob(await run(exchange, { target: act, options, execute }));
  };
}

/** Whoever follows the events of this user hears of it at once; also of an answer that was lost, which may have changed something. */
async function run(exchange: Exchange, command: Omit<Command, 'userId' | 'report'>): Promise<Job> {
  const { userId, report, commands, feeds } = exchange;
  try {
    const job = await commands.run({ ...command, userId, report });
    feeds.notice(userId, job);
    return job;
  } catch (thrown) {
    feeds.notice(userId);
    throw thrown;
  }
}

export const answerChallenge: Endpoint = async (exchange, jobId) => {
  const { transport, request, userId, guard, journal } = exchange;
  const send = provided(transport.answerChallenge?.bind(transport));
  const options = readCommandOptions(request.headers);
  const answers = readAnswers(await readJson(request));
  const connectionId = (await known(journal, userId, jobId))?.connectionId;
  const act = { operation: 'answer-challenge' as const, ...(typeof connectionId === 'string' && { connectionId }) };
  await guard.authorize(act);
  const execute = () => guard.audited(act, () => send(jobId, answers, options)).then(toJob);
  return answerJob(await run(exchange, { target: { answeredJobId: jobId }, options, execute }));
};

export const startConsent: Endpoint = async ({ transport, request, guard, redirectHosts }) => {
  const send = provided(transport.startConsent?.bind(transport));
  const options = readCommandOptions(request.headers);
  const consent = readConsentRequest(await readJson(request), redirectHosts);
  const act = {
    operation: 'consent' as const,
    ...(consent.connectionId !== undefined && { connectionId: consent.connectionId }),
  };
  await guard.authorize(act);
  const start = await guard.audited(act, () => send(consent, options));
  if (!Object.hasOwn(consentStartFields, start.type)) throw refuse('bad-response');
  return answerJson(consentStartFields[start.type], start);
};

export const revealProfile: Endpoint = async ({ transport, request, reading, guard }, connectionId) => {
  const reveal = provided(transport.revealProfile?.bind(transport));
  const field = readRevealField(await readJson(request));
  const act = { operation: 'reveal' as const, connectionId, field };
  await guard.authorize(act);
  const values = await guard.audited(act, () => reveal(connectionId, field, reading));
  return answerJson(revealedFields, { values });
};

export const getJobs: Endpoint = async (exchange) => answerJobs(exchange);

export const getJobsOfConnection: Endpoint = async (exchange, connectionId) => answerJobs(exchange, connectionId);

async function answerJobs({ transport, reading, userId, guard, journal, query }: Exchange, connectionId?: string) {
  const list = provided(transport.listJobs?.bind(transport));
  if (!guard.has('listJobs')) throw refuse('forbidden');
  const listProviderJobs: typeof list = (jobQuery) => list(jobQuery, reading);
  return answerJson(
    jobPageFields,
    await listJobs({ userId, journal, listProviderJobs }, readJobQuery(query, connectionId)),
  );
}

/** Opens once the jobs could be read as they are: what is wrong before that is answered as for any other request. */
export const openEvents: Endpoint = async ({ transport, request, userId, guard, feeds, clock, report }) => {
  provided(transport.watch ?? transport.listJobs);
  if (!guard.has('watch')) throw refuse('forbidden');
  const { signal, headers } = request;
  const feed = await feeds.join(userId, { transport, report }, signal);
  return answerEvents({ feed, clock, signal, lastEventId: headers.get('last-event-id') });
};

/** What the provider has forgotten, the journal may still know. */
export const getJob: Endpoint = async ({ transport, reading, userId, journal }, jobId) => {
  const kept = await known(journal, userId, jobId);
  if (kept?.recordedBy === 'kit') return answerJob(kept, 200);
  const job = await transport.getJob(jobId, reading).catch((thrown: unknown) => {
    if (kept && isSettled(kept) && isConnectionsError(thrown) && thrown.code === 'not-found') return kept;
    throw thrown;
  });
  const [recalled = job] = await recall(journal, userId, [job]);
  return answerJob(recalled, 200);
};

async function known(journal: Journal, userId: string, jobId: string): Promise<Job | undefined> {
  return (await journal.list(userId, { ids: [jobId], limit: 1 })).items[0];
}

function answerJob(job: Job, status = isSettled(job) ? 200 : 202): Response {
  return answerJson(jobFields, job, status);
}

/** Before it is kept. */
function toJob(job: Job): Job {
  return takeFields(jobFields, job);
}

/** @throws ConnectionsError `not-supported` for what this transport does not have */
function provided<T>(method: T | undefined): T {
  if (method === undefined) throw refuse('not-supported');
  return method;
}

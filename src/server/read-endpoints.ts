/** What is read, and what each path does for it with the transport of the signed-in user. */
import type { Connection } from '../core/model/connection';
import { isConnectionsError } from '../core/model/errors';
import { isSettled } from '../core/model/job';
import { readDescription, type Capability } from '../core/transport';
import { answerJson } from './answer';
import { connectionDetailFields, connectionPageFields, descriptionFields, jobPageFields } from './contract-fields';
import { answerJob, keptJob, provided, type Endpoint, type Exchange } from './endpoint';
import { answerEvents } from './event-stream';
import { listJobs } from './job-list';
import { settleRevokes } from './lost-answers';
import { refuse } from './problem';
import { readConnectionQuery, readJobQuery } from './read-request';
import { recall } from './recall';
import { takeFields } from './take-fields';

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

export const listConnections: Endpoint = async (exchange) => {
  const { transport, query, reading } = exchange;
  const page = takeFields(connectionPageFields, await transport.listConnections(readConnectionQuery(query), reading));
  const revoked = (page.items ?? []).filter(isRevoked);
  await learnThatEnded(
    exchange,
    revoked.map((connection) => connection.id),
  );
  return answerJson(connectionPageFields, page);
};

export const getConnection: Endpoint = async (exchange, id) => {
  const { transport, reading } = exchange;
  const connection = await transport.getConnection(id, reading).catch(async (thrown: unknown) => {
    if (isNotFound(thrown)) await learnThatEnded(exchange, [id]);
    throw thrown;
  });
  const answer = answerJson(connectionDetailFields, connection);
  if (isRevoked(connection)) await learnThatEnded(exchange, [id]);
  return answer;
};

/** Of a revoke whose answer was lost it is known now that it has succeeded. */
async function learnThatEnded(exchange: Exchange, connectionIds: readonly string[]): Promise<void> {
  const { history, userId, clock, feeds } = exchange;
  const settled = await settleRevokes(history, userId, connectionIds, clock.now());
  for (const job of settled) feeds.notice(userId, job);
}

function isRevoked({ status }: Connection): boolean {
  return status === 'revoked';
}

function isNotFound(thrown: unknown): boolean {
  return isConnectionsError(thrown) && thrown.code === 'not-found';
}

export const getJobs: Endpoint = async (exchange) => answerJobs(exchange);

export const getJobsOfConnection: Endpoint = async (exchange, connectionId) => answerJobs(exchange, connectionId);

async function answerJobs({ transport, reading, userId, guard, history, query }: Exchange, connectionId?: string) {
  const list = provided(transport.listJobs?.bind(transport));
  if (!guard.has('listJobs')) throw refuse('forbidden');
  const listProviderJobs: typeof list = (jobQuery) => list(jobQuery, reading);
  return answerJson(
    jobPageFields,
    await listJobs({ userId, journal: history, listProviderJobs }, readJobQuery(query, connectionId)),
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

/** What the provider has forgotten, the journal may still know; where that cannot be read, nobody can say that there is no such job. */
export const getJob: Endpoint = async (exchange, jobId) => {
  const { transport, reading, userId, history } = exchange;
  const kept = await keptJob(exchange, jobId);
  if (kept?.recordedBy === 'kit') return answerJob(kept, 200);
  const job = await transport.getJob(jobId, reading).catch((thrown: unknown) => {
    if (isNotFound(thrown) && history.hasFailed()) throw refuse('provider');
    if (isNotFound(thrown) && kept && isSettled(kept)) return kept;
    throw thrown;
  });
  const [recalled = job] = await recall(history, userId, [job]);
  return answerJob(recalled, 200);
};

/** Which call does what; paths and answers as in Basiq's OpenAPI files (v3). */
import { AnswerLost, BankRefusal, type BankConnection, type BankJob } from '../../transports/sandbox/bank-facts';
import type { SandboxBank } from '../../transports/sandbox/bank';
import { empty, json, WireError } from './answers';
import { readFilter } from './filter';
import type { Grant } from './tokens';
import { toWireAccount, toWireConnection, toWireConsent, toWireDetail } from './wire-connection';
import { connectorMethods, connectorStatuses, toWireConnector } from './wire-connector';
import { toWireJob, toWireJobReference } from './wire-job';

export interface Call {
  bank: SandboxBank;
  grant: Grant;
  request: Request;
  url: URL;
  /** The path's own values, decoded; of a user's path the user is the first. */
  ids: readonly string[];
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  pattern: RegExp;
  /** Throws `WireError`, `BankRefusal` or `AnswerLost`. */
  answer(call: Call): Response | Promise<Response>;
}

const user = String.raw`^/users/([^/]+)`;

export const routes: readonly Route[] = [
  route('GET', `${user}/connections$`, listConnections),
  route('POST', `${user}/connections/refresh$`, refreshAll),
  route('GET', `${user}/connections/([^/]+)$`, getConnection),
  route('DELETE', `${user}/connections/([^/]+)$`, deleteConnection),
  route('POST', `${user}/connections/([^/]+)/refresh$`, refreshConnection),
  route('POST', `${user}/connections/([^/]+)/purge$`, purgeConnection),
  route('GET', `${user}/jobs$`, listJobs),
  route('GET', `${user}/accounts$`, listAccounts),
  route('GET', `${user}/consents$`, listConsents),
  route('GET', '^/jobs/([^/]+)$', getJob),
  route('POST', '^/jobs/([^/]+)/mfa$', answerChallenge),
  route('GET', '^/connectors$', listConnectors),
  route('GET', '^/connectors/([^/]+)/([^/]+)$', getConnector),
];

function route(method: Route['method'], pattern: string, answer: Route['answer']): Route {
  return { method, pattern: new RegExp(pattern), answer };
}

function listConnections(call: Call): Response {
  const isAsked = readFilter(call.url, ['id', 'status', 'institution.id']);
  const connections = stored(call).filter(({ id, status, institutionId }) =>
    isAsked({ id, status, 'institution.id': institutionId }),
  );
  const rows = connections.map((connection) => toWireConnection(connection, call.url.origin, isServer(call)));
  return list(call, rows);
}

function getConnection(call: Call): Response {
  return json(200, toWireDetail(find(call), call.url.origin, isServer(call)));
}

function deleteConnection(call: Call): Response {
  const { id, userId } = find(call);
  call.bank.revoke(userId, id);
  return empty();
}

/** 200 with the job that runs already (`domain.md` §2). */
function refreshConnection(call: Call): Response {
  const { id, userId } = find(call);
  const { job, joined } = call.bank.refresh(userId, id);
  return joined ? json(200, toWireJob(job, call.url.origin)) : json(202, toWireJobReference(job, call.url.origin));
}

/** What cannot be refreshed now is left out, and a refresh whose own answer the bank loses. */
function refreshAll({ bank, url, ids: [userId = ''] }: Call): Response {
  const live = bank.connections(userId).filter(({ status }) => status === 'active' || status === 'invalid');
  const jobs = live.flatMap(({ id }): readonly BankJob[] => {
    try {
      return [bank.refresh(userId, id).job];
    } catch (thrown) {
      if (thrown instanceof BankRefusal || thrown instanceof AnswerLost) return [];
      throw thrown;
    }
  });
  return json(202, { type: 'list', data: jobs.map((job) => toWireJobReference(job, url.origin)) });
}

function purgeConnection(call: Call): Response {
  const { id, userId } = find(call);
  call.bank.purge(userId, id);
  return empty();
}

/** Basiq lists only jobs younger than this (`domain.md` §2). */
const oldestJob = 7 * 24 * 60 * 60_000;

function listJobs(call: Call): Response {
  const { bank, url, ids } = call;
  const isAsked = readFilter(url, ['connection.id']);
  const jobs = bank
    .jobs(ids[0] ?? '')
    .filter((job) => isProviderJob(job) && bank.clock.now() - Date.parse(job.created) < oldestJob)
    .filter(({ connectionId }) => isAsked({ 'connection.id': connectionId }));
  return list(
    call,
    jobs.map((job) => toWireJob(job, url.origin)),
    { size: jobs.length },
  );
}

function getJob(call: Call): Response {
  return json(200, toWireJob(findJob(call), call.url.origin));
}

/** 202 when the response was correct, an error otherwise (OpenAPI core, `postJobMfa`). */
async function answerChallenge(call: Call): Promise<Response> {
  if (isServer(call)) throw new WireError('forbidden-access', 'CLIENT_ACCESS is required.', 'Authorization');
  const { id } = findJob(call);
  const body: unknown = await call.request.json().catch(() => undefined);
  const answers =
    typeof body === 'object' && body !== null && 'mfa-response' in body ? body['mfa-response'] : undefined;
  const isText = Array.isArray(answers) && answers.every((answer) => typeof answer === 'string');
  if (!isText) throw new WireError('parameter-not-valid', 'A list of responses is required.', 'mfa-response');
  return json(202, toWireJobReference(call.bank.answer(id, answers), call.url.origin));
}

/** Of a connection that was deleted, too: its data stays (`domain.md` §2). */
function listAccounts(call: Call): Response {
  const { bank, url, ids } = call;
  const isAsked = readFilter(url, ['account.id', 'connection.id', 'institution.id']);
  const rows = bank
    .connections(ids[0] ?? '')
    .flatMap((connection) =>
      connection.accounts
        .filter(({ id }) =>
          isAsked({ 'account.id': id, 'connection.id': connection.id, 'institution.id': connection.institutionId }),
        )
        .map((account) => toWireAccount(account, connection, url.origin)),
    );
  return list(call, rows);
}

function listConsents(call: Call): Response {
  const userId = call.ids[0] ?? '';
  const rows = call.bank.consents(userId).map((consent) => toWireConsent(consent, userId, call.url.origin));
  return list(call, rows, { size: rows.length });
}

function listConnectors(call: Call): Response {
  const { bank, url } = call;
  const isAsked = readFilter(url, ['connector.id', 'connector.method', 'connector.status']);
  const rows = bank.institutions().flatMap((institution) =>
    connectorMethods
      .filter((method) => {
        const status = connectorStatuses[institution.health];
        return isAsked({ 'connector.id': institution.id, 'connector.method': method, 'connector.status': status });
      })
      .map((method) => toWireConnector(institution, method, url.origin)),
  );
  return list(call, rows, { totalCount: rows.length });
}

function getConnector({ bank, url, ids }: Call): Response {
  const institution = bank.institutions().find(({ id }) => id === ids[0]);
  const method = connectorMethods.find((known) => known === ids[1]?.replace('-', ''));
  if (!institution || !method) throw notFound();
  return json(200, toWireConnector(institution, method, url.origin));
}

/** A connection that was deleted here is gone; one that was revoked at the bank is still listed. */
function stored({ bank, ids: [userId = ''] }: Call): readonly BankConnection[] {
  return bank.connections(userId).filter(({ revokedBy }) => revokedBy !== 'provider');
}

function find(call: Call): BankConnection {
  const connection = stored(call).find(({ id }) => id === call.ids[1]);
  if (!connection) throw notFound();
  return connection;
}

function findJob({ bank, grant, ids: [jobId = ''] }: Call): BankJob {
  const job = bank.job(jobId);
  const isTheirs = grant.userId === undefined || grant.userId === job.userId;
  if (!isTheirs || !isProviderJob(job)) throw notFound();
  return job;
}

function isProviderJob({ kind }: BankJob): boolean {
  return kind === 'connect' || kind === 'refresh';
}

function isServer({ grant }: Call): boolean {
  return grant.scope === 'SERVER_ACCESS';
}

function notFound(): WireError {
  return new WireError('resource-not-found', 'Resource not found.');
}

function list({ url }: Call, data: readonly unknown[], counted: Readonly<Record<string, number>> = {}): Response {
  return json(200, { type: 'list', ...counted, data, links: { self: url.href } });
}

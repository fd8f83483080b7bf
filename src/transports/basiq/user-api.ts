/** The calls that Basiq answers for one user, as they are on the wire. No call names the user in another way than here. */
import { createConnectionsError } from '../../core/model/errors';
import { path, type HttpRequest } from '../http';
import type { BasiqHttp } from './basiq-http';
import { field, id, record, records, rowsOf, text, type WireRecord } from './wire';

type Signal = AbortSignal | undefined;

export interface UserApi {
  connections(signal: Signal): Promise<readonly WireRecord[]>;
  connection(connectionId: string, signal: Signal): Promise<WireRecord>;
  accounts(connectionId: string, signal: Signal): Promise<readonly WireRecord[]>;
  consents(signal: Signal): Promise<readonly WireRecord[]>;
  /** Those younger than seven days. */
  jobs(connectionId: string | undefined, signal: Signal): Promise<readonly WireRecord[]>;
  /** Whoever's it is: the path does not name the user, so its owner is still to be proven. */
  job(jobId: string, signal: Signal): Promise<WireRecord>;
  /** @returns the id of the job that was made, or of the one that runs already */
  refresh(connectionId: string, signal: Signal): Promise<string>;
  purge(connectionId: string, signal: Signal): Promise<void>;
  revoke(connectionId: string, signal: Signal): Promise<void>;
  /** Only for a job that is proven to be this user's. */
  answer(jobId: string, answers: readonly string[], signal: Signal): Promise<void>;
}

/** Paths, methods and bodies as in Basiq's OpenAPI files (core and data), v3. */
export function createUserApi(http: BasiqHttp, userId: string): UserApi {
  const send = async (request: HttpRequest) => (await http.request(request)).body;
  const get = (at: string, signal: Signal, query: HttpRequest['query'] = {}) =>
    send({ method: 'GET', path: at, query, signal });
  const post = (at: string, signal: Signal) => send({ method: 'POST', path: at, signal });

  return {
    connections: async (signal) => rowsOf(await get(path`/users/${userId}/connections`, signal)),
    connection: async (connectionId, signal) =>
      resource(await get(path`/users/${userId}/connections/${connectionId}`, signal)),
    async accounts(connectionId, signal) {
      const filter = connectionFilter(connectionId);
      const rows = rowsOf(await get(path`/users/${userId}/accounts`, signal, { filter }));
      return rows.filter((row) => [undefined, connectionId].includes(id(field(row, 'connection'))));
    },
    consents: async (signal) => rowsOf(await get(path`/users/${userId}/consents`, signal)),
    async jobs(connectionId, signal) {
      const query = connectionId === undefined ? {} : { filter: connectionFilter(connectionId) };
      return rowsOf(await get(path`/users/${userId}/jobs`, signal, query));
    },
    job: async (jobId, signal) => resource(await get(path`/jobs/${jobId}`, signal)),
    refresh: async (connectionId, signal) =>
      jobIdOf(await post(path`/users/${userId}/connections/${connectionId}/refresh`, signal)),
    async purge(connectionId, signal) {
      await post(path`/users/${userId}/connections/${connectionId}/purge`, signal);
    },
    async revoke(connectionId, signal) {
      await send({ method: 'DELETE', path: path`/users/${userId}/connections/${connectionId}`, signal });
    },
    async answer(jobId, answers, signal) {
      const body = { 'mfa-response': answers };
      await http.requestAs(userId, { method: 'POST', path: path`/jobs/${jobId}/mfa`, body, signal });
    },
  };
}

/**
 * `connection.id.eq('…')` (OpenAPI, `getUserJobs`, `getAccounts`). The language of filters has no way to escape.
 * @throws ConnectionsError `not-found` for an id that would end its own quotes: nothing has such an id
 */
function connectionFilter(connectionId: string): string {
  if (connectionId === '' || /['"`\\\p{Cc}]/u.test(connectionId)) throw createConnectionsError('not-found');
  return `connection.id.eq('${connectionId}')`;
}

function resource(body: unknown): WireRecord {
  const resource = record(body);
  if (resource === undefined || id(field(resource, 'id')) === undefined) throw createConnectionsError('bad-response');
  return resource;
}

/** `{type: "job", id, links: {self}}` (OpenAPI data, `refreshConnection`), alone or as the one row of a list. */
function jobIdOf(body: unknown): string {
  const reference = records(field(body, 'data'))[0] ?? body;
  const link = text(field(field(reference, 'links'), 'self'), 2_000);
  const jobId = id(field(reference, 'id')) ?? /\/jobs\/([\w-]+)\/?$/.exec(link ?? '')?.[1];
  if (jobId === undefined) throw createConnectionsError('bad-response');
  return jobId;
}

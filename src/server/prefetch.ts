/** What a page needs to render its first state on a server: the `initialState` of a client. */
import type { Connection, ConnectionDetail } from '../core/model/connection';
import { isConnectionsError } from '../core/model/errors';
import type { Job } from '../core/model/job';
import { readDescription, type Description, type Transport } from '../core/transport';
import { connectionDetailFields, connectionFields, descriptionFields, jobFields } from './contract-fields';
import { takeFields } from './take-fields';

/** How much is read for the first paint. */
export interface PrefetchOptions {
  /** Read this one with its profile and accounts. */
  connectionId?: string;
  /** How many connections, and how many jobs. Default: as many as the transport gives at once. */
  limit?: number;
  signal?: AbortSignal;
  /** Milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** Serialisable, personal data masked; the fields of the contract and no others. */
export interface PrefetchedState {
  /** ISO 8601. */
  takenAt: string;
  connections: readonly (Connection | ConnectionDetail)[];
  jobs: readonly Job[];
  description: Description;
  /** Where the connections end, when there are more. */
  reach?: { complete: false; nextCursor: string };
}

/** @throws ConnectionsError as the transport does; a `connectionId` that does not exist is left out */
export async function prefetchConnections(
  transport: Transport,
  options: PrefetchOptions = {},
): Promise<PrefetchedState> {
  const { connectionId, limit, now = Date.now } = options;
  const request = options.signal ? { signal: options.signal } : {};
  const page = limit === undefined ? {} : { limit };
  const takenAt = new Date(now()).toISOString();
  const [{ items, nextCursor }, detail, jobs, description] = await Promise.all([
    transport.listConnections(page, request),
    connectionId === undefined ? undefined : transport.getConnection(connectionId, request).catch(noneIfNotFound),
    transport
      .listJobs?.({ ...page, ...(connectionId !== undefined && { connectionId }) }, request)
      .catch(noneIfNotFound),
    readDescription(transport, request),
  ]);
  const listed = items.map((connection) => takeFields(connectionFields, connection));
  const details = detail ? [takeFields(connectionDetailFields, detail)] : [];
  const isListed = listed.some((connection) => connection.id === detail?.id);
  return {
    takenAt,
    connections: [
      ...listed.map((connection) => details.find(({ id }) => id === connection.id) ?? connection),
      ...(isListed ? [] : details),
    ],
    jobs: (jobs?.items ?? []).map((job) => takeFields(jobFields, job)),
    description: takeFields(descriptionFields, description),
    ...(nextCursor !== undefined && { reach: { complete: false, nextCursor } }),
  };
}

function noneIfNotFound(thrown: unknown): undefined {
  if (isConnectionsError(thrown) && thrown.code === 'not-found') return undefined;
  throw thrown;
}

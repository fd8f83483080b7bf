/** The jobs of one user: read, proven to be theirs, and completed by what this server knows of them. */
import {
  createConnectionsError,
  isConnectionsError,
  type ConnectionsError,
  type ErrorCode,
} from '../../core/model/errors';
import { isSettled, newestFirst, type Job } from '../../core/model/job';
import type { JobQuery, Page } from '../../core/transport';
import { linkOfJob, toJob } from './job-mapping';
import type { Memory } from './memory';
import { optional } from './optional';
import { pageOf } from './page';
import type { SharedReads } from './shared-reads';
import type { UserApi } from './user-api';
import { field, id, time, type WireRecord } from './wire';

/** A job that a refresh on this server started or joined. */
export interface StartedJob {
  connectionId: string;
  startedAt: string;
  runId?: string;
}

export interface Jobs {
  /** @throws ConnectionsError `not-found` for a job that is not this user's, in the same words as for one that is not there */
  get(jobId: string, signal: AbortSignal | undefined): Promise<Job>;
  /** Newest first; Basiq keeps them for seven days. */
  list(query: JobQuery, signal: AbortSignal | undefined): Promise<Page<Job>>;
}

export interface JobsOptions {
  api: UserApi;
  userId: string;
  started: Memory<StartedJob>;
  /** ISO 8601, by connection; empty where there is none to be had. */
  createdDates: Memory<string>;
  /** The same dates by connection, while they are read. */
  dateReads: SharedReads<ReadonlyMap<string, string>>;
  /** The ids of the jobs that Basiq lists for a user, while they are read. */
  jobIdReads: SharedReads<ReadonlySet<string | undefined>>;
  now(): number;
}

/** There is none, or it cannot be read: another's must not be told from one that never was by either. */
const aboutTheJob: ReadonlySet<ErrorCode> = new Set(['not-found', 'bad-response', 'invalid-request'] as const);

export function createJobs(options: JobsOptions): Jobs {
  const { api, userId, started, createdDates, dateReads, jobIdReads, now } = options;

  function jobOf(wire: WireRecord, connectionId: string | undefined): Job | undefined {
    const start = started.get(userId, id(field(wire, 'id')) ?? '');
    const about = start?.connectionId ?? linkOfJob(wire)?.connectionId ?? connectionId;
    const connectionCreatedAt = about === undefined ? undefined : createdDates.get(userId, about);
    return toJob(wire, {
      fallbackTime: start?.startedAt ?? new Date(now()).toISOString(),
      ...(start !== undefined && { kind: 'refresh' }),
      ...(start?.runId !== undefined && { runId: start.runId }),
      ...(about !== undefined && { connectionId: about }),
      ...(connectionCreatedAt !== undefined && { connectionCreatedAt }),
    });
  }

  /** Tells a bank being linked from a later refresh: only the date of the connection does. Asked once for each. */
  async function learnCreatedDates(rows: readonly WireRecord[], signal: AbortSignal | undefined): Promise<void> {
    const ids = rows
      .filter((row) => started.get(userId, id(field(row, 'id')) ?? '') === undefined)
      .map((row) => linkOfJob(row)?.connectionId)
      .filter((connectionId) => connectionId !== undefined);
    const unknown = [...new Set(ids)].filter((connectionId) => createdDates.get(userId, connectionId) === undefined);
    if (unknown.length === 0) return;
    const serves = (dates: ReadonlyMap<string, string>) => unknown.every((connectionId) => dates.has(connectionId));
    const dates = await optional(dateReads(userId, { read: readCreatedDates, serves, signal }), signal);
    if (dates === undefined) return;
    for (const connectionId of unknown) createdDates.set(userId, connectionId, dates.get(connectionId) ?? '');
  }

  /** All are kept, for those who ask after this answer has come. */
  async function readCreatedDates(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const dates = new Map<string, string>();
    for (const row of await api.connections(signal)) {
      const connectionId = id(field(row, 'id'));
      if (connectionId === undefined) continue;
      const date = createdDateOf(row);
      dates.set(connectionId, date);
      createdDates.set(userId, connectionId, date);
    }
    return dates;
  }

  /** What came of reading a job by its id alone: the refusals that are about this one job are its owner's to hear. */
  async function read(jobId: string, signal: AbortSignal | undefined): Promise<WireRecord | ConnectionsError> {
    try {
      return { ...(await api.job(jobId, signal)), id: jobId };
    } catch (error) {
      if (isConnectionsError(error) && aboutTheJob.has(error.code)) return error;
      throw error;
    }
  }

  /**
   * The list is asked for every job that is not proven in another way, whether there is such a job or not: were it asked only
   * where there is one, its failure would tell that.
   */
  async function isTheirs(found: WireRecord | ConnectionsError, jobId: string, signal: AbortSignal | undefined) {
    const link = isConnectionsError(found) ? undefined : linkOfJob(found);
    if (link?.userId === userId || (link === undefined && started.get(userId, jobId) !== undefined)) return true;
    const holds = (listed: ReadonlySet<string | undefined>) => link === undefined && listed.has(jobId);
    return holds(await jobIdReads(userId, { read: readJobIds, serves: holds, signal }));
  }

  async function readJobIds(signal: AbortSignal): Promise<ReadonlySet<string | undefined>> {
    return new Set((await api.jobs(undefined, signal)).map((row) => id(field(row, 'id'))));
  }

  return {
    async get(jobId, signal) {
      const found = await read(jobId, signal);
      if (!(await isTheirs(found, jobId, signal))) throw createConnectionsError('not-found');
      if (isConnectionsError(found)) throw found;
      await learnCreatedDates([found], signal);
      return jobOf(found, undefined) ?? throwBadResponse();
    },

    async list(query, signal) {
      const rows = (await api.jobs(query.connectionId, signal)).filter((row) =>
        isAbout(row, userId, query.connectionId),
      );
      await learnCreatedDates(rows, signal);
      const jobs = new Map<string, Job>();
      for (const row of rows) {
        const job = jobOf(row, query.connectionId);
        if (job !== undefined && !jobs.has(job.id)) jobs.set(job.id, job);
      }
      const ids = query.ids === undefined ? undefined : new Set(query.ids);
      const asked = [...jobs.values()].filter(
        (job) => (ids?.has(job.id) ?? true) && !(query.unsettled === true && isSettled(job)),
      );
      return pageOf(asked.sort(newestFirst), query);
    },
  };
}

export function createdDateOf(connection: WireRecord): string {
  return time(field(connection, 'createdDate')) ?? time(field(connection, 'created')) ?? '';
}

/** A row that names no connection is believed to be what the filter asked for. */
function isAbout(row: WireRecord, userId: string, connectionId: string | undefined): boolean {
  const link = linkOfJob(row);
  if (link === undefined) return true;
  return link.userId === userId && (connectionId === undefined || link.connectionId === connectionId);
}

function throwBadResponse(): never {
  throw createConnectionsError('bad-response');
}

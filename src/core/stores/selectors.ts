/** Plain functions over the states. */
import type { ConnectionState } from '../model/connection';
import { isSettled, newestFirst, type Job } from '../model/job';
import type { ConnectionsState } from './connection-store';
import { allConnections, reachOf, type JobsState } from './job-store';
import { entryOf } from './store';
import { entryIn } from './table';

/** The connection of that id; nothing where it is not known. */
export function selectConnection(state: ConnectionsState, connectionId: string): ConnectionState | undefined {
  return entryIn(state.table, connectionId);
}

/** Newest first; of all connections when none is named. */
export function selectJobs(state: JobsState, connectionId?: string): readonly Job[] {
  if (connectionId === undefined) return [...state.table.entries].sort(newestFirst);
  return (entryOf(state.idsByConnection, connectionId) ?? []).flatMap((id) => entryIn(state.table, id) ?? []);
}

/**
 * The jobs of a history as far as it was read, without gaps: an older one that came by another way follows with its page.
 * What still goes on is always among them.
 */
export function selectHistory(state: JobsState, connectionId?: string): readonly Job[] {
  const jobs = selectJobs(state, connectionId);
  const { load, since } = reachOf(state, connectionId ?? allConnections);
  if (load.complete || since === undefined) return jobs;
  const reached = Date.parse(since);
  return jobs.filter((job) => Date.parse(job.createdAt) >= reached || !isSettled(job));
}

/** The job of that id; nothing where it is not known. */
export function selectJob(state: JobsState, jobId: string): Job | undefined {
  return entryIn(state.table, jobId);
}

/**
 * What is going on at a connection, the newest first: refreshes, but also a bank being linked. A job that was lost sight of
 * counts only while nothing came after it.
 */
export function selectUnsettledJob(state: JobsState, connectionId: string): Job | undefined {
  let newest: Job | undefined;
  for (const id of entryOf(state.idsByConnection, connectionId) ?? []) {
    const job = entryIn(state.table, id);
    newest ??= job;
    if (job && !isSettled(job) && job.status !== 'unknown') return job;
  }
  return newest?.status === 'unknown' ? newest : undefined;
}

/** Whether the person must do something before this connection works again. */
export function needsAttention(connection: ConnectionState): boolean {
  return (
    connection.status === 'invalid' ||
    connection.status === 'failed' ||
    connection.status === 'pre-init' ||
    (connection.status === 'active' && connection.failure?.actor === 'user')
  );
}

/** A client's state as plain, masked data: to send from a server to a page, and to start from there. */
import { knownFromJobs, type Connection, type ConnectionDetail, type ConnectionState } from '../model/connection';
import { mergeJob } from '../model/job';
import { withConnections, withConnectionFields, type ConnectionsState } from '../stores/connection-store';
import { withJobs, type JobsState } from '../stores/job-store';
import { selectConnection, selectJob, selectJobs } from '../stores/selectors';
import { hydrated, listReachOf } from '../stores/store';
import { tableOf } from '../stores/table';
import type { ClientState } from './client';
import { mergeIncoming } from './merge-incoming';

export function takeSnapshot(connections: ConnectionsState, jobs: JobsState, takenAt: string): ClientState {
  return {
    takenAt,
    connections: connections.table.entries.map(withoutOwnKnowledge),
    jobs: selectJobs(jobs),
    ...(connections.description && { description: connections.description }),
    ...(!connections.load.complete && { reach: listReachOf(connections.load) }),
  };
}

function withoutOwnKnowledge(state: ConnectionState): Connection | ConnectionDetail {
  const { operation: _o, failure: _f, remaining: _r, confirmedAt: _c, purgedAt: _p, detail, ...facts } = state;
  return { ...facts, ...detail };
}

/** Of both stores. */
export interface States {
  connections: ConnectionsState;
  jobs: JobsState;
}

/**
 * What a client knows, and a snapshot taken in: the same on a server and in the page. Only before it does anything itself; what
 * comes later goes through its intake, which draws the consequences and tells of them.
 */
export function withSnapshot(
  { connections, jobs }: States,
  { takenAt, description, reach, ...taken }: ClientState,
): States {
  const known = withJobs(
    jobs,
    taken.jobs.map((job) => mergeJob(selectJob(jobs, job.id), job)),
  );
  const merged = taken.connections.map((connection) =>
    mergeIncoming(selectConnection(connections, connection.id), connection, takenAt),
  );
  const state = withConnections(connections, merged);
  const told = state.table.entries.map(({ failure: _f, purgedAt: _p, ...facts }) => ({
    ...facts,
    ...knownFromJobs(selectJobs(known, facts.id)),
  }));
  return {
    connections: withConnectionFields(state, {
      table: tableOf(told),
      description: description ?? connections.description,
      load: hydrated(reach),
    }),
    jobs: known,
  };
}

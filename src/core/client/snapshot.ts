/** A client's state as plain, masked data: to send from a server to a page, and to start from there. */
import type { StoreApi } from 'zustand/vanilla';
import type { Connection, ConnectionDetail, ConnectionState } from '../model/connection';
import { createConnectionStore, type ConnectionsState } from '../stores/connection-store';
import { createJobStore, type JobsState } from '../stores/job-store';
import { newestFirst } from '../model/job';
import { hydrated } from '../stores/store';
import type { ClientState } from './client';
import { createIntake, type Intake } from './intake';

export function takeSnapshot(connections: ConnectionsState, jobs: JobsState, takenAt: string): ClientState {
  return {
    takenAt,
    connections: connections.ids.flatMap((id) => connections.byId[id] ?? []).map(withoutOwnKnowledge),
    jobs: Object.values(jobs.byId).sort(newestFirst),
    ...(connections.description && { description: connections.description }),
  };
}

function withoutOwnKnowledge(state: ConnectionState): Connection | ConnectionDetail {
  const { operation: _o, failure: _f, remaining: _r, confirmedAt: _c, purgedAt: _p, detail, ...facts } = state;
  return detail ? { ...facts, ...detail } : facts;
}

export function hydrateFrom(state: ClientState, connections: StoreApi<ConnectionsState>, intake: Intake): void {
  intake.putConnections(state.connections, state.takenAt);
  intake.putJobs(state.jobs);
  const { description } = state;
  connections.setState((known) => ({ ...known, ...(description && { description }), load: hydrated }), true);
}

/** The states that a client made with `initialState` begins with: the same on a server and in the page. */
export function statesOf(state: ClientState): { connections: ConnectionsState; jobs: JobsState } {
  const connections = createConnectionStore();
  const jobs = createJobStore();
  const now = () => Date.parse(state.takenAt) || 0;
  hydrateFrom(state, connections, createIntake({ connections, jobs, now, emit: () => {}, onJobs: () => {} }));
  return { connections: connections.getState(), jobs: jobs.getState() };
}

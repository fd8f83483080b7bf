/** The jobs as this client knows them, and the pure updates that its writer uses. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { newestFirst, type Job } from '../model/job';
import { entryOf, idle, type LoadState } from './store';

export interface JobsState {
  byId: Readonly<Record<string, Job>>;
  /** Newest first. */
  idsByConnection: Readonly<Record<string, readonly string[]>>;
  load: LoadState;
  /** By connection; of all of them under `allConnections`. */
  histories: Readonly<Record<string, HistoryReach>>;
}

/** How far a history was read: from its newest job towards its oldest. */
export interface HistoryReach {
  /** `complete`: nothing older is left. */
  load: LoadState;
  /** Of the page that comes next. */
  cursor?: string;
  /** When the oldest job of the pages that were read was created; ISO 8601. What is older came by another way, and is not all. */
  since?: string;
}

/** No connection has this id. */
export const allConnections = '';

export function createJobStore(initial: Partial<JobsState> = {}): StoreApi<JobsState> {
  return createStore<JobsState>()(() => ({ byId: {}, idsByConnection: {}, load: idle, histories: {}, ...initial }));
}

/** The same reference when nothing is new; the list of a connection changes only when its order does. */
export function withJobs(state: JobsState, jobs: readonly Job[]): JobsState {
  const changed = jobs.filter((job) => state.byId[job.id] !== job);
  if (changed.length === 0) return state;
  const byId = { ...state.byId, ...Object.fromEntries(changed.map((job) => [job.id, job])) };
  const changedBy = new Map<string, string[]>();
  for (const { id, connectionId } of changed)
    if (connectionId !== null) changedBy.set(connectionId, [...(changedBy.get(connectionId) ?? []), id]);
  const lists: [string, readonly string[]][] = [];
  for (const [connectionId, changedIds] of changedBy) {
    const before = entryOf(state.idsByConnection, connectionId);
    const ids = new Set([...(before ?? []), ...changedIds]);
    const sorted = [...ids]
      .flatMap((id) => byId[id] ?? [])
      .sort(newestFirst)
      .map((job) => job.id);
    if (!isSameList(before, sorted)) lists.push([connectionId, sorted]);
  }
  if (lists.length === 0) return { ...state, byId };
  return { ...state, byId, idsByConnection: { ...state.idsByConnection, ...Object.fromEntries(lists) } };
}

/** How far a history was read: of a connection by its id, of all under `allConnections`; `idle` where nobody has read it. */
export function reachOf(state: JobsState, key: string): HistoryReach {
  return entryOf(state.histories, key) ?? { load: idle };
}

export function withReach(state: JobsState, key: string, reach: HistoryReach): JobsState {
  return { ...state, histories: { ...state.histories, [key]: reach } };
}

function isSameList(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((id, index) => id === b[index]);
}

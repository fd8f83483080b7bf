/** The jobs as this client knows them, and the pure updates that its writer uses. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { newestFirst, type Job } from '../model/job';
import { entryOf, idle, type LoadState } from './store';
import { entryIn, recordOf, tableOf, withEntries, type Table } from './table';

/** The jobs that this client has seen. Immutable: each change makes another state. */
export interface JobsState {
  /** Made when it is first read. One job is had sooner by `selectJob`. */
  readonly byId: Readonly<Record<string, Job>>;
  /** The same jobs, to read one or all without the record. */
  table: Table<Job>;
  /** Newest first. */
  idsByConnection: Readonly<Record<string, readonly string[]>>;
  /** The connections whose job waits for an answer of the person. */
  waitingIds: readonly string[];
  /** How the reading of jobs that was begun last stands, whichever jobs it was for. */
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

type Fields = Omit<JobsState, 'byId'>;

export function createJobStore(initial?: JobsState): StoreApi<JobsState> {
  return createStore<JobsState>()(
    () => initial ?? stateOf({ table: tableOf(), idsByConnection: {}, waitingIds: [], load: idle, histories: {} }),
  );
}

function stateOf({ table, idsByConnection, waitingIds, load, histories }: Fields): JobsState {
  return {
    table,
    get byId() {
      return recordOf(table);
    },
    idsByConnection,
    waitingIds,
    load,
    histories,
  };
}

/** To copy a whole state would make its record. */
export function withJobFields(state: JobsState, change: Partial<Fields>): JobsState {
  const { table, idsByConnection, waitingIds, load, histories } = state;
  return stateOf({ table, idsByConnection, waitingIds, load, histories, ...change });
}

/** The same reference when nothing is new; the list of a connection changes only when its order does. */
export function withJobs(state: JobsState, jobs: readonly Job[]): JobsState {
  const changed = jobs.filter((job) => entryIn(state.table, job.id) !== job);
  if (changed.length === 0) return state;
  const table = withEntries(state.table, changed);
  const waits = (job: Job | undefined) => job?.status === 'waiting-input';
  const isOther = changed.some((job) => waits(job) || waits(entryIn(state.table, job.id)));
  const waiting = isOther ? table.entries.filter(waits).flatMap((job) => job.connectionId ?? []) : state.waitingIds;
  const waitingIds = isSameList(state.waitingIds, waiting) ? state.waitingIds : waiting;
  const changedBy = new Map<string, string[]>();
  for (const { id, connectionId } of changed)
    if (connectionId !== null) changedBy.set(connectionId, [...(changedBy.get(connectionId) ?? []), id]);
  const lists: [string, readonly string[]][] = [];
  for (const [connectionId, changedIds] of changedBy) {
    const before = entryOf(state.idsByConnection, connectionId);
    const ids = new Set([...(before ?? []), ...changedIds]);
    const sorted = [...ids]
      .flatMap((id) => entryIn(table, id) ?? [])
      .sort(newestFirst)
      .map((job) => job.id);
    if (!isSameList(before, sorted)) lists.push([connectionId, sorted]);
  }
  if (lists.length === 0) return withJobFields(state, { table, waitingIds });
  const idsByConnection = { ...state.idsByConnection, ...Object.fromEntries(lists) };
  return withJobFields(state, { table, waitingIds, idsByConnection });
}

/** How far a history was read: of a connection by its id, of all under `allConnections`; `idle` where nobody has read it. */
export function reachOf(state: JobsState, key: string): HistoryReach {
  return entryOf(state.histories, key) ?? { load: idle };
}

export function withReach(state: JobsState, key: string, reach: HistoryReach): JobsState {
  return withJobFields(state, { histories: { ...state.histories, [key]: reach } });
}

function isSameList(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((id, index) => id === b[index]);
}

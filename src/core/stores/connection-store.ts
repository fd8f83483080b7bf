/** The connections as this client knows them: one vanilla zustand store, and the pure updates that its writer uses. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConnectionState } from '../model/connection';
import type { Description } from '../transport';
import { idle, type LoadState } from './store';

export interface ConnectionsState {
  /** In the order of the transport. */
  ids: readonly string[];
  byId: Readonly<Record<string, ConnectionState>>;
  load: LoadState;
  /** How the load of one connection's detail stands, by connection id. */
  detailLoads: Readonly<Record<string, LoadState>>;
  description?: Description;
  /** The other side refused because nobody is signed in, and has answered nothing since. */
  signedOut?: true;
}

export function createConnectionStore(initial: Partial<ConnectionsState> = {}): StoreApi<ConnectionsState> {
  return createStore<ConnectionsState>()(() => ({ ids: [], byId: {}, load: idle, detailLoads: {}, ...initial }));
}

/** The same reference when nothing is new, so that nothing renders. */
export function withConnections(state: ConnectionsState, connections: readonly ConnectionState[]): ConnectionsState {
  const changed = connections.filter((connection) => state.byId[connection.id] !== connection);
  if (changed.length === 0) return state;
  const added = changed.map(({ id }) => id).filter((id) => !Object.hasOwn(state.byId, id));
  return {
    ...state,
    ids: added.length === 0 ? state.ids : [...state.ids, ...new Set(added)],
    byId: { ...state.byId, ...Object.fromEntries(changed.map((connection) => [connection.id, connection])) },
  };
}

export function withoutConnections(state: ConnectionsState, gone: ReadonlySet<string>): ConnectionsState {
  if (!state.ids.some((id) => gone.has(id))) return state;
  return {
    ...state,
    ids: state.ids.filter((id) => !gone.has(id)),
    byId: Object.fromEntries(Object.entries(state.byId).filter(([id]) => !gone.has(id))),
  };
}

export function withDetailLoad(state: ConnectionsState, connectionId: string, load: LoadState): ConnectionsState {
  return { ...state, detailLoads: { ...state.detailLoads, [connectionId]: load } };
}

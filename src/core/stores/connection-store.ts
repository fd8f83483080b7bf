/** The connections as this client knows them: one vanilla zustand store, and the pure updates that its writer uses. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConnectionState } from '../model/connection';
import type { Description } from '../transport';
import { idle, type LoadState } from './store';
import { recordOf, tableOf, withEntries, type Table } from './table';

/** What is known of the user's connections, and how far their list was read. Immutable: each change makes another state. */
export interface ConnectionsState {
  /** In the order of the transport. */
  ids: readonly string[];
  /** Made when it is first read. One connection is had sooner by `selectConnection`. */
  readonly byId: Readonly<Record<string, ConnectionState>>;
  /** The same connections, to read one or all without the record. */
  table: Table<ConnectionState>;
  load: LoadState;
  /** How the load of one connection's detail stands, by connection id. */
  detailLoads: Readonly<Record<string, LoadState>>;
  description?: Description;
  /** The other side refused because nobody is signed in, and has answered nothing since. */
  signedOut?: true;
  /** How often somebody has logged out: what was begun in one session is nobody's wish in the next. */
  session: number;
}

interface Fields extends Pick<ConnectionsState, 'table' | 'load' | 'detailLoads' | 'session'> {
  description?: Description | undefined;
  signedOut?: true | undefined;
}

export function createConnectionStore(initial?: ConnectionsState): StoreApi<ConnectionsState> {
  return createStore<ConnectionsState>()(
    () => initial ?? stateOf({ table: tableOf(), load: idle, detailLoads: {}, session: 0 }),
  );
}

function stateOf({ table, load, detailLoads, description, signedOut, session }: Fields): ConnectionsState {
  return {
    table,
    ids: table.ids,
    get byId() {
      return recordOf(table);
    },
    load,
    detailLoads,
    ...(description && { description }),
    ...(signedOut && { signedOut }),
    session,
  };
}

/** To copy a whole state would make its record. */
export function withConnectionFields(state: ConnectionsState, change: Partial<Fields>): ConnectionsState {
  const { table, load, detailLoads, description, signedOut, session } = state;
  return stateOf({ table, load, detailLoads, description, signedOut, session, ...change });
}

/** The same reference when nothing is new, so that nothing renders. */
export function withConnections(state: ConnectionsState, connections: readonly ConnectionState[]): ConnectionsState {
  const table = withEntries(state.table, connections);
  return table === state.table ? state : withConnectionFields(state, { table });
}

export function withDetailLoad(state: ConnectionsState, connectionId: string, load: LoadState): ConnectionsState {
  return withConnectionFields(state, { detailLoads: { ...state.detailLoads, [connectionId]: load } });
}

/** What a whole list of the transport says of what is known: which are gone, and in which order the others stand. */
import { withConnectionFields, type ConnectionsState } from './connection-store';
import { entryIn, tableOf } from './table';

/** The same reference when none of these is known. */
export function withoutConnections(state: ConnectionsState, gone: ReadonlySet<string>): ConnectionsState {
  const kept = state.table.entries.filter(({ id }) => !gone.has(id));
  return kept.length === state.ids.length ? state : withConnectionFields(state, { table: tableOf(kept) });
}

/** Listed connections take the order of the list; one that is not on it stays in its place. The same reference when all do. */
export function withOrder(state: ConnectionsState, listed: readonly string[]): ConnectionsState {
  const wanted = listed.filter((id) => entryIn(state.table, id) !== undefined);
  const isListed = new Set(wanted);
  const inTurn = wanted.values();
  const ids = state.ids.map((id) => (isListed.has(id) ? (inTurn.next().value ?? id) : id));
  if (ids.every((id, index) => id === state.ids[index])) return state;
  return withConnectionFields(state, { table: tableOf(ids.flatMap((id) => entryIn(state.table, id) ?? [])) });
}

const table = {
  'pre-init': { collect: 'pending', activate: 'active', fail: 'failed', revoke: 'revoked' },
  pending: { activate: 'active', invalidate: 'invalid', fail: 'failed', revoke: 'revoked' },
  active: { collect: 'pending', invalidate: 'invalid', revoke: 'revoked' },
  invalid: { collect: 'pending', activate: 'active', revoke: 'revoked' },
  failed: { collect: 'pending', activate: 'active', revoke: 'revoked' },
  revoked: {},
  unknown: {
    wait: 'pre-init',
    collect: 'pending',
    activate: 'active',
    invalidate: 'invalid',
    fail: 'failed',
    revoke: 'revoked',
  },
} as const;

/** What the link between a user and an institution is, in the provider's word. Facts beside it are fields, never more statuses. */
export type ConnectionStatus = keyof typeof table;

type EventOf<Row> = Row extends unknown ? keyof Row : never;

/** What leads from one status to another, as the columns of `lifecycle`. */
export type LifecycleEvent = EventOf<(typeof table)[ConnectionStatus]>;

/**
 * Which status may follow which, as one table: read a row as "from `active`, `invalidate` leads to `invalid`". A misspelt
 * target does not compile.
 */
export const lifecycle: Readonly<
  Record<ConnectionStatus, Readonly<Partial<Record<LifecycleEvent, ConnectionStatus>>>>
> = table;

/** All statuses that a connection can have, `unknown` among them. */
export const connectionStatuses = Object.keys(table) as readonly ConnectionStatus[];

/** Whether a value from the wire is a status that the kit knows; what is none becomes `unknown`. */
export function isConnectionStatus(value: unknown): value is ConnectionStatus {
  return typeof value === 'string' && Object.hasOwn(table, value);
}

/** Whether the table knows this step. The provider's word wins all the same; an unexpected one is reported. */
export function isExpectedTransition(from: ConnectionStatus, to: ConnectionStatus): boolean {
  return from === to || to === 'unknown' || Object.values(lifecycle[from]).includes(to);
}

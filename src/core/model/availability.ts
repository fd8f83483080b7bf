/** The only place that decides whether an action can be taken now: buttons, guards, docs and tests ask it. */
import type { ConsentPurpose, Description } from '../transport';
import { actions, type ActionName, type OperationKind } from './actions';
import type { ConnectionState } from './connection';
import type { ConnectionStatus } from './lifecycle';

/**
 * Why an action cannot be taken: another one is in flight (`busy`), its `status` does not allow it, the provider takes no
 * refresh yet (`cool-down`), the transport cannot do it (`unsupported`), this user may not (`forbidden`), there is no network,
 * or nobody is signed in.
 */
export type UnavailableReason =
  'busy' | 'status' | 'cool-down' | 'unsupported' | 'forbidden' | 'offline' | 'signed-out';

/** Whether an action can be taken now. `until` is ISO 8601, of a cool-down. */
export type Availability = { available: true } | { available: false; reason: UnavailableReason; until?: string };

/** What decides beside the connection itself. */
export interface AvailabilityContext {
  description?: Description;
  /** Milliseconds since 1970. */
  now: number;
  online: boolean;
  /** The transport answered that nobody is signed in. */
  signedOut?: boolean;
}

/** From which status the provider takes an operation (`domain.md` §3; a purge needs an active connection, Basiq's rule). */
const takenFrom: Readonly<Record<OperationKind, readonly ConnectionStatus[]>> = {
  refresh: ['active', 'invalid', 'failed'],
  purge: ['active'],
  revoke: ['pre-init', 'pending', 'active', 'invalid', 'failed', 'unknown'],
};

/** The reason that lasts longest is the one given: what this user may never do, then the status, then what passes. */
export function availability(
  connection: ConnectionState,
  action: ActionName,
  context: AvailabilityContext,
): Availability {
  const operations: readonly OperationKind[] = actions[action];
  const { description } = context;
  const missing = description && operations.filter((kind) => !description.can.includes(kind));
  if (missing && missing.length > 0) {
    const denied = missing.some((kind) => description?.denied?.includes(kind));
    return { available: false, reason: denied ? 'forbidden' : 'unsupported' };
  }
  if (!operations.every((kind) => takenFrom[kind].includes(connection.status)))
    return { available: false, reason: 'status' };
  if (context.signedOut) return { available: false, reason: 'signed-out' };
  if (!context.online) return { available: false, reason: 'offline' };
  if (connection.operation) return { available: false, reason: 'busy' };
  const until = connection.refreshAvailableAt;
  if (until !== undefined && operations.includes('refresh') && Date.parse(until) > context.now) {
    return { available: false, reason: 'cool-down', until };
  }
  return { available: true };
}

/** A consent that ends within this time is said to end soon (Basiq's "expiring soon": 7 days, `domain.md` §2). */
const soon = 7 * 86_400_000;

/** @param now milliseconds since 1970; 0 when it is not known */
export function isExpiring({ status, expiresAt }: ConnectionState, now: number): boolean {
  return status === 'active' && expiresAt !== undefined && now > 0 && Date.parse(expiresAt) - now <= soon;
}

/** What a visit to the bank's own page would do for this connection now; nothing where it needs none or none is possible. */
export function offeredConsent(
  connection: ConnectionState,
  context: Pick<AvailabilityContext, 'description' | 'now'>,
): ConsentPurpose | undefined {
  if (!context.description?.can.includes('consent') || connection.operation) return undefined;
  if (connection.status === 'pre-init') return 'connect';
  if (connection.status === 'invalid' || connection.status === 'failed') return 'reauthorize';
  return isExpiring(connection, context.now) ? 'extend' : undefined;
}

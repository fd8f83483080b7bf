'use client';
/** All that a row says of its connection, with few subscriptions: a page may hold many rows. */
import {
  isExpiring,
  offeredConsent,
  type ConnectionState,
  type ConsentPurpose,
  type Job,
  selectConnection,
} from '../core';
import { useConnectionsState, useStale, useUnsettledJob } from './use-connections';
import { useNow } from './use-text';

export interface ConnectionRow {
  connection: ConnectionState | undefined;
  /** What is going on there now. */
  job: Job | undefined;
  /** What is known is older than the provider's `staleAfter`. */
  stale: boolean;
  /** Access ends soon. */
  expiring: boolean;
  /** What a visit to the bank's own page would do. */
  offered: ConsentPurpose | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

export function useConnectionRow(connectionId: string): ConnectionRow {
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  const description = useConnectionsState((state) => state.description);
  const job = useUnsettledJob(connectionId);
  const stale = useStale(connectionId);
  const now = useNow();
  const expiring = connection !== undefined && isExpiring(connection, now);
  const offered = connection && offeredConsent(connection, { now, ...(description && { description }) });
  return { connection, job, stale, expiring, offered, now };
}

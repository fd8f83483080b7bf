/** Whether what is known of a connection is so old that it must be said, whatever its status is. Pure. */
import type { ConnectionState } from './connection';

/** Milliseconds. */
export const defaultStaleAfter = 10 * 60_000;

/**
 * A revoked connection is final: what is known of it does not grow old.
 * @param now milliseconds since 1970; 0 when it is not known
 * @param staleAfter milliseconds since the transport last confirmed the facts; `Infinity` for never
 */
export function isStale(
  { status, confirmedAt }: Pick<ConnectionState, 'status' | 'confirmedAt'>,
  now: number,
  staleAfter: number = defaultStaleAfter,
): boolean {
  return status !== 'revoked' && now - Date.parse(confirmedAt) > staleAfter;
}

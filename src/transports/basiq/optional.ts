/** A read that may fail without costing the answer it belongs to. */
import { createConnectionsError } from '../../core/model/errors';

/**
 * Nothing where the read failed.
 * @throws ConnectionsError `aborted` when the caller has left: what follows need not be asked
 */
export async function optional<T>(read: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  try {
    return await read;
  } catch {
    if (signal?.aborted) throw createConnectionsError('aborted');
    return undefined;
  }
}

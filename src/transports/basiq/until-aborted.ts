/** How one of several waits for an answer that all of them share. */
import { createConnectionsError } from '../../core/model/errors';

/** @throws ConnectionsError `aborted` when this caller's signal aborts; what it waited for goes on */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(createConnectionsError('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Milliseconds, more than a request may take: what is asked for in a Worker dies, without a word, with the request that began it. */
export const longestWait = 60_000;

/** Waiting by an injected clock that an abort, or whoever is waited for, cuts short. */
import type { Clock } from '../../core/model/clock';
import { createConnectionsError } from '../../core/model/errors';

export interface Wait {
  /** Rejects with ConnectionsError `aborted`. */
  over: Promise<void>;
  end(): void;
}

/** Its timer and its listener are gone as soon as it is over. */
export function startWait(clock: Clock, milliseconds: number, signal?: AbortSignal): Wait {
  let end = () => {};
  const over = new Promise<void>((resolve, reject) => {
    function settle(tell: () => void): void {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      tell();
    }
    const abort = () => settle(() => reject(createConnectionsError('aborted')));
    const timer = clock.setTimeout(() => settle(resolve), milliseconds);
    end = () => settle(resolve);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
  });
  return { over, end: () => end() };
}

export async function wait(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  await startWait(clock, milliseconds, signal).over;
}

/** What ends a request early: the caller's signal, or the time. */
import { createConnectionsError, type ConnectionsError } from '../core/model/errors';

export type Limit = ReturnType<typeof createLimit>;

/** The caller's signal and the time limit, told apart; also for an injected fetch that does not listen to its signal. */
export function createLimit(outer: AbortSignal | undefined, timeout: number) {
  if (outer?.aborted) throw createConnectionsError('aborted');
  const controller = new AbortController();
  let error: ConnectionsError | undefined;
  let reject: (error: ConnectionsError) => void;
  const broken = new Promise<never>((_resolve, rejectBroken) => (reject = rejectBroken));
  broken.catch(() => {});
  function breakOff(code: 'aborted' | 'timeout'): void {
    error ??= createConnectionsError(code);
    reject(error);
    controller.abort(error);
  }
  const abort = () => breakOff('aborted');
  outer?.addEventListener('abort', abort, { once: true });
  const limited = timeout > 0 && timeout <= longestTimer;
  const timer = limited ? setTimeout(() => breakOff('timeout'), timeout) : undefined;
  return {
    signal: controller.signal,
    race: <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, broken]),
    broken: () => error,
    clear(): void {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

/** Milliseconds; a longer timer would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** Every request of a client passes here: it is aborted by `clear` and `dispose`, and a late answer is dropped. */
import { createConnectionsError, isConnectionsError, toConnectionsError, type ConnectionsError } from '../model/errors';
import type { Transport } from '../transport';
import type { GestureOptions } from './client';

export interface Requests {
  /**
   * What is refused until the person has confirmed who they are is asked once more after `onStepUp`.
   * Throws ConnectionsError only; `aborted` when the client was cleared meanwhile, `disposed` after its end.
   */
  send<T>(request: (transport: Transport, signal: AbortSignal) => Promise<T>, options?: GestureOptions): Promise<T>;
  /** The transport's last word was that nobody is signed in. */
  isSignedOut(): boolean;
  isDisposed(): boolean;
  /** Aborts what is under way; later requests go through. */
  reset(): void;
  /** Aborts what is under way; later requests are refused. */
  dispose(): void;
}

interface Options {
  transport: Transport;
  /** Called before each request: whether somebody has logged out elsewhere, and this is one for a person who is gone. */
  isBehind(): boolean;
  /** The transport's last word was that nobody is signed in. */
  isSignedOut(): boolean;
  onSession(signedOut: boolean): void;
}

export function createRequests({ transport, isBehind, isSignedOut, onSession }: Options): Requests {
  let controller = new AbortController();
  let disposed = false;

  return {
    async send(request, { onStepUp } = {}) {
      if (disposed) throw createConnectionsError('disposed');
      if (isBehind()) throw createConnectionsError('aborted');
      const { signal } = controller;
      const ask = () => untilAborted(request(transport, signal), signal);
      try {
        const answer = await ask().catch(async (refused: unknown) => {
          if (!onStepUp || !isConnectionsError(refused) || refused.code !== 'step-up-required') throw refused;
          await untilAborted(confirmed(onStepUp, refused), signal);
          return ask();
        });
        if (isSignedOut()) onSession(false);
        return answer;
      } catch (thrown) {
        if (signal.aborted) throw createConnectionsError(disposed ? 'disposed' : 'aborted');
        const error = toOwnError(thrown);
        if (error.code === 'unauthorized' && !isSignedOut()) onSession(true);
        throw error;
      }
    },
    isSignedOut,
    isDisposed: () => disposed,
    reset() {
      controller.abort();
      controller = new AbortController();
    },
    dispose() {
      disposed = true;
      controller.abort();
    },
  };
}

/** A person who does not confirm who they are has not asked for anything else. */
async function confirmed(onStepUp: NonNullable<GestureOptions['onStepUp']>, refused: ConnectionsError): Promise<void> {
  try {
    await onStepUp();
  } catch {
    throw refused;
  }
}

/** A transport that does not heed the signal must not hold up what waits for its answer. */
function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(createConnectionsError('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** A request that was cancelled by somebody else (a page that is left, a proxy) has an answer that was lost. */
function toOwnError(thrown: unknown): ConnectionsError {
  const error = toConnectionsError(thrown);
  return error.code === 'aborted' ? createConnectionsError('network') : error;
}

/** Whether a request ended because this client was cleared or disposed of. */
export function isCancelled(error: unknown): boolean {
  return isConnectionsError(error) && (error.code === 'aborted' || error.code === 'disposed');
}

/** Whether an error says nothing about what became of the request: the answer was lost on the way. */
export function isAnswerLost(error: unknown): boolean {
  return (
    isConnectionsError(error) && (error.code === 'network' || error.code === 'timeout' || error.code === 'bad-response')
  );
}

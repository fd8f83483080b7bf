/** What several ask for at the same moment is one request. Nothing is kept: who asks after the answer has come asks anew. */
import { createConnectionsError } from '../../core/model/errors';
import { longestWait, untilAborted } from './until-aborted';

export interface SharedRead<T> {
  /** Ends when nobody waits any more. */
  read(signal: AbortSignal): Promise<T>;
  /** Whether an answer will do that was asked for before this caller asked; else the next one is waited for. */
  serves(answer: T): boolean;
  /** Of this caller alone. */
  signal: AbortSignal | undefined;
}

/**
 * Each key has its own answers: nothing of one user reaches another.
 * @throws ConnectionsError `aborted` when this caller's signal aborts; and what `read` throws, to all who wait for it
 */
export type SharedReads<T> = (key: string, options: SharedRead<T>) => Promise<T>;

interface UnderWay<T> {
  answer: Promise<T>;
  since: number;
  waiting: number;
  controller: AbortController;
}

export function createSharedReads<T>(now: () => number): SharedReads<T> {
  const underWay = new Map<string, UnderWay<T>>();

  function forget(key: string, begun: UnderWay<T>): void {
    if (underWay.get(key) === begun) underWay.delete(key);
  }

  function begin(key: string, read: SharedRead<T>['read']): UnderWay<T> {
    const controller = new AbortController();
    const answer = read(controller.signal).finally(() => forget(key, begun));
    const begun = { answer, since: now(), waiting: 0, controller };
    underWay.set(key, begun);
    return begun;
  }

  function find(key: string): UnderWay<T> | undefined {
    const found = underWay.get(key);
    return found !== undefined && now() - found.since <= longestWait ? found : undefined;
  }

  async function wait(key: string, begun: UnderWay<T>, signal: AbortSignal | undefined): Promise<T> {
    begun.waiting += 1;
    try {
      return await untilAborted(begun.answer, signal);
    } finally {
      begun.waiting -= 1;
      if (begun.waiting === 0 && underWay.get(key) === begun) {
        underWay.delete(key);
        begun.controller.abort();
      }
    }
  }

  return async (key, { read, serves, signal }) => {
    if (signal?.aborted) throw createConnectionsError('aborted');
    const earlier = find(key);
    if (earlier !== undefined) {
      const answer = await wait(key, earlier, signal);
      if (serves(answer)) return answer;
    }
    return wait(key, find(key) ?? begin(key, read), signal);
  };
}

'use client';
/** What a person can do about a job: ask for it again, answer what it waits for, or want no more of what it left over. */
import { useCallback, useState } from 'react';
import { toConnectionsError, type Failure } from '../core';
import { useConnectionsContext } from './context';

/** Something that is asked for one job. */
export interface UseJobAction<Input extends readonly unknown[]> {
  busy: boolean;
  /** Of the last time. */
  failure: Failure | undefined;
  /** Never rejects. @returns whether it was done */
  run(...input: Input): Promise<boolean>;
}

function useJobAction<Input extends readonly unknown[]>(
  act: (...input: Input) => Promise<unknown>,
): UseJobAction<Input> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = useCallback(
    async (...input: Input) => {
      setBusy(true);
      setFailure(undefined);
      try {
        await act(...input);
        return true;
      } catch (thrown) {
        setFailure(toConnectionsError(thrown).failure);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [act],
  );
  return { busy, failure, run };
}

/** Asks once more for a job that was lost sight of. */
export function useCheckAgain(jobId: string): UseJobAction<[]> {
  const { client } = useConnectionsContext();
  return useJobAction(useCallback(() => client.checkAgain(jobId), [client, jobId]));
}

/** The person wants nothing more of what an interrupted action has left over. */
export function useDismissRemaining(connectionId: string): () => void {
  const { client } = useConnectionsContext();
  return useCallback(() => client.dismissRemaining(connectionId), [client, connectionId]);
}

/** Sends the answer to the bank's question; it is kept nowhere. */
export function useAnswerChallenge(jobId: string): UseJobAction<[answers: readonly string[]]> {
  const { client, onStepUp } = useConnectionsContext();
  return useJobAction(
    useCallback(
      (answers: readonly string[]) => client.answerChallenge(jobId, answers, { onStepUp }),
      [client, jobId, onStepUp],
    ),
  );
}

'use client';
/** That a purge or a revoke was just made, and its receipt not put away yet. */
import { useCallback, useSyncExternalStore } from 'react';
import { useConnectionsContext } from './context';

/** The job of the last such gesture on a connection. */
export function useWaitingReceipt(connectionId: string): string | undefined {
  const { receipts } = useConnectionsContext();
  return useSyncExternalStore(
    receipts.subscribe,
    () => receipts.waiting(connectionId),
    () => undefined,
  );
}

/** Puts it away. */
export function useDismissReceipt(connectionId: string): () => void {
  const { receipts } = useConnectionsContext();
  return useCallback(() => receipts.dismiss(connectionId), [receipts, connectionId]);
}

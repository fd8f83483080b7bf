'use client';
/** The way to the bank's own consent page: whether it is offered, and what it would do. */
import { useCallback } from 'react';
import { isExpiring, offeredConsent, type ConsentPurpose, type ConsentRequest, selectConnection } from '../core';
import { useConnectionsContext } from './context';
import { useConnectionsState } from './use-connections';
import { useNow } from './use-text';

/** @returns begins a consent: the host's `onConsent` takes over or, for a redirect, the page navigates. Throws ConnectionsError. */
export function useConsent(): (request: ConsentRequest) => Promise<void> {
  const { client, onConsent, onStepUp } = useConnectionsContext();
  return useCallback(
    async (request) => {
      const start = await client.startConsent(request, { onStepUp });
      if (onConsent) onConsent(start);
      else if (start.type === 'redirect') window.location.assign(start.url);
    },
    [client, onConsent, onStepUp],
  );
}

/** What a visit to the bank's own page would do for this connection now: finish linking, sign in again, renew. */
export function useOfferedConsent(connectionId: string): ConsentPurpose | undefined {
  const now = useNow();
  return useConnectionsState((state) => {
    const { description } = state;
    const connection = selectConnection(state, connectionId);
    return connection && offeredConsent(connection, { now, ...(description && { description }) });
  });
}

/** Whether access ends soon. */
export function useExpiring(connectionId: string): boolean {
  const now = useNow();
  return useConnectionsState((state) => {
    const connection = selectConnection(state, connectionId);
    return connection !== undefined && isExpiring(connection, now);
  });
}

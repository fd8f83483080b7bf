'use client';
/** The way to the bank's consent page. */
import { useCallback } from 'react';
import type { ConsentRequest } from '../core';
import { useConnectionsContext } from './context';

/** @returns begins a consent: the host's `onConsent` takes over or, for a redirect, the page navigates. Throws ConnectionsError. */
export function useConsent(): (request: ConsentRequest) => Promise<void> {
  const { client, onConsent } = useConnectionsContext();
  return useCallback(
    async (request) => {
      const start = await client.startConsent(request);
      if (onConsent) onConsent(start);
      else if (start.type === 'redirect') window.location.assign(start.url);
    },
    [client, onConsent],
  );
}

'use client';
/** Whether somebody is signed in, as the client knows it, and who on the page says so. */
import { useCallback, useEffect, useId, useMemo, useSyncExternalStore } from 'react';
import type { ConnectionsClient } from '../core';
import { useConnectionsContext } from './context';
import { subscribeAll } from './subscribe-all';
import type { Turns } from './turns';

/** The other side refused because nobody is signed in, or the host has cleared the client. On a server never. */
export function useSignedOut(): boolean {
  const { client } = useConnectionsContext();
  const read = useCallback(() => isSignedOut(client), [client]);
  const subscribe = useMemo(() => subscribeAll(client.connections, client.jobs), [client]);
  return useSyncExternalStore(subscribe, read, never);
}

/** @param whole the component stands around the others, and says it in their place */
export function useTurn(whole = false): boolean {
  return useTurnOf(useConnectionsContext().turns, whole);
}

/**
 * Whether it is this component that tells how an action on a connection ended, so that it is said once.
 * @param whole the component tells it of all actions, in the place of their buttons
 */
export function useOutcomeTurn(connectionId: string, whole = false): boolean {
  return useTurnOf(useConnectionsContext().outcomeTurns(connectionId), whole);
}

function useTurnOf(turns: Turns, whole: boolean): boolean {
  const id = useId();
  useEffect(() => turns.join(id, whole), [turns, id, whole]);
  return useSyncExternalStore(
    turns.subscribe,
    () => turns.current() === id,
    () => false,
  );
}

const never = () => false;

function isSignedOut(client: ConnectionsClient): boolean {
  const { load, detailLoads, session, signedOut = false } = client.connections.getState();
  if (signedOut || session === 0) return signedOut;
  // Nobody has asked for anything since the log-out.
  const loads = [load, client.jobs.getState().load, ...Object.values(detailLoads)];
  return loads.every(({ status }) => status === 'idle');
}

'use client';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import {
  actions,
  availability as availabilityOf,
  selectConnection,
  type ActionName,
  type ActionResult,
  type Availability,
  type ConnectionsState,
  type OperationKind,
} from '../core';
import { useConnectionsContext } from './context';
import { subscribeAll } from './subscribe-all';
import { useConnectionsState } from './use-connections';

/** One action on one connection. The gesture belongs to the client: it goes on when the component is gone. */
export interface UseAction {
  /** Whether it can be taken now and, if not, why and until when. */
  availability: Availability;
  /** This gesture is in flight, whoever made it. */
  running: boolean;
  /** Of the last time that it was run from here. */
  result?: ActionResult;
  /** Runs it. Never rejects: how it ended is in the result. */
  run(): Promise<ActionResult>;
}

/**
 * One action on one connection, for a button or anything else: whether it can be taken now, whether it is under way, and the
 * way to run it. It asks nothing before it acts: what deletes data or ends a link is yours to confirm (the ready buttons do).
 * Loads a connection that nobody has loaded.
 */
export function useAction(connectionId: string, action: ActionName): UseAction {
  const runAny = useRun(connectionId);
  const availability = useAvailability(connectionId, action);
  const running = useConnectionsState((state) => {
    const operation = selectConnection(state, connectionId)?.operation;
    if (!operation) return false;
    const operations: readonly OperationKind[] = actions[action];
    return operation.action === undefined ? operations.join() === operation.kind : operation.action === action;
  });
  const [result, setResult] = useState<ActionResult>();
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(async () => {
    const outcome = await runAny(action);
    if (mounted.current) setResult(outcome);
    return outcome;
  }, [runAny, action]);
  return useMemo(
    () => ({ availability, running, run, ...(result && { result }) }),
    [availability, running, run, result],
  );
}

/** Runs an action that is settled on only when it is run. Never confirms, never rejects. */
export function useRun(connectionId: string): (action: ActionName) => Promise<ActionResult> {
  const { client, receipts, onStepUp } = useConnectionsContext();
  return useCallback(
    async (action) => {
      const institution = selectConnection(client.connections.getState(), connectionId)?.institution;
      const result = await client.run(connectionId, action, { onStepUp });
      receipts.add(connectionId, institution, result.jobs);
      return result;
    },
    [client, receipts, connectionId, onStepUp],
  );
}

/** Whether an action can be taken now; follows the connection, the network and a cool-down that ends. Loads a connection that nobody has. */
export function useAvailability(connectionId: string, action: ActionName): Availability {
  const { client, connections, ticker } = useConnectionsContext();
  useEffect(() => {
    const state = client.connections.getState();
    if (selectConnection(state, connectionId) || state.detailLoads[connectionId]) return;
    void client.loadConnection(connectionId);
  }, [client, connectionId]);
  const readOf = (state: ConnectionsState, now: number, online: boolean) => {
    const { description, signedOut = false } = state;
    const connection = selectConnection(state, connectionId);
    const context = { ...(description && { description }), now, online, signedOut };
    const unknown: Availability = { available: false, reason: 'status' };
    return JSON.stringify(connection ? availabilityOf(connection, action, context) : unknown);
  };
  const { clock, online } = client.environment;
  const subscribe = useMemo(() => subscribeAll(connections, online, ticker), [connections, online, ticker]);
  const text = useSyncExternalStore(
    subscribe,
    () => readOf(connections.getState(), clock.now(), online.get()),
    // Of the first render, the same on a server and in its page: online, and by the time that the data was taken at.
    () => readOf(connections.getInitialState(), ticker.initial, true),
  );
  return useMemo(() => JSON.parse(text) as Availability, [text]);
}

'use client';
import { useCallback, useMemo, useRef, useState } from 'react';
import {
  selectConnection,
  type ActionResult,
  type Availability,
  type ConnectionsClient,
  type GestureOptions,
  type Institution,
} from '../core';
import { useConnectionsContext } from './context';
import { useConnectionsState } from './use-connections';

/** What several connections can be asked for at once. Nothing is purged in bulk. */
export type BulkAction = 'refresh' | 'revoke';

/** One connection of a run. Its bank's name is kept here, for one that leaves the list meanwhile. */
export interface BulkItem {
  connectionId: string;
  institution: Pick<Institution, 'name'>;
  /** Why it was not asked for; available where it was. */
  availability: Availability;
  /** Absent while it is not settled, and where it was not asked for. */
  result?: ActionResult;
}

/**
 * A run over several connections, while it goes on and until it is dismissed. One that fails stops no other, but for a revoke
 * that is refused for want of a session or a step-up: then nobody is asked again.
 */
export interface BulkRun {
  action: BulkAction;
  /** In the order in which they were given. */
  items: readonly BulkItem[];
  /** Some are not settled yet. */
  running: boolean;
}

/** At most one run at a time. What became of it is held by this component; what it has asked for goes on without it. */
export interface UseBulk {
  run?: BulkRun;
  /** Several refreshes at a time, one revoke after the other. Never confirms, never rejects; one run at a time. */
  start(action: BulkAction, connectionIds: readonly string[]): Promise<void>;
  /** Forgets a run that has ended. */
  dismiss(): void;
}

/**
 * One action on several connections: how far it is, and what became of each. Loads nothing: an id that the client does not
 * know is left out. After a log-out the run is forgotten.
 */
export function useBulk(): UseBulk {
  const { client, onStepUp } = useConnectionsContext();
  const [run, setRun] = useState<BulkRun>();
  const busy = useRef(false);

  const start = useCallback(
    async (action: BulkAction, connectionIds: readonly string[]) => {
      if (busy.current) return;
      busy.current = true;
      const state = client.connections.getState();
      const items = connectionIds.flatMap((connectionId): BulkItem[] => {
        const institution = selectConnection(state, connectionId)?.institution;
        return institution
          ? [{ connectionId, institution, availability: client.availability(connectionId, action) }]
          : [];
      });
      const asked = items.filter(({ availability }) => availability.available).map(({ connectionId }) => connectionId);
      const onSettled = (connectionId: string, result: ActionResult) =>
        setRun((before) => before && { ...before, items: withResult(before.items, connectionId, result) });
      setRun({ action, items, running: true });
      if (action === 'refresh') await client.refreshAll(asked, { onStepUp, onSettled });
      else await revokeEach(client, asked, { onStepUp }, onSettled);
      busy.current = false;
      setRun((before) => before && { ...before, running: false });
    },
    [client, onStepUp],
  );

  const dismiss = useCallback(() => setRun((before) => (before?.running ? before : undefined)), []);
  // After a log-out, nothing is said of whose connections they were.
  const isEmpty = useConnectionsState(({ ids }) => ids.length === 0);
  if (isEmpty && run) setRun(undefined);
  return useMemo(() => ({ start, dismiss, ...(run && { run }) }), [start, dismiss, run]);
}

/** One after the other; a person who is not signed in, or did not confirm who they are, is not asked again for each. */
async function revokeEach(
  client: ConnectionsClient,
  connectionIds: readonly string[],
  gesture: GestureOptions,
  onSettled: (connectionId: string, result: ActionResult) => void,
): Promise<void> {
  let refusal: ActionResult | undefined;
  for (const connectionId of connectionIds) {
    const result: ActionResult = refusal ?? (await client.run(connectionId, 'revoke', gesture));
    if (isOfPerson(result.failure?.code)) refusal = result;
    onSettled(connectionId, result);
  }
}

function isOfPerson(code: string | undefined): boolean {
  return code === 'unauthorized' || code === 'step-up-required';
}

function withResult(items: readonly BulkItem[], connectionId: string, result: ActionResult): readonly BulkItem[] {
  return items.map((item) => (item.connectionId === connectionId ? { ...item, result } : item));
}

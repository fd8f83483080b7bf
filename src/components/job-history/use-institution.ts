'use client';
/** The bank that a job is at; nothing where it is at none, or the connection is not known. */
import type { Job } from '../../core/model/job';
import { selectConnection, useConnectionsState } from '../../react/use-connections';

export function useInstitution(job: Job | undefined) {
  const connectionId = job?.connectionId ?? null;
  return useConnectionsState((state) =>
    connectionId === null ? undefined : selectConnection(state, connectionId)?.institution,
  );
}

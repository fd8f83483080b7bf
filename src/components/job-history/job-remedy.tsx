'use client';
/** What can be done about a job that failed: the way to the bank, or the same again. Only while nothing has come after it. */
import { forwardRef } from 'react';
import type { Failure } from '../../core/model/failure';
import type { Job, JobKind } from '../../core/model/job';
import type { UnavailableReason } from '../../core/model/availability';
import { useAvailability } from '../../react/use-action';
import { selectConnection, useConnectionsState, useIsNewestJob } from '../../react/use-connections';
import { useOfferedConsent } from '../../react/use-consent';
import { useText } from '../../react/use-text';
import { FixButton, PurgeButton, RefreshButton, RevokeButton } from '../connection-actions';
import { Part, type PartProps } from '../shared/part';

export interface JobRemedyProps extends PartProps<'div'> {
  job: Job;
  failure: Failure;
  connectionId: string;
}

const buttons = { refresh: RefreshButton, purge: PurgeButton, revoke: RevokeButton };

/** Of these there is an end, and the button says so; with the others there is nothing to press. */
const passing: readonly UnavailableReason[] = ['busy', 'cool-down', 'offline', 'signed-out'];

/** What the bank's own page for a forgotten sign-in may mend. */
const recoverable: readonly string[] = ['invalid-credentials', 'account-locked'];

export const JobRemedy = forwardRef<HTMLDivElement, JobRemedyProps>(function JobRemedy(
  { job, failure, connectionId, ...props },
  ref,
) {
  const { labels, fill } = useText();
  const isNewest = useIsNewestJob(job);
  const institution = useConnectionsState((state) => selectConnection(state, connectionId)?.institution);
  const canFix = useOfferedConsent(connectionId) !== undefined && failure.actor === 'user';
  const kind = repeatableKind(job.kind);
  const availability = useAvailability(connectionId, kind ?? 'refresh');
  const canRetry =
    kind !== undefined && failure.retryable && (availability.available || passing.includes(availability.reason));
  const recoveryUrl = recoverable.includes(failure.code) ? institution?.recoveryUrl : undefined;
  const Retry = buttons[kind ?? 'refresh'];
  if (!isNewest || !(canFix || canRetry || recoveryUrl !== undefined)) return null;
  return (
    <Part part="job-history-remedy" {...props} ref={ref}>
      {canFix && <FixButton connectionId={connectionId} />}
      {canRetry && <Retry connectionId={connectionId}>{labels.retry}</Retry>}
      {recoveryUrl !== undefined && (
        <a data-ck="job-history-recovery" href={recoveryUrl} target="_blank" rel="noopener noreferrer">
          {fill(labels.jobs.recover, { institution: institution?.name ?? labels.bank })}
        </a>
      )}
    </Part>
  );
});

function repeatableKind(kind: JobKind): keyof typeof buttons | undefined {
  return kind === 'refresh' || kind === 'purge' || kind === 'revoke' ? kind : undefined;
}

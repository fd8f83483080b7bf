'use client';
/** What the person should know about a connection now: how old this is, what failed and who must act, what is left to do. */
import { forwardRef } from 'react';
import type { ConnectionState } from '../../core/model/connection';
import type { Job } from '../../core/model/job';
import { useConnection } from '../../react/use-connections';
import { useJobs } from '../../react/use-jobs';
import { useOutcomeTurn, useSignedOut } from '../../react/use-session';
import { useText } from '../../react/use-text';
import { RefreshButton, RevokeButton } from '../connection-actions';
import { ReceiptNotice } from '../receipt';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { useTimeText } from '../shared/relative-time';
import { FreshnessNotice } from './freshness-notice';
import { InstitutionHealthNotice } from './institution-health-notice';
import { InterruptedNotice, isLost, LostNotice } from './left-over-notices';

export interface ConnectionNoticesProps extends PartProps<'div'> {
  connectionId: string;
}

export const ConnectionNotices = forwardRef<HTMLDivElement, ConnectionNoticesProps>(function ConnectionNotices(
  { connectionId, ...props },
  ref,
) {
  const { connection } = useConnection(connectionId);
  // How the last job ended is told by the history.
  const { jobs } = useJobs({ connectionId });
  // In the place of the buttons.
  useOutcomeTurn(connectionId, true);
  return (
    // What was said before is not said again with each new one.
    <Part part="connection-notices" role="status" aria-atomic={false} {...props} ref={ref}>
      {connection && (
        <>
          <FreshnessNotice connectionId={connectionId} />
          <StatusNotice connection={connection} />
          <InstitutionHealthNotice connectionId={connectionId} />
          <OutcomeNotice connection={connection} jobs={jobs} />
        </>
      )}
      <ReceiptNotice connectionId={connectionId} />
    </Part>
  );
});

function StatusNotice({ connection }: { connection: ConnectionState }) {
  const { labels } = useText();
  const { status, failure, rawStatus } = connection;
  if (status === 'active' || failure) return null;
  return (
    <Notice tone={status === 'invalid' || status === 'failed' ? 'danger' : 'info'}>
      {labels.statusHint[status]} {rawStatus !== undefined && <code>{rawStatus}</code>}
    </Notice>
  );
}

/** How the last gesture ended: one fact, one notice. */
function OutcomeNotice({ connection, jobs }: { connection: ConnectionState; jobs: readonly Job[] }) {
  const { failure, remaining, operation, status, purgedAt } = connection;
  const signedOut = useSignedOut();
  const [newest] = jobs;
  if (operation || status === 'revoked') return null;
  if (newest && isLost(newest)) return <LostNotice connection={connection} job={newest} />;
  if (failure && !(signedOut && failure.code === 'unauthorized')) {
    const failed = jobs.find((job) => job.failure === failure);
    return <FailureNotice connection={connection} failure={failure} failed={failed} />;
  }
  if (remaining) return <InterruptedNotice connection={connection} remaining={remaining} />;
  return purgedAt === undefined ? null : <PurgedNotice connection={connection} purgedAt={purgedAt} />;
}

interface FailureNoticeProps {
  connection: ConnectionState;
  failure: NonNullable<ConnectionState['failure']>;
  failed: Job | undefined;
}

/** "Purged, but the refresh failed" stays true on screen until a refresh succeeds; what is left is offered, and that alone. */
function FailureNotice({ connection, failure, failed }: FailureNoticeProps) {
  const { labels } = useText();
  const { id, institution, remaining = [], purgedAt } = connection;
  const isPurged = purgedAt !== undefined;
  const revokeIsLeft = remaining[0] === 'revoke' || (isPurged && failed?.kind === 'revoke');
  const refreshIsLeft = !revokeIsLeft && (isPurged || remaining[0] === 'refresh');
  const { purgedRefreshFailed, purgedRevokeFailed } = labels.profile;
  const action = revokeIsLeft ? (
    <RevokeButton connectionId={id} />
  ) : (
    (refreshIsLeft || failure.retryable) && (
      <RefreshButton connectionId={id}>{refreshIsLeft ? labels.action.refresh : labels.retry}</RefreshButton>
    )
  );
  return (
    <Notice
      tone="danger"
      title={isPurged ? (revokeIsLeft ? purgedRevokeFailed : purgedRefreshFailed) : undefined}
      action={action}
    >
      <FailureText
        failure={failure}
        institution={institution}
        reference={failed?.recordedBy === 'provider' ? failed.id : undefined}
      />
    </Notice>
  );
}

function PurgedNotice({ connection: { institution }, purgedAt }: { connection: ConnectionState; purgedAt: string }) {
  const { labels, fill } = useText();
  const timeText = useTimeText();
  return (
    <Notice tone="info">{timeText(fill(labels.profile.purged, { institution: institution.name }), purgedAt)}</Notice>
  );
}

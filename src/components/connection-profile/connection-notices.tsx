'use client';
import { forwardRef, type ReactNode } from 'react';
import type { ConnectionState } from '../../core/model/connection';
import type { Job } from '../../core/model/job';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useJobs } from '../../react/use-jobs';
import { useOutcomeTurn, useSignedOut } from '../../react/use-session';
import { useText } from '../../react/use-text';
import { RefreshButton, RevokeButton } from '../connection-actions';
import { loadOnDemand } from '../load-on-demand';
import { ReceiptNotice } from '../receipt';
import { Loaded } from '../shared/loaded';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { useTimeText } from '../shared/relative-time';
import { FreshnessNotice } from './freshness-notice';
import { InstitutionHealthNotice } from './institution-health-notice';
import { isLost } from './is-lost';

/**
 * Attributes go to the `<div>` around the notices, a live region (`role="status"`). Which stand in it is fixed; they are parts
 * of their own, too.
 */
export interface ConnectionNoticesProps extends PartProps<'div'> {
  connectionId: string;
}

/**
 * What the person should know about a connection now: how old this is, what failed and who must act, what is left to do.
 * Where it stands, the buttons leave it to this to tell how an action ended. Loads the connection's detail and its newest
 * jobs. Parts: `FreshnessNotice`, `StatusNotice`, `InstitutionHealthNotice`, `OutcomeNotice`, `ReceiptNotice`.
 */
export const ConnectionNotices = forwardRef<HTMLDivElement, ConnectionNoticesProps>(function ConnectionNotices(
  { connectionId, ...props },
  ref,
) {
  // In the place of the buttons.
  useOutcomeTurn(connectionId, true);
  return (
    // What was said before is not said again with each new one.
    <Part part="connection-notices" role="status" aria-atomic={false} {...props} ref={ref}>
      <FreshnessNotice connectionId={connectionId} />
      <StatusNotice connectionId={connectionId} />
      <InstitutionHealthNotice connectionId={connectionId} />
      <OutcomeNotice connectionId={connectionId} />
      <ReceiptNotice connectionId={connectionId} />
    </Part>
  );
});

/** Needs a connection that was loaded; `data-status` says which status it is about. */
export interface StatusNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

/** What a status means that is not the usual one; a failure says more, and stands in its place. */
export const StatusNotice = forwardRef<HTMLDivElement, StatusNoticeProps>(function StatusNotice(
  { connectionId, ...props },
  ref,
) {
  const { labels } = useText();
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  if (!connection || connection.status === 'active' || connection.failure) return null;
  const { status, rawStatus } = connection;
  return (
    <Part part="status-notice" state={{ status }} {...props} ref={ref}>
      <Notice tone={status === 'invalid' || status === 'failed' ? 'danger' : 'info'}>
        {labels.statusHint[status]} {rawStatus !== undefined && <code>{rawStatus}</code>}
      </Notice>
    </Part>
  );
});

/** Nothing is shown while an action is in flight, nor of a connection that was not loaded or is revoked. */
export interface OutcomeNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

/** How the last gesture ended: one fact, one notice. Loads the newest jobs of the connection. */
export const OutcomeNotice = forwardRef<HTMLDivElement, OutcomeNoticeProps>(function OutcomeNotice(
  { connectionId, ...props },
  ref,
) {
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  // How the last job ended is told by the history.
  const { jobs } = useJobs({ connectionId });
  const signedOut = useSignedOut();
  const outcome = connection && outcomeOf(connection, jobs, signedOut);
  if (!outcome) return null;
  return (
    <Part part="outcome-notice" {...props} ref={ref}>
      {outcome}
    </Part>
  );
});

function outcomeOf(connection: ConnectionState, jobs: readonly Job[], signedOut: boolean): ReactNode {
  const { id, failure, remaining, operation, status, purgedAt } = connection;
  const [newest] = jobs;
  if (operation || status === 'revoked') return null;
  if (newest && isLost(newest))
    return <Loaded load={loadOnDemand}>{({ LostNotice }) => <LostNotice connectionId={id} />}</Loaded>;
  if (failure && !(signedOut && failure.code === 'unauthorized')) {
    const failed = jobs.find((job) => job.failure === failure);
    return <FailureNotice connection={connection} failure={failure} failed={failed} />;
  }
  if (remaining)
    return <Loaded load={loadOnDemand}>{({ InterruptedNotice }) => <InterruptedNotice connectionId={id} />}</Loaded>;
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

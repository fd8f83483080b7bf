'use client';
/** What the person should know about a connection now: what failed and who must act, what is left to do, what was deleted. */
import { forwardRef } from 'react';
import type { ConnectionState } from '../../core/model/connection';
import { useConnection, useJobs } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { RefreshButton } from '../connection-actions';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { useTimeText } from '../shared/relative-time';

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
  const failed = jobs.find((job) => job.failure === connection?.failure && job.recordedBy === 'provider');
  return (
    <Part part="connection-notices" role="status" {...props} ref={ref}>
      {connection && (
        <>
          <StatusNotice connection={connection} />
          <FailureNotice connection={connection} reference={failed?.id} />
          <PurgedNotice connection={connection} />
        </>
      )}
    </Part>
  );
});

function StatusNotice({ connection }: { connection: ConnectionState }) {
  const { labels, fill } = useText();
  const { status, failure, institution, rawStatus } = connection;
  const { health } = institution;
  const isDown = health === 'degraded' || health === 'outage' || health === 'maintenance';
  const tone = status === 'invalid' || status === 'failed' ? 'danger' : 'info';
  return (
    <>
      {status !== 'active' && !failure && (
        <Notice tone={tone}>
          {labels.statusHint[status]} {rawStatus !== undefined && <code>{rawStatus}</code>}
        </Notice>
      )}
      {isDown && status !== 'revoked' && (
        <Notice tone="warning">{fill(labels.health[health], { institution: institution.name })}</Notice>
      )}
    </>
  );
}

/** "Purged, but the refresh failed" stays true on screen until a refresh succeeds; it alone is offered again. */
function FailureNotice({ connection, reference }: { connection: ConnectionState; reference: string | undefined }) {
  const { labels } = useText();
  const { id, failure, institution, remaining, operation, status, purgedAt } = connection;
  if (!failure || operation || status === 'revoked') return null;
  const refreshIsLeft = purgedAt !== undefined || (remaining?.includes('refresh') ?? false);
  const title = purgedAt !== undefined ? labels.profile.purgedRefreshFailed : undefined;
  const retry = (refreshIsLeft || failure.retryable) && (
    <RefreshButton connectionId={id}>{refreshIsLeft ? labels.action.refresh : labels.retry}</RefreshButton>
  );
  return (
    <Notice tone="danger" title={title} action={retry}>
      <FailureText failure={failure} institution={institution} reference={reference} />
    </Notice>
  );
}

function PurgedNotice({ connection }: { connection: ConnectionState }) {
  const { labels, fill } = useText();
  const timeText = useTimeText();
  const { purgedAt, failure, operation, institution, status } = connection;
  if (purgedAt === undefined || failure || operation || status === 'revoked') return null;
  return (
    <Notice tone="info">{timeText(fill(labels.profile.purged, { institution: institution.name }), purgedAt)}</Notice>
  );
}

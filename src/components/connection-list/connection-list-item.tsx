'use client';
/** One row: which bank, how it stands, and what goes on there. */
import { forwardRef, type ReactNode } from 'react';
import type { ConnectionState } from '../../core/model/connection';
import type { Job } from '../../core/model/job';
import { useConnectionsState, useStale, useUnsettledJob } from '../../react/use-connections';
import { useExpiring } from '../../react/use-consent';
import { useNow, useText } from '../../react/use-text';
import { Icon } from '../shared/icon';
import { InstitutionLogo } from '../shared/institution-logo';
import { Part, type PartProps } from '../shared/part';
import { useTimeText } from '../shared/relative-time';
import { StatusBadge } from '../shared/status-badge';

export interface ConnectionListItemProps extends Omit<PartProps<'li'>, 'onSelect'> {
  connectionId: string;
  selected?: boolean;
  onSelect?: ((connectionId: string) => void) | undefined;
}

export const ConnectionListItem = forwardRef<HTMLLIElement, ConnectionListItemProps>(function ConnectionListItem(
  { connectionId, selected = false, onSelect, ...props },
  ref,
) {
  const connection = useConnectionsState((state) => state.byId[connectionId]);
  const job = useUnsettledJob(connectionId);
  const expiring = useExpiring(connectionId);
  const stale = useStale(connectionId);
  if (!connection) return null;
  const busy = job !== undefined && job.status !== 'unknown';
  const isWaiting = job?.status === 'waiting-input';
  const content = (
    <>
      <InstitutionLogo institution={connection.institution} />
      <span data-ck="connection-list-text">
        <span data-ck="connection-list-name">{connection.institution.name}</span>
        <span data-ck="connection-list-summary">
          <ConnectionSummary connection={connection} job={busy ? job : undefined} expiring={expiring} />
        </span>
        {stale && <NotChecked since={connection.confirmedAt} />}
        {busy && <JobProgress job={job} />}
      </span>
      {busy && connection.status === 'active' ? (
        <span data-ck="status-badge" data-tone={isWaiting ? 'warning' : 'accent'}>
          <Icon name={isWaiting ? 'alert' : 'sync'} spinning={!isWaiting} />
        </span>
      ) : (
        <StatusBadge status={connection.status} warning={expiring || stale || connection.failure !== undefined} />
      )}
    </>
  );
  return (
    <Part
      as="li"
      part="connection-list-item"
      state={{ status: connection.status, selected, busy, stale }}
      {...props}
      ref={ref}
    >
      {onSelect ? (
        <button
          type="button"
          data-ck="connection-list-button"
          data-connection={connectionId}
          aria-current={selected || undefined}
          onClick={() => onSelect(connectionId)}
        >
          {content}
        </button>
      ) : (
        <div data-ck="connection-list-row">{content}</div>
      )}
    </Part>
  );
});

/** Beside whatever else is said: a good status may be an old one. */
function NotChecked({ since }: { since: string }) {
  const text = useText();
  const now = useNow();
  return (
    <span data-ck="connection-list-stale">
      {text.fill(text.labels.list.notChecked, { time: text.moment(since, now) })}
    </span>
  );
}

interface SummaryProps {
  connection: ConnectionState;
  job: Job | undefined;
  expiring: boolean;
}

/** The one sentence that matters most now. */
function ConnectionSummary({ connection, job, expiring }: SummaryProps): ReactNode {
  const text = useText();
  const timeText = useTimeText();
  const now = useNow();
  const { list, statusSummary, doing, jobKind, jobStatus } = text.labels;
  const { status, failure, purgedAt, expiresAt, lastSyncedAt, revokedAt } = connection;
  if (job?.status === 'waiting-input') return jobStatus['waiting-input'];
  if (job) {
    const action =
      job.kind === 'refresh' || job.kind === 'purge' || job.kind === 'revoke' ? doing[job.kind] : jobKind[job.kind];
    const step = job.steps.findIndex((one) => one.status === 'running') + 1;
    return step === 0 ? action : text.fill(list.step, { action, step, count: job.steps.length });
  }
  if (status === 'revoked') return revokedAt ? timeText(list.revokedAt, revokedAt) : statusSummary.revoked;
  if (status === 'active' && failure) return text.failure(failure, connection.institution);
  if (status === 'active' && purgedAt) return timeText(list.purged, purgedAt);
  if (status === 'active' && expiring && expiresAt) {
    return timeText(Date.parse(expiresAt) <= now ? list.expired : list.expires, expiresAt);
  }
  if (status === 'active') return lastSyncedAt ? timeText(list.synced, lastSyncedAt) : list.neverSynced;
  return statusSummary[status];
}

/** How far a job is; known from its steps only. */
export function JobProgress({ job }: { job: Job }) {
  const text = useText();
  const ended = job.steps.filter((step) => step.status === 'succeeded').length;
  const running = job.steps.some((step) => step.status === 'running') ? 0.5 : 0;
  return (
    <progress
      data-ck="progress"
      max={Math.max(job.steps.length, 1)}
      value={ended + running}
      aria-label={text.labels.jobKind[job.kind]}
    />
  );
}

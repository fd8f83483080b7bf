'use client';
/** What a row says beneath the name of the bank. */
import type { ReactNode } from 'react';
import type { ConnectionState } from '../../core/model/connection';
import type { Job } from '../../core/model/job';
import type { Text } from '../../react/text';
import { useText } from '../../react/use-text';
import { timeTextOf } from '../shared/relative-time';
import { usualDuration } from './job-progress';

interface Summary {
  connection: ConnectionState;
  job: Job | undefined;
  expiring: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/** The one sentence that matters most now; a failure in a few words, for the detail has all of it. */
export function summaryOf(text: Text, { connection, job, expiring, now }: Summary): ReactNode {
  const timeText = timeTextOf(text, now);
  const { list, statusSummary } = text.labels;
  const { status, failure, purgedAt, expiresAt, lastSyncedAt, revokedAt } = connection;
  if (job) return <JobSummary connection={connection} job={job} />;
  if (status === 'revoked') return revokedAt ? timeText(list.revokedAt, revokedAt) : statusSummary.revoked;
  if (status === 'active' && failure) return list.failed[failure.actor];
  if (status === 'active' && purgedAt) return timeText(list.purged, purgedAt);
  if (status === 'active' && expiring && expiresAt) {
    return timeText(Date.parse(expiresAt) <= now ? list.expired : list.expires, expiresAt);
  }
  if (status === 'active') return lastSyncedAt ? timeText(list.synced, lastSyncedAt) : list.neverSynced;
  return statusSummary[status];
}

function JobSummary({ connection, job }: { connection: ConnectionState; job: Job }) {
  const text = useText();
  const { list, doing, jobKind, jobStatus, jobs } = text.labels;
  if (job.status === 'waiting-input') return jobStatus['waiting-input'];
  const action =
    job.kind === 'refresh' || job.kind === 'purge' || job.kind === 'revoke' ? doing[job.kind] : jobKind[job.kind];
  const step = job.steps.findIndex((one) => one.status === 'running') + 1;
  const usual = usualDuration(job, connection.institution);
  return (
    <>
      {step === 0 ? action : text.fill(list.step, { action, step, count: job.steps.length })}
      {usual !== undefined && (
        <span data-ck="connection-list-usual"> · {text.fill(jobs.usual, { duration: text.duration(usual) })}</span>
      )}
    </>
  );
}

/** Beside whatever else is said: a good status may be an old one. */
export function NotChecked({ since, now }: { since: string; now: number }) {
  const text = useText();
  return (
    <span data-ck="connection-list-stale">
      {text.fill(text.labels.list.notChecked, { time: text.moment(since, now) })}
    </span>
  );
}

'use client';
import { forwardRef, memo, useContext, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { Job } from '../../core/model/job';
import { useJob } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { ReceiptButton } from '../receipt';
import { Icon, type IconName } from '../shared/icon';
import { Part, type PartProps } from '../shared/part';
import { JobHistoryRowsContext } from './job-history-context';
import { JobOutcome } from './job-outcome';
import { isOpenJob, JobProgress, ProgressHint } from './job-progress';
import { JobReference } from './job-reference';
import { JobSteps, RunningTime } from './job-steps';
import { createOpenJobs, type OpenJobs } from './open-jobs';
import { useInstitution } from './use-institution';

/** A row of a history, or of a list of yours (`<ol>`), where it opens and closes by itself. */
export interface JobHistoryItemProps extends PartProps<'li'> {
  jobId: string;
  /** Says which bank it was; for a history of several connections. */
  named?: boolean | undefined;
}

const icons: Readonly<Record<Job['status'], IconName>> = {
  queued: 'dots',
  running: 'sync',
  'waiting-input': 'alert',
  succeeded: 'check',
  failed: 'cross',
  unknown: 'question',
};

/**
 * One job as a list item: its head says what and when, its body, once opened, the steps, how it ended, and its receipt. Loads
 * a job that nobody has. It may stand without a history around it.
 */
export const JobHistoryItem = memo(
  forwardRef<HTMLLIElement, JobHistoryItemProps>(function JobHistoryItem({ jobId, named = false, ...props }, ref) {
    const text = useText();
    const job = useJob(jobId);
    const institution = useInstitution(job);
    const id = useId();
    const { open, toggle, trigger } = useRow(jobId);
    if (!job) return null;
    const { jobKind, jobStatus } = text.labels;
    const icon = job.kind === 'purge' && job.status === 'succeeded' ? 'trash' : icons[job.status];
    return (
      <Part
        as="li"
        part="job-history-item"
        state={{ status: job.status, kind: job.kind, job: job.id, open }}
        {...props}
        ref={ref}
      >
        <h5 data-ck="job-history-heading">
          <button
            type="button"
            data-ck="job-history-trigger"
            id={`${id}head`}
            aria-expanded={open}
            aria-controls={open ? `${id}body` : undefined}
            onClick={toggle}
            ref={trigger}
          >
            <Icon name={icon} spinning={job.status === 'running'} />
            <span data-ck="job-history-name">
              {jobKind[job.kind]}
              {named && institution && ` · ${institution.name}`}{' '}
              <span data-ck="job-history-detail">
                · {job.status === 'succeeded' ? <WhatWasDone job={job} /> : jobStatus[job.status]}
              </span>
            </span>
            <span data-ck="job-history-duration">
              {isOpenJob(job) ? <RunningTime since={job.createdAt} /> : <Duration job={job} />}
            </span>
            <time data-ck="job-history-time" dateTime={job.createdAt} title={text.dateTime(job.createdAt)}>
              {text.timeOfDay(job.createdAt)}
            </time>
            <Icon name="chevron" />
          </button>
        </h5>
        {!open && job.status === 'failed' && job.failure && (
          <p data-ck="job-history-summary">{text.failure(job.failure, institution)}</p>
        )}
        {open && (
          <div data-ck="job-history-content" role="region" id={`${id}body`} aria-labelledby={`${id}head`}>
            <Body job={job} />
          </div>
        )}
      </Part>
    );
  }),
);

/** Whether a row is open, and its arrival where a link leads. Alone, without a history around it, it holds that by itself. */
function useRow(jobId: string) {
  const rows = useContext(JobHistoryRowsContext);
  const [own] = useState<OpenJobs>(createOpenJobs);
  const openJobs = rows?.openJobs ?? own;
  const trigger = useRef<HTMLButtonElement>(null);
  const isOpen = () => openJobs.isOpen(jobId);
  const isWanted = () => openJobs.isWanted(jobId);
  const open = useSyncExternalStore(openJobs.subscribe, isOpen, isOpen);
  const wanted = useSyncExternalStore(openJobs.subscribe, isWanted, isWanted);

  useEffect(() => {
    if (!wanted || !openJobs.arrive(jobId)) return;
    trigger.current?.scrollIntoView?.({ block: 'center' });
    trigger.current?.focus({ preventScroll: true });
  }, [wanted, openJobs, jobId]);

  return {
    open,
    trigger,
    toggle: () => (rows ? rows.onToggle(jobId, !open) : own.set(jobId, !open)),
  };
}

function Body({ job }: { job: Job }) {
  const { labels, fill, dateTime } = useText();
  return (
    <div data-ck="job-history-body">
      {isOpenJob(job) && (
        <div data-ck="job-history-progress">
          <JobProgress job={job} />
          <ProgressHint job={job} />
        </div>
      )}
      {job.steps.length > 0 ? (
        <JobSteps job={job} />
      ) : (
        !job.failure && job.status === 'succeeded' && <p data-ck="empty-hint">{labels.jobs.noSteps}</p>
      )}
      {job.retryAt !== undefined && (
        <p data-ck="job-history-retry">{fill(labels.jobs.retriesAt, { time: dateTime(job.retryAt) })}</p>
      )}
      <JobOutcome job={job} />
      {!job.failure && <JobReference job={job} />}
      <ReceiptButton jobId={job.id} />
    </div>
  );
}

function WhatWasDone({ job: { kind, steps } }: { job: Job }) {
  const { labels, plural } = useText();
  if (kind === 'purge') return <>{labels.jobs.dataDeleted}</>;
  if (kind === 'revoke') return <>{labels.jobs.linkEnded}</>;
  return <>{plural(labels.jobs.steps, steps.length)}</>;
}

/** A job that is born settled took no time worth telling. */
function Duration({ job }: { job: Job }) {
  const text = useText();
  const milliseconds = Date.parse(job.updatedAt) - Date.parse(job.createdAt);
  return <>{job.status !== 'unknown' && milliseconds >= 1_000 && text.duration(milliseconds)}</>;
}

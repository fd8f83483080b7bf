'use client';
/** One job of the history; its head says what and when, its body the steps and how it ended. */
import * as Accordion from '@radix-ui/react-accordion';
import type { Job } from '../../core/model/job';
import { useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Icon, type IconName } from '../shared/icon';
import { withoutRadixSizes } from '../shared/radix-styles';
import { JobOutcome } from './job-outcome';
import { JobSteps, RunningTime } from './job-steps';

export interface JobHistoryItemProps {
  job: Job;
  /** Says which bank it was. */
  named?: boolean;
}

const icons: Readonly<Record<Job['status'], IconName>> = {
  queued: 'dots',
  running: 'sync',
  'waiting-input': 'alert',
  succeeded: 'check',
  failed: 'cross',
  unknown: 'question',
};

export function JobHistoryItem({ job, named = false }: JobHistoryItemProps) {
  const text = useText();
  const institution = useConnectionsState((state) =>
    job.connectionId === null ? undefined : state.byId[job.connectionId]?.institution,
  );
  const { jobs, jobKind, jobStatus } = text.labels;
  const isOpen = job.status === 'queued' || job.status === 'running' || job.status === 'waiting-input';
  const icon = job.kind === 'purge' && job.status === 'succeeded' ? 'trash' : icons[job.status];
  return (
    <Accordion.Item
      value={job.id}
      data-ck="job-history-item"
      data-status={job.status}
      data-kind={job.kind}
      data-job={job.id}
    >
      <Accordion.Header data-ck="job-history-heading" asChild>
        <h4>
          <Accordion.Trigger data-ck="job-history-trigger">
            <Icon name={icon} spinning={job.status === 'running'} />
            <span data-ck="job-history-name">
              {jobKind[job.kind]}
              {named && institution && ` · ${institution.name}`}{' '}
              <span data-ck="job-history-detail">
                · {job.status === 'succeeded' ? whatWasDone() : jobStatus[job.status]}
              </span>
            </span>
            <span data-ck="job-history-duration">{isOpen ? <RunningTime since={job.createdAt} /> : duration()}</span>
            <time data-ck="job-history-time" dateTime={job.createdAt}>
              {text.dateTime(job.createdAt)}
            </time>
            <Icon name="chevron" />
          </Accordion.Trigger>
        </h4>
      </Accordion.Header>
      <Accordion.Content data-ck="job-history-content" style={withoutRadixSizes}>
        <div data-ck="job-history-body">
          {job.steps.length > 0 ? <JobSteps job={job} /> : !job.failure && <p data-ck="empty-hint">{jobs.noSteps}</p>}
          <JobOutcome job={job} />
        </div>
      </Accordion.Content>
    </Accordion.Item>
  );

  function whatWasDone(): string {
    if (job.kind === 'purge') return jobs.dataDeleted;
    if (job.kind === 'revoke') return jobs.linkEnded;
    return text.plural(jobs.steps, job.steps.length);
  }

  /** A job that is born settled took no time worth telling. */
  function duration(): string {
    if (job.status === 'unknown') return '';
    const milliseconds = Date.parse(job.updatedAt) - Date.parse(job.createdAt);
    return milliseconds >= 1_000 ? text.duration(milliseconds) : '';
  }
}

'use client';
/** What was done at a connection, or at all, the newest first; a job opens to its steps. */
import * as Accordion from '@radix-ui/react-accordion';
import { forwardRef, useId, useState } from 'react';
import { useConnections, useJobs } from '../../react/use-connections';
import { useSignedOut } from '../../react/use-session';
import { useSettled } from '../../react/use-settled';
import { useDirection, useOnline, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText, Notice } from '../shared/notice';
import { PageNotice } from '../shared/page-notice';
import { Part, type PartProps } from '../shared/part';
import { JobHistoryItem } from './job-history-item';

export interface JobHistoryProps extends PartProps<'section'> {
  /** All connections when absent. */
  connectionId?: string;
  /** The job that is open at first. */
  jobId?: string;
}

export const JobHistory = forwardRef<HTMLElement, JobHistoryProps>(function JobHistory(
  { connectionId, jobId, ...props },
  ref,
) {
  const { labels } = useText();
  const dir = useDirection();
  const titleId = useId();
  const { jobs, load, reload } = useJobs({ connectionId });
  // The banks' names stand in the connections.
  useConnections();
  const [open, setOpen] = useState<string[]>(jobId === undefined ? [] : [jobId]);
  const signedOut = useSignedOut();
  const online = useOnline();
  const { failure } = useSettled(load, connectionId);
  const isSaid = failure?.code === 'unauthorized' || (failure?.code === 'network' && !online);
  const isLoading = load.status === 'loading' || (load.status === 'idle' && !signedOut);
  return (
    <Part
      as="section"
      part="job-history"
      state={{ load: load.status, empty: jobs.length === 0 }}
      aria-labelledby={titleId}
      {...props}
      ref={ref}
    >
      <h3 data-ck="section-title" id={titleId}>
        {labels.jobs.title}
      </h3>
      <PageNotice />
      {failure && !isSaid && (
        <Notice
          tone="danger"
          title={labels.jobs.failedTitle}
          action={
            <Button busy={load.status === 'loading'} onClick={reload}>
              {labels.retry}
            </Button>
          }
        >
          <FailureText failure={failure} />
        </Notice>
      )}
      {jobs.length > 0 && (
        <Accordion.Root type="multiple" dir={dir} value={open} onValueChange={setOpen} data-ck="job-history-items">
          {jobs.map((job) => (
            <JobHistoryItem key={job.id} job={job} named={connectionId === undefined} />
          ))}
        </Accordion.Root>
      )}
      {jobs.length === 0 && isLoading && (
        <div data-ck="skeleton" role="status" aria-label={labels.jobs.loading}>
          {['first', 'second', 'third'].map((row) => (
            <div data-ck="skeleton-row" key={row} />
          ))}
        </div>
      )}
      {jobs.length === 0 && load.status === 'ready' && <p data-ck="empty-hint">{labels.jobs.none}</p>}
    </Part>
  );
});

'use client';
import { forwardRef, Fragment, useId, useMemo, type ReactNode } from 'react';
import { useSignedOut } from '../../react/use-session';
import { useDayName, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Skeleton } from '../shared/loaded';
import { Part, type PartProps } from '../shared/part';
import { noFilter } from './filter-jobs';
import { groupJobs, type JobRun } from './group-jobs';
import { useJobHistory } from './job-history-context';
import { JobHistoryItem } from './job-history-item';

/** Must stand in a `JobHistoryRoot`. */
export interface JobHistoryEntriesProps extends PartProps<'div'> {
  /** In the place of the usual row: a `<JobHistoryItem>`, or another `<li>`. */
  renderItem?: ((jobId: string) => ReactNode) | undefined;
}

/** The jobs of a history by days, those of one gesture together; or why there are none to see. */
export const JobHistoryEntries = forwardRef<HTMLDivElement, JobHistoryEntriesProps>(function JobHistoryEntries(
  { renderItem, ...props },
  ref,
) {
  const text = useText();
  const { jobs, filtered, limit, connectionId } = useJobHistory();
  const isNamed = connectionId === undefined;
  // A job that ticks changes no place: as a text, the groups stay the same, and no row but its own renders.
  const groups = useMemo(
    () => JSON.stringify(groupJobs(filtered.jobs.slice(0, limit), jobs, text.day)),
    [filtered.jobs, limit, jobs, text],
  );
  const days = useMemo(() => {
    const row = renderItem ?? ((jobId: string) => <JobHistoryItem jobId={jobId} named={isNamed} />);
    return (JSON.parse(groups) as ReturnType<typeof groupJobs>).map(({ day, runs }) => (
      <JobHistoryDay key={day} day={day}>
        {runs.map((run) => (
          <Run key={run.key} run={run} row={row} />
        ))}
      </JobHistoryDay>
    ));
  }, [groups, renderItem, isNamed]);
  return (
    <Part part="job-history-entries" {...props} ref={ref}>
      {days}
      {filtered.jobs.length === 0 && <NoEntries />}
    </Part>
  );
});

/** The name of the day follows the clock: "Today" becomes "Yesterday" while the page is open. */
export interface JobHistoryDayProps extends PartProps<'div'> {
  /** `yyyy-mm-dd` */
  day: string;
}

/** One day under its name; its children are list items. */
export const JobHistoryDay = forwardRef<HTMLDivElement, JobHistoryDayProps>(function JobHistoryDay(
  { day, children, ...props },
  ref,
) {
  const id = useId();
  const name = useDayName(day);
  return (
    <Part part="job-history-day" role="group" aria-labelledby={id} {...props} ref={ref}>
      <h4 data-ck="job-history-day-name" id={id}>
        {name}
      </h4>
      <ol data-ck="job-history-items">{children}</ol>
    </Part>
  );
});

/** The jobs of one gesture under its name; a job that stands alone has none. */
function Run({ run, row }: { run: JobRun; row(jobId: string): ReactNode }) {
  const text = useText();
  const id = useId();
  const gesture = text.gesture(run.kinds);
  const rows = run.jobIds.map((jobId) => <Fragment key={jobId}>{row(jobId)}</Fragment>);
  if (gesture === undefined) return <>{rows}</>;
  return (
    <li data-ck="job-history-run">
      <span data-ck="job-history-run-name" id={id}>
        {gesture}
      </span>
      <ol data-ck="job-history-items" aria-labelledby={id}>
        {rows}
      </ol>
    </li>
  );
}

function NoEntries() {
  const { labels } = useText();
  const { jobs, load, setFilter } = useJobHistory();
  const signedOut = useSignedOut();
  if (jobs.length > 0)
    return (
      <div data-ck="job-history-none" role="status">
        <p data-ck="empty-hint">
          {labels.jobs.noneMatch} {!load.complete && labels.jobs.notAll}
        </p>
        <Button part="job-history-clear" onClick={() => setFilter(noFilter)}>
          {labels.jobs.clear}
        </Button>
      </div>
    );
  if (load.status === 'loading' || (load.status === 'idle' && !signedOut))
    return <Skeleton label={labels.jobs.loading} />;
  return load.status === 'ready' ? <p data-ck="empty-hint">{labels.jobs.none}</p> : null;
}

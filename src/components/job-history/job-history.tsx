import { forwardRef } from 'react';
import { PageNotice } from '../shared/page-notice';
import { WidgetBoundary } from '../shared/widget-boundary';
import { JobHistoryEntries } from './job-history-entries';
import { JobHistoryExport } from './job-history-export';
import { JobHistoryFilters } from './job-history-filters';
import { JobHistoryNotices } from './job-history-notices';
import { JobHistoryOlder } from './job-history-older';
import { JobHistoryRoot, type JobHistoryRootProps } from './job-history-root';
import { JobHistoryTitle } from './job-history-title';

/** All parts stand in it in their usual order, so it takes no children: for another order there is `JobHistoryRoot`. */
export type JobHistoryProps = Omit<JobHistoryRootProps, 'children'>;

/**
 * What was done at a connection, or at all, the newest first; a job opens to its steps and how it ended. The person filters
 * by status, kind and day, and saves what is shown as a file. Loads the newest 50 jobs and the list of connections (for the
 * banks' names), older ones as the page is scrolled. Another order is made of `JobHistoryRoot` and the parts.
 */
export const JobHistory = forwardRef<HTMLElement, JobHistoryProps>(function JobHistory(props, ref) {
  return (
    <WidgetBoundary of={props.connectionId}>
      <JobHistoryRoot {...props} ref={ref}>
        <div data-ck="job-history-header">
          <JobHistoryTitle />
          <JobHistoryExport />
        </div>
        <PageNotice />
        <JobHistoryNotices />
        <JobHistoryFilters />
        <JobHistoryEntries />
        <JobHistoryOlder />
      </JobHistoryRoot>
    </WidgetBoundary>
  );
});

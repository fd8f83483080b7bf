/** What was done at a connection, or at all, the newest first; a job opens to its steps. */
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

export type JobHistoryProps = Omit<JobHistoryRootProps, 'children'>;

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

'use client';
import { forwardRef } from 'react';
import { useText } from '../../react/use-text';
import { loadOnDemand } from '../load-on-demand';
import { Loaded, Skeleton } from '../shared/loaded';
import type { JobHistoryProps } from './job-history';

/**
 * `JobHistory`, its code loaded when it is shown first: for what stands behind a tab, and costs nothing to those who never
 * look. A skeleton stands there meanwhile; code that does not come is said, with the way to try again.
 */
export const LoadedJobHistory = forwardRef<HTMLElement, JobHistoryProps>(function LoadedJobHistory(props, ref) {
  const { labels } = useText();
  return (
    <Loaded load={loadOnDemand} waiting={<Skeleton label={labels.jobs.loading} />}>
      {({ JobHistory }) => <JobHistory {...props} ref={ref} />}
    </Loaded>
  );
});

'use client';
/** The history, loaded when it is shown first: for what stands behind a tab, and costs nothing to those who never look. */
import { forwardRef } from 'react';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Notice } from '../shared/notice';
import { useLoaded } from '../shared/use-loaded';
import type { JobHistoryProps } from './job-history';

const loadHistory = () => import('./job-history');

export const LoadedJobHistory = forwardRef<HTMLElement, JobHistoryProps>(function LoadedJobHistory(props, ref) {
  const { labels } = useText();
  const history = useLoaded(loadHistory);
  if (history.status === 'ready') return <history.module.JobHistory {...props} ref={ref} />;
  if (history.status === 'loading')
    return (
      <div data-ck="skeleton" role="status" aria-label={labels.jobs.loading}>
        {['first', 'second', 'third'].map((row) => (
          <div data-ck="skeleton-row" key={row} />
        ))}
      </div>
    );
  return (
    <div role="alert">
      <Notice tone="warning" action={<Button onClick={history.retry}>{labels.retry}</Button>}>
        {labels.failure.network}
      </Notice>
    </div>
  );
});

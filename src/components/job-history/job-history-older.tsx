'use client';
import { forwardRef, useEffect, useRef } from 'react';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { useJobHistory } from './job-history-context';
import { useShownFailure } from './job-history-notices';

/** Must stand in a `JobHistoryRoot`; stands after the last entry. */
export type JobHistoryOlderProps = PartProps<'div'>;

/** This near to the end of what is on the page, more is put there. */
const near = '400px 0px';

/**
 * The end of what is on the page while there is more: older jobs come at a press, or by themselves when the page is scrolled
 * near.
 */
export const JobHistoryOlder = forwardRef<HTMLDivElement, JobHistoryOlderProps>(function JobHistoryOlder(props, ref) {
  const text = useText();
  const { jobs: words } = text.labels;
  const { jobs, filtered, limit, load, showMore, isLookingBack } = useJobHistory();
  const failure = useShownFailure(load.failure);
  const end = useRef<HTMLSpanElement>(null);
  const isLoading = load.status === 'loading';
  const isBehind = limit < filtered.jobs.length;
  const hasFailed = load.status === 'failed';
  const hasOlder = jobs.length > 0 && (isBehind || !load.complete);
  // While nothing matches, the end is always near: then only a press asks.
  const comesByItself = hasOlder && !isLoading && (isBehind || (!hasFailed && filtered.jobs.length > 0));

  useEffect(() => {
    if (!comesByItself || !end.current || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) showMore();
      },
      { rootMargin: near },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [comesByItself, showMore]);

  if (!hasOlder) return null;
  return (
    <Part part="job-history-older" {...props} ref={ref}>
      <span data-ck="job-history-end" ref={end} />
      {isLookingBack && failure && (
        <Notice tone="danger" title={words.olderFailedTitle}>
          <FailureText failure={failure} />
        </Notice>
      )}
      <Button part="job-history-more" busy={isLoading} onClick={showMore}>
        {isLookingBack && hasFailed ? text.labels.retry : words.older}
      </Button>
    </Part>
  );
});

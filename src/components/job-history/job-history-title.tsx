'use client';
import { forwardRef } from 'react';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { useKeptFocus } from '../shared/use-kept-focus';
import { useJobHistory } from './job-history-context';

/** Must stand in a `JobHistoryRoot`, which it names; `render` makes it a heading of another level. */
export type JobHistoryTitleProps = PartProps<'h3'>;

/** The heading that names the history. The focus goes here when what had it has left. */
export const JobHistoryTitle = forwardRef<HTMLHeadingElement, JobHistoryTitleProps>(function JobHistoryTitle(
  { children, ...props },
  ref,
) {
  const { labels } = useText();
  const { titleId } = useJobHistory();
  const kept = useKeptFocus<HTMLSpanElement>('[data-ck="job-history"]');
  return (
    <Part as="h3" part="section-title" id={titleId} {...props} ref={ref}>
      <span tabIndex={-1} ref={kept}>
        {children ?? labels.jobs.title}
      </span>
    </Part>
  );
});

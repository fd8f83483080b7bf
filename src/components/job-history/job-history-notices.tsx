'use client';
import { forwardRef } from 'react';
import { useSettled } from '../../react/use-settled';
import { useOnline, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { useJobHistory } from './job-history-context';

/** Must stand in a `JobHistoryRoot`. */
export type JobHistoryNoticesProps = PartProps<'div'>;

/** Why a history cannot be shown as it was asked for: it could not be read, or what a link names is not in it. */
export const JobHistoryNotices = forwardRef<HTMLDivElement, JobHistoryNoticesProps>(
  function JobHistoryNotices(props, ref) {
    const { labels } = useText();
    const { connectionId, load, reload, isLookingBack, linked, isLinkedElsewhere } = useJobHistory();
    const failure = useShownFailure(useSettled(load, connectionId).failure);
    const linkFailure = useShownFailure(linked.failure);
    const isLinkGone = linkFailure?.code === 'not-found';
    return (
      <Part part="job-history-notices" role="status" {...props} ref={ref}>
        {failure && !isLookingBack && (
          <Notice
            tone="danger"
            title={labels.jobs.failedTitle}
            action={
              <Button part="retry" busy={load.status === 'loading'} onClick={reload}>
                {labels.retry}
              </Button>
            }
          >
            <FailureText failure={failure} />
          </Notice>
        )}
        {(isLinkGone || isLinkedElsewhere) && (
          <Notice tone="warning">{isLinkGone ? labels.jobs.linkGone : labels.jobs.linkElsewhere}</Notice>
        )}
        {linkFailure && !isLinkGone && !failure && (
          <Notice
            tone="danger"
            title={labels.jobs.failedTitle}
            action={
              <Button part="retry" onClick={linked.retry}>
                {labels.retry}
              </Button>
            }
          >
            <FailureText failure={linkFailure} />
          </Notice>
        )}
      </Part>
    );
  },
);

/** Being signed out or offline is said for the whole page. */
export function useShownFailure<Reason extends { code: string }>(failure: Reason | undefined): Reason | undefined {
  const online = useOnline();
  const isSaid = failure?.code === 'unauthorized' || (failure?.code === 'network' && !online);
  return isSaid ? undefined : failure;
}

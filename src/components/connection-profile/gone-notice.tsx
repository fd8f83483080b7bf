'use client';
import { forwardRef, type ReactNode } from 'react';
import { useConnection } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';

/** The id is for the way to look once more; nothing of the connection has to be known. */
export interface GoneNoticeProps extends PartProps<'div'> {
  connectionId: string;
  /** Stands before the way to look once more: the way back, for instance. */
  action?: ReactNode;
}

/**
 * That a connection is not there, or no longer, with the way to look once more. It always shows: put it in the place of what
 * you showed, once `useConnection` says `gone`.
 */
export const GoneNotice = forwardRef<HTMLDivElement, GoneNoticeProps>(function GoneNotice(
  { connectionId, action, ...props },
  ref,
) {
  const { labels } = useText();
  const { load, reload } = useConnection(connectionId);
  const actions = (
    <>
      {action}
      <Button part="check-again" busy={load.status === 'loading'} onClick={reload}>
        {labels.profile.checkAgain}
      </Button>
    </>
  );
  return (
    <Part part="gone-notice" role="status" {...props} ref={ref}>
      <Notice tone="info" title={labels.profile.gone} action={actions}>
        {labels.profile.goneHint}
      </Notice>
    </Part>
  );
});

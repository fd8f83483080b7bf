'use client';
/** That a connection is not there, or no longer, in the place of what was shown of it. */
import { forwardRef, type ReactNode } from 'react';
import { useConnection } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';

export interface GoneNoticeProps extends PartProps<'div'> {
  connectionId: string;
  /** Beside the way to look once more: the way back. */
  action?: ReactNode;
}

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

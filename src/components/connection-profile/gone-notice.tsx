'use client';
/** That a connection is not there, or no longer, in the place of what was shown of it. */
import type { ReactNode } from 'react';
import { useConnection } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Notice } from '../shared/notice';

export interface GoneNoticeProps {
  connectionId: string;
  /** Beside the way to look once more: the way back. */
  action?: ReactNode;
}

export function GoneNotice({ connectionId, action }: GoneNoticeProps) {
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
    <div data-ck="gone" role="status">
      <Notice tone="info" title={labels.profile.gone} action={actions}>
        {labels.profile.goneHint}
      </Notice>
    </div>
  );
}

'use client';
import { forwardRef } from 'react';
import { useConnection, useStale } from '../../react/use-connections';
import { useSettled } from '../../react/use-settled';
import { useNow, useOnline, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';

/** How old is too old is the provider's `staleAfter`. */
export interface FreshnessNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

/**
 * That what is shown of a connection was not checked for a while (the provider's `staleAfter`), or that the last check
 * failed, with the way to check now; it stays while a check is under way. Loads the connection's detail by itself.
 */
export const FreshnessNotice = forwardRef<HTMLDivElement, FreshnessNoticeProps>(function FreshnessNotice(
  { connectionId, ...props },
  ref,
) {
  const text = useText();
  const now = useNow();
  const online = useOnline();
  const { connection, load, reload } = useConnection(connectionId);
  const stale = useStale(connectionId);
  const { failure } = useSettled(load, connectionId);
  // Without a detail the place of the profile says so; without a session or a network the page does.
  const isSaid = failure?.code === 'unauthorized' || (failure?.code === 'network' && !online);
  const shown = connection?.detail && !isSaid ? failure : undefined;
  if (!connection || (!stale && !shown)) return null;
  const { profile, reason } = text.labels;
  const check = (
    <Button part="check-again" busy={load.status === 'loading'} reason={online ? '' : reason.offline} onClick={reload}>
      {shown ? text.labels.retry : profile.checkAgain}
    </Button>
  );
  return (
    <Part part="freshness-notice" {...props} ref={ref}>
      <Notice tone="warning" title={shown && profile.failedTitle} action={check}>
        {stale && <p>{text.fill(profile.notChecked, { time: text.moment(connection.confirmedAt, now) })}</p>}
        {shown && <FailureText failure={shown} institution={connection.institution} />}
      </Notice>
    </Part>
  );
});

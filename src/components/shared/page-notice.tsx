'use client';
import { forwardRef } from 'react';
import { useClient, useConnectionsState } from '../../react/use-connections';
import { useSignedOut, useTurn } from '../../react/use-session';
import { useNow, useOnline, useText } from '../../react/use-text';
import { Button } from './button';
import { Notice } from './notice';
import { Part, type PartProps } from './part';

/** Of several on a page only one speaks. */
export interface PageNoticeProps extends PartProps<'div'> {
  /** It stands above all others, and speaks in their place. */
  whole?: boolean | undefined;
}

/**
 * What concerns the whole page: that nobody is signed in, or that it is offline. Several of them on a page say it once. The
 * ready-made components hold one.
 */
export const PageNotice = forwardRef<HTMLDivElement, PageNoticeProps>(function PageNotice(
  { whole = false, ...props },
  ref,
) {
  const signedOut = useSignedOut();
  const online = useOnline();
  const hasTurn = useTurn(whole);
  if (!hasTurn || (!signedOut && online)) return null;
  return (
    <Part part="page-notice" role={signedOut ? 'alert' : 'status'} {...props} ref={ref}>
      {signedOut ? <SignedOutNotice /> : <OfflineNotice />}
    </Part>
  );
});

function SignedOutNotice() {
  const client = useClient();
  const { labels } = useText();
  const isKnown = useConnectionsState(({ ids }) => ids.length > 0);
  const isLoading = useConnectionsState(({ load }) => load.status === 'loading');
  const retry = (
    <Button part="retry" busy={isLoading} onClick={() => void client.load()}>
      {labels.retry}
    </Button>
  );
  return (
    <Notice tone="warning" title={labels.signedOut.title} action={retry}>
      {isKnown ? labels.signedOut.outdated : labels.signedOut.hint}
    </Notice>
  );
}

function OfflineNotice() {
  const text = useText();
  const now = useNow();
  const since = useConnectionsState(({ table }) => {
    const times = table.entries.flatMap(({ status, confirmedAt }) => (status === 'revoked' ? [] : [confirmedAt]));
    // ISO 8601 in UTC: the order of the texts is that of the times.
    return times.reduce<string | undefined>(
      (oldest, time) => (oldest === undefined || time < oldest ? time : oldest),
      undefined,
    );
  });
  const { offline, offlineSince } = text.labels;
  return (
    <Notice tone="warning">
      {since === undefined ? offline : text.fill(offlineSince, { time: text.moment(since, now) })}
    </Notice>
  );
}

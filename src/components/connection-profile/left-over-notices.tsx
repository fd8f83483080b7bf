'use client';
import { forwardRef } from 'react';
import type { OperationKind } from '../../core/model/actions';
import { selectConnection, useConnectionsState, useUnsettledJob } from '../../react/use-connections';
import { useCheckAgain, useDismissRemaining } from '../../react/use-job-actions';
import { useText } from '../../react/use-text';
import {
  PurgeAndRefreshButton,
  PurgeAndRevokeButton,
  PurgeButton,
  RefreshButton,
  RevokeButton,
} from '../connection-actions';
import { Button } from '../shared/button';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { isLost } from './is-lost';

/** By what is left, in order. The destructive ones ask before they act. */
const offers: Readonly<Record<string, typeof RefreshButton>> = {
  refresh: RefreshButton,
  purge: PurgeButton,
  revoke: RevokeButton,
  'purge,refresh': PurgeAndRefreshButton,
  'purge,revoke': PurgeAndRevokeButton,
};

/** Needs a connection that was loaded. */
export interface InterruptedNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

/**
 * What an interrupted action has left to do (`remaining`): said exactly, and exactly that is offered, with the way to want no
 * more of it. What is destructive asks before it acts. Loads nothing, and is not there without such a rest.
 */
export const InterruptedNotice = forwardRef<HTMLDivElement, InterruptedNoticeProps>(function InterruptedNotice(
  { connectionId, ...props },
  ref,
) {
  const { labels, fill } = useText();
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  const dismiss = useDismissRemaining(connectionId);
  if (!connection?.remaining || connection.operation) return null;
  const { institution, purgedAt, remaining } = connection;
  const Offer = offers[remaining.join()];
  const action = (
    <>
      {Offer && <Offer connectionId={connectionId} />}
      <Button part="dismiss" onClick={dismiss}>
        {labels.interrupted.dismiss}
      </Button>
    </>
  );
  return (
    <Part part="interrupted-notice" {...props} ref={ref}>
      <Notice tone="warning" action={action}>
        {fill(labels.interrupted[wordsOf(remaining, purgedAt !== undefined)], { institution: institution.name })}
      </Notice>
    </Part>
  );
});

function wordsOf(remaining: readonly OperationKind[], isPurged: boolean) {
  const [next = 'refresh', after] = remaining;
  if (next === 'purge') return after === 'refresh' ? 'purgeRefresh' : after === 'revoke' ? 'purgeRevoke' : 'purge';
  if (next === 'refresh') return isPurged ? 'purgedRefresh' : 'refresh';
  return isPurged ? 'purgedRevoke' : 'revoke';
}

/** Needs a connection and jobs that were loaded. */
export interface LostNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

/**
 * That the answer to a refresh, purge or revoke never came, so that nobody knows whether it was done. Offers to check again,
 * and to repeat it. Loads nothing, and is not there otherwise.
 */
export const LostNotice = forwardRef<HTMLDivElement, LostNoticeProps>(function LostNotice(
  { connectionId, ...props },
  ref,
) {
  const { labels, fill } = useText();
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  const job = useUnsettledJob(connectionId);
  const { busy, failure, run } = useCheckAgain(job?.id ?? '');
  if (!connection || !job || !isLost(job)) return null;
  const { institution, remaining = [job.kind] } = connection;
  const Offer = offers[remaining.join()];
  const action = (
    <>
      <Button part="check-again" busy={busy} onClick={() => void run()}>
        {labels.jobs.checkAgain}
      </Button>
      {Offer && <Offer connectionId={connectionId} />}
    </>
  );
  return (
    <Part part="lost-notice" {...props} ref={ref}>
      <Notice tone="warning" action={action}>
        <p>{fill(labels.lost[job.kind], { institution: institution.name })}</p>
        {failure && <FailureText failure={failure} institution={institution} />}
      </Notice>
    </Part>
  );
});

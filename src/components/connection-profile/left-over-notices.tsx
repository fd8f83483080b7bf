'use client';
/** What an interrupted action has left, or what became of one whose answer was lost: said exactly, and exactly that is offered. */
import type { OperationKind } from '../../core/model/actions';
import type { ConnectionState } from '../../core/model/connection';
import type { Job } from '../../core/model/job';
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

/** By what is left, in order. The destructive ones ask before they act. */
const offers: Readonly<Record<string, typeof RefreshButton>> = {
  refresh: RefreshButton,
  purge: PurgeButton,
  revoke: RevokeButton,
  'purge,refresh': PurgeAndRefreshButton,
  'purge,revoke': PurgeAndRevokeButton,
};

interface InterruptedNoticeProps {
  connection: ConnectionState;
  remaining: readonly OperationKind[];
}

export function InterruptedNotice({ connection, remaining }: InterruptedNoticeProps) {
  const { labels, fill } = useText();
  const { id, institution, purgedAt } = connection;
  const dismiss = useDismissRemaining(id);
  const Offer = offers[remaining.join()];
  const action = (
    <>
      {Offer && <Offer connectionId={id} />}
      <Button part="dismiss" onClick={dismiss}>
        {labels.interrupted.dismiss}
      </Button>
    </>
  );
  return (
    <Notice tone="warning" action={action}>
      {fill(labels.interrupted[wordsOf(remaining, purgedAt !== undefined)], { institution: institution.name })}
    </Notice>
  );
}

function wordsOf(remaining: readonly OperationKind[], isPurged: boolean) {
  const [next = 'refresh', after] = remaining;
  if (next === 'purge') return after === 'refresh' ? 'purgeRefresh' : after === 'revoke' ? 'purgeRevoke' : 'purge';
  if (next === 'refresh') return isPurged ? 'purgedRefresh' : 'refresh';
  return isPurged ? 'purgedRevoke' : 'revoke';
}

/** The provider has no such job to ask for: the answer was lost, and with it whether it was done. */
export function isLost(job: Job): job is Job & { kind: OperationKind } {
  const isOperation = job.kind === 'refresh' || job.kind === 'purge' || job.kind === 'revoke';
  return job.status === 'unknown' && job.recordedBy === 'kit' && isOperation;
}

interface LostNoticeProps {
  connection: ConnectionState;
  job: Job & { kind: OperationKind };
}

export function LostNotice({ connection, job }: LostNoticeProps) {
  const { labels, fill } = useText();
  const { busy, failure, run } = useCheckAgain(job.id);
  const { id, institution, remaining = [job.kind] } = connection;
  const Offer = offers[remaining.join()];
  const action = (
    <>
      <Button part="check-again" busy={busy} onClick={() => void run()}>
        {labels.jobs.checkAgain}
      </Button>
      {Offer && <Offer connectionId={id} />}
    </>
  );
  return (
    <Notice tone="warning" action={action}>
      <p>{fill(labels.lost[job.kind], { institution: institution.name })}</p>
      {failure && <FailureText failure={failure} institution={institution} />}
    </Notice>
  );
}

'use client';
/** What became of a gesture that did not succeed, beside its button; where the notices of the connection tell it, they do. */
import type { OperationKind } from '../../core/model/actions';
import type { ConnectionState } from '../../core/model/connection';
import type { Job } from '../../core/model/job';
import type { UseAction } from '../../react/use-action';
import { selectConnection, useConnectionsState, useJob } from '../../react/use-connections';
import { useOutcomeTurn, useSignedOut } from '../../react/use-session';
import { useText } from '../../react/use-text';
import { FailureText } from '../shared/notice';

interface ActionOutcomeProps {
  id: string;
  connectionId: string;
  result: NonNullable<UseAction['result']>;
}

export function ActionOutcome({ id, connectionId, result }: ActionOutcomeProps) {
  const { labels } = useText();
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  const last = result.jobs.at(-1);
  if (!connection || connection.operation) return null;
  if (result.outcome === 'unavailable')
    return (
      <div data-ck="action-failed" id={id} role="alert">
        {labels.notDone}
      </div>
    );
  return last ? <JobOutcome id={id} connection={connection} jobId={last.id} /> : null;
}

interface JobOutcomeProps {
  id: string;
  connection: ConnectionState;
  jobId: string;
}

/** As long as it is the last word: a later success, or one that was found out, takes it away. */
function JobOutcome({ id, connection, jobId }: JobOutcomeProps) {
  const { labels, fill } = useText();
  const signedOut = useSignedOut();
  const hasTurn = useOutcomeTurn(connection.id);
  const job = useJob(jobId);
  if (!hasTurn || !job) return null;
  const { institution, failure, purgedAt } = connection;
  if (job.status === 'unknown' && isOperation(job.kind))
    return (
      <div data-ck="action-failed" id={id} role="alert">
        {fill(labels.lost[job.kind], { institution: institution.name })}
      </div>
    );
  if (!job.failure || job.failure.code !== failure?.code || (signedOut && failure.code === 'unauthorized')) return null;
  const { purgedRefreshFailed, purgedRevokeFailed } = labels.profile;
  const done = purgedAt !== undefined && job.kind !== 'purge';
  return (
    <div data-ck="action-failed" id={id} role="alert">
      {done && (
        <strong data-ck="notice-title">{job.kind === 'revoke' ? purgedRevokeFailed : purgedRefreshFailed}</strong>
      )}
      <FailureText
        failure={job.failure}
        institution={institution}
        reference={job.recordedBy === 'provider' ? job.id : undefined}
      />
    </div>
  );
}

function isOperation(kind: Job['kind']): kind is OperationKind {
  return kind === 'refresh' || kind === 'purge' || kind === 'revoke';
}

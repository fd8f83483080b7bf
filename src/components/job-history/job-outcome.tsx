'use client';
/** How a job ended, in whole sentences: what failed and who must act, or that it was lost sight of. */
import type { Job } from '../../core/model/job';
import { useConnectionsState } from '../../react/use-connections';
import { useCheckAgain } from '../../react/use-job-actions';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText } from '../shared/notice';
import { JobRemedy } from './job-remedy';

export function JobOutcome({ job }: { job: Job }) {
  const { labels, fill } = useText();
  const institution = useConnectionsState((state) =>
    job.connectionId === null ? undefined : state.byId[job.connectionId]?.institution,
  );
  const { busy, failure, run } = useCheckAgain(job.id);
  // What was lost is the answer: to say “try again” would urge to repeat what may be done already.
  const isUnconfirmed = job.status === 'unknown' && job.recordedBy === 'kit';
  return (
    <>
      {job.failure && !isUnconfirmed && (
        <FailureText
          failure={job.failure}
          institution={institution}
          reference={job.recordedBy === 'provider' ? job.id : undefined}
        />
      )}
      {job.status === 'failed' && job.failure && job.connectionId !== null && (
        <JobRemedy job={job} failure={job.failure} connectionId={job.connectionId} />
      )}
      {job.status === 'unknown' && (
        <div data-ck="lost">
          <p>
            {isUnconfirmed
              ? labels.jobs.unconfirmed
              : fill(labels.jobs.lost, { institution: institution?.name ?? labels.bank })}
          </p>
          <Button part="check-again" busy={busy} onClick={() => void run()}>
            {labels.jobs.checkAgain}
          </Button>
          {failure && <FailureText failure={failure} institution={institution} />}
        </div>
      )}
    </>
  );
}

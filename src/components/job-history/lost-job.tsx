'use client';
/** That a job was lost sight of, with the way to look for it once more. */
import type { Job } from '../../core/model/job';
import { useCheckAgain } from '../../react/use-job-actions';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText } from '../shared/notice';
import { useInstitution } from './use-institution';

export function LostJob({ job }: { job: Job }) {
  const { labels, fill } = useText();
  const institution = useInstitution(job);
  const { busy, failure, run } = useCheckAgain(job.id);
  // What was lost is the answer: to say “try again” would urge to repeat what may be done already.
  const isUnconfirmed = job.recordedBy === 'kit';
  return (
    <>
      {!isUnconfirmed && <JobFailure job={job} />}
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
    </>
  );
}

export function JobFailure({ job }: { job: Job }) {
  const institution = useInstitution(job);
  if (!job.failure) return null;
  const reference = job.recordedBy === 'provider' ? job.id : undefined;
  return <FailureText failure={job.failure} institution={institution} reference={reference} />;
}

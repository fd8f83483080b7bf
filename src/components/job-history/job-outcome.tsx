'use client';
/** How a job ended, in whole sentences: what failed and who must act, or that it was lost sight of. */
import type { Job } from '../../core/model/job';
import { useConnectionsState } from '../../react/use-connections';
import { useCheckAgain } from '../../react/use-job-actions';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText } from '../shared/notice';

export function JobOutcome({ job }: { job: Job }) {
  const { labels } = useText();
  const institution = useConnectionsState((state) =>
    job.connectionId === null ? undefined : state.byId[job.connectionId]?.institution,
  );
  const { busy, failure, run } = useCheckAgain(job.id);
  return (
    <>
      {job.failure && (
        <FailureText
          failure={job.failure}
          institution={institution}
          reference={job.recordedBy === 'provider' ? job.id : undefined}
        />
      )}
      {job.status === 'unknown' && (
        <div data-ck="lost">
          <p>{job.recordedBy === 'kit' ? labels.jobs.unconfirmed : labels.jobStatus.unknown}</p>
          {job.recordedBy === 'provider' && (
            <Button part="check-again" busy={busy} onClick={() => void run()}>
              {labels.jobs.checkAgain}
            </Button>
          )}
          {failure && <FailureText failure={failure} institution={institution} />}
        </div>
      )}
    </>
  );
}

'use client';
/** How a job ended, in whole sentences: what failed and who must act, or that it was lost sight of. */
import { useState } from 'react';
import type { Failure } from '../../core/model/failure';
import type { Job } from '../../core/model/job';
import { toConnectionsError } from '../../react/selectors';
import { useClient, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText } from '../shared/notice';

export function JobOutcome({ job }: { job: Job }) {
  const client = useClient();
  const { labels } = useText();
  const institution = useConnectionsState((state) =>
    job.connectionId === null ? undefined : state.byId[job.connectionId]?.institution,
  );
  const [failure, setFailure] = useState<Failure>();
  const checkAgain = () => {
    setFailure(undefined);
    client.checkAgain(job.id).catch((thrown: unknown) => setFailure(toConnectionsError(thrown).failure));
  };
  return (
    <>
      {job.failure && <FailureText failure={job.failure} institution={institution} />}
      {job.status === 'unknown' && (
        <div data-ck="lost">
          {!job.failure && <p>{labels.jobStatus.unknown}</p>}
          {job.recordedBy === 'provider' && (
            <Button part="check-again" onClick={checkAgain}>
              {labels.jobs.checkAgain}
            </Button>
          )}
          {failure && <FailureText failure={failure} institution={institution} />}
        </div>
      )}
    </>
  );
}

/** How a job ended, in whole sentences: what failed and who must act, or that it was lost sight of. */
import type { Job } from '../../core/model/job';
import { JobRemedy } from './job-remedy';
import { JobFailure, LostJob } from './lost-job';

export function JobOutcome({ job }: { job: Job }) {
  if (job.status === 'unknown') return <LostJob job={job} />;
  return (
    <>
      <JobFailure job={job} />
      {job.status === 'failed' && job.failure && job.connectionId !== null && (
        <JobRemedy job={job} failure={job.failure} connectionId={job.connectionId} />
      )}
    </>
  );
}

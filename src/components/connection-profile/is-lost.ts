/** Whether the answer to what a job was to do never came. */
import type { OperationKind } from '../../core/model/actions';
import type { Job } from '../../core/model/job';

/** The provider has no such job to ask for: the answer was lost, and with it whether it was done. */
export function isLost(job: Job): job is Job & { kind: OperationKind } {
  const isOperation = job.kind === 'refresh' || job.kind === 'purge' || job.kind === 'revoke';
  return job.status === 'unknown' && job.recordedBy === 'kit' && isOperation;
}

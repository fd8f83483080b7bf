'use client';
import { forwardRef, useEffect, useState } from 'react';
import { selectConnection, useConnectionsState, useJob, useUnsettledJob } from '../../react/use-connections';
import type { Challenge, Job } from '../../core/model/job';
import type { Text } from '../../react/text';
import { useText } from '../../react/use-text';
import { loadOnDemand } from '../load-on-demand';
import { prefetch } from '../shared/load-once';
import { Loaded } from '../shared/loaded';
import { Part, type PartProps } from '../shared/part';
import { useForgottenDrafts } from './challenge-drafts';
import type { ChallengeFormProps } from './challenge-form';
import { ChallengeQuestion } from './challenge-question';
import { isOpenJob, JobProgress, ProgressHint } from './job-progress';
import { JobSteps, RunningTime } from './job-steps';
import { LostJob } from './lost-job';

/**
 * Attributes go to the `<section>`, which is there only for a job of the provider's that goes on or was lost sight of; what
 * screen readers hear stands beside it.
 */
export interface LiveJobProps extends PartProps<'section'> {
  connectionId: string;
}

/**
 * What is going on at a connection now, step by step, with the question that a job may wait for; screen readers are told each
 * step once. Loads no jobs: the client follows what it knows. Nothing is seen while nothing goes on.
 */
export const LiveJob = forwardRef<HTMLElement, LiveJobProps>(function LiveJob({ connectionId, ...props }, ref) {
  const { labels } = useText();
  const unsettled = useUnsettledJob(connectionId);
  // What only the kit has recorded does not go on: it was asked for, and its answer was lost.
  const job = unsettled?.recordedBy === 'provider' ? unsettled : undefined;
  useForgottenDrafts(unsettled?.status === 'waiting-input');
  const institution = useConnectionsState((state) => selectConnection(state, connectionId)?.institution);
  const mayAsk = job !== undefined && isOpenJob(job);
  useEffect(() => {
    if (mayAsk) prefetch(loadOnDemand);
  }, [mayAsk]);
  return (
    <>
      <LiveNews key={connectionId} job={job} />
      {job && (
        <Part as="section" part="live-job" state={{ status: job.status, kind: job.kind }} {...props} ref={ref}>
          <h3 data-ck="live-job-title">
            <span>
              {labels.jobKind[job.kind]}
              {job.status !== 'unknown' && (
                <>
                  {' · '}
                  <RunningTime since={job.createdAt} />
                </>
              )}
            </span>
            <span data-ck="live-job-hint">
              {job.status === 'running' || job.status === 'queued' ? (
                <ProgressHint job={job} />
              ) : (
                labels.jobStatus[job.status]
              )}
            </span>
          </h3>
          {isOpenJob(job) && <JobProgress job={job} />}
          <JobSteps job={job} />
          {job.challenge && job.status === 'waiting-input' && (
            <LiveChallenge jobId={job.id} challenge={job.challenge} institution={institution} />
          )}
          {job.status === 'unknown' && <LostJob job={job} />}
        </Part>
      )}
    </>
  );
});

/** What a screen reader is told, once for each step, and that it is done; a failure has a notice of its own. */
function LiveNews({ job }: { job: Job | undefined }) {
  const text = useText();
  const [followed, setFollowed] = useState('');
  if (job && job.id !== followed) setFollowed(job.id);
  const known = useJob(followed);
  const ended = known?.status === 'succeeded' ? known : undefined;
  const told = job ?? ended;
  return (
    <span data-ck="visually-hidden" role="status">
      {told && `${text.labels.jobKind[told.kind]}: ${newsOf(told, text)}`}
    </span>
  );
}

/** The form is loaded while the job runs; a question that is there before it is read meanwhile. */
function LiveChallenge(props: ChallengeFormProps) {
  const question = (
    <div data-ck="challenge">
      <ChallengeQuestion {...props} />
    </div>
  );
  return (
    <Loaded load={loadOnDemand} waiting={question}>
      {({ ChallengeForm }) => <ChallengeForm key={keyOf(props.challenge)} {...props} />}
    </Loaded>
  );
}

/** A job that asks once more asks something else: the answer to the former question does not belong to it. */
function keyOf({ question, inputs, expiresAt }: Challenge): string {
  return JSON.stringify([question, inputs, expiresAt]);
}

function newsOf(job: Job, text: Text): string {
  const running = job.steps.find((step) => step.status === 'running');
  return job.status === 'running' && running ? text.step(running) : text.labels.jobStatus[job.status];
}

'use client';
import { forwardRef } from 'react';
import type { Job, JobStep } from '../../core/model/job';
import { useNow, useText } from '../../react/use-text';
import { Icon, type IconName } from '../shared/icon';
import { Part, type PartProps } from '../shared/part';

const icons: Readonly<Record<JobStep['status'], IconName>> = {
  pending: 'dots',
  running: 'sync',
  succeeded: 'check',
  failed: 'cross',
  unknown: 'question',
};

/** The step as it stands in its job; without `startedAt` and `endedAt` no time is shown. */
export interface JobHistoryStepProps extends PartProps<'li'> {
  step: JobStep;
}

/** One step of a job as a list item: its name, whether it is done, runs or waits, and how long it took. */
export const JobHistoryStep = forwardRef<HTMLLIElement, JobHistoryStepProps>(function JobHistoryStep(
  { step, ...props },
  ref,
) {
  const text = useText();
  return (
    <Part as="li" part="job-history-step" state={{ status: step.status }} {...props} ref={ref}>
      <Icon name={icons[step.status]} spinning={step.status === 'running'} />
      <span data-ck="job-history-step-name">{text.step(step)}</span>
      <span data-ck="visually-hidden">{text.labels.stepStatus[step.status]}</span>
      <span data-ck="job-history-step-time">
        {step.status === 'running' ? <RunningTime since={step.startedAt} /> : <StepTime step={step} />}
      </span>
    </Part>
  );
});

function StepTime({ step }: { step: JobStep }) {
  const text = useText();
  if (step.startedAt === undefined || step.endedAt === undefined) return null;
  return <>{text.duration(Date.parse(step.endedAt) - Date.parse(step.startedAt))}</>;
}

/** Counts up every second. */
export function RunningTime({ since }: { since: string | undefined }) {
  const text = useText();
  const now = useNow(1_000);
  if (since === undefined || now === 0) return null;
  return <>{text.duration(now - Date.parse(since))}</>;
}

export function JobSteps({ job }: { job: Job }) {
  return (
    <ol data-ck="job-steps">
      {job.steps.map((step, index) => (
        // A provider may name two steps alike; their place tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <JobHistoryStep key={`${index} ${step.key}`} step={step} />
      ))}
    </ol>
  );
}

'use client';
/** How far a job is: by its steps and, where the bank's usual times are known, by the time that the running one takes. */
import type { Institution } from '../../core/model/connection';
import type { Job, JobStep } from '../../core/model/job';
import { useNow } from '../../react/use-text';

interface JobProgressProps {
  job: Job;
  institution: Institution;
}

export function JobProgress({ job, institution }: JobProgressProps) {
  const isTimed = job.status === 'running' && usualDuration(job, institution) !== undefined;
  return isTimed ? <TimedProgress job={job} institution={institution} /> : <Progress job={job} done={stepsDone(job)} />;
}

/** Renders with each second; a step that takes longer than usual comes near its end and waits there. */
function TimedProgress({ job, institution }: JobProgressProps) {
  const now = useNow(1_000);
  const times = job.steps.map((step) => usualTime(step, institution) ?? 0);
  const passed = job.steps.map((step, index) => {
    const usual = times[index] ?? 0;
    if (step.status === 'succeeded') return usual;
    if (step.status !== 'running' || step.startedAt === undefined) return 0;
    return Math.min(Math.max(now - Date.parse(step.startedAt), 0), usual * 0.95);
  });
  return <Progress job={job} done={sum(passed) / sum(times)} />;
}

/** Hidden from screen readers: the row says the step in words, and its button would bear the figure in its name. */
function Progress({ job, done }: { job: Job; done: number }) {
  const shares = Math.max(job.steps.length, 1);
  return <progress data-ck="progress" max={shares} value={done * shares} aria-hidden="true" />;
}

/** A share of 1; the running step counts as half done. */
function stepsDone({ steps }: Job): number {
  const ended = steps.filter((step) => step.status === 'succeeded').length;
  const running = steps.some((step) => step.status === 'running') ? 0.5 : 0;
  return (ended + running) / Math.max(steps.length, 1);
}

/** Milliseconds that all steps of the job take together; unknown where one of them is. */
export function usualDuration(job: Job, institution: Institution): number | undefined {
  const times = job.steps.map((step) => usualTime(step, institution));
  const known = times.filter((time) => time !== undefined);
  return times.length > 0 && known.length === times.length ? sum(known) : undefined;
}

function usualTime({ key }: Pick<JobStep, 'key'>, { averageDurations }: Institution): number | undefined {
  const time = averageDurations && Object.hasOwn(averageDurations, key) ? averageDurations[key] : undefined;
  return time !== undefined && time > 0 ? time : undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

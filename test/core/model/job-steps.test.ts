import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobStatusOfSteps, observeSteps, type JobStatus, type JobStep } from '../../../src/core/model/job';
import { at, buildJob, buildSteps } from '../builders';

type StepStatus = JobStep['status'];

const table: readonly (readonly [steps: readonly StepStatus[], status: JobStatus])[] = [
  [[], 'queued'],
  [['pending'], 'queued'],
  [['pending', 'pending'], 'queued'],
  [['running'], 'running'],
  [['succeeded', 'running', 'pending'], 'running'],
  [['succeeded', 'pending'], 'queued'],
  [['succeeded', 'succeeded'], 'succeeded'],
  [['succeeded', 'failed', 'pending'], 'failed'],
  [['failed', 'running'], 'failed'],
  [['failed', 'unknown'], 'failed'],
  [['running', 'unknown'], 'running'],
  [['succeeded', 'unknown'], 'unknown'],
  [['pending', 'unknown'], 'unknown'],
  [['unknown'], 'unknown'],
];

const stepStatuses = fc.array(fc.constantFrom<StepStatus>('pending', 'running', 'succeeded', 'failed', 'unknown'), {
  maxLength: 8,
});

describe('the status of a job by its steps', () => {
  it.each(table)('%j is %s', (statuses, status) => {
    expect(jobStatusOfSteps(buildSteps(...statuses))).toBe(status);
  });

  it('does not depend on the order of the steps', () => {
    fc.assert(
      fc.property(
        stepStatuses.chain((steps) =>
          fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length })),
        ),
        ([steps, shuffled]) => {
          expect(jobStatusOfSteps(buildSteps(...shuffled))).toBe(jobStatusOfSteps(buildSteps(...steps)));
        },
      ),
    );
  });

  it('is settled well only when every step is, and badly as soon as one is', () => {
    fc.assert(
      fc.property(stepStatuses, (steps) => {
        const status = jobStatusOfSteps(buildSteps(...steps));
        expect(status === 'failed').toBe(steps.includes('failed'));
        expect(status === 'succeeded').toBe(steps.length > 0 && steps.every((step) => step === 'succeeded'));
        expect(status).not.toBe('waiting-input');
      }),
    );
  });
});

describe('observeSteps', () => {
  const running = buildJob({ steps: buildSteps('running', 'pending') });

  it('notes when a step was first seen running, and when it was first seen to have ended', () => {
    const first = observeSteps(undefined, running, at(1));
    expect(first.steps).toEqual([
      { key: 'authenticate', status: 'running', startedAt: at(1) },
      { key: 'accounts', status: 'pending' },
    ]);
    const second = observeSteps(first, buildJob({ steps: buildSteps('succeeded', 'running') }), at(2));
    expect(second.steps).toEqual([
      { key: 'authenticate', status: 'succeeded', endedAt: at(2) },
      { key: 'accounts', status: 'running', startedAt: at(2) },
    ]);
  });

  it('does not make up the times of what it did not see', () => {
    const settled = buildJob({ status: 'succeeded', steps: buildSteps('succeeded', 'succeeded') });
    expect(observeSteps(undefined, settled, at(9))).toBe(settled);
    const jumped = observeSteps(running, buildJob({ steps: buildSteps('succeeded', 'succeeded') }), at(9));
    expect(jumped.steps[1]).toEqual({ key: 'accounts', status: 'succeeded' });
  });

  it('gives no start to a step that was under way when the job was first seen', () => {
    const late = observeSteps(undefined, running, at(60));
    expect(late.steps).toEqual(running.steps);
    expect(observeSteps(late, running, at(61)).steps).toEqual(running.steps);
  });

  it('leaves alone what the provider says', () => {
    const steps: JobStep[] = [{ key: 'authenticate', status: 'running', startedAt: at(-5) }];
    expect(observeSteps(undefined, buildJob({ steps }), at(9)).steps).toEqual(steps);
  });
});

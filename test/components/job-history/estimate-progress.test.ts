import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateProgress } from '../../../src/components/job-history/estimate-progress';
import { at, buildJob, buildSteps } from '../../core/builders';

const averages = { authenticate: 10_000, accounts: 20_000, transactions: 10_000 };
const now = (seconds: number) => Date.parse(at(seconds));
const steps = fc.array(fc.constantFrom('pending', 'running', 'succeeded', 'failed', 'unknown'), {
  minLength: 1,
  maxLength: 3,
});

describe('the progress of a job', () => {
  it('is by the usual durations of its steps', () => {
    const job = buildJob({ steps: buildSteps('succeeded', 'pending', 'pending') });
    expect(estimateProgress(job, averages, now(5))).toEqual({ value: 0.25, usual: 40_000, late: false });
  });

  it('counts the step that runs by its time, and leaves some of it to come', () => {
    const [first, second, third] = buildSteps('succeeded', 'running', 'pending');
    if (!first || !second || !third) throw new Error('There are three steps.');
    const job = buildJob({ steps: [first, { ...second, startedAt: at(10) }, third] });
    expect(estimateProgress(job, averages, now(20))?.value).toBe(0.5);
    expect(estimateProgress(job, averages, now(900))?.value).toBe(0.7);
  });

  it('takes a step that nobody saw begin for one that began when it usually does', () => {
    const job = buildJob({ steps: buildSteps('succeeded', 'running', 'pending') });
    expect(estimateProgress(job, averages, now(20))?.value).toBe(0.5);
  });

  it('says that it takes longer than usual, but not of a job that waits for the person', () => {
    const job = buildJob({ steps: buildSteps('running', 'pending', 'pending') });
    expect(estimateProgress(job, averages, now(40))?.late).toBe(false);
    expect(estimateProgress(job, averages, now(41))?.late).toBe(true);
    expect(estimateProgress({ ...job, status: 'waiting-input' }, averages, now(41))?.late).toBe(false);
  });

  it('counts steps where the usual duration of one is not known, and promises no duration', () => {
    const job = buildJob({ steps: buildSteps('succeeded', 'running') });
    expect(estimateProgress(job, { authenticate: 10_000 }, now(60))).toEqual({ value: 0.75, late: false });
  });

  it('is not told of a job without steps', () => {
    expect(estimateProgress(buildJob(), averages, now(1))).toBeUndefined();
  });

  it('is never whole before the job is done, whatever its steps and its time', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -100, max: 10_000_000 }), fc.boolean(), (statuses, seconds, isKnown) => {
        const job = buildJob({ steps: buildSteps(...statuses) });
        const value = estimateProgress(job, isKnown ? averages : {}, now(seconds))?.value;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }),
    );
  });

  it('never goes back while time passes', () => {
    const job = buildJob({ steps: buildSteps('succeeded', 'running', 'pending') });
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (seconds, more) => {
        const before = estimateProgress(job, averages, now(seconds))?.value ?? 1;
        expect(estimateProgress(job, averages, now(seconds + more))?.value).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('reads no average off what every object has', () => {
    const job = buildJob({ steps: [{ key: 'constructor', status: 'running' }] });
    expect(estimateProgress(job, averages, now(1))).toEqual({ value: 0.5, late: false });
  });
});

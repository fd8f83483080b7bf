import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownFromJobs } from '../../../src/core/model/connection';
import type { Job, JobKind, JobStatus } from '../../../src/core/model/job';
import { at, buildJob } from '../builders';

const failure = { code: 'invalid-credentials', actor: 'user', retryable: true } as const;
let count = 0;
const job = (kind: JobKind, status: JobStatus, seconds: number, more: Partial<Job> = {}) =>
  buildJob({ id: `j${++count}`, kind, status, createdAt: at(seconds), ...more });
const failed = (kind: JobKind, seconds: number) => job(kind, 'failed', seconds, { failure });

describe('what the jobs say of their connection', () => {
  it('is nothing while there are none', () => {
    expect(knownFromJobs([])).toEqual({ operation: null });
  });

  it.each(['refresh', 'purge', 'revoke'] as const)('is that a %s is in flight, until it is settled', (kind) => {
    for (const status of ['queued', 'running', 'waiting-input'] as const) {
      const running = job(kind, status, 1, { runId: 'r1' });
      expect(knownFromJobs([running]).operation).toEqual({ kind, jobId: running.id, runId: 'r1' });
    }
    for (const status of ['succeeded', 'failed', 'unknown'] as const)
      expect(knownFromJobs([job(kind, status, 1)]).operation).toBeNull();
  });

  it('names the job as its own run when nobody knows the run', () => {
    const running = job('refresh', 'running', 1);
    expect(knownFromJobs([running]).operation?.runId).toBe(running.id);
  });

  it('does not call a bank being linked an operation', () => {
    expect(knownFromJobs([job('connect', 'running', 1)]).operation).toBeNull();
  });

  it('sees the running job behind one that was lost sight of', () => {
    const running = job('refresh', 'running', 1);
    expect(knownFromJobs([job('purge', 'unknown', 2), running]).operation?.jobId).toBe(running.id);
  });

  it('is the failure of the last settled job, and no longer after the next success', () => {
    expect(knownFromJobs([failed('refresh', 1)]).failure).toEqual(failure);
    expect(knownFromJobs([failed('refresh', 1), job('refresh', 'running', 2)]).failure).toEqual(failure);
    expect(knownFromJobs([failed('refresh', 1), job('refresh', 'succeeded', 2)])).not.toHaveProperty('failure');
    expect(knownFromJobs([failed('refresh', 2), job('refresh', 'succeeded', 1)]).failure).toEqual(failure);
  });

  it('is purged from a purge to the next successful fetch of data', () => {
    const purge = job('purge', 'succeeded', 1, { updatedAt: at(2) });
    expect(knownFromJobs([purge]).purgedAt).toBe(at(2));
    expect(knownFromJobs([purge, failed('refresh', 3)])).toMatchObject({ purgedAt: at(2), failure });
    expect(knownFromJobs([purge, job('refresh', 'running', 3)]).purgedAt).toBe(at(2));
    expect(knownFromJobs([job('refresh', 'succeeded', 0), purge]).purgedAt).toBe(at(2));
    for (const kind of ['refresh', 'connect', 'reauthorize'] as const)
      expect(knownFromJobs([purge, job(kind, 'succeeded', 3)])).not.toHaveProperty('purgedAt');
  });

  it('is not purged by a purge that failed or whose answer was lost', () => {
    expect(knownFromJobs([failed('purge', 1), job('purge', 'unknown', 2)])).not.toHaveProperty('purgedAt');
  });

  it('counts the last of several purges', () => {
    const jobs = [job('purge', 'succeeded', 1), job('refresh', 'succeeded', 2), job('purge', 'succeeded', 3)];
    expect(knownFromJobs(jobs).purgedAt).toBe(at(3));
  });

  it('does not depend on the order in which the jobs are listed', () => {
    const history = [
      failed('refresh', 1),
      job('purge', 'succeeded', 2),
      failed('refresh', 3),
      job('refresh', 'queued', 4),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(history, { minLength: history.length }), (shuffled) => {
        expect(knownFromJobs(shuffled)).toEqual(knownFromJobs(history));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSettled, mergeJob, newestFirst, type Job, type JobStatus, type JobStep } from '../../../src/core/model/job';
import { deepFreeze } from '../freeze';
import { at, buildJob, buildSteps } from '../builders';

describe('mergeJob', () => {
  it('takes the first news as it is', () => {
    const job = buildJob();
    expect(mergeJob(undefined, job)).toBe(job);
  });

  it('returns the same reference for equal news, whatever the order of its fields', () => {
    const known = buildJob({ steps: buildSteps('running'), failure: { code: 'a', actor: 'wait', retryable: true } });
    const reversed = Object.fromEntries(Object.entries(known).reverse()) as typeof known;
    expect(mergeJob(known, { ...reversed })).toBe(known);
  });

  it('never lets older news win', () => {
    const known = buildJob({ status: 'running', updatedAt: at(10) });
    expect(mergeJob(known, buildJob({ status: 'waiting-input', updatedAt: at(9) }))).toBe(known);
  });

  it('lets newer news take a step back: a provider tries again by itself', () => {
    const known = buildJob({ status: 'running', steps: buildSteps('succeeded', 'running'), updatedAt: at(1) });
    const retried = buildJob({
      status: 'queued',
      steps: buildSteps('pending', 'pending'),
      updatedAt: at(2),
      retryAt: at(60),
    });
    expect(mergeJob(known, retried)).toEqual(retried);
  });

  it('decides by progress between news of the same time', () => {
    const behind = buildJob({ steps: buildSteps('running', 'pending') });
    const ahead = buildJob({ steps: buildSteps('succeeded', 'running') });
    expect(mergeJob(behind, ahead)).toEqual(ahead);
    expect(mergeJob(ahead, behind)).toBe(ahead);
  });

  it('decides by progress, not by the words for it', () => {
    const behind = buildJob({ steps: buildSteps('unknown', 'pending') });
    const ahead = buildJob({ steps: buildSteps('running', 'pending') });
    expect(mergeJob(behind, ahead)).toEqual(ahead);
    expect(mergeJob(ahead, behind)).toBe(ahead);
  });

  it.each<JobStatus>(['succeeded', 'failed'])('keeps a job that is %s settled, even against newer news', (status) => {
    const settled = buildJob({ status, updatedAt: at(1) });
    for (const later of ['queued', 'running', 'waiting-input', 'unknown'] as const) {
      expect(mergeJob(settled, buildJob({ status: later, updatedAt: at(99) }))).toBe(settled);
    }
  });

  it('lets a job that was lost sight of settle', () => {
    const lost = buildJob({ status: 'unknown', updatedAt: at(5) });
    expect(mergeJob(lost, buildJob({ status: 'succeeded', updatedAt: at(1) })).status).toBe('succeeded');
  });

  it('keeps what only the kit knows', () => {
    const known = buildJob({
      runId: 'r1',
      deadlineAt: at(600),
      steps: [{ key: 'authenticate', status: 'running', startedAt: at(1) }],
    });
    const news = buildJob({ kind: 'other', connectionId: null, steps: buildSteps('succeeded'), updatedAt: at(2) });
    expect(mergeJob(known, news)).toMatchObject({
      kind: 'refresh',
      connectionId: 'c1',
      runId: 'r1',
      deadlineAt: at(600),
      updatedAt: at(2),
      steps: [{ key: 'authenticate', status: 'succeeded', startedAt: at(1) }],
    });
  });

  it('drops the challenge and the retry that the newer news no longer names', () => {
    const known = buildJob({
      status: 'waiting-input',
      retryAt: at(60),
      challenge: { kind: 'token', question: 'Code?', inputs: ['code'] },
    });
    const answered = mergeJob(known, buildJob({ status: 'running', updatedAt: at(2) }));
    expect(answered).not.toHaveProperty('challenge');
    expect(answered).not.toHaveProperty('retryAt');
  });

  it('decides between news of the same time of which one names less, whichever came first', () => {
    const puttingOff = buildJob({ retryAt: at(60) });
    const { retryAt: _none, ...running } = puttingOff;
    expect(mergeJob(puttingOff, running)).toEqual(running);
    expect(mergeJob(running, puttingOff)).toEqual(running);
  });

  it('copes with times that cannot be read', () => {
    const known = buildJob({ updatedAt: 'yesterday', steps: buildSteps('running') });
    const news = buildJob({ updatedAt: 'today', steps: buildSteps('succeeded') });
    expect(mergeJob(known, news).steps).toEqual(news.steps);
  });
});

describe('mergeJob, whatever the order of arrival', () => {
  const stepStatus = fc.constantFrom<JobStep['status']>('pending', 'running', 'succeeded', 'failed', 'unknown');
  /** News of one job: the provider's facts change, what only one side knows is there or is not. */
  const news = fc
    .record({
      status: fc.constantFrom<JobStatus>('queued', 'running', 'waiting-input', 'succeeded', 'failed', 'unknown'),
      updatedAt: fc.integer({ min: 0, max: 4 }).map(at),
      steps: fc.array(stepStatus, { minLength: 3, maxLength: 3 }).map((statuses) => buildSteps(...statuses)),
      kind: fc.constantFrom<Job['kind']>('refresh', 'other'),
      connectionId: fc.constantFrom('c1', null),
      extra: fc.record(
        {
          runId: fc.constant('r1'),
          deadlineAt: fc.constant(at(600)),
          retryAt: fc.constantFrom(at(60), at(61)),
          failure: fc.constantFrom(
            { code: 'job-timed-out', actor: 'wait', retryable: true } as const,
            { retryable: true, actor: 'support', code: 'unknown-error' } as const,
          ),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ extra, ...job }) => deepFreeze(buildJob({ ...job, ...extra })));
  const stream = fc.array(news, { minLength: 1, maxLength: 6 });
  const shuffles = stream.chain((jobs) =>
    fc.tuple(fc.constant(jobs), fc.shuffledSubarray([...jobs, ...jobs], { minLength: jobs.length * 2 })),
  );
  const mergeAll = (jobs: readonly Job[]) =>
    jobs.reduce<Job | undefined>((known, job) => mergeJob(known, job), undefined);

  it('converges to the same job, also when news comes twice', () => {
    fc.assert(
      fc.property(shuffles, ([jobs, shuffled]) => {
        expect(mergeAll(shuffled)).toEqual(mergeAll(jobs));
      }),
      { numRuns: 1000 },
    );
  });

  it('converges also between news of one moment, of which only some names its run and its deadline', () => {
    const steps = fc.shuffledSubarray<JobStep['status']>(['succeeded', 'pending', 'pending'], { minLength: 3 });
    const told = fc.record({ statuses: steps, isOwn: fc.boolean() });
    const tied = fc
      .array(told, { minLength: 3, maxLength: 4 })
      .map((all) =>
        all.map(({ statuses, isOwn }) =>
          buildJob({ steps: buildSteps(...statuses), ...(isOwn && { runId: 'r1', deadlineAt: at(600) }) }),
        ),
      )
      .chain((jobs) => fc.tuple(fc.constant(jobs), fc.shuffledSubarray(jobs, { minLength: jobs.length })));
    fc.assert(
      fc.property(tied, ([jobs, shuffled]) => {
        expect(mergeAll(shuffled)).toEqual(mergeAll(jobs));
      }),
      { numRuns: 1000 },
    );
  });

  it('is as new as the newest, and settled once one was', () => {
    fc.assert(
      fc.property(stream, (jobs) => {
        const merged = mergeAll(jobs);
        const settled = jobs.filter(isSettled);
        expect(merged && isSettled(merged)).toBe(settled.length > 0);
        const newest = (settled.length > 0 ? settled : jobs)
          .map((job) => job.updatedAt)
          .sort()
          .at(-1);
        expect(merged?.updatedAt).toBe(newest);
      }),
    );
  });

  it('changes nothing when it is told again what it knows', () => {
    fc.assert(
      fc.property(stream, (jobs) => {
        const merged = mergeAll(jobs);
        for (const job of jobs) expect(mergeJob(merged, job)).toBe(merged);
      }),
    );
  });
});

describe('newestFirst', () => {
  it('orders by creation, then by news, and keeps a fixed order between the rest', () => {
    const jobs = [
      buildJob({ id: 'a', createdAt: at(1) }),
      buildJob({ id: 'b', createdAt: at(2) }),
      buildJob({ id: 'c', createdAt: at(1), updatedAt: at(3) }),
      buildJob({ id: 'd', createdAt: at(1) }),
    ];
    const ids = (list: readonly Job[]) => [...list].sort(newestFirst).map(({ id }) => id);
    expect(ids(jobs)).toEqual(['b', 'c', 'd', 'a']);
    expect(ids([...jobs].reverse())).toEqual(['b', 'c', 'd', 'a']);
  });
});

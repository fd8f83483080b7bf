import { describe, expect, it } from 'vitest';
import { createJob } from '../../../src/core/model/create-job';
import { at, start } from '../builders';

const facts = { kind: 'purge', connectionId: 'c1', status: 'succeeded' } as const;

describe('createJob', () => {
  it('fills the dull fields', () => {
    const job = createJob(facts);
    expect(job).toMatchObject({ ...facts, steps: [], recordedBy: 'kit' });
    expect(job.id).toMatch(/^[\da-f-]{36}$/);
    expect(Number.isNaN(Date.parse(job.createdAt))).toBe(false);
    expect(job.updatedAt).toBe(job.createdAt);
  });

  it('gives each job an id of its own', () => {
    expect(createJob(facts).id).not.toBe(createJob(facts).id);
  });

  it('takes a job with an id for the provider’s, unless it is told otherwise', () => {
    expect(createJob({ ...facts, id: 'j1' }).recordedBy).toBe('provider');
    expect(createJob({ ...facts, id: 'j1', recordedBy: 'kit' }).recordedBy).toBe('kit');
  });

  it('knows one time from the other', () => {
    expect(createJob({ ...facts, createdAt: start })).toMatchObject({ createdAt: start, updatedAt: start });
    expect(createJob({ ...facts, updatedAt: at(5) })).toMatchObject({ createdAt: at(5), updatedAt: at(5) });
    expect(createJob({ ...facts, createdAt: start, updatedAt: at(5) })).toMatchObject({
      createdAt: start,
      updatedAt: at(5),
    });
  });

  it('keeps everything that it is given', () => {
    const given = { ...facts, id: 'j1', runId: 'r1', deadlineAt: at(60), retryAt: at(9) };
    expect(createJob(given)).toMatchObject(given);
  });
});

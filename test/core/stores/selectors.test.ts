import { describe, expect, it } from 'vitest';
import { createConnectionStore, withConnections } from '../../../src/core/stores/connection-store';
import { createJobStore, withJobs } from '../../../src/core/stores/job-store';
import { needsAttention, selectConnection, selectJobs, selectUnsettledJob } from '../../../src/core/stores/selectors';
import { connectionStatuses } from '../../../src/core/model/lifecycle';
import { at, buildJob, buildState } from '../builders';

const connections = withConnections(createConnectionStore().getState(), [buildState()]);
const done = buildJob({ id: 'done', status: 'succeeded', createdAt: at(3) });
const running = buildJob({ id: 'running', createdAt: at(2) });
const earlier = buildJob({ id: 'earlier', createdAt: at(1) });
const elsewhere = buildJob({ id: 'elsewhere', connectionId: 'c2', createdAt: at(4) });
const jobs = withJobs(createJobStore().getState(), [earlier, done, elsewhere, running]);

describe('the selectors', () => {
  it('find a connection by its id, and nothing that the object inherits', () => {
    expect(selectConnection(connections, 'c1')).toBe(connections.byId['c1']);
    for (const id of ['c2', 'constructor', '__proto__']) expect(selectConnection(connections, id)).toBeUndefined();
  });

  it('list the jobs of one connection or of all, the newest first', () => {
    expect(selectJobs(jobs, 'c1')).toEqual([done, running, earlier]);
    expect(selectJobs(jobs)).toEqual([elsewhere, done, running, earlier]);
    expect(selectJobs(jobs, 'c9')).toEqual([]);
    for (const id of ['constructor', '__proto__']) expect(selectJobs(jobs, id)).toEqual([]);
  });

  it('find what is still going on, the newest first', () => {
    expect(selectUnsettledJob(jobs, 'c1')).toBe(running);
    expect(selectUnsettledJob(jobs, 'c9')).toBeUndefined();
  });
});

describe('a connection needs attention', () => {
  it.each(connectionStatuses)('when it is %s, or not', (status) => {
    expect(needsAttention(buildState({ status }))).toBe(['invalid', 'failed', 'pre-init'].includes(status));
  });

  it('when it is active and the person must act, not when they can only wait', () => {
    const failure = { code: 'x', retryable: true } as const;
    expect(needsAttention(buildState({ failure: { ...failure, actor: 'user' } }))).toBe(true);
    expect(needsAttention(buildState({ failure: { ...failure, actor: 'wait' } }))).toBe(false);
    expect(needsAttention(buildState({ status: 'revoked', failure: { ...failure, actor: 'user' } }))).toBe(false);
  });
});

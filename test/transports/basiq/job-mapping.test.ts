import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOfJob, toJob } from '../../../src/transports/basiq/job-mapping';
import { jobs } from './wire-examples';

const fallbackTime = '2024-10-01T00:00:00.000Z';
const read = (wire: Readonly<Record<string, unknown>>, known = {}) => toJob(wire, { fallbackTime, ...known });
const withSteps = (...steps: readonly unknown[]) => read({ ...jobs.succeeded, steps });

describe('a job', () => {
  it('keeps the facts of the wire', () => {
    expect(read(jobs.succeeded)).toEqual({
      id: 'a03e4df4',
      kind: 'refresh',
      connectionId: '61723',
      status: 'succeeded',
      steps: [
        { key: 'authenticate', status: 'succeeded' },
        { key: 'accounts', status: 'succeeded' },
      ],
      createdAt: '2024-09-25T04:14:48.000Z',
      updatedAt: '2024-09-25T04:14:50.000Z',
      recordedBy: 'provider',
    });
  });

  it('is running while a step is', () => {
    expect(read(jobs.inProgress)?.status).toBe('running');
  });

  it('failed for the reason of its failed step, without the words of the bank', () => {
    const job = read(jobs.failed);
    expect(job?.status).toBe('failed');
    expect(job?.failure).toEqual({ code: 'authorization-failed', actor: 'user', retryable: true });
    expect(JSON.stringify(job)).not.toContain('access_denied');
  });

  it('reads the dates of the other spelling', () => {
    const { created, updated, ...rest } = jobs.succeeded;
    const job = read({ ...rest, createdDate: created, updatedDate: updated });
    expect([job?.createdAt, job?.updatedAt]).toEqual(['2024-09-25T04:14:48.000Z', '2024-09-25T04:14:50.000Z']);
  });

  it('takes the time of the question where it has no dates', () => {
    const job = read({ id: '1', links: null });
    expect([job?.createdAt, job?.updatedAt]).toEqual([fallbackTime, fallbackTime]);
  });

  it.each([
    ['absolute', 'https://au-api.basiq.io/users/u%201/connections/c1'],
    ['relative', '/users/u%201/connections/c1'],
  ])('names its owner and connection by an %s link', (_kind, source) => {
    expect(linkOfJob({ links: { source } })).toEqual({ userId: 'u 1', connectionId: 'c1' });
  });

  it.each([
    ['https://au-api.basiq.io/reports/1'],
    ['https://au-api.basiq.io/x?y=/users/u1/connections/c1'],
    ['/users/u1/connections/'],
    ['/users/%E0%A4%A/connections/c1'],
    [null],
    [7],
  ])('names nobody by the link %s', (source) => {
    expect(linkOfJob({ links: { source } })).toBeUndefined();
  });

  it('names its connection by the link of its first step before it has a source', () => {
    expect(linkOfJob({ ...jobs.succeeded, links: {} })).toEqual({ userId: 'ea3a81', connectionId: '61723' });
  });
});

describe('the kind of a job', () => {
  it('is connect while no connection is known', () => {
    expect(read(jobs.inProgress)?.kind).toBe('connect');
  });

  it.each([
    ['2024-09-25T04:13:00.000Z', 'connect'],
    ['2024-09-25T04:12:00.000Z', 'refresh'],
    ['2020-01-01T00:00:00.000Z', 'refresh'],
    ['', 'refresh'],
  ])('with a connection created at %s is %s', (connectionCreatedAt, kind) => {
    expect(read(jobs.succeeded, { connectionCreatedAt })?.kind).toBe(kind);
  });

  it('is what this server knows', () => {
    expect(read(jobs.inProgress, { kind: 'refresh', connectionId: 'c1', runId: 'r1' })).toMatchObject({
      kind: 'refresh',
      connectionId: 'c1',
      runId: 'r1',
    });
  });

  it('is other for a job that is not of a connection', () => {
    expect(read(jobs.report)).toMatchObject({ kind: 'other', status: 'running', steps: [{ key: 'create-report' }] });
  });
});

describe('a step', () => {
  it.each([
    ['verify-credentials', 'authenticate'],
    ['mfa-challenge', 'challenge'],
    ['retrieve-accounts', 'accounts'],
    ['retrieve-transactions', 'transactions'],
    ['retrieve-statements', 'statements'],
    ['Verify Credentials', 'authenticate'],
    ['retrieve_meta', 'retrieve-meta'],
    ['retrieveMeta', 'retrieve-meta'],
    ['Call Gavin Belson', 'step'],
    ['gavin@hooli.com', 'step'],
    ['account-105148119695', 'step'],
    ['constructor', 'constructor'],
    ['x'.repeat(500), 'x'.repeat(40)],
    ['!!!', 'step'],
    [null, 'step'],
  ])('with the title %.30s has the key %s', (title, key) => {
    expect(withSteps({ title, status: 'success' })?.steps[0]?.key).toBe(key);
  });

  it.each([
    ['pending', 'pending'],
    ['in-progress', 'running'],
    ['success', 'succeeded'],
    ['failed', 'failed'],
    ['meditating', 'unknown'],
    [null, 'unknown'],
  ])('with the status %s is %s', (status, expected) => {
    expect(withSteps({ title: 'a', status })?.steps[0]?.status).toBe(expected);
  });

  it('keeps a key to itself', () => {
    const job = withSteps({ title: 'a', status: 'success' }, { title: 'a', status: 'success' }, null, { title: 'b' });
    expect(job?.steps.map((step) => step.key)).toEqual(['a', 'a-2', 'b']);
  });
});

describe('the failure of a step', () => {
  const failed = (result: unknown) => withSteps({ title: 'verify-credentials', status: 'failed', result })?.failure;

  it.each([
    ['an object', { code: 'invalid-credentials', detail: 'Cannot login.' }],
    ['an array', [{ code: 'invalid-credentials', details: 'Cannot login.' }]],
    ['an error body', { type: 'list', data: [{ type: 'error', code: 'invalid-credentials' }] }],
  ])('is read from %s', (_shape, result) => {
    expect(failed(result)).toEqual({ code: 'invalid-credentials', actor: 'user', retryable: true });
  });

  it.each([[null], [undefined], [[]], ['oops'], [{ code: 'a sentence about Gavin Belson' }]])(
    'is unknown for %j',
    (result) => {
      expect(failed(result)).toEqual({ code: 'unknown-error', actor: 'support', retryable: true });
    },
  );

  it('keeps a code that nobody knows', () => {
    expect(failed({ code: 'brand-new' })).toEqual({ code: 'brand-new', actor: 'support', retryable: true });
  });

  it.each([['detail'], ['details']])('tells a locked account by the %s', (name) => {
    const failure = failed({ code: 'invalid-credentials', [name]: 'The account of GAVIN BELSON is locked.' });
    expect(failure).toEqual({ code: 'account-locked', actor: 'user', retryable: false });
  });

  it('does not take a blocked or unlocked account for a locked one', () => {
    expect(failed({ code: 'invalid-credentials', detail: 'blocked, unlocked' })?.code).toBe('invalid-credentials');
  });

  it('carries the reference for support', () => {
    expect(failed({ correlationId: 'ac5ah5i', data: [{ code: 'connector-error' }] })?.correlationId).toBe('ac5ah5i');
  });

  it('of a bank that is down says no time once the job is settled', () => {
    const job = withSteps({ title: 'retrieve-accounts', status: 'failed', result: { code: 'service-unavailable' } });
    expect(job).not.toHaveProperty('retryAt');
    expect(job?.failure).not.toHaveProperty('retryAt');
  });

  it('of a bank that is down leads to the next attempt of the provider while the job is open', () => {
    const job = withSteps({ title: 'retrieve-accounts', status: 'pending', result: { code: 'service-unavailable' } });
    expect(job?.retryAt).toBe('2024-09-25T06:14:50.000Z');
  });
});

describe('a challenge', () => {
  it('waits for input, in masked words and with its end', () => {
    const job = read(jobs.challenged);
    expect(job?.status).toBe('waiting-input');
    expect(job?.challenge).toEqual({
      kind: 'token',
      question: 'A code has been sent to •••, please enter it.',
      inputs: ['We sent a code to your mobile number •••.'],
      expiresAt: '2024-09-25T04:48:00.000Z',
    });
  });

  it('asks its question where it has no inputs', () => {
    const [first, challenge] = jobs.challenged.steps;
    const result = { ...challenge?.result, method: 'security-questions', input: null, expiryMs: 'soon' };
    expect(read({ ...jobs.challenged, steps: [first, { ...challenge, result }] })?.challenge).toEqual({
      kind: 'security-questions',
      question: 'A code has been sent to •••, please enter it.',
      inputs: ['A code has been sent to •••, please enter it.'],
    });
  });

  it('is over when the job failed before it', () => {
    const [first, challenge] = jobs.challenged.steps;
    const job = read({
      ...jobs.challenged,
      steps: [
        { ...first, status: 'failed' },
        { ...challenge, status: 'pending' },
      ],
    });
    expect(job).not.toHaveProperty('challenge');
    expect(job?.status).toBe('failed');
  });

  it('is over when its step is, although its words stay', () => {
    const [first, challenge, last] = jobs.challenged.steps;
    const job = read({ ...jobs.challenged, steps: [first, { ...challenge, status: 'success' }, last] });
    expect(job).not.toHaveProperty('challenge');
    expect(job?.status).toBe('queued');
  });
});

describe('whatever the wire says of a job', () => {
  it('never throws', () => {
    const anything = fc.anything({ maxDepth: 4, withNullPrototype: true });
    fc.assert(
      fc.property(anything, anything, anything, (a, b, c) => {
        read({ id: 'j', steps: a, links: b, created: c });
        read({ id: 'j', steps: [{ title: a, status: b, result: c }, a], jobType: b, updated: c });
        const result = { type: 'mfa', description: a, input: b, expiryMs: c };
        read({ id: 'j', steps: [{ title: 'mfa-challenge', status: 'pending', result }] });
      }),
      { numRuns: 500 },
    );
  });
});

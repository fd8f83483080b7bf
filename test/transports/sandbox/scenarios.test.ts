/** Each scenario, seen through the sandbox transport. */
import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../../src/core/model/lifecycle';
import { sandboxInstitutions } from '../../../src/transports/sandbox/institutions';
import { sandboxScenarios, type ScenarioName } from '../../../src/transports/sandbox/scenarios';
import { day, minute, refusalOf, second, setUp, setUpScenario } from './set-up';

const beginnings: Record<ScenarioName, ConnectionStatus> = {
  happy: 'active',
  slow: 'active',
  'credentials-rejected': 'invalid',
  'account-locked': 'active',
  'user-action-required': 'active',
  'bank-down': 'active',
  'setup-failed': 'failed',
  'stuck-in-pre-init': 'pre-init',
  'consent-ending': 'active',
  'rate-limited': 'active',
  mfa: 'active',
  'unknown-status': 'unknown',
  'setting-up': 'pending',
  revoked: 'revoked',
  'refresh-fails-after-purge': 'active',
  'answer-lost': 'active',
};

describe('a scenario', () => {
  it.each(sandboxScenarios)('%s begins with its status', async (scenario) => {
    const { read } = await setUpScenario(scenario);
    expect((await read()).status).toBe(beginnings[scenario]);
  });

  it('of each name is played by one institution by default', () => {
    expect(sandboxInstitutions.map(({ scenario }) => scenario).sort()).toEqual([...sandboxScenarios].sort());
  });

  it('can be played by all institutions', async () => {
    const { items } = await setUp({ scenario: 'credentials-rejected' }).transport.listConnections({});
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['invalid']));
  });

  it.each([['nobody-knows'], [{ AU00000: 'nobody-knows' }], [{ AU99999: 'happy' }], ['toString']])(
    'that nobody knows is refused at once: %o',
    (scenario) => {
      expect(() => setUp({ scenario })).toThrow(expect.objectContaining({ code: 'invalid-request' }));
    },
  );
});

describe('a refresh', () => {
  it('goes through its steps, one after the other', async () => {
    const { transport, clock, id } = await setUpScenario('happy');
    const job = await transport.refreshConnection(id);
    const seen: string[] = [];
    for (let time = 0; time < 10; time += 1) {
      const { status, steps } = await transport.getJob(job.id);
      const line = [status, ...steps.map((step) => step.status)].join(' ');
      if (line !== seen.at(-1)) seen.push(line);
      await clock.advance(second);
    }
    expect(seen).toEqual([
      'queued pending pending pending',
      'running running pending pending',
      'running succeeded running pending',
      'running succeeded succeeded running',
      'succeeded succeeded succeeded succeeded',
    ]);
    expect(job.steps.map(({ key }) => key)).toEqual(['authenticate', 'accounts', 'transactions']);
  });

  it('moves the time of the last sync to its end, and not before', async () => {
    const { transport, clock, id, read } = await setUpScenario('happy');
    const before = (await read()).lastSyncedAt;
    const { id: jobId } = await transport.refreshConnection(id);
    await clock.advance(3 * second);
    expect((await read()).lastSyncedAt).toBe(before);
    await clock.advance(minute);
    const { steps, updatedAt } = await transport.getJob(jobId);
    expect((await read()).lastSyncedAt).toBe(updatedAt);
    expect(steps.at(-1)?.endedAt).toBe(updatedAt);
  });

  it.each([
    ['happy', 6, 9],
    ['slow', 35, 45],
  ] as const)('of the scenario %s takes between %i and %i seconds', async (scenario, least, most) => {
    const { refresh } = await setUpScenario(scenario);
    const { status, createdAt, updatedAt } = await refresh();
    const seconds = (Date.parse(updatedAt) - Date.parse(createdAt)) / second;
    expect([status, seconds > least, seconds < most]).toEqual(['succeeded', true, true]);
  });

  it.each([
    ['credentials-rejected', 'invalid-credentials', 'user', 'invalid'],
    ['account-locked', 'account-locked', 'user', 'invalid'],
    ['user-action-required', 'account-not-accessible-requires-user-action', 'user', 'invalid'],
    ['bank-down', 'service-unavailable', 'wait', 'active'],
    ['setup-failed', 'connector-error', 'support', 'failed'],
  ] as const)('of the scenario %s fails with %s', async (scenario, code, actor, after) => {
    const { refresh, read } = await setUpScenario(scenario);
    const { status, failure } = await refresh();
    expect([status, failure?.code, failure?.actor]).toEqual(['failed', code, actor]);
    expect(failure?.correlationId).toMatch(/^[\da-f-]{36}$/);
    expect((await read()).status).toBe(after);
  });

  it('leaves the later steps pending for ever after one that failed', async () => {
    const { refresh } = await setUpScenario('account-locked');
    expect((await refresh()).steps.map(({ status }) => status)).toEqual(['failed', 'pending', 'pending']);
  });

  it('is refused while the rate limit lasts, which begins with the first attempt', async () => {
    const { transport, clock, id, read } = await setUpScenario('rate-limited');
    expect((await read()).refreshAvailableAt).toBeUndefined();
    const lifts = new Date(clock.now() + 10 * minute).toISOString();
    const refused = { code: 'rate-limited', failure: { code: 'too-many-requests', actor: 'wait', retryAt: lifts } };
    expect(await refusalOf(transport.refreshConnection(id))).toMatchObject(refused);
    await clock.advance(9 * minute);
    expect(await refusalOf(transport.refreshConnection(id))).toMatchObject(refused);
    expect((await read()).refreshAvailableAt).toBe(lifts);
    await clock.advance(minute);
    expect((await transport.refreshConnection(id)).status).toBe('queued');
  });

  it('after a purge fails once, and then works', async () => {
    const { transport, id, refresh, read } = await setUpScenario('refresh-fails-after-purge');
    expect((await refresh()).status).toBe('succeeded');
    await transport.purgeConnection(id);
    expect(await refresh()).toMatchObject({ status: 'failed', failure: { code: 'connector-error' } });
    expect(await read()).toMatchObject({ status: 'active', accounts: [] });
    expect((await refresh()).status).toBe('succeeded');
    expect((await read()).accounts).not.toEqual([]);
  });

  it('whose answer was lost goes on, and is found in the list', async () => {
    const { transport, clock, id, read } = await setUpScenario('answer-lost');
    const before = (await read()).lastSyncedAt;
    expect(await refusalOf(transport.refreshConnection(id))).toMatchObject({ code: 'network' });
    const { items } = await transport.listJobs({ connectionId: id, unsettled: true });
    expect(items).toMatchObject([{ kind: 'refresh', status: 'queued' }]);
    await clock.advance(minute);
    expect((await read()).lastSyncedAt).not.toBe(before);
  });

  it('of a link that was never opened is not available', async () => {
    const { transport, id } = await setUpScenario('stuck-in-pre-init');
    expect(await refusalOf(transport.refreshConnection(id))).toMatchObject({ code: 'not-available' });
  });
});

describe('a purge or revoke whose answer was lost', () => {
  it('is executed once for its key, and never heard of', async () => {
    const { transport, id, read } = await setUpScenario('answer-lost');
    for (const idempotencyKey of ['key-1', 'key-1'])
      expect(await refusalOf(transport.purgeConnection(id, { idempotencyKey }))).toMatchObject({ code: 'network' });
    expect((await read()).accounts).toEqual([]);
    for (const idempotencyKey of ['key-2', 'key-2'])
      expect(await refusalOf(transport.revokeConnection(id, { idempotencyKey }))).toMatchObject({ code: 'network' });
    expect((await read()).status).toBe('revoked');
    const { items } = await transport.listJobs({ connectionId: id, limit: 3 });
    expect(items.map(({ kind }) => kind)).toEqual(['revoke', 'purge', 'refresh']);
  });

  it('is heard of where it was refused: nothing was executed', async () => {
    const { transport, id } = await setUpScenario('answer-lost');
    await refusalOf(transport.revokeConnection(id));
    expect(await refusalOf(transport.purgeConnection(id))).toMatchObject({ code: 'not-available' });
  });
});

describe('a bank being linked', () => {
  it('becomes active when its first job ends', async () => {
    const { transport, clock, id, read } = await setUpScenario('setting-up');
    const { items } = await transport.listJobs({ connectionId: id });
    expect(items).toMatchObject([{ kind: 'connect', status: 'queued' }]);
    expect(await read()).toMatchObject({ status: 'pending', accounts: [] });
    await clock.advance(minute);
    const { status, profile, lastSyncedAt } = await read();
    expect([status, profile !== undefined, lastSyncedAt !== undefined]).toEqual(['active', true, true]);
  });

  it('joins its first job when it is refreshed meanwhile', async () => {
    const { transport, id } = await setUpScenario('setting-up');
    expect((await transport.refreshConnection(id)).kind).toBe('connect');
  });
});

describe('a challenge', () => {
  async function setUpChallenge() {
    const parts = await setUpScenario('mfa');
    const { id: jobId } = await parts.transport.refreshConnection(parts.id);
    await parts.clock.advance(10 * second);
    return { ...parts, jobId, job: () => parts.transport.getJob(jobId) };
  }

  it('stops the job, and says until when, in words without digits', async () => {
    const { job } = await setUpChallenge();
    const { status, challenge, steps } = await job();
    expect([status, challenge?.kind, challenge?.inputs.length]).toEqual(['waiting-input', 'token', 1]);
    expect(JSON.stringify([challenge?.question, challenge?.inputs])).not.toMatch(/\d/);
    expect(challenge?.question).toContain('•••');
    const began = Date.parse(steps.find(({ key }) => key === 'challenge')?.startedAt ?? '');
    expect(Date.parse(challenge?.expiresAt ?? '') - began).toBe(2 * minute);
  });

  it('lets the job go on after the right answer', async () => {
    const { transport, clock, jobId, job } = await setUpChallenge();
    expect(await transport.answerChallenge(jobId, ['123456'])).toMatchObject({ status: 'running' });
    await clock.advance(minute);
    const { status, challenge } = await job();
    expect([status, challenge]).toEqual(['succeeded', undefined]);
  });

  it('refuses a wrong answer, and waits on', async () => {
    const { transport, jobId, job } = await setUpChallenge();
    const refused = { code: 'invalid-request', failure: { code: 'invalid-credentials', actor: 'user' } };
    expect(await refusalOf(transport.answerChallenge(jobId, ['000000']))).toMatchObject(refused);
    expect(await refusalOf(transport.answerChallenge(jobId, []))).toMatchObject(refused);
    expect((await job()).status).toBe('waiting-input');
  });

  it('fails the job when nobody answers in time', async () => {
    const { transport, clock, jobId, job } = await setUpChallenge();
    await clock.advance(2 * minute);
    expect(await job()).toMatchObject({ status: 'failed', failure: { code: 'multifactor-required', actor: 'user' } });
    expect(await refusalOf(transport.answerChallenge(jobId, ['123456']))).toMatchObject({ code: 'not-available' });
  });
});

describe('the facts of a connection', () => {
  it('say when the consent ends', async () => {
    const { clock, read } = await setUpScenario('consent-ending');
    const { expiresAt = '', method, consent } = await read();
    expect([Date.parse(expiresAt) - clock.now(), method, consent?.expiresAt]).toEqual([
      5 * day,
      'open-banking',
      expiresAt,
    ]);
  });

  it('say when it was revoked at the bank', async () => {
    const { clock, read } = await setUpScenario('revoked');
    const { revokedAt = '', consent, profile } = await read();
    expect(clock.now() - Date.parse(revokedAt)).toBe(2 * day);
    expect([consent?.endedAt, profile]).toEqual([revokedAt, undefined]);
  });

  it('keep a status word that nobody knows', async () => {
    const { read } = await setUpScenario('unknown-status');
    expect(await read()).toMatchObject({ status: 'unknown', rawStatus: 'under-review' });
  });

  it('say that the bank is down', async () => {
    const { read } = await setUpScenario('bank-down');
    expect((await read()).institution.health).toBe('outage');
  });

  it('include why it is invalid in the history', async () => {
    const { transport, id } = await setUpScenario('credentials-rejected');
    const { items } = await transport.listJobs({ connectionId: id, limit: 1 });
    expect(items).toMatchObject([{ status: 'failed', failure: { code: 'invalid-credentials' } }]);
  });
});

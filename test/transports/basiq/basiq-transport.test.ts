import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFailure } from '../../../src/core/model/failure';
import { isSettled, type Job } from '../../../src/core/model/job';
import { sandboxCode, type ScenarioName } from '../../../src/testing';
import { createBasiq } from '../../../src/transports/basiq';
import { createSandboxTransport } from '../../../src/transports/sandbox';
import { idAt, refreshAt, startSandbox, users, type Started } from './sandbox-server';
import { thrownBy } from './scripted-basiq';

const second = 1_000;
let bank: Started;

beforeEach(async () => {
  bank = await startSandbox();
});
afterEach(() => bank.close());

const idOf = (scenario: ScenarioName) => idAt(bank.mine, scenario);
const refresh = (connectionId: string, options = {}) => refreshAt(bank.mine, connectionId, options);

async function follow(job: Job): Promise<readonly Job[]> {
  const seen = [job];
  for (let count = 0; count < 300 && !isSettled(seen.at(-1) ?? job); count += 1) {
    await bank.clock.advance(second);
    seen.push(await bank.mine.getJob(job.id));
  }
  return seen;
}

describe('the list', () => {
  it('shows every state of the bank as the sandbox transport does', async () => {
    const { items } = await bank.mine.listConnections({});
    const statuses = Object.fromEntries(items.map(({ institution, status }) => [institution.name, status]));
    expect(statuses).toMatchObject({
      'Hooli Bank': 'active',
      'Endframe Mutual': 'invalid',
      'Maleant Building Society': 'failed',
      'Aviato Bank': 'pre-init',
      'Fiduciary Trust of Tres Comas': 'unknown',
      'Keenan Bank': 'pending',
      'Gilfoyle Mutual': 'revoked',
    });
    expect(items.find(({ status }) => status === 'unknown')?.rawStatus).toBe('under-review');
    const other = createSandboxTransport({ bank: bank.sandbox.bank, userId: users[0] });
    const theirs = (await other.listConnections({})).items;
    const onTheWire = theirs.map(({ revokedAt: _notOnTheWire, ...facts }) => facts);
    expect(items).toEqual(onTheWire);
  });

  it('costs one request for a token, one for the connectors, and one for each list', async () => {
    await Promise.all([bank.mine.listConnections({ status: 'active' }), bank.theirs.listConnections({})]);
    const asked = bank.asked().filter((route) => !route.endsWith('/jobs'));
    expect(asked.toSorted()).toEqual([
      'GET /connectors',
      `GET /users/${encodeURIComponent(users[1])}/connections`,
      'GET /users/user-one/connections',
      'POST /token',
    ]);
  });
});

describe('a connection', () => {
  it('shows masked profile, accounts and consent', async () => {
    const detail = await bank.mine.getConnection(await idOf('happy'));
    expect(detail.profile?.fullName).toMatch(/^\p{L}••• \p{L}•••$/u);
    expect(detail.profile?.phoneNumbers?.every((phone) => /^••• \d{3}$/.test(phone))).toBe(true);
    expect(detail.profile?.emailAddresses?.every((email) => /^[a-z]•••@[a-z]+\.example$/.test(email))).toBe(true);
    expect(detail.profile?.physicalAddresses?.every((address) => /^•••, [\w ]+ \d{4}$/.test(address))).toBe(true);
    expect(detail.accounts[0]).toMatchObject({ type: 'transaction', currency: 'AUD', available: true });
    expect(detail.accounts.every(({ number }) => /^••• \d{3}$/.test(number ?? ''))).toBe(true);
    expect(detail.consent?.data.length).toBeGreaterThan(0);
  });

  it('reveals the raw values of one field', async () => {
    const id = await idOf('happy');
    const raw = bank.sandbox.bank.connection(users[0], id).profile;
    expect(await bank.mine.revealProfile?.(id, 'fullName')).toEqual([raw?.fullName]);
    expect(await bank.mine.revealProfile?.(id, 'phoneNumbers')).toEqual(raw?.phoneNumbers);
    expect(await bank.mine.revealProfile?.(id, 'physicalAddresses')).toEqual(
      raw?.physicalAddresses.map(({ formattedAddress }) => formattedAddress),
    );
  });
});

describe('a refresh', () => {
  it('is followed step by step to its end', async () => {
    const id = await idOf('happy');
    const seen = await follow(await refresh(id, { runId: 'r1' }));
    expect(seen[0]).toMatchObject({ kind: 'refresh', connectionId: id, runId: 'r1', recordedBy: 'provider' });
    expect(seen.at(-1)).toMatchObject({ status: 'succeeded', kind: 'refresh', connectionId: id, runId: 'r1' });
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set(['queued', 'running', 'succeeded']));
    expect(seen.at(-1)?.steps.map(({ key }) => key)).toEqual(['authenticate', 'accounts', 'transactions']);
    expect((await bank.mine.listJobs?.({ connectionId: id, limit: 1 }))?.items[0]).toEqual(seen.at(-1));
  });

  it('joins the one that runs', async () => {
    const id = await idOf('happy');
    expect((await refresh(id)).id).toBe((await refresh(id)).id);
    expect(bank.sandbox.log.filter(({ path }) => path.endsWith('/refresh')).map(({ status }) => status)).toEqual([
      202, 200,
    ]);
  });

  it.each<[ScenarioName, string, string]>([
    ['credentials-rejected', 'invalid-credentials', 'user'],
    ['account-locked', 'account-locked', 'user'],
    ['user-action-required', 'account-not-accessible-requires-user-action', 'user'],
    ['bank-down', 'service-unavailable', 'wait'],
    ['setup-failed', 'connector-error', 'support'],
  ])('at a bank with %s fails with %s, and %s must act', async (scenario, code, actor) => {
    const last = (await follow(await refresh(await idOf(scenario)))).at(-1);
    expect(last?.status).toBe('failed');
    expect(last?.failure).toEqual({ ...createFailure(code), actor });
    expect(last).not.toHaveProperty('retryAt');
  });

  it('that comes too soon is told when the limit lifts, and the connection knows it, too', async () => {
    const id = await idOf('rate-limited');
    const error = await thrownBy(refresh(id));
    const retryAt = new Date(bank.clock.now() + 600 * second).toISOString();
    expect(error).toMatchObject({ code: 'rate-limited', failure: { actor: 'wait', retryAt } });
    expect((await bank.mine.getConnection(id)).refreshAvailableAt).toBe(retryAt);
    await bank.clock.advance(600 * second);
    expect((await follow(await refresh(id))).at(-1)?.status).toBe('succeeded');
  });

  it('goes on when the token is refused in the middle of it', async () => {
    const job = await refresh(await idOf('happy'));
    bank.sandbox.expireTokens();
    expect((await bank.mine.getJob(job.id)).id).toBe(job.id);
    expect(bank.asked().filter((route) => route === 'POST /token')).toHaveLength(2);
  });

  it('is known as one by a server that did not start it', async () => {
    const job = await refresh(await idOf('happy'), { runId: 'r1' });
    const { runId: _onlyThere, ...rest } = job;
    const { sandbox, url: baseUrl, clock } = bank;
    const restarted = createBasiq({ apiKey: sandbox.apiKey, baseUrl, clock }).transport(users[0]);
    expect(await restarted.getJob(job.id)).toEqual(rest);
  });
});

describe('a challenge', () => {
  it('is answered with a token of the user, and the job goes on', async () => {
    const job = await refresh(await idOf('mfa'));
    await bank.clock.advance(5 * second);
    const waiting = await bank.mine.getJob(job.id);
    expect(waiting).toMatchObject({ status: 'waiting-input', challenge: { kind: 'token' } });
    expect(Date.parse(waiting.challenge?.expiresAt ?? '')).toBeGreaterThan(bank.clock.now());
    const answered = await bank.mine.answerChallenge?.(job.id, [sandboxCode]);
    expect(answered?.status).toBe('running');
    expect((await follow(answered ?? job)).at(-1)?.status).toBe('succeeded');
  });

  it('answered wrongly is refused with who must act', async () => {
    const job = await refresh(await idOf('mfa'));
    await bank.clock.advance(5 * second);
    const error = await thrownBy(bank.mine.answerChallenge?.(job.id, ['000000']) ?? Promise.resolve());
    expect(error).toMatchObject({ failure: { code: 'invalid-credentials', actor: 'user' } });
  });
});

describe('purge and revoke', () => {
  it('purge takes the data and leaves the link, until a refresh brings it back', async () => {
    const id = await idOf('happy');
    const before = await bank.mine.getConnection(id);
    const job = await bank.mine.purgeConnection?.(id, { runId: 'r1' });
    expect(job).toMatchObject({ kind: 'purge', status: 'succeeded', recordedBy: 'kit', connectionId: id, runId: 'r1' });
    const purged = await bank.mine.getConnection(id);
    expect(purged).toMatchObject({ status: 'active', accounts: [] });
    expect(purged).not.toHaveProperty('profile');
    await follow(await refresh(id));
    expect((await bank.mine.getConnection(id)).profile).toEqual(before.profile);
  });

  it.each<ScenarioName>(['credentials-rejected', 'stuck-in-pre-init', 'unknown-status', 'revoked'])(
    'purge is not available with %s',
    async (scenario) => {
      const error = await thrownBy(bank.mine.purgeConnection?.(await idOf(scenario)) ?? Promise.resolve());
      expect(error).toMatchObject({ code: 'not-available' });
    },
  );

  it('revoke ends the link', async () => {
    const id = await idOf('happy');
    expect(await bank.mine.revokeConnection?.(id)).toMatchObject({ kind: 'revoke', recordedBy: 'kit' });
    expect(await thrownBy(bank.mine.getConnection(id))).toMatchObject({ code: 'not-found' });
    expect(await thrownBy(bank.mine.revokeConnection?.(id) ?? Promise.resolve())).toMatchObject({ code: 'not-found' });
  });
});

describe('a bank that cannot be asked', () => {
  it('with a wrong key is for the developer', async () => {
    const basiq = createBasiq({ apiKey: 'wrong', baseUrl: bank.url });
    const error = await thrownBy(basiq.transport(users[0]).listConnections({}));
    expect(error).toMatchObject({ code: 'forbidden', failure: { actor: 'developer' } });
  });

  it('without a key is so too, in words, and only where it is asked: a build of the host has no key', () => {
    const basiq = createBasiq({ apiKey: '', baseUrl: bank.url });
    expect(() => basiq.transport(users[0])).toThrow(/apiKey/);
  });

  it('and is not there at all is a network error', async () => {
    await bank.close();
    expect(await thrownBy(bank.mine.listConnections({}))).toMatchObject({ code: 'network' });
    bank = await startSandbox();
  });

  it('knows no such user', async () => {
    expect(await thrownBy(bank.basiq.transport('nobody').listConnections({}))).toMatchObject({ code: 'not-found' });
  });
});

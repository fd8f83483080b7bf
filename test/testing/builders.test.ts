import { describe, expect, it } from 'vitest';
import { buildAccount, buildConnection, buildConnections, buildJob, buildProfile } from '../../src/testing';

const raw = ['Gavin Belson', '0405 345 991', 'gavin@hooli.example', '12 Main St, Dee Why NSW 2099', '062000123456'];
const [fullName = '', phone = '', email = '', address = '', number = ''] = raw;

describe('a built connection', () => {
  it('is the same each time, and none holds what another was given', () => {
    expect(buildConnection()).toEqual(buildConnection());
    expect(buildConnection().accounts).not.toBe(buildConnection().accounts);
    expect(buildConnection({ status: 'invalid' }).status).toBe('invalid');
    expect(buildConnection().status).toBe('active');
  });

  it('is one of as many as are asked for, each with an id and a bank of its own', () => {
    const many = buildConnections(500);
    expect(new Set(many.map(({ id }) => id)).size).toBe(500);
    expect(new Set(many.map(({ institution }) => institution.id)).size).toBe(500);
    expect(buildConnections([{}, { status: 'revoked' }]).map(({ id, status }) => [id, status])).toEqual([
      ['connection-1', 'active'],
      ['connection-2', 'revoked'],
    ]);
  });

  it('has no profile field and no account beyond those that are given', () => {
    const { profile, accounts } = buildConnection({ profile: { fullName }, accounts: [] });
    expect(profile).toEqual({ fullName: 'G••• B•••' });
    expect(accounts).toEqual([]);
  });

  it('has no fact that is said to be undefined, and no other one less', () => {
    const { profile: _p, lastSyncedAt: _l, ...others } = buildConnection();
    expect(Object.entries(buildConnection({ profile: undefined, lastSyncedAt: undefined }))).toEqual(
      Object.entries(others),
    );
  });
});

describe('a raw value', () => {
  const built = [
    buildConnection({
      profile: { fullName, phoneNumbers: [phone], emailAddresses: [email], physicalAddresses: [address] },
      accounts: [{ id: 'a', name: `Savings ${number}`, number, available: true }],
    }),
    buildProfile({ fullName, phoneNumbers: [phone], emailAddresses: [email], physicalAddresses: [address] }),
    buildAccount({ name: `Savings ${number}`, number }),
    buildJob({ status: 'waiting-input', challenge: { kind: 'token', question: `To ${phone}`, inputs: [email] } }),
  ];

  it.each(built.map((facts) => [JSON.stringify(facts)]))('is in no %s', (text) => {
    expect(raw.filter((value) => text.includes(value))).toEqual([]);
  });

  it('is masked once: what is masked already stays as it is', () => {
    const { profile = {}, accounts } = built[0] as ReturnType<typeof buildConnection>;
    expect(buildProfile(profile)).toEqual(profile);
    expect(accounts.map(buildAccount)[0]).toMatchObject(accounts[0] ?? {});
  });
});

describe('a built job', () => {
  it.each([
    ['queued', ['pending', 'pending', 'pending']],
    ['running', ['running', 'pending', 'pending']],
    ['waiting-input', ['succeeded', 'running', 'pending', 'pending']],
    ['succeeded', ['succeeded', 'succeeded', 'succeeded']],
    ['failed', ['failed', 'pending', 'pending']],
  ] as const)('that is %s has the steps, the failure and the challenge of that', (status, steps) => {
    const job = buildJob({ status });
    expect(job.steps.map((step) => step.status)).toEqual(steps);
    expect(job.failure !== undefined).toBe(status === 'failed');
    expect(job.challenge !== undefined).toBe(status === 'waiting-input');
  });

  it('is as its steps are, and a purge is a record of the kit without any', () => {
    expect(buildJob({ steps: [{ key: 'accounts', status: 'failed' }] })).toMatchObject({ status: 'failed' });
    expect(buildJob({ kind: 'purge' })).toMatchObject({ recordedBy: 'kit', steps: [], status: 'succeeded' });
  });
});

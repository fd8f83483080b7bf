/** The engine of the sandbox bank: time, people, and the controls. */
import { describe, expect, it } from 'vitest';
import { createSandboxBank } from '../../../src/transports/sandbox/bank';
import { sandboxSecrets } from '../../../src/transports/sandbox/secrets';
import { minute, second, setUp, setUpScenario } from './set-up';

describe('the bank', () => {
  it('takes over what ended when it ended, however late it is asked', async () => {
    const { bank, clock, transport } = setUp({ scenario: 'happy' });
    const [one = '', other = ''] = bank.connections('gavin').map(({ id }) => id);
    bank.refresh('gavin', one);
    await clock.advance(2 * second);
    bank.refresh('gavin', other);
    await clock.advance(2 * second);
    bank.purge('gavin', one);
    await clock.advance(60 * minute);
    const { accounts, lastSyncedAt = '' } = await transport.getConnection(one);
    expect(accounts).not.toEqual([]);
    expect(clock.now() - Date.parse(lastSyncedAt)).toBeGreaterThan(59 * minute);
  });

  it('is as quick as its pace', async () => {
    const { bank, clock } = setUp({ scenario: 'happy', pace: 0.1 });
    const { job } = bank.refresh('gavin', bank.connections('gavin')[0]?.id ?? '');
    await clock.advance(1 * second);
    const { created, ended = '' } = bank.job(job.id);
    expect(Date.parse(ended) - Date.parse(created)).toBe(660);
  });

  it('knows its people again under the same seed, and others under another', () => {
    const peopleOf = (seed: number) => sandboxSecrets(setUp({ seed }).bank, 'gavin');
    expect(peopleOf(1)).toEqual(peopleOf(1));
    expect(peopleOf(2).filter((secret) => peopleOf(1).includes(secret))).toEqual([]);
  });

  it('has nothing of one user at another', () => {
    const { bank } = setUp();
    const idsOf = (userId: string) => [
      ...bank.connections(userId).flatMap(({ id, accounts }) => [id, ...accounts.map((account) => account.id)]),
      ...bank.jobs(userId).map(({ id }) => id),
      ...sandboxSecrets(bank, userId),
    ];
    const mine = new Set(idsOf('gavin'));
    expect(idsOf('monica').filter((value) => mine.has(value))).toEqual([]);
  });

  it('names forty users without giving two of them one name', () => {
    const users = Array.from({ length: 40 }, (_, index) => `user-${index}`);
    const bank = createSandboxBank({ users, clock: setUp().clock });
    const names = users.map((userId) => bank.personalData(userId).profiles[0]?.fullName);
    expect(new Set(names).size).toBe(40);
  });

  it('gives every job and every connection an id of its own', () => {
    const { bank } = setUp();
    const ids = [...bank.connections('gavin'), ...bank.jobs('gavin')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a history for each active link, and a failure in some', () => {
    const { bank } = setUp();
    const active = bank.connections('gavin').filter(({ status }) => status === 'active');
    const historyOf = (id: string) => bank.jobs('gavin').filter(({ connectionId }) => connectionId === id);
    expect(active.map(({ id }) => historyOf(id).length)).toEqual(active.map(() => 4));
    const steps = active.flatMap(({ id }) => historyOf(id)).flatMap((job) => job.steps);
    expect(steps.some(({ status }) => status === 'failed')).toBe(true);
  });

  it('holds phones masked by a bank beside phones that are not', () => {
    const { bank } = setUp();
    for (const { phoneNumbers } of bank.personalData('gavin').profiles) {
      expect(phoneNumbers.filter((phone) => /^(?:XXXX \d{3} \d{3}|04\d\d \d{3} ### \d{3})$/.test(phone)).length).toBe(
        1,
      );
      expect(phoneNumbers.filter((phone) => /^04\d\d \d{3} \d{3}$/.test(phone)).length).toBe(1);
    }
  });

  it('counts as secret what a profile and its accounts say raw', () => {
    const { bank } = setUp();
    const secrets = sandboxSecrets(bank, 'gavin');
    const { profile, accounts } = bank.connections('gavin')[0] ?? {};
    const raw = [
      profile?.fullName,
      ...(profile?.phoneNumbers ?? []),
      ...(profile?.emailAddresses ?? []),
      ...(profile?.physicalAddresses ?? []).map(({ formattedAddress }) => formattedAddress),
      ...(accounts ?? []).flatMap(({ accountNo, holder }) => [accountNo, holder]),
    ];
    expect(raw.length).toBeGreaterThan(6);
    expect(raw.filter((value) => value === undefined || !secrets.includes(value))).toEqual([]);
  });
});

describe('the controls', () => {
  it('begin the links of one institution anew, and leave the others alone', () => {
    const { bank } = setUp({ scenario: 'happy' });
    const [first, second] = bank.connections('gavin');
    bank.purge('gavin', first?.id ?? '');
    bank.purge('gavin', second?.id ?? '');
    bank.setScenario('AU00000', 'credentials-rejected');
    const [again, untouched] = bank.connections('gavin');
    expect([again?.id, again?.status, again?.accounts.length]).toEqual([first?.id, 'invalid', first?.accounts.length]);
    expect(untouched?.accounts).toEqual([]);
    expect([bank.scenarioOf('AU00000'), bank.scenarioOf('AU00001')]).toEqual(['credentials-rejected', 'happy']);
  });

  it('begin the links of all institutions anew', () => {
    const { bank } = setUp();
    bank.setScenario('all', 'stuck-in-pre-init');
    expect(new Set(bank.connections('gavin').map(({ status }) => status))).toEqual(new Set(['pre-init']));
  });

  it.each([
    ['AU00000', 'nobody-knows'],
    ['all', 'nobody-knows'],
    ['AU99999', 'happy'],
  ])('refuse %s with the scenario %s', (institutionId, scenario) => {
    expect(() => setUp().bank.setScenario(institutionId, scenario)).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });

  it('bring everything back as it was at the start', async () => {
    const { bank, transport, id, clock } = await setUpScenario('happy');
    await transport.purgeConnection(id);
    bank.setScenario('all', 'revoked');
    await clock.advance(minute);
    bank.reset();
    const [first] = bank.connections('gavin');
    expect([first?.id, first?.status, first?.accounts.length === 0]).toEqual([id, 'active', false]);
    expect(bank.jobs('gavin').some(({ kind }) => kind === 'purge')).toBe(false);
    expect(bank.scenarioOf('AU00001')).toBe('slow');
  });

  it('never give an id of a job out again', async () => {
    const { bank, id } = await setUpScenario('happy');
    const before = bank.refresh('gavin', id).job.id;
    bank.reset();
    expect(bank.refresh('gavin', id).job.id).not.toBe(before);
  });
});

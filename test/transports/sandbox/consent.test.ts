import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../src/testing/environment';
import { createSandboxBank } from '../../../src/transports/sandbox/bank';

function bankWith(scenario: string) {
  const clock = createFakeClock();
  const bank = createSandboxBank({ clock, scenario, users: ['person'] });
  const [first] = bank.connections('person');
  if (!first) throw new Error('The bank has no connection.');
  return { bank, clock, connectionId: first.id };
}

describe('a consent that is given at the bank', () => {
  it('sets the link up anew: pending while its job runs, active after it', async () => {
    const { bank, clock, connectionId } = bankWith('credentials-rejected');
    const job = bank.approveConsent('person', { connectionId });
    expect(job.kind).toBe('connect');
    expect(bank.connection('person', connectionId).status).toBe('pending');
    await clock.advance(60_000);
    expect(bank.connection('person', connectionId)).toMatchObject({ status: 'active', lastUsed: expect.any(String) });
  });

  it('is behind all links of the start: they end with it', () => {
    const bank = createSandboxBank({ clock: createFakeClock(), users: ['person'], scenario: { AU00008: 'happy' } });
    const ends = bank.connections('person').map(({ expiryDate }) => expiryDate);
    expect(new Set(ends)).toEqual(new Set(bank.consents('person').map(({ expiryDate }) => expiryDate)));
  });

  it('lasts a year from then', () => {
    const { bank, clock, connectionId } = bankWith('consent-ending');
    bank.approveConsent('person', { connectionId });
    const left = Date.parse(bank.connection('person', connectionId).expiryDate) - clock.now();
    expect(left).toBe(365 * 24 * 3_600_000);
  });

  it('makes a further link at an institution, beside the one that has ended', async () => {
    const { bank, clock, connectionId } = bankWith('happy');
    bank.revoke('person', connectionId);
    const { institutionId } = bank.connection('person', connectionId);
    const job = bank.approveConsent('person', { institutionId });
    expect(job.connectionId).not.toBe(connectionId);
    await clock.advance(60_000);
    expect(bank.connection('person', job.connectionId).status).toBe('active');
    expect(bank.connection('person', connectionId).status).toBe('revoked');
  });

  it('is joined when one is being set up already', () => {
    const { bank, connectionId } = bankWith('setting-up');
    const [running] = bank.jobs('person').filter((job) => job.connectionId === connectionId);
    expect(bank.approveConsent('person', { connectionId }).id).toBe(running?.id);
  });

  it('is refused for a link that has ended', () => {
    const { bank, connectionId } = bankWith('happy');
    bank.revoke('person', connectionId);
    expect(() => bank.approveConsent('person', { connectionId })).toThrow('wrong-state');
  });
});

import { describe, expect, it } from 'vitest';
import type { Institution } from '../../src/core/model/connection';
import { toInstitution } from '../../src/transports/basiq/connectors';
import { toJob } from '../../src/transports/basiq/job-mapping';
import { toAccount, toConnection, toConsent } from '../../src/transports/basiq/mapping';
import { toProfile } from '../../src/transports/basiq/profile-mapping';
import { readError } from '../../src/transports/basiq/read-error';
import { record, records } from '../../src/transports/basiq/wire';
import { generated, made } from './budget';
import { eachDamaged } from './each-damaged';
import { expectNeutral } from './expect-neutral';
import { account, connection, connector, consent, detail, jobs, refusal } from './wire';

const hooli: Institution = { id: 'AU00000', name: 'Hooli Bank' };
const fallbackTime = '2026-01-01T00:00:00.000Z';

const share = generated.basiqMapping / 10;

describe(`of a damaged answer of Basiq’s (${generated.basiqMapping} of them)`, () => {
  it('a connection and its profile are neutral, masked, or nothing', () => {
    const passed = eachDamaged(detail, share * 2, (wire) => {
      const row = record(wire) ?? {};
      const mapped = toConnection(row, hooli);
      const profile = toProfile(row);
      if (mapped === undefined) return;
      expectNeutral('detail', { ...mapped, accounts: [], ...(profile && { profile }) });
    });
    expect(passed).toBe(share * 2);
    made.basiqMapping += passed;
  });

  it('an account is neutral, masked, or nothing', () => {
    const { id } = connection;
    const passed = eachDamaged(account, share * 2, (wire) => {
      const mapped = toAccount(record(wire) ?? {});
      if (mapped) expectNeutral('detail', { id, institution: hooli, status: 'active', accounts: [mapped] });
    });
    expect(passed).toBe(share * 2);
    made.basiqMapping += passed;
  });

  it('an institution is neutral, or nothing', () => {
    const passed = eachDamaged(connector, share * 2, (wire) => {
      const mapped = toInstitution(record(wire) ?? {});
      if (mapped) expectNeutral('connection', { id: 'c', institution: mapped, status: 'active' });
    });
    expect(passed).toBe(share * 2);
    made.basiqMapping += passed;
  });

  it('a consent is neutral, or nothing', () => {
    const passed = eachDamaged([consent, { ...consent, status: 'expired' }], share, (wire) => {
      const mapped = toConsent(records(wire));
      const base = { id: 'c', institution: hooli, status: 'active', accounts: [] };
      if (mapped) expectNeutral('detail', { ...base, consent: mapped });
    });
    expect(passed).toBe(share);
    made.basiqMapping += passed;
  });

  it.each(jobs)('a job is neutral, without what was said of the person, or nothing: $id', (good) => {
    const passed = eachDamaged(good, share, (wire) => {
      const mapped = toJob(record(wire) ?? {}, { fallbackTime });
      if (mapped) expectNeutral('job', mapped);
    });
    expect(passed).toBe(share);
    made.basiqMapping += passed;
  });

  it('a refusal has a code and a reference, and not a word more', () => {
    const passed = eachDamaged(refusal, share, (wire) => {
      for (const status of [400, 401, 403, 404, 429, 500]) {
        const failure = readError(status, wire, new Headers())?.failure;
        if (failure?.code !== undefined) expectNeutral('failure', failure);
      }
    });
    expect(passed).toBe(share);
    made.basiqMapping += passed;
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstitution } from '../../../src/transports/basiq/connectors';
import {
  institutionIdOf,
  methodOf,
  statusOf,
  toAccount,
  toConnection,
  toConsent,
} from '../../../src/transports/basiq/mapping';
import { profileValues, toProfile } from '../../../src/transports/basiq/profile-mapping';
import { records, time } from '../../../src/transports/basiq/wire';
import { account, connection, connector, consents, secrets } from './wire-examples';

const hooli = { id: 'AU00000', name: 'Hooli Bank' };

describe('a connection', () => {
  it('keeps the facts of the wire', () => {
    expect(toConnection(connection, hooli)).toEqual({
      id: '61723',
      institution: hooli,
      status: 'active',
      method: 'open-banking',
      createdAt: '2024-07-29T07:34:09.000Z',
      lastSyncedAt: '2024-08-22T11:15:09.000Z',
      expiresAt: '2025-07-29T07:34:09.000Z',
    });
  });

  it.each([
    ['pre-init', 'pre-init'],
    ['init', 'pending'],
    ['pending', 'pending'],
    ['active', 'active'],
    ['Active', 'active'],
    ['invalid', 'invalid'],
    ['invalid-connection', 'invalid'],
    ['failed', 'failed'],
    ['revoked', 'revoked'],
    ['deleted', 'revoked'],
  ])('reads the status %s as %s', (raw, status) => {
    expect(statusOf(raw)).toEqual({ status });
  });

  it.each([
    ['hibernating', 'hibernating'],
    ['constructor', 'constructor'],
    ['under-review', 'under-review'],
  ])('keeps the unknown status %s beside it', (raw, rawStatus) => {
    expect(statusOf(raw)).toEqual({ status: 'unknown', rawStatus });
  });

  it.each([[undefined], [null], [{}], [[]], [true], ['locked for Gavin Belson'], ['0405345991']])(
    'has no word for the status %j',
    (raw) => {
      expect(statusOf(raw)).toEqual({ status: 'unknown' });
    },
  );

  it.each([
    ['openbanking', 'open-banking'],
    ['open-banking', 'open-banking'],
    ['OPEN_BANKING', 'open-banking'],
    ['web', 'web'],
    ['csv', 'statement'],
    ['pdf', 'statement'],
    ['telepathy', 'other'],
    [null, undefined],
  ])('reads the method %s as %s', (raw, method) => {
    expect(methodOf(raw)).toBe(method);
  });

  it('reads the dates of the other spelling', () => {
    const { createdDate, ...rest } = connection;
    expect(toConnection({ ...rest, created: createdDate }, hooli)?.createdAt).toBe('2024-07-29T07:34:09.000Z');
  });

  it('drops dates that are none', () => {
    const bad = { ...connection, createdDate: '2024-02-31T00:00:00Z', lastUsed: 'yesterday', expiryDate: '' };
    expect(toConnection(bad, hooli)).toEqual({
      id: '61723',
      institution: hooli,
      status: 'active',
      method: 'open-banking',
    });
  });

  it('is nothing without an id', () => {
    expect(toConnection({ ...connection, id: null }, hooli)).toBeUndefined();
  });

  it.each([
    [{ institution: { id: 'AU1' } }, 'AU1'],
    [{ institution: 'AU2' }, 'AU2'],
    [{ links: { institution: 'https://au-api.basiq.io/institutions/AU00003' } }, 'AU00003'],
    [{ links: { institution: '/connectors/AU00004/web' } }, 'AU00004'],
    [{ links: null }, undefined],
  ])('finds its institution in %j', (wire, institutionId) => {
    expect(institutionIdOf(wire)).toBe(institutionId);
  });
});

describe('a time', () => {
  it.each([
    ['2024-07-29T07:34:09Z', '2024-07-29T07:34:09.000Z'],
    ['2024-07-29T07:34:09', '2024-07-29T07:34:09.000Z'],
    ['2024-07-29T17:34:09+10:00', '2024-07-29T07:34:09.000Z'],
    ['2024-07-29T17:34:09.123456789+1000', '2024-07-29T07:34:09.123Z'],
    ['2024-07-29', '2024-07-29T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('reads %s as %s', (raw, iso) => {
    expect(time(raw)).toBe(iso);
  });

  it.each([
    ['0001-01-01T00:00:00Z'],
    ['1969-12-31T23:59:59Z'],
    ['2023-02-29'],
    ['2024-13-01'],
    ['2024-07-29T25:00:00Z'],
    ['1722238449'],
    ['July 29, 2024'],
    ['+275760-09-13T00:00:00Z'],
    [1722238449000],
    [null],
  ])('drops %s', (raw) => {
    expect(time(raw)).toBeUndefined();
  });
});

describe('an account', () => {
  it('is masked, and its money stays text', () => {
    expect(toAccount(account)).toEqual({
      id: '319ae910',
      name: 'Business account',
      type: 'mortgage',
      number: '••• 695',
      currency: 'AUD',
      balance: '100.12',
      availableFunds: '200.54',
      available: true,
      updatedAt: '2024-09-28T11:15:09.756Z',
    });
  });

  it('does not know money that the bank did not say', () => {
    const wire = { ...account, balance: null, availableFunds: 'lots', currency: 'dollars', status: 'unavailable' };
    expect(toAccount(wire)).toEqual({
      id: '319ae910',
      name: 'Business account',
      type: 'mortgage',
      number: '••• 695',
      available: false,
      updatedAt: '2024-09-28T11:15:09.756Z',
    });
  });

  it('masks digits in its name, and takes the name of its product where it has none', () => {
    expect(toAccount({ ...account, name: 'Savings 105148119695' })?.name).toBe('Savings •••');
    expect(toAccount({ ...account, name: null })?.name).toBe('Hooli Home Loan');
  });
});

describe('a profile', () => {
  it('leaves what the mask leaves', () => {
    expect(toProfile(connection)).toEqual({
      fullName: 'G••• B•••',
      phoneNumbers: ['••• 991', '••• 991'],
      emailAddresses: ['g•••@hooli.com'],
      physicalAddresses: ['•••, Dee Why NSW 2099'],
    });
  });

  it('keeps a last name that is the first name, too', () => {
    const wire = { profile: { fullName: '', firstName: 'Neville', middleName: null, lastName: 'Neville' } };
    expect(profileValues(wire, 'fullName')).toEqual(['Neville Neville']);
  });

  it('is masked before anything is cut off, or the middle of a value would pass for its end', () => {
    const [phone, place] = [`${'0405345'.repeat(60)}991`, 'Dee Why NSW 2099'];
    const wire = {
      profile: {
        fullName: `Gavin ${'Archibald '.repeat(60)}Belson`,
        phoneNumbers: [phone],
        emailAddresses: [`g${'avin'.repeat(200)}@hooli.com`],
        physicalAddresses: [`${'1 Long Way, '.repeat(60)}${place}`],
      },
    };
    expect(toProfile(wire)).toEqual({
      fullName: 'G••• B•••',
      phoneNumbers: ['••• 991'],
      emailAddresses: ['g•••@hooli.com'],
      physicalAddresses: [`•••, ${place}`],
    });
    expect(toAccount({ id: 'a-1', accountNo: phone })?.number).toBe('••• 991');
    expect(profileValues(wire, 'fullName')[0]).toHaveLength(500);
  });

  it('has no field for what was not shared', () => {
    const profile = { fullName: null, phoneNumbers: [], emailAddresses: null, physicalAddresses: [null, {}] };
    expect(toProfile({ profile })).toEqual({});
    expect(toProfile({ profile: null })).toBeUndefined();
  });

  it.each([[null], [''], [undefined]])('composes the full name around a middle name of %j', (middleName) => {
    const profile = { firstName: 'Gavin', middleName, lastName: 'Belson' };
    expect(profileValues({ profile }, 'fullName')).toEqual(['Gavin Belson']);
  });

  it('composes an address where the bank formatted none', () => {
    const [address] = connection.profile.physicalAddresses;
    const profile = { physicalAddresses: [{ ...address, formattedAddress: '' }] };
    expect(profileValues({ profile }, 'physicalAddresses')).toEqual(['13/91 Fisher Rd, Dee Why NSW 2099, Australia']);
    expect(toProfile({ profile })).toEqual({ physicalAddresses: ['•••, Dee Why NSW 2099'] });
  });

  it('takes a single value for a list of one, and drops what is no text', () => {
    const profile = { phoneNumbers: '0405345991', emailAddresses: [{ address: 'gavin@hooli.com' }, 'gavin@hooli.com'] };
    expect(toProfile({ profile })).toEqual({ phoneNumbers: ['••• 991'], emailAddresses: ['g•••@hooli.com'] });
  });
});

describe('a consent', () => {
  it('is the active one, with what was agreed to', () => {
    expect(toConsent(consents)).toEqual({
      givenAt: '2024-09-26T12:12:01.000Z',
      expiresAt: '2025-09-26T12:12:01.000Z',
      purpose: 'Share your financial data',
      data: [
        { name: 'Account name, type and balance', description: 'A list of your accounts.' },
        { name: 'Account balance and details' },
      ],
    });
  });

  it('is the active one even if another was given later and ended', () => {
    const later = { ...consents[0], created: '2024-10-01T00:00:00Z' };
    expect(toConsent([later, ...consents.slice(1)])?.purpose).toBe('Share your financial data');
  });

  it('is the last one that held where none is active, with its end', () => {
    expect(toConsent(consents.slice(0, 1))?.endedAt).toBe('2024-09-24T12:19:35.000Z');
    expect(toConsent([])).toBeUndefined();
  });

  it('ended when it expired', () => {
    expect(toConsent([{ status: 'expired', expiryDate: '2025-03-08T14:32:06Z' }])?.endedAt).toBe(
      '2025-03-08T14:32:06.000Z',
    );
  });
});

describe('whatever the wire says', () => {
  const anything = fc.anything({ maxDepth: 4, withNullPrototype: true });

  it('never throws', () => {
    fc.assert(
      fc.property(anything, anything, (value, other) => {
        const row = { ...connection, id: '1', status: value, createdDate: other, profile: value, institution: other };
        toConnection(row, { id: institutionIdOf(row) ?? '', name: '' });
        toProfile(row);
        toAccount({ ...account, name: value, class: other, balance: value, accountNo: other, lastUpdated: value });
        toConsent(records([{ ...consents[1], created: value, data: other }, value, { purpose: value, status: other }]));
        toInstitution({ ...connector, institution: value, stats: other, authorization: value, status: other });
      }),
      { numRuns: 500 },
    );
  });

  it('lets none of the raw values through', () => {
    const shown = JSON.stringify([toConnection(connection, hooli), toProfile(connection), toAccount(account)]);
    for (const secret of secrets) expect(shown).not.toContain(secret);
  });
});

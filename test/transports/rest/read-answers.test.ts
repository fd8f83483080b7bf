import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionDetail } from '../../../src/core/model/connection';
import { isConnectionsError } from '../../../src/core/model/errors';
import { createFailure } from '../../../src/core/model/failure';
import type { Job } from '../../../src/core/model/job';
import { readConsentStart, readDescription, readPage, readRevealed } from '../../../src/transports/rest/read-answers';
import { readConnection, readConnectionDetail } from '../../../src/transports/rest/read-connection';
import { readJob } from '../../../src/transports/rest/read-job';

const detail: ConnectionDetail = {
  id: 'c-1',
  institution: {
    id: 'AU00000',
    name: 'Hooli Bank',
    shortName: 'Hooli',
    logoUrl: 'https://bank.example/logo.svg',
    country: 'AU',
    health: 'degraded',
    recoveryUrl: 'https://bank.example/forgotten',
    averageDurations: { accounts: 4_000 },
  },
  status: 'active',
  method: 'open-banking',
  createdAt: '2026-01-01T00:00:00Z',
  lastSyncedAt: '2026-01-02T00:00:00.123Z',
  expiresAt: '2026-12-31',
  refreshAvailableAt: '2026-01-02T01:00:00+11:00',
  profile: {
    fullName: 'G••• B•••',
    phoneNumbers: ['••• 991'],
    emailAddresses: ['g•••@hooli.com'],
    physicalAddresses: ['•••, Dee Why NSW 2099'],
  },
  accounts: [
    {
      id: 'a-1',
      name: 'Savings •••',
      type: 'savings',
      number: '••• 123',
      currency: 'AUD',
      balance: '-1020.50',
      availableFunds: '0',
      available: true,
      updatedAt: '2026-01-02T00:00:00Z',
    },
  ],
  consent: { givenAt: '2026-01-01', purpose: 'Lending', data: [{ name: 'Accounts', description: 'Balances' }] },
};

const job: Job = {
  id: 'j-1',
  kind: 'refresh',
  connectionId: 'c-1',
  status: 'waiting-input',
  steps: [{ key: 'authenticate', status: 'running', startedAt: '2026-01-01T00:00:00Z' }],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:05Z',
  recordedBy: 'provider',
  runId: 'run-1',
  failure: createFailure('invalid-credentials', { correlationId: 'ref-1' }),
  challenge: { kind: 'token', question: 'Code sent to •••', inputs: ['code'] },
  retryAt: '2026-01-01T02:00:00Z',
  deadlineAt: '2026-01-01T03:00:00Z',
};

describe('an answer of our own server', () => {
  it('is read as it was sent', () => {
    expect(readConnectionDetail(JSON.parse(JSON.stringify(detail)))).toEqual(detail);
    expect(readJob(JSON.parse(JSON.stringify(job)))).toEqual(job);
  });

  it('keeps the mask of a name of one word', () => {
    const profile = { fullName: 'G•••' };
    expect(readConnectionDetail({ ...detail, profile })?.profile).toEqual(profile);
  });
});

describe('a hostile answer', () => {
  it('cannot bring raw personal data into the page', () => {
    const read = readConnectionDetail({
      ...detail,
      profile: {
        fullName: 'Gavin Belson',
        phoneNumbers: ['0405 345 991'],
        emailAddresses: ['gavin@hooli.com'],
        physicalAddresses: ['12 Main Street, Dee Why NSW 2099'],
        nationality: 'Gavin',
      },
      accounts: [{ id: 'a-1', name: 'Savings 12345678', number: '0821 2345678', holder: 'Gavin' }],
      owner: 'Gavin',
    });
    expect(JSON.stringify(read)).not.toMatch(/Gavin|Belson|0405|gavin|Main|12345678/);
    expect(
      readJob({ ...job, challenge: { ...job.challenge, question: 'Sent to 0405345991' } })?.challenge?.question,
    ).toBe('Sent to •••');
  });

  it('cannot bring raw personal data into what is asked, a type, or the name of a step', () => {
    const challenge = { kind: 'token', question: 'Enter it', inputs: ['Sent to gavin@hooli.com, 0405 345 991'] };
    const read = readJob({ ...job, challenge, steps: [{ key: 'call-0405345991' }, { key: 'accounts' }] });
    expect(read?.challenge?.inputs).toEqual(['Sent to •••, •••']);
    expect(read?.steps.map(({ key }) => key)).toEqual(['accounts']);
    const account = { ...detail.accounts[0], type: 'Card 4111 1111 1111' };
    expect(readConnectionDetail({ ...detail, accounts: [account] })?.accounts[0]?.type).toBe('Card •••');
  });

  it('with a challenge of which little is said can still be answered', () => {
    expect(readJob({ ...job, challenge: { kind: 'riddle' } })?.challenge).toEqual({
      kind: 'token',
      question: '',
      inputs: [''],
    });
  });

  it('with an account or a step twice has it once', () => {
    const [account] = detail.accounts;
    const accounts = [account, { ...account, name: 'Another' }];
    expect(readConnectionDetail({ ...detail, accounts })?.accounts).toEqual([account]);
    expect(readJob({ ...job, steps: [{ key: 'a' }, { key: 'a' }, { key: 'b' }] })?.steps).toHaveLength(2);
  });

  it('with words without an end has as many as a page has room for', () => {
    const institution = { id: 'i', name: `${'x'.repeat(999)}💸💸` };
    expect(readConnection({ ...detail, institution })?.institution.name).toBe(`${'x'.repeat(999)}💸`);
  });

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z'])(
    'cannot bring the time %s',
    (time) => {
      expect(readConnection({ ...detail, lastSyncedAt: time })).not.toHaveProperty('lastSyncedAt');
    },
  );

  it.each([
    'javascript:alert(1)',
    'https://',
    'https://bank.example@evil.example/',
    'http://bank.example/l.png',
    'data:text/html,x',
    '//bank.example',
    5,
    null,
  ])('cannot bring the logo or link %j', (url) => {
    const institution = { ...detail.institution, logoUrl: url, recoveryUrl: url };
    const read = readConnection({ ...detail, institution });
    expect(read?.institution).not.toHaveProperty('logoUrl');
    expect(read?.institution).not.toHaveProperty('recoveryUrl');
  });

  it('with a status that nobody knows is unknown, and the word is kept', () => {
    expect(readConnection({ ...detail, status: 'hibernating' })).toMatchObject({
      status: 'unknown',
      rawStatus: 'hibernating',
    });
    expect(readConnection({ ...detail, status: 'unknown', rawStatus: 'on-hold' })).toMatchObject({
      status: 'unknown',
      rawStatus: 'on-hold',
    });
    for (const status of [5, null, 'constructor of Gavin Belson', 'toString']) {
      expect(readConnection({ ...detail, status })?.status).toBe('unknown');
    }
    expect(readConnection({ ...detail, status: 'a sentence about Gavin' })).not.toHaveProperty('rawStatus');
    expect(
      readJob({ ...job, status: 'dreaming', kind: 'nap', steps: [{ key: 'accounts', status: 'x' }] }),
    ).toMatchObject({
      status: 'unknown',
      kind: 'other',
      steps: [{ key: 'accounts', status: 'unknown' }],
    });
  });

  it('with one bad row costs no other', () => {
    const rows = [null, 5, 'text', [], {}, { id: 5 }, { ...detail, id: 'a' }, { id: '' }, { id: 'b' }];
    const page = readPage({ items: rows, nextCursor: 5 }, readConnection);
    expect(page.items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(page).not.toHaveProperty('nextCursor');
    expect(page.items[1]).toEqual({ id: 'b', institution: { id: 'unknown', name: 'unknown' }, status: 'unknown' });
  });

  it('with one id twice counts once', () => {
    const page = readPage({ items: [detail, { ...detail, status: 'failed' }] }, readConnection);
    expect(page.items.map(({ status }) => status)).toEqual(['active']);
  });

  it('with times and amounts of nonsense has none', () => {
    const read = readConnectionDetail({
      ...detail,
      createdAt: 'yesterday',
      lastSyncedAt: 1767225600,
      expiresAt: '2026-99-99',
      refreshAvailableAt: '+275760-09-13T00:00:00.001Z',
      accounts: [{ ...detail.accounts[0], balance: 1020.5, availableFunds: 'NaN' }],
    });
    for (const field of ['createdAt', 'lastSyncedAt', 'expiresAt', 'refreshAvailableAt'])
      expect(read).not.toHaveProperty(field);
    expect(read?.accounts[0]).not.toHaveProperty('balance');
    expect(read?.accounts[0]).not.toHaveProperty('availableFunds');
    expect(readJob({ ...job, createdAt: 'never', updatedAt: 'never' })).toBeUndefined();
  });

  it('with a failure in sentences has none', () => {
    expect(readJob({ ...job, failure: { code: 'Gavin Belson is locked' } })).not.toHaveProperty('failure');
    const failure = { code: 'account-locked', actor: 'Gavin', retryable: 'yes', correlationId: 'Gavin Belson' };
    expect(readJob({ ...job, failure })?.failure).toEqual(createFailure('account-locked'));
  });

  it('claims no capability that nobody knows', () => {
    expect(readDescription({ can: ['refresh', 'fly', 5], revokeData: 'eaten' })).toEqual({
      can: ['refresh'],
      revokeData: 'unknown',
    });
  });

  it('of any shape is read or refused, and nothing else', () => {
    const anything = fc.jsonValue({ maxDepth: 4 });
    const shaped = fc.record(
      Object.fromEntries(
        [...Object.keys(detail), ...Object.keys(job), 'items', 'can', 'values', 'type', 'url', '__proto__'].map(
          (key) => [key, anything],
        ),
      ),
      { requiredKeys: [] },
    );
    const readers = [
      readConnection,
      readConnectionDetail,
      readJob,
      readDescription,
      readConsentStart,
      readRevealed,
      (value: unknown) => readPage(value, readConnection),
      (value: unknown) => readPage(value, readJob),
    ];
    fc.assert(
      fc.property(fc.oneof(anything, shaped, fc.record({ items: fc.array(shaped) })), (value) => {
        for (const read of readers) {
          try {
            read(value);
          } catch (thrown) {
            expect(isConnectionsError(thrown) && thrown.code).toBe('bad-response');
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Answers of a handler about the seeded person, with nothing masked: what a bad server may send to a page. */
import { gossip, letter, person } from './seeded';

export const neutralDetail = {
  id: 'c1',
  institution: {
    id: 'AU00000',
    name: 'Hooli Bank',
    shortName: 'Hooli',
    logoUrl: 'https://bank.example/logo.svg',
    country: 'Australia',
    health: 'operational',
    recoveryUrl: 'https://bank.example/forgotten',
    averageDurations: { accounts: 4_000 },
  },
  status: 'active',
  rawStatus: 'on',
  method: 'web',
  createdAt: '2026-01-01T00:00:00Z',
  lastSyncedAt: '2026-01-02T00:00:00.123Z',
  expiresAt: '2026-12-31',
  profile: {
    fullName: person.name,
    phoneNumbers: [person.phone],
    emailAddresses: [person.email],
    physicalAddresses: [person.address],
    note: gossip,
  },
  accounts: [
    {
      id: 'a1',
      name: letter,
      type: letter,
      number: person.account,
      holder: person.name,
      currency: 'AUD',
      balance: '-1020.50',
      available: true,
      updatedAt: '2026-01-02T00:00:00Z',
    },
  ],
  consent: { givenAt: '2026-01-01', purpose: 'Lending', data: [{ name: 'Accounts', description: 'Balances' }] },
  note: gossip,
};

export const neutralJob = {
  id: 'j1',
  kind: 'refresh',
  connectionId: 'c1',
  status: 'waiting-input',
  steps: [
    { key: 'authenticate', status: 'succeeded', startedAt: '2026-01-01T00:00:00Z', detail: gossip },
    { key: 'challenge', status: 'running' },
    { key: gossip, status: 'pending' },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:05Z',
  recordedBy: 'provider',
  runId: 'run-1',
  failure: { code: 'invalid-credentials', actor: 'user', retryable: true, correlationId: 'r1', detail: gossip },
  challenge: { kind: 'token', question: letter, inputs: [letter], expiresAt: '2026-01-01T00:02:00Z' },
};

/** Basiq's answers about the seeded person, as they should be: what garbage is made from. */
import { gossip, letter, person } from './seeded';

const user = '/users/u1';
export const connectionId = 'c1';
export const jobId = 'j1';

export const connection = {
  type: 'connection',
  id: connectionId,
  method: 'open-banking',
  status: 'active',
  createdDate: '2024-07-29T07:34:09Z',
  lastUsed: '2024-08-22T11:15:09Z',
  expiryDate: '2025-07-29T07:34:09Z',
  institution: { type: 'institution', id: 'AU00000', links: { self: 'https://basiq.example/institutions/AU00000' } },
  links: { self: `https://basiq.example${user}/connections/${connectionId}`, institution: '/institutions/AU00000' },
};

const account = {
  type: 'account',
  id: 'a1',
  accountHolder: person.name.toUpperCase(),
  accountNo: person.account,
  availableFunds: '200.54',
  balance: null,
  class: { type: 'mortgage', product: letter },
  connection: connectionId,
  currency: 'AUD',
  lastUpdated: '2024-09-28T11:15:09.756Z',
  name: letter,
  status: 'available',
};

export const detail = {
  ...connection,
  profile: {
    firstName: 'Zebulon',
    middleName: null,
    lastName: 'Quackenbush',
    fullName: person.name,
    phoneNumbers: [person.phone],
    emailAddresses: [person.email],
    physicalAddresses: [
      {
        addressLine1: '77 Leaky Lane',
        addressLine2: null,
        city: 'Dee Why',
        state: 'NSW',
        postcode: '2099',
        country: 'Australia',
        formattedAddress: person.address,
      },
    ],
  },
  accounts: { type: 'list', data: [account] },
};

export const connector = {
  type: 'connector',
  id: 'AU00000',
  method: 'web',
  status: 'operational',
  institution: {
    name: 'Hooli Bank',
    shortName: 'Hooli',
    country: 'Australia',
    logo: { links: { full: 'https://bank.example/full.svg', square: 'data:image/svg+xml,%3Csvg/%3E' } },
  },
  authorization: { type: 'user', meta: { forgotten_password_url: 'https://bank.example/forgotten' } },
  stats: { averageDurationMs: { retrieveAccounts: 8000, retrieveTransactions: 12000, verifyCredentials: 5000 } },
};

export const consent = {
  type: 'consent',
  id: 'k1',
  created: '2024-09-26T12:12:01Z',
  expiryDate: '2025-09-26T12:12:01Z',
  status: 'active',
  purpose: { primary: { title: 'Share your data' } },
  data: { permissions: [{ consented: true, information: { name: 'Balances', description: 'Of your accounts.' } }] },
};

const source = `https://basiq.example${user}/connections/${connectionId}`;

export const jobs = [
  {
    type: 'job',
    id: jobId,
    created: '2024-09-25T04:44:38Z',
    updated: '2024-09-25T04:46:00Z',
    jobType: 'connection',
    steps: [
      { title: 'verify-credentials', status: 'success', result: { type: 'link', url: `${user}/connections/c1` } },
      {
        title: 'mfa-challenge',
        status: 'in-progress',
        result: { type: 'mfa', method: 'token', description: letter, input: [letter], expiryMs: 120_000 },
      },
      { title: gossip, status: 'pending', result: null },
    ],
    links: { self: `https://basiq.example/jobs/${jobId}`, source },
  },
  {
    type: 'job',
    id: 'j2',
    createdDate: '2024-09-25T04:22:25Z',
    updatedDate: '2024-09-25T04:22:38Z',
    steps: [
      {
        title: 'verify-credentials',
        status: 'failed',
        result: { code: 'invalid-credentials', title: gossip, detail: gossip, description: gossip, name: gossip },
      },
      { title: person.name, status: 'pending', result: [{ code: 'service-unavailable', details: gossip }] },
    ],
    links: { self: '/jobs/j2' },
  },
] as const;

export const refusal = {
  type: 'list',
  correlationId: 'ac5ah5i',
  data: [{ type: 'error', code: 'parameter-not-valid', title: gossip, detail: gossip, source: { parameter: gossip } }],
};

const listOf = (data: readonly unknown[]) => ({ type: 'list', size: data.length, data });

/** By the end of the path. */
const answers: readonly (readonly [RegExp, unknown])[] = [
  [/\/token$/, { access_token: 'a-token', expires_in: 3600, token_type: 'Bearer' }],
  [/\/connections$/, listOf([connection, { ...connection, id: 'c2', status: 'pending', lastUsed: null }])],
  [/\/connections\/[^/]+$/, detail],
  [/\/refresh$/, { type: 'job', id: jobId, links: { self: `/jobs/${jobId}` } }],
  [/\/jobs$/, listOf(jobs)],
  [/\/jobs\/[^/]+$/, jobs[0]],
  [/\/accounts$/, listOf([account, { ...account, id: 'a2' }])],
  [/\/consents$/, listOf([consent])],
  [/\/connectors$/, listOf([connector])],
];

export function answerTo(pathname: string): unknown {
  return answers.find(([end]) => end.test(pathname))?.[1] ?? {};
}

export { account };

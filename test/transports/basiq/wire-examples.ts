/** Answers of Basiq's v3 API, retyped small from the examples of its OpenAPI files. The people in them do not exist. */

export const secrets = [
  'Gavin',
  'Belson',
  '0405 345 55',
  '888',
  'gavin@',
  'Fisher',
  '105148119695',
  '1051481',
  'GAVIN BELSON',
] as const;

export const connection = {
  type: 'connection',
  id: '61723',
  method: 'open-banking',
  status: 'active',
  createdDate: '2024-07-29T07:34:09Z',
  lastUsed: '2024-08-22T11:15:09Z',
  expiryDate: '2025-07-29T07:34:09Z',
  institution: { type: 'institution', id: 'AU00000', links: { self: 'https://au-api.basiq.io/institutions/AU00000' } },
  profile: {
    firstName: 'Gavin',
    middleName: '',
    lastName: 'Belson',
    fullName: 'Gavin Belson',
    phoneNumbers: ['XXXX 888 991', '0405 345 55 991'],
    emailAddresses: ['gavin@hooli.com'],
    physicalAddresses: [
      {
        addressLine1: '13/91 Fisher Rd',
        addressLine2: null,
        addressLine3: null,
        city: 'Dee Why',
        state: 'NSW',
        postcode: '2099',
        country: 'Australia',
        countryCode: 'AU',
        formattedAddress: '13/91 Fisher Rd, Dee Why NSW 2099, Australia',
      },
    ],
  },
  links: { self: 'https://au-api.basiq.io/users/ea3a81/connections/61723' },
};

export const account = {
  type: 'account',
  id: '319ae910',
  accountHolder: 'GAVIN BELSON',
  accountNo: '105148119695',
  availableFunds: '200.54',
  balance: '100.12',
  class: { type: 'mortgage', product: 'Hooli Home Loan' },
  connection: '61723',
  currency: 'AUD',
  lastUpdated: '2024-09-28T11:15:09.756Z',
  name: 'Business account',
  status: 'available',
};

export const connector = {
  type: 'connector',
  id: 'AU00000',
  method: 'web',
  stage: 'live',
  status: 'operational',
  institution: {
    type: 'Test Bank',
    name: 'Hooli Bank',
    shortName: 'Hooli',
    country: 'Australia',
    logo: { links: { full: 'https://example.com/AU00000-full.svg', square: 'https://example.com/AU00000.svg' } },
  },
  authorization: { type: 'user', meta: { forgotten_password_url: 'https://example.com/forgotten-password' } },
  stats: {
    averageDurationMs: { retrieveAccounts: 8000, retrieveTransactions: 12000, verifyCredentials: 5000, total: 26000 },
  },
};

const source = 'https://au-api.basiq.io/users/ea3a81/connections/61723';

export const jobs = {
  inProgress: {
    type: 'job',
    id: '248b2883',
    created: '2024-09-25T04:15:59Z',
    updated: '2024-09-25T04:15:59Z',
    jobType: 'connection',
    steps: [
      { title: 'verify-credentials', status: 'in-progress', result: null },
      { title: 'retrieve-accounts', status: 'pending', result: null },
      { title: 'retrieve-transactions', status: 'pending', result: null },
    ],
    links: { self: 'https://au-api.basiq.io/jobs/248b2883' },
  },
  failed: {
    type: 'job',
    id: '5c50a2d1',
    created: '2024-09-25T04:22:25Z',
    updated: '2024-09-25T04:22:38Z',
    jobType: 'connection',
    steps: [
      {
        title: 'verify-credentials',
        status: 'failed',
        result: { code: 'authorization-failed', title: 'Authorization failed', detail: 'access_denied' },
      },
      { title: 'retrieve-accounts', status: 'pending', result: null },
    ],
    links: { self: 'https://au-api.basiq.io/jobs/5c50a2d1', source },
  },
  succeeded: {
    type: 'job',
    id: 'a03e4df4',
    created: '2024-09-25T04:14:48Z',
    updated: '2024-09-25T04:14:50Z',
    jobType: 'connection',
    steps: [
      {
        title: 'verify-credentials',
        status: 'success',
        result: { type: 'link', url: '/users/ea3a81/connections/61723' },
      },
      {
        title: 'retrieve-accounts',
        status: 'success',
        result: { type: 'link', url: "/users/ea3a81/accounts?filter=institution.id.eq('AU00000')" },
      },
    ],
    links: { self: 'https://au-api.basiq.io/jobs/a03e4df4', source },
  },
  challenged: {
    type: 'job',
    id: 'cd6b8aac',
    created: '2024-09-25T04:44:38Z',
    updated: '2024-09-25T04:46:00Z',
    jobType: 'connection',
    steps: [
      {
        title: 'verify-credentials',
        status: 'success',
        result: { type: 'link', url: '/users/ea3a81/connections/61723' },
      },
      {
        title: 'mfa-challenge',
        status: 'in-progress',
        result: {
          type: 'mfa',
          method: 'token',
          description: 'A code has been sent to gavin@hooli.com, please enter it.',
          input: ['We sent a code to your mobile number 0405 345 55 178.'],
          expiryMs: 120000,
          links: { response: 'https://au-api.basiq.io/jobs/cd6b8aac/mfa' },
        },
      },
      { title: 'retrieve-accounts', status: 'pending', result: null },
    ],
    links: { self: 'https://au-api.basiq.io/jobs/cd6b8aac', source },
  },
  report: {
    type: 'job',
    id: 'b1824ad0',
    created: '2024-06-08T09:10:32.000Z',
    updated: '2024-06-08T09:14:28.000Z',
    status: 'in-progress',
    jobType: 'report',
    steps: [{ title: 'create-report', status: 'in-progress', result: null }],
    links: null,
  },
};

export const consents = [
  {
    type: 'consent',
    id: 'cd3a0120',
    created: '2024-03-08T14:32:06Z',
    expiryDate: '2025-03-08T14:32:06Z',
    status: 'revoked',
    purpose: { primary: { title: 'An older purpose' } },
    data: { permissions: [] },
    revoked: '2024-09-24T12:19:35Z',
  },
  {
    type: 'consent',
    id: '69d00245',
    created: '2024-09-26T12:12:01Z',
    expiryDate: '2025-09-26T12:12:01Z',
    status: 'active',
    purpose: { primary: { title: 'Share your financial data' }, other: null },
    data: {
      retainData: true,
      permissions: [
        {
          scope: 'account.basic',
          consented: true,
          information: { name: 'Account name, type and balance', description: 'A list of your accounts.' },
        },
        { scope: 'transaction.detail', consented: false, information: { name: 'Transaction details' } },
        { scope: 'account.detail', information: { name: 'Account balance and details' } },
      ],
    },
  },
];

export const errorBody = (code: string, detail = 'GAVIN BELSON cannot do this') => ({
  type: 'list',
  correlationId: 'ac5ah5i',
  data: [{ type: 'error', code, title: 'A title', detail, source: { parameter: 'id' } }],
});

/** Transports that answer in another form than the contract's, each in one place. */
import type { ConnectionDetail } from '../../../src/core/model/connection';
import type { Job } from '../../../src/core/model/job';
import type { Transport, TransportEvent } from '../../../src/core/transport';
import type { SmallTransport } from '../small-bank';
import type { BrokenTransport } from './broken-transport';

const checkOf = {
  fields: 'every answer › has no field but those of the contract',
  types: 'every answer › has all that the contract says is there, each of its type',
  kinds: 'every answer › says of kinds and states only what the contract knows',
  words: 'every answer › has words of a machine for codes, keys and references, no sentences',
  times: 'every answer › has its times in ISO 8601',
  money: 'every answer › has money as decimal text',
  addresses: 'every answer › names no address but such as a page may load or open',
  masks: 'every answer › has masked what its field says is masked, each by its own rule',
  plain: 'every answer › is plain data that JSON gives back unchanged',
} as const;

type Fields = Record<string, unknown>;
type Place = (change: (found: Fields) => Fields) => BrokenTransport['break'];

const at =
  (
    method: Exclude<keyof Transport, 'watch'>,
    into: (answer: Fields, change: (found: Fields) => Fields) => Fields,
  ): Place =>
  (change) =>
  (good: SmallTransport) => ({
    [method]: async (...values: readonly unknown[]) => {
      const call = good[method] as object as (...values: readonly unknown[]) => Promise<Fields>;
      return into(await call(...values), change);
    },
  });

const rows = (found: unknown, change: (row: Fields) => Fields) => (found as readonly Fields[]).map(change);

const places = {
  description: at('describe', (answer, change) => change(answer)),
  page: at('listConnections', (answer, change) => change(answer)),
  listed: at('listConnections', (answer, change) => ({ ...answer, items: rows(answer.items, change) })),
  institution: at('listConnections', (answer, change) => ({
    ...answer,
    items: rows(answer.items, (row) => ({ ...row, institution: change(row.institution as Fields) })),
  })),
  detail: at('getConnection', (answer, change) => change(answer)),
  profile: at('getConnection', (answer, change) => ({
    ...answer,
    ...(answer.profile !== undefined && { profile: change(answer.profile as Fields) }),
  })),
  account: at('getConnection', (answer, change) => ({ ...answer, accounts: rows(answer.accounts, change) })),
  consent: at('getConnection', (answer, change) => ({ ...answer, consent: change({ data: [] }) })),
  command: at('purgeConnection', (answer, change) => change(answer)),
  started: at('refreshConnection', (answer, change) => change(answer)),
  revoked: at('revokeConnection', (answer, change) => change(answer)),
  answered: at('answerChallenge', (answer, change) => change(answer)),
  job: at('getJob', (answer, change) => change(answer)),
  step: at('getJob', (answer, change) => ({ ...answer, steps: rows(answer.steps, change) })),
  failure: at('getJob', (answer, change) => ({
    ...answer,
    ...(answer.failure !== undefined && { failure: change(answer.failure as Fields) }),
  })),
  challenge: at('getJob', (answer, change) => ({
    ...answer,
    ...(answer.challenge !== undefined && { challenge: change(answer.challenge as Fields) }),
  })),
  listedJob: at('listJobs', (answer, change) => ({ ...answer, items: rows(answer.items, change) })),
  start: at('startConsent', (answer, change) => change(answer)),
  event: ((change) => (good: SmallTransport) => ({
    async *watch(options: { signal: AbortSignal }) {
      for await (const event of good.watch(options)) yield change({ ...event }) as object as TransportEvent;
    },
  })) as Place,
  eventJob: ((change) => (good: SmallTransport) => ({
    async *watch(options: { signal: AbortSignal }) {
      for await (const event of good.watch(options)) {
        yield event.type === 'job-changed' ? { ...event, job: change({ ...event.job }) as object as Job } : event;
      }
    },
  })) as Place,
};

type PlaceName = keyof typeof places;

function fault(
  place: PlaceName,
  promise: keyof typeof checkOf,
  name: string,
  change: (found: Fields) => Fields,
): BrokenTransport {
  return { fault: `${place}: ${name}`, check: checkOf[promise], break: places[place](change) };
}

const setting = (place: PlaceName, promise: keyof typeof checkOf, fields: Fields): BrokenTransport =>
  fault(place, promise, JSON.stringify(fields), (found) => ({ ...found, ...fields }));

function lacking(place: PlaceName, field: string): BrokenTransport {
  return fault(place, 'types', `lacks ${field}`, ({ [field]: _left, ...rest }) => rest);
}

const unknownFields = (Object.keys(places) as PlaceName[]).map((place) => setting(place, 'fields', { note: 'Hello' }));

const someAccount: ConnectionDetail['accounts'][number] = { id: 'a-1', name: 'Savings', available: true };

export const form: readonly BrokenTransport[] = [
  ...unknownFields,
  lacking('description', 'revokeData'),
  lacking('listed', 'institution'),
  lacking('institution', 'name'),
  lacking('detail', 'accounts'),
  lacking('account', 'available'),
  lacking('command', 'createdAt'),
  lacking('job', 'steps'),
  lacking('challenge', 'inputs'),
  lacking('eventJob', 'updatedAt'),
  setting('institution', 'types', { name: '' }),
  setting('institution', 'types', { averageDurations: { accounts: 'a minute' } }),
  setting('page', 'types', { nextCursor: '' }),
  setting('command', 'types', { connectionId: 7 }),
  setting('listed', 'kinds', { status: 'asleep' }),
  setting('listed', 'kinds', { method: 'fax' }),
  setting('institution', 'kinds', { health: 'on fire' }),
  setting('description', 'kinds', { revokeData: 'perhaps' }),
  setting('description', 'kinds', { denied: ['fly'] }),
  setting('command', 'kinds', { kind: 'erase' }),
  setting('job', 'kinds', { recordedBy: 'bank' }),
  setting('step', 'kinds', { status: 'half' }),
  setting('failure', 'kinds', { actor: 'nobody' }),
  setting('challenge', 'kinds', { kind: 'riddle' }),
  setting('listed', 'words', { rawStatus: 'Waiting for Gavin to call back' }),
  setting('listed', 'words', { rawStatus: 'active' }),
  setting('step', 'words', { key: 'Getting your accounts' }),
  setting('failure', 'words', { code: 'Your login is locked.' }),
  setting('failure', 'words', { correlationId: 'ask Ann' }),
  setting('listed', 'times', { lastSyncedAt: 'yesterday' }),
  setting('detail', 'times', { expiresAt: 1_767_225_600_000 }),
  setting('account', 'times', { updatedAt: '1.2.2026' }),
  setting('consent', 'times', { givenAt: 'last year' }),
  setting('command', 'times', { updatedAt: '1.2.2026' }),
  setting('step', 'times', { endedAt: '09:30' }),
  setting('job', 'times', { deadlineAt: 'soon' }),
  setting('failure', 'times', { retryAt: 'in an hour' }),
  setting('challenge', 'times', { expiresAt: '300' }),
  setting('eventJob', 'times', { retryAt: 'tomorrow' }),
  setting('account', 'money', { balance: 'about $12' }),
  setting('account', 'money', { availableFunds: 12.5 }),
  setting('institution', 'addresses', { logoUrl: 'javascript:alert(1)' }),
  setting('institution', 'addresses', { logoUrl: 'http://example.com/logo.png' }),
  setting('institution', 'addresses', { recoveryUrl: 'ftp://example.com' }),
  setting('start', 'addresses', { url: 'javascript:alert(1)' }),
  setting('profile', 'masks', { fullName: 'G••• Belson' }),
  setting('profile', 'masks', { phoneNumbers: ['0405 ••• 991'] }),
  setting('profile', 'masks', { emailAddresses: ['gavin@•••.example'] }),
  setting('profile', 'masks', { physicalAddresses: ['•••, 12 Main St, Dee Why NSW 2099'] }),
  setting('account', 'masks', { name: 'Savings 1234' }),
  setting('account', 'masks', { type: 'of ann@example.com' }),
  setting('account', 'masks', { number: '12345678' }),
  setting('challenge', 'masks', { question: 'Code sent to 5550 1234' }),
  setting('challenge', 'masks', { inputs: ['The code for ann@example.com'] }),
  setting('detail', 'plain', { createdAt: new Date(0) }),
  setting('command', 'plain', { runId: undefined }),
  {
    fault: 'an account twice',
    check: 'one connection › has each account once',
    break: places.detail((detail) => ({ ...detail, accounts: [someAccount, someAccount] })),
  },
];

/** The answers of a transport as the contract writes them. */
import type { Account, Connection, ConnectionDetail, Consent, Institution, Profile } from '../../core/model/connection';
import type { Failure } from '../../core/model/failure';
import type { Challenge, Job, JobStep } from '../../core/model/job';
import { isConnectionStatus } from '../../core/model/lifecycle';
import { mask } from '../../core/model/mask';
import {
  capabilities,
  type ConsentStart,
  type Description,
  type Page,
  type TransportEvent,
} from '../../core/transport';
import { isMoney, isTime, isWord } from './plain';
import { list, map, oneOf, optional, record, text, value, type Shape } from './shape';

const known = (...words: readonly string[]): Shape => value('kinds', (one) => words.some((word) => word === one));
const word = value('words', isWord);
const time = value('times', isTime);
const money = value('money', isMoney);
const truth = value('types', (one) => typeof one === 'boolean');
const address = (begins: RegExp): Shape => text('addresses', (one) => begins.test(one) && URL.canParse(one));
const secure = /^https:\/\//i;

/** A mask is left as it is by the rule that made it. */
const masked = (rule: (raw: string) => string): Shape => text('masks', (one) => rule(one) === one);

/** A name of one word leaves `G•••`, which is too short to be taken for a name. */
export const maskName = (name: string): string => (/^\p{L}\p{M}{0,2}•••$/u.test(name) ? name : mask.name(name));

const institution = record<Institution>({
  id: text(),
  name: text(),
  shortName: optional(text()),
  logoUrl: optional(address(/^(https:\/\/|data:image\/)/i)),
  country: optional(text()),
  health: optional(known('operational', 'degraded', 'outage', 'maintenance', 'unknown')),
  recoveryUrl: optional(address(secure)),
  averageDurations: optional(map(value('types', (one) => typeof one === 'number' && one >= 0))),
});

const facts = {
  id: text(),
  institution,
  status: value('kinds', isConnectionStatus),
  rawStatus: optional(value('words', (one) => isWord(one) && !isConnectionStatus(one))),
  method: optional(known('web', 'open-banking', 'statement', 'other')),
  createdAt: optional(time),
  lastSyncedAt: optional(time),
  expiresAt: optional(time),
  revokedAt: optional(time),
  refreshAvailableAt: optional(time),
};
export const connection = record<Connection>(facts);

export const connectionDetail = record<ConnectionDetail>({
  ...facts,
  profile: optional(
    record<Profile>({
      fullName: optional(masked(maskName)),
      phoneNumbers: optional(list(masked(mask.phone))),
      emailAddresses: optional(list(masked(mask.email))),
      physicalAddresses: optional(list(masked(mask.address))),
    }),
  ),
  accounts: list(
    record<Account>({
      id: text(),
      name: masked(mask.freeText),
      type: optional(masked(mask.freeText)),
      number: optional(masked(mask.accountNumber)),
      currency: optional(word),
      balance: optional(money),
      availableFunds: optional(money),
      available: truth,
      updatedAt: optional(time),
    }),
  ),
  consent: optional(
    record<Consent>({
      givenAt: optional(time),
      expiresAt: optional(time),
      endedAt: optional(time),
      purpose: optional(text()),
      data: list(record<Consent['data'][number]>({ name: text(), description: optional(text()) })),
    }),
  ),
});

export const failure = record<Failure>({
  code: word,
  actor: known('user', 'wait', 'developer', 'support'),
  retryable: truth,
  retryAt: optional(time),
  correlationId: optional(word),
});

export const job = record<Job>({
  id: text(),
  kind: known('refresh', 'purge', 'revoke', 'connect', 'reauthorize', 'other'),
  connectionId: value('types', (one) => one === null || (typeof one === 'string' && one !== '')),
  status: known('queued', 'running', 'waiting-input', 'succeeded', 'failed', 'unknown'),
  steps: list(
    record<JobStep>({
      key: word,
      status: known('pending', 'running', 'succeeded', 'failed', 'unknown'),
      startedAt: optional(time),
      endedAt: optional(time),
    }),
  ),
  createdAt: time,
  updatedAt: time,
  recordedBy: known('provider', 'kit'),
  runId: optional(text()),
  failure: optional(failure),
  challenge: optional(
    record<Challenge>({
      kind: known('token', 'security-questions'),
      question: masked(mask.freeText),
      inputs: list(masked(mask.freeText)),
      expiresAt: optional(time),
    }),
  ),
  retryAt: optional(time),
  deadlineAt: optional(time),
});

export const description = record<Description>({
  can: list(known(...capabilities)),
  denied: optional(list(known(...capabilities))),
  revokeData: known('kept', 'deleted', 'unknown'),
});

export const revealed = list(text());

/** A page of the web; without TLS only on this machine. */
const navigable = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$))/i;

export const consentStart = oneOf({
  redirect: record<Extract<ConsentStart, { type: 'redirect' }>>({ type: text(), url: address(navigable) }),
  token: record<Extract<ConsentStart, { type: 'token' }>>({
    type: text(),
    token: text(),
    expiresAt: optional(time),
  }),
});

type EventOf<Type extends TransportEvent['type']> = Extract<TransportEvent, { type: Type }>;
export const event = oneOf({
  'job-changed': record<EventOf<'job-changed'>>({ type: text(), job }),
  'connection-changed': record<EventOf<'connection-changed'>>({ type: text(), connection }),
  'connection-removed': record<EventOf<'connection-removed'>>({ type: text(), connectionId: text() }),
});

export const pageOf = (row: Shape): Shape => record<Page<unknown>>({ items: list(row), nextCursor: optional(text()) });

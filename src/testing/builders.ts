/**
 * Connections and jobs of which a test names only what it is about. The same call gives the same facts, and personal values
 * are masked on their way in, as a transport must mask them.
 */
import type { Account, ConnectionDetail, Profile } from '../core/model/connection';
import { createFailure } from '../core/model/failure';
import { jobStatusOfSteps, type Challenge, type Job, type JobStatus, type JobStep } from '../core/model/job';
import { mask } from '../core/model/mask';

/** `undefined` leaves a fact out: `profile: undefined` is a connection without one, as after a purge. */
export interface ConnectionFacts extends Partial<Omit<ConnectionDetail, 'createdAt' | 'lastSyncedAt' | 'profile'>> {
  createdAt?: string | undefined;
  lastSyncedAt?: string | undefined;
  profile?: Profile | undefined;
}

/** An active connection of an invented bank, with a profile and one account. */
export function buildConnection(facts: ConnectionFacts = {}): ConnectionDetail {
  return buildNumbered(1, facts);
}

/** As many as that, or one for each of the given facts: `connection-1` at Bank 1, and so on. */
export function buildConnections(which: number | readonly ConnectionFacts[]): readonly ConnectionDetail[] {
  const each = typeof which === 'number' ? Array.from({ length: which }, () => ({})) : which;
  return each.map((facts, index) => buildNumbered(index + 1, facts));
}

function buildNumbered(number: number, facts: ConnectionFacts): ConnectionDetail {
  const { createdAt, lastSyncedAt, profile, accounts = [account], ...others } = { ...usual, ...facts };
  return {
    id: `connection-${number}`,
    institution: { id: `bank-${number}`, name: `Bank ${number}` },
    status: 'active',
    ...(createdAt !== undefined && { createdAt }),
    ...(lastSyncedAt !== undefined && { lastSyncedAt }),
    ...others,
    ...(profile && { profile: maskProfile(profile) }),
    accounts: accounts.map(maskAccount),
  };
}

/** The profile of an invented person, masked; a field that you give is masked on its way in. */
export function buildProfile(facts: Partial<Profile> = {}): Profile {
  return maskProfile({ ...person, ...facts });
}

/** One account of an invented bank, with its number masked; what you give is masked on its way in. */
export function buildAccount(facts: Partial<Account> = {}): Account {
  return maskAccount({ ...account, ...facts });
}

const person: Profile = {
  fullName: 'G••• B•••',
  phoneNumbers: ['••• 991'],
  emailAddresses: ['g•••@hooli.example'],
  physicalAddresses: ['•••, Dee Why NSW 2099'],
};

const usual = {
  createdAt: '2026-11-01T09:00:00.000Z',
  lastSyncedAt: '2026-11-22T08:00:00.000Z',
  profile: person,
};

const account: Account = {
  id: 'account-1',
  name: 'Everyday',
  type: 'transaction',
  number: '••• 991',
  currency: 'AUD',
  balance: '120.50',
  available: true,
};

/** A value that is masked already stays as it is. */
function maskProfile({ fullName, phoneNumbers, emailAddresses, physicalAddresses }: Profile): Profile {
  return {
    ...(fullName !== undefined && { fullName: mask.name(fullName) }),
    ...(phoneNumbers && { phoneNumbers: phoneNumbers.map(mask.phone) }),
    ...(emailAddresses && { emailAddresses: emailAddresses.map(mask.email) }),
    ...(physicalAddresses && { physicalAddresses: physicalAddresses.map(mask.address) }),
  };
}

function maskAccount({ name, number, ...facts }: Account): Account {
  return {
    ...facts,
    name: mask.freeText(name),
    ...(number !== undefined && { number: mask.accountNumber(number) }),
  };
}

/** A refresh of `connection-1` that has succeeded; steps, failure and challenge follow the status. */
export function buildJob(facts: Partial<Job> = {}): Job {
  const { kind = 'refresh', createdAt = '2026-11-22T08:00:00.000Z' } = facts;
  const isRecord = kind === 'purge' || kind === 'revoke';
  const status = facts.status ?? (facts.steps?.length ? jobStatusOfSteps(facts.steps) : 'succeeded');
  const challenge = facts.challenge ?? (status === 'waiting-input' ? question : undefined);
  return {
    id: 'job-1',
    connectionId: 'connection-1',
    steps: isRecord ? [] : stepsOf(status),
    recordedBy: isRecord ? 'kit' : 'provider',
    updatedAt: createdAt,
    ...(status === 'failed' && { failure: createFailure('service-unavailable') }),
    ...facts,
    kind,
    createdAt,
    status,
    ...(challenge && { challenge: maskChallenge(challenge) }),
  };
}

const question: Challenge = { kind: 'token', question: 'A code was sent to your phone.', inputs: ['Code'] };

function maskChallenge(challenge: Challenge): Challenge {
  const { question, inputs } = challenge;
  return { ...challenge, question: mask.freeText(question), inputs: inputs.map(mask.freeText) };
}

const keys = ['authenticate', 'accounts', 'transactions'];

/** How far a job of that status has come: it stands, or has failed, at its first step. */
function stepsOf(status: JobStatus): readonly JobStep[] {
  if (status === 'succeeded') return keys.map((key) => ({ key, status }));
  const first = { queued: 'pending', running: 'running', failed: 'failed', unknown: 'unknown' } as const;
  if (status !== 'waiting-input')
    return keys.map((key, index) => ({ key, status: index === 0 ? first[status] : 'pending' }));
  return [
    { key: 'authenticate', status: 'succeeded' },
    { key: 'challenge', status: 'running' },
    { key: 'accounts', status: 'pending' },
    { key: 'transactions', status: 'pending' },
  ];
}

/** How a bank behaves, as data: one object for each case that a page must be able to show. */
import type { BankInstitution, StepFailure, StepTitle } from './bank-facts';

/** How an attempt to fetch data goes: which step fails, and what becomes of the link then. */
export interface Attempt {
  /** Multiplies the usual durations. */
  pace?: number;
  fails?: { at: StepTitle; with: StepFailure; becomes?: string };
  challenge?: { answer: string; expiryMs: number };
  /** Milliseconds: the bank is down, and the provider waits so long before it tries by itself. */
  putOff?: number;
}

export interface Scenario {
  /** Basiq's word at the start. */
  status: string;
  /** The jobs that a connection begins with. */
  history: 'usual' | 'failed-last' | 'failed-setup' | 'running-setup' | 'none';
  refresh: Attempt;
  /** Goes before `refresh`, once after each purge. */
  refreshAfterPurge?: Attempt;
  /** Of the last job in the history, where it failed. */
  failure?: StepFailure;
  health?: BankInstitution['health'];
  method?: 'openbanking';
  /** Milliseconds from the start; a year after the linking when absent. */
  expiresIn?: number;
  /** Milliseconds before the start at which the person ended the sharing at the bank. */
  revokedAgo?: number;
  /** Milliseconds from the first refused refresh to the end of the limit. */
  rateLimit?: number;
  /** Whatever command is executed, its answer never arrives; also not when it is asked again under the same key. */
  losesAnswers?: true;
}

const minute = 60_000;
const day = 24 * 60 * minute;

const rejected: StepFailure = {
  code: 'invalid-credentials',
  title: 'Cannot login to target institution, check credentials.',
  detail: 'Cannot login to target institution using supplied credentials. Please check credentials and try again.',
};
/** Told apart from wrong credentials by its detail alone, as at Basiq (`domain.md` §2). */
const locked: StepFailure = { ...rejected, detail: 'The account is locked. Please contact the target institution.' };
const actionRequired: StepFailure = {
  code: 'account-not-accessible-requires-user-action',
  title: 'Account not accessible, requires user action.',
  detail: 'The institution shows a message that must be dealt with before the account can be read.',
};
export const unavailable: StepFailure = {
  code: 'service-unavailable',
  title: 'Service unavailable.',
  detail: 'The institution did not answer.',
};
const connectorError: StepFailure = {
  code: 'connector-error',
  title: 'Connector error.',
  detail: 'The answer of the institution could not be read.',
};
export const challengeExpired: StepFailure = {
  code: 'multifactor-required',
  title: 'Multifactor authentication required.',
  detail: 'No valid response was given in time.',
};
export const linkEnded: StepFailure = {
  code: 'invalid-connection',
  title: 'Invalid connection.',
  detail: 'The connection was deleted while the job ran.',
};
/** Of older jobs that failed on the way, so that a history has more than successes. */
export const passingFailure = unavailable;

/** The answer to the bank's challenge. */
export const sandboxCode = '123456';

const signIn = 'verify-credentials';
const active = { status: 'active', history: 'usual', refresh: {} } as const satisfies Scenario;

export const scenarios = {
  happy: active,
  slow: { ...active, health: 'degraded', refresh: { pace: 6 } },
  'credentials-rejected': {
    status: 'invalid',
    history: 'failed-last',
    failure: rejected,
    refresh: { fails: { at: signIn, with: rejected, becomes: 'invalid' } },
  },
  'account-locked': { ...active, refresh: { fails: { at: signIn, with: locked, becomes: 'invalid' } } },
  'user-action-required': {
    ...active,
    refresh: { fails: { at: 'retrieve-accounts', with: actionRequired, becomes: 'invalid' } },
  },
  'bank-down': { ...active, health: 'outage', refresh: { fails: { at: signIn, with: unavailable } } },
  'setup-failed': {
    status: 'invalid',
    history: 'failed-setup',
    failure: connectorError,
    refresh: { fails: { at: 'retrieve-accounts', with: connectorError } },
  },
  'stuck-in-pre-init': { status: 'pre-init', history: 'none', refresh: {} },
  'consent-ending': { ...active, method: 'openbanking', expiresIn: 5 * day },
  'rate-limited': { ...active, rateLimit: 10 * minute },
  mfa: { ...active, refresh: { challenge: { answer: sandboxCode, expiryMs: 2 * minute } } },
  'unknown-status': { ...active, status: 'under-review' },
  'setting-up': { status: 'pending', history: 'running-setup', refresh: {} },
  revoked: { ...active, status: 'revoked', method: 'openbanking', revokedAgo: 2 * day },
  'refresh-fails-after-purge': {
    ...active,
    refreshAfterPurge: { fails: { at: 'retrieve-transactions', with: connectorError } },
  },
  'answer-lost': { ...active, losesAnswers: true },
} as const satisfies Readonly<Record<string, Scenario>>;

/** How an institution of the sandbox behaves; `sandboxScenarios` lists them. */
export type ScenarioName = keyof typeof scenarios;

/** The names of all ways in which a sandbox bank can behave, for the `scenario` options of the sandbox. */
export const sandboxScenarios = Object.keys(scenarios) as readonly ScenarioName[];

export function isScenarioName(value: unknown): value is ScenarioName {
  return typeof value === 'string' && Object.hasOwn(scenarios, value);
}

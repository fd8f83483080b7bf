/** What the sandbox bank says of itself: raw facts in a provider's words, for both faces to map. Times are ISO 8601. */

export interface BankInstitution {
  id: string;
  name: string;
  shortName: string;
  country: string;
  /** `data:image/svg+xml`. */
  logoUrl: string;
  health: 'operational' | 'degraded' | 'outage' | 'maintenance';
  recoveryUrl: string;
  /** Milliseconds. */
  averageDurations: Readonly<Record<'verify-credentials' | 'retrieve-accounts' | 'retrieve-transactions', number>>;
}

/** One link with all that the bank shares for it, unmasked. */
export interface BankConnection {
  id: string;
  userId: string;
  institutionId: string;
  /** Basiq's word; a scenario may say one that nobody knows. */
  status: string;
  method: 'web' | 'openbanking';
  createdDate: string;
  /** Absent when the link was never active. */
  lastUsed?: string;
  expiryDate: string;
  revokedDate?: string;
  /** Who ended the link: a revoke through the provider removes the connection there, one at the bank does not. */
  revokedBy?: 'provider' | 'bank';
  /** Set from the first refused refresh on. */
  refreshAvailableAt?: string;
  profile?: BankProfile;
  accounts: readonly BankAccount[];
}

/** Who holds the accounts, unmasked: invented people. */
export interface BankProfile {
  fullName: string;
  firstName: string;
  lastName: string;
  phoneNumbers: readonly string[];
  emailAddresses: readonly string[];
  physicalAddresses: readonly BankAddress[];
}

/** A postal address, unmasked; `formattedAddress` is all of it in one line. */
export interface BankAddress {
  addressLine1: string;
  city: string;
  state: string;
  postcode: string;
  formattedAddress: string;
}

/** One account, unmasked. Money is a decimal string, or null where the bank does not say it. */
export interface BankAccount {
  id: string;
  name: string;
  type: string;
  product: string;
  holder: string;
  accountNo: string;
  currency: string;
  balance: string | null;
  availableFunds: string | null;
  available: boolean;
  lastUpdated: string;
}

/** When the person agreed, and until when. */
export interface BankConsent {
  id: string;
  created: string;
  expiryDate: string;
}

/** Basiq's own titles of the steps, in their order. */
export type StepTitle =
  'verify-credentials' | 'mfa-challenge' | 'retrieve-accounts' | 'retrieve-transactions' | 'retrieve-statements';

/** Why a step failed, as Basiq says it in the step's result. */
export interface StepFailure {
  code: string;
  title: string;
  /** Free text: may hold what a person typed or where they live. */
  detail: string;
}

/** What the bank asks, in its own words, as the result of Basiq's step `mfa-challenge`. */
export interface BankChallenge {
  method: 'token' | 'security-questions';
  description: string;
  input: readonly string[];
  /** Milliseconds from the start of the step. */
  expiryMs: number;
}

/** One step of a job, in Basiq's words; those after a failed one stay `pending`. */
export interface BankStep {
  title: StepTitle;
  status: 'pending' | 'in-progress' | 'success' | 'failed';
  startedAt?: string;
  endedAt?: string;
  failure?: StepFailure;
  challenge?: BankChallenge;
  /** Why it goes on no further, until the provider tries again by itself. */
  waitsFor?: StepFailure & { retryAt: string };
}

/** One job as it stands now. */
export interface BankJob {
  id: string;
  userId: string;
  connectionId: string;
  institutionId: string;
  /** `purge` and `revoke` are records of the kit's: the provider has no job for them. */
  kind: 'connect' | 'refresh' | 'purge' | 'revoke';
  created: string;
  updated: string;
  /** Set when the job has ended. */
  ended?: string;
  steps: readonly BankStep[];
  correlationId: string;
  runId?: string;
}

/** Why the bank did not do what it was asked. */
export type RefusalReason = 'not-found' | 'wrong-state' | 'key-taken' | 'rate-limited' | 'not-waiting' | 'wrong-answer';

export interface Refusal {
  refused: RefusalReason;
  correlationId: string;
  /** ISO 8601, of a rate limit. */
  retryAt?: string;
}

/** Thrown by the bank; each face says it in its own words. */
export class BankRefusal extends Error implements Refusal {
  readonly refused: RefusalReason;
  readonly correlationId: string;
  readonly retryAt?: string;

  constructor({ refused, correlationId, retryAt }: Refusal) {
    super(refused);
    this.refused = refused;
    this.correlationId = correlationId;
    if (retryAt !== undefined) this.retryAt = retryAt;
  }
}

/** Thrown by the bank after it has executed a command, where the answer is to be lost: each face loses it in its own way. */
export class AnswerLost extends Error {
  constructor() {
    super('answer-lost');
  }
}

/** What went wrong, in a serialisable form: a code, and who must act. */

/** Who must act: the person at their bank, nobody (wait), the host's developers, or support with the reference. */
export type Actor = 'user' | 'wait' | 'developer' | 'support';

/** Serialisable. `code` is the provider's or one of ours; provider free text never crosses the boundary (it may hold PII). */
export interface Failure {
  code: string;
  /** Who must act. */
  actor: Actor;
  /** Whether trying the same again can help. */
  retryable: boolean;
  /** ISO 8601: not before this time. */
  retryAt?: string;
  /** To be quoted to support. */
  correlationId?: string;
}

type Remedy = Pick<Failure, 'actor' | 'retryable'>;

const userAfterFix: Remedy = { actor: 'user', retryable: true };
const wait: Remedy = { actor: 'wait', retryable: true };
const developer: Remedy = { actor: 'developer', retryable: false };
const support: Remedy = { actor: 'support', retryable: true };

/** Source of the provider codes: Basiq's job and error enums, and those seen outside them (`domain.md` §2 and §3). */
const remedies: Readonly<Record<string, Remedy>> = {
  'invalid-credentials': userAfterFix,
  'account-locked': { actor: 'user', retryable: false },
  'multifactor-required': userAfterFix,
  'challenge-expired': userAfterFix,
  'authorization-failed': userAfterFix,
  'user-action-required': userAfterFix,
  'account-not-accessible-requires-user-action': userAfterFix,
  'invalid-connection': { actor: 'user', retryable: false },
  'system-unavailable': wait,
  'institution-not-available': wait,
  'service-unavailable': wait,
  maintenance: wait,
  'maintenance-error': wait,
  'job-timed-out': wait,
  'too-many-requests': wait,
  'connector-error': support,
  'institution-disabled': support,
  'unknown-error': support,
  'resource-not-found': developer,
  'parameter-not-supplied': developer,
  'parameter-not-valid': developer,
  'invalid-content': developer,
  'institution-not-supported': developer,
  'unauthorized-access': developer,
  'invalid-authorization-token': developer,
  'forbidden-access': developer,
  'no-production-access': developer,
  'access-denied': developer,
  network: wait,
  timeout: wait,
  'rate-limited': wait,
  aborted: wait,
  unauthorized: { actor: 'user', retryable: false },
  'step-up-required': { actor: 'user', retryable: true },
  forbidden: developer,
  'not-found': developer,
  'not-supported': developer,
  'not-available': wait,
  conflict: wait,
  'invalid-request': developer,
  'bad-response': support,
  provider: support,
  disposed: developer,
};

/** The failure that a code stands for. A code that nobody knows is kept, and support must act. */
export function createFailure(code: string, details: { retryAt?: string; correlationId?: string } = {}): Failure {
  const remedy = Object.hasOwn(remedies, code) ? remedies[code] : undefined;
  return {
    code,
    ...(remedy ?? support),
    ...(details.retryAt !== undefined && { retryAt: details.retryAt }),
    ...(details.correlationId !== undefined && { correlationId: details.correlationId }),
  };
}

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

/** Source of the provider codes: Basiq's job and error enums, and those seen outside them (`domain.md` §2 and §3). */
const remedies: readonly (Remedy & { codes: readonly string[] })[] = [
  {
    actor: 'user',
    retryable: true,
    codes: [
      'invalid-credentials',
      'multifactor-required',
      'challenge-expired',
      'authorization-failed',
      'user-action-required',
      'account-not-accessible-requires-user-action',
      'step-up-required',
    ],
  },
  { actor: 'user', retryable: false, codes: ['account-locked', 'invalid-connection', 'unauthorized'] },
  {
    actor: 'wait',
    retryable: true,
    codes: [
      'system-unavailable',
      'institution-not-available',
      'service-unavailable',
      'maintenance',
      'maintenance-error',
      'job-timed-out',
      'too-many-requests',
      'network',
      'timeout',
      'rate-limited',
      'aborted',
      'not-available',
      'conflict',
    ],
  },
  {
    actor: 'developer',
    retryable: false,
    codes: [
      'resource-not-found',
      'parameter-not-supplied',
      'parameter-not-valid',
      'invalid-content',
      'institution-not-supported',
      'unauthorized-access',
      'invalid-authorization-token',
      'forbidden-access',
      'no-production-access',
      'access-denied',
      'forbidden',
      'not-found',
      'not-supported',
      'invalid-request',
      'disposed',
    ],
  },
];

/** The failure that a code stands for. With any other code, known or not, support must act. */
export function createFailure(code: string, details: { retryAt?: string; correlationId?: string } = {}): Failure {
  const { actor = 'support', retryable = true } = remedies.find(({ codes }) => codes.includes(code)) ?? {};
  const { retryAt, correlationId } = details;
  return {
    code,
    actor,
    retryable,
    ...(retryAt !== undefined && { retryAt }),
    ...(correlationId !== undefined && { correlationId }),
  };
}

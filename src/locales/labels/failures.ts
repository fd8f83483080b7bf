/** What failed, who must act, and what to quote. */
import type { OpenWords, Words } from './words';

export interface FailureLabels {
  actor: Words<'user' | 'wait' | 'developer' | 'support'>;
  /** By failure code; {institution}. Any other code gets the words of its actor. */
  failure: OpenWords<
    | 'invalid-credentials'
    | 'account-locked'
    | 'multifactor-required'
    | 'challenge-expired'
    | 'authorization-failed'
    | 'user-action-required'
    | 'account-not-accessible-requires-user-action'
    | 'invalid-connection'
    | 'system-unavailable'
    | 'institution-not-available'
    | 'service-unavailable'
    | 'maintenance'
    | 'maintenance-error'
    | 'job-timed-out'
    | 'too-many-requests'
    | 'rate-limited'
    | 'connector-error'
    | 'institution-disabled'
    | 'network'
    | 'timeout'
    | 'unauthorized'
    | 'step-up-required'
    | 'forbidden'
    | 'not-found'
    | 'not-supported'
    | 'not-available'
    | 'conflict'
    | 'bad-response'
  >;
  failureByActor: Words<'user' | 'wait' | 'developer' | 'support'>;
  /** {time} */
  retryAt: string;
  /** {reference} */
  reference: string;
}

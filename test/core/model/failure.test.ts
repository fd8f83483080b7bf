import { describe, expect, it } from 'vitest';
import { createFailure, type Actor } from '../../../src/core/model/failure';

/** The table of domain.md §3 and the codes of §2: who must act, and whether trying the same again can help. */
const table: readonly (readonly [code: string, actor: Actor, retryable: boolean])[] = [
  ['invalid-credentials', 'user', true],
  ['account-locked', 'user', false],
  ['multifactor-required', 'user', true],
  ['authorization-failed', 'user', true],
  ['user-action-required', 'user', true],
  ['account-not-accessible-requires-user-action', 'user', true],
  ['invalid-connection', 'user', false],
  ['system-unavailable', 'wait', true],
  ['institution-not-available', 'wait', true],
  ['service-unavailable', 'wait', true],
  ['maintenance', 'wait', true],
  ['maintenance-error', 'wait', true],
  ['job-timed-out', 'wait', true],
  ['too-many-requests', 'wait', true],
  ['connector-error', 'support', true],
  ['institution-disabled', 'support', true],
  ['unknown-error', 'support', true],
  ['resource-not-found', 'developer', false],
  ['parameter-not-supplied', 'developer', false],
  ['parameter-not-valid', 'developer', false],
  ['invalid-content', 'developer', false],
  ['institution-not-supported', 'developer', false],
  ['unauthorized-access', 'developer', false],
  ['invalid-authorization-token', 'developer', false],
  ['forbidden-access', 'developer', false],
  ['no-production-access', 'developer', false],
  ['access-denied', 'developer', false],
  ['network', 'wait', true],
  ['timeout', 'wait', true],
  ['rate-limited', 'wait', true],
  ['conflict', 'wait', true],
  ['unauthorized', 'user', false],
  ['step-up-required', 'user', true],
  ['forbidden', 'developer', false],
  ['not-found', 'developer', false],
  ['not-supported', 'developer', false],
  ['invalid-request', 'developer', false],
  ['bad-response', 'support', true],
  ['provider', 'support', true],
  ['disposed', 'developer', false],
];

describe('createFailure', () => {
  it.each(table)('says of %s that the one to act is: %s; retryable: %s', (code, actor, retryable) => {
    expect(createFailure(code)).toEqual({ code, actor, retryable });
  });

  it.each(['a-code-of-tomorrow', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'keeps a code that nobody knows, and sends %j to support',
    (code) => {
      expect(createFailure(code)).toEqual({ code, actor: 'support', retryable: true });
    },
  );

  it('keeps the time to wait for and the reference to quote', () => {
    const details = { retryAt: '2026-11-22T10:00:00.000Z', correlationId: 'ref-1' };
    expect(createFailure('too-many-requests', details)).toEqual({
      code: 'too-many-requests',
      actor: 'wait',
      retryable: true,
      ...details,
    });
  });

  it('names only what is known', () => {
    expect(Object.keys(createFailure('network'))).toEqual(['code', 'actor', 'retryable']);
  });

  it('hands out a fresh object each time', () => {
    expect(createFailure('network')).not.toBe(createFailure('network'));
  });
});

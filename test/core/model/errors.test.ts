import { describe, expect, it, vi } from 'vitest';
import {
  createConnectionsError,
  isConnectionsError,
  isErrorCode,
  toConnectionsError,
  type ErrorCode,
} from '../../../src/core/model/errors';
import { createFailure } from '../../../src/core/model/failure';

const codes: readonly ErrorCode[] = [
  'network',
  'timeout',
  'aborted',
  'bad-response',
  'unauthorized',
  'forbidden',
  'step-up-required',
  'not-found',
  'conflict',
  'rate-limited',
  'not-supported',
  'not-available',
  'invalid-request',
  'provider',
  'disposed',
];

describe('a ConnectionsError', () => {
  it.each(codes)('of %s is an error with a sentence and a failure of its code', (code) => {
    const error = createConnectionsError(code);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('ConnectionsError');
    expect(error.code).toBe(code);
    expect(error.failure).toEqual(createFailure(code));
    expect(error.message).toMatch(/\.$/);
    expect(isErrorCode(code)).toBe(true);
  });

  it('has a sentence of its own for each code', () => {
    expect(new Set(codes.map((code) => createConnectionsError(code).message)).size).toBe(codes.length);
  });

  it('carries the failure that it is given, and none of it in the message', () => {
    const failure = createFailure('account-locked', { correlationId: 'ref-7' });
    const error = createConnectionsError('provider', failure);
    expect(error.failure).toBe(failure);
    expect(error.message).toBe(createConnectionsError('provider').message);
  });

  it('is known by its brand, not by its class: another copy of the package made this one', async () => {
    vi.resetModules();
    const copy = await import('../../../src/core/model/errors');
    expect(copy.isConnectionsError).not.toBe(isConnectionsError);
    expect(isConnectionsError(copy.createConnectionsError('conflict'))).toBe(true);
    expect(copy.isConnectionsError(createConnectionsError('conflict'))).toBe(true);
  });

  it('wears the brand that the contract names', () => {
    expect(Reflect.get(createConnectionsError('network'), Symbol.for('connections-kit.error'))).toBe(true);
    expect(isConnectionsError({ [Symbol.for('connections-kit.error')]: true })).toBe(true);
  });

  it.each([
    new Error('x'),
    Object.assign(new Error('x'), { name: 'ConnectionsError', code: 'network' }),
    { code: 'network' },
    null,
    undefined,
    'network',
  ])('is not %j', (value) => {
    expect(isConnectionsError(value)).toBe(false);
  });

  it.each(['Network', '', 'constructor', '__proto__', 42, null])('has no code %j', (value) => {
    expect(isErrorCode(value)).toBe(false);
  });
});

describe('toConnectionsError', () => {
  it('leaves one of ours as it is', () => {
    const error = createConnectionsError('rate-limited');
    expect(toConnectionsError(error)).toBe(error);
  });

  it.each([
    [new DOMException('The user aborted', 'AbortError'), 'aborted'],
    [new DOMException('Took too long', 'TimeoutError'), 'timeout'],
    [new TypeError('fetch failed'), 'provider'],
    ['a string', 'provider'],
    [undefined, 'provider'],
    [null, 'provider'],
  ] as const)('makes of %s an error of code %s', (thrown, code) => {
    expect(toConnectionsError(thrown)).toMatchObject({ name: 'ConnectionsError', code });
  });

  it('drops the words of a stranger: they may name a person', () => {
    const error = toConnectionsError(new Error('No such user: Gavin Belson', { cause: 'gavin@hooli.com' }));
    const everything = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join('\n');
    expect(everything).not.toMatch(/gavin/i);
  });
});

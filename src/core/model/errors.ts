import { createFailure, type Failure } from './failure';

/**
 * Why a request failed. `unauthorized`: nobody is signed in; `forbidden`: this user or key may not; `step-up-required`: the
 * person must confirm who they are; `bad-response`: the answer breaks the contract; `not-supported`: the provider never does
 * this; `not-available`: not in the present state; `disposed`: the client is gone.
 */
export type ErrorCode =
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'bad-response'
  | 'unauthorized'
  | 'forbidden'
  | 'step-up-required'
  | 'not-found'
  | 'conflict'
  | 'rate-limited'
  | 'not-supported'
  | 'not-available'
  | 'invalid-request'
  | 'provider'
  | 'disposed';

/** Branded with Symbol.for('connections-kit.error'); `isConnectionsError` works across package copies. */
export interface ConnectionsError extends Error {
  name: 'ConnectionsError';
  code: ErrorCode;
  failure: Failure;
}

const brand = Symbol.for('connections-kit.error');

/** What happened and who must act, for a developer's log. Never holds the provider's text or a person's data. */
const messages: Readonly<Record<ErrorCode, string>> = {
  network: 'The server could not be reached. Try again.',
  timeout: 'The server did not answer in time. Try again later.',
  aborted: 'The request was cancelled.',
  'bad-response': 'The answer does not follow the contract. Look at the server or a proxy.',
  unauthorized: 'Nobody is signed in. The person must sign in again.',
  forbidden: 'This person or key may not do this.',
  'step-up-required': 'The person must confirm who they are first.',
  'not-found': 'This person has no such connection or job.',
  conflict: 'Something else is going on. Try again when it has ended.',
  'rate-limited': 'Too many requests. Try again later.',
  'not-supported': 'The provider cannot do this.',
  'not-available': 'This cannot be done in the present state.',
  'invalid-request': 'The request was not valid. Correct the calling code.',
  provider: 'The provider failed. Quote the reference to support.',
  disposed: 'This client was disposed of. Create a new one.',
};

/** Whether a value from the wire is one of the codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(messages, value);
}

/**
 * @param failure what to tell the person; derived from the code when absent
 */
export function createConnectionsError(code: ErrorCode, failure: Failure = createFailure(code)): ConnectionsError {
  const error = new Error(messages[code]);
  return Object.assign(error, { name: 'ConnectionsError' as const, code, failure, [brand]: true });
}

/** Whether it is the one error that the kit throws. Its brand is shared across package copies, so `instanceof` is never needed. */
export function isConnectionsError(value: unknown): value is ConnectionsError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}

/** Whatever was thrown, as ours. The original is dropped: a foreign message may hold what must not be shown. */
export function toConnectionsError(thrown: unknown): ConnectionsError {
  if (isConnectionsError(thrown)) return thrown;
  const name = typeof thrown === 'object' && thrown !== null && 'name' in thrown ? thrown.name : undefined;
  if (name === 'AbortError') return createConnectionsError('aborted');
  if (name === 'TimeoutError') return createConnectionsError('timeout');
  return createConnectionsError('provider');
}

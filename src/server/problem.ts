/** Refusals as `application/problem+json` (RFC 9457), made from our codes alone: no stack, no message, no word of the provider. */
import {
  createConnectionsError,
  isErrorCode,
  toConnectionsError,
  type ConnectionsError,
  type ErrorCode,
} from '../core/model/errors';
import { createFailure, type Actor, type Failure } from '../core/model/failure';
import { noStore } from './answer';

interface Refusal {
  status: number;
  headers?: Readonly<Record<string, string>>;
}

const statuses: Readonly<Record<ErrorCode, number>> = {
  'invalid-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'step-up-required': 403,
  'not-found': 404,
  conflict: 409,
  'not-available': 409,
  'rate-limited': 429,
  aborted: 499,
  'not-supported': 501,
  provider: 502,
  'bad-response': 502,
  network: 502,
  disposed: 503,
  timeout: 504,
};

const refusals = new WeakMap<object, Refusal>();

/** An error of the handler's own, with the status that it answers where that is not the usual one of its code. */
export function refuse(code: ErrorCode, refusal: Refusal = { status: statuses[code] }): ConnectionsError {
  const error = createConnectionsError(code);
  refusals.set(error, refusal);
  return error;
}

/**
 * An error of the transport, as the browser may hear it. That the provider refused the *server's* key says nothing about
 * whether the person is signed in, so it must not reach the page as a 401. What is not found is not found in the same
 * words whoever looks for it: a code or a reference of the provider's could tell another user's from what never was.
 */
export function fromTransport(thrown: unknown): ConnectionsError {
  const error = toConnectionsError(thrown);
  if (error.code === 'not-found') return createConnectionsError('not-found');
  if (refusals.has(error) || error.code !== 'unauthorized') return error;
  const { code, correlationId } = readFailure(error.failure, error.code);
  const cause = code === 'unauthorized' ? 'unauthorized-access' : code;
  return createConnectionsError('provider', createFailure(cause, correlationId === undefined ? {} : { correlationId }));
}

/** @param now milliseconds since 1970, for `Retry-After` */
export function toProblem(thrown: unknown, now: number): Response {
  const error = toConnectionsError(thrown);
  const code = isErrorCode(error.code) ? error.code : 'provider';
  const { status, headers } = refusals.get(error) ?? { status: error === thrown ? statuses[code] : 500 };
  const failure = readFailure(error.failure, code);
  const body = {
    type: `urn:connections-kit:error:${code}`,
    title: createConnectionsError(code).message,
    status,
    code,
    failure,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...noStore,
      'Content-Type': 'application/problem+json',
      ...(failure.retryAt !== undefined && { 'Retry-After': secondsUntil(failure.retryAt, now) }),
      ...headers,
    },
  });
}

/** A transport of the host's own may put anything here. */
export function readFailure(given: Failure | undefined, code: ErrorCode): Failure {
  const failure: Partial<Failure> = given ?? {};
  const { retryAt, correlationId } = failure;
  const known = createFailure(isWord(failure.code) ? failure.code : code);
  return {
    ...known,
    ...(isActor(failure.actor) && { actor: failure.actor }),
    ...(typeof failure.retryable === 'boolean' && { retryable: failure.retryable }),
    ...(typeof retryAt === 'string' &&
      !Number.isNaN(Date.parse(retryAt)) && { retryAt: new Date(retryAt).toISOString() }),
    ...(isWord(correlationId) && { correlationId }),
  };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value);
}

function isActor(value: unknown): value is Actor {
  return value === 'user' || value === 'wait' || value === 'developer' || value === 'support';
}

function secondsUntil(retryAt: string, now: number): string {
  return String(Math.max(1, Math.ceil((Date.parse(retryAt) - now) / 1_000)));
}

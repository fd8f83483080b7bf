/** Basiq's error body as codes and a reference. Its titles and details are free text and stay here. */
import { createFailure, type Failure } from '../../core/model/failure';
import type { ErrorDetails } from '../http';
import { field, list, record, term, text, word } from './wire';

export interface ProviderError {
  code?: string;
  correlationId?: string;
  /** Free text: to be looked at, never passed on. */
  detail?: string;
}

/**
 * Reads `{type: "list", correlationId, data: [{type: "error", code, title, detail, source?}]}` (OpenAPI, every 4xx and 5xx),
 * and the bare `{code, title, detail | details}` of a failed job step, alone or in an array.
 */
export function readProviderError(body: unknown): ProviderError {
  const rows = [...list(field(body, 'data')), ...list(body)].filter((row) => record(row) !== undefined);
  const row = rows.find((candidate) => term(field(candidate, 'code')) !== undefined) ?? rows[0];
  const code = term(field(row, 'code'));
  const correlationId = word(field(body, 'correlationId')) ?? word(field(row, 'correlationId'));
  const detail = [field(row, 'detail'), field(row, 'details'), field(row, 'title')]
    .map((value) => text(value, 1_000))
    .filter((value) => value !== undefined)
    .join(' ');
  return {
    ...(code !== undefined && { code }),
    ...(correlationId !== undefined && { correlationId }),
    ...(detail !== '' && { detail }),
  };
}

/** The failure of a provider's error; "account locked" is `invalid-credentials` told apart only by its detail (`domain.md` §2). */
export function failureOf(error: ProviderError, fallback: string): Failure {
  const isLocked = error.code === 'invalid-credentials' && /\blocked\b/i.test(error.detail ?? '');
  const { correlationId } = error;
  return createFailure(isLocked ? 'account-locked' : (error.code ?? fallback), {
    ...(correlationId !== undefined && { correlationId }),
  });
}

/**
 * For `createHttp`. 401 and 403 are about the host's key and token, never about the person's session, so they are `forbidden`
 * and a developer must act; a rate limit may come as 403, too (`domain.md` §2).
 */
export function readError(status: number, body: unknown, headers: Headers): ErrorDetails {
  const error = readProviderError(body);
  if (status === 429 || (status === 403 && (error.code === 'too-many-requests' || headers.has('retry-after')))) {
    return { code: 'rate-limited', failure: failureOf({ ...error, code: 'too-many-requests' }, 'too-many-requests') };
  }
  if (status === 401 || status === 403) {
    return { code: 'forbidden', failure: { ...failureOf(error, 'forbidden'), actor: 'developer', retryable: false } };
  }
  if (error.code !== undefined) {
    // The words of Basiq, not of a gateway before it: the answer was not lost.
    const isOfBasiq = status === 502 || status === 504;
    return { ...(isOfBasiq && { code: 'provider' }), failure: failureOf(error, 'provider') };
  }
  return { failure: error.correlationId === undefined ? undefined : { correlationId: error.correlationId } };
}

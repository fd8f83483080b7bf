/** What every answer is made of: plain data, times, words and addresses. Each names what is wrong, or nothing. */
import type { Failure } from '../../core/model/failure';

/** The places at which a value is not what JSON gives back unchanged. */
export function notPlain(value: unknown, place = 'answer'): readonly string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [place];
  if (Array.isArray(value)) return value.flatMap((inner, index) => notPlain(inner, `${place}[${index}]`));
  if (typeof value !== 'object') return [place];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return [place];
  return Object.entries(value).flatMap(([name, inner]) => notPlain(inner, `${place}.${name}`));
}

/** The places at which a field whose name ends in `At` holds no time in ISO 8601. */
export function notTimes(value: unknown, place = 'answer'): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    /[a-z]At$/.test(name) && !isTime(inner) ? [`${place}.${name}`] : notTimes(inner, `${place}.${name}`),
  );
}

export function isTime(value: unknown): boolean {
  const known = typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value);
  return known && !Number.isNaN(Date.parse(value));
}

export function isMoney(value: unknown): boolean {
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value);
}

/** A code or a reference: nothing that could be a sentence. */
export function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value);
}

/** Whether it says who must act, and holds nothing else than that, a code, a time and a reference. */
export function isWholeFailure(failure: Failure | undefined): boolean {
  if (failure === undefined) return false;
  const { code, actor, retryable, retryAt, correlationId, ...rest } = failure;
  return (
    isWord(code) &&
    ['user', 'wait', 'developer', 'support'].includes(actor) &&
    typeof retryable === 'boolean' &&
    (retryAt === undefined || isTime(retryAt)) &&
    (correlationId === undefined || isWord(correlationId)) &&
    Object.keys(rest).length === 0
  );
}

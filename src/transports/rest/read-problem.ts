/** The server's refusals (`application/problem+json`, RFC 9457): its code and failure, never its words. */
import { isErrorCode } from '../../core/model/errors';
import type { ErrorDetails } from '../http';
import { fieldsOf } from './fields';
import { readFailure } from './read-job';

export function readProblem(_status: number, body: unknown): ErrorDetails | undefined {
  const fields = fieldsOf(body);
  const failure = readFailure(fields.failure);
  return isErrorCode(fields.code) ? { code: fields.code, failure } : undefined;
}

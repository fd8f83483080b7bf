/** The forms that Basiq's answers have: bodies, lists, and errors with a correlation id. */
import type { Refusal } from '../../transports/sandbox/bank-facts';

/** Of the OpenAPI files (core and data), and `too-many-requests` of `domain.md` §2. */
const titles = {
  'parameter-not-supplied': [400, 'Parameter not supplied.'],
  'parameter-not-valid': [400, 'Parameter not valid.'],
  'invalid-content': [400, 'Invalid content.'],
  'invalid-credentials': [400, 'Invalid credentials.'],
  'unauthorized-access': [401, 'Unauthorized Access'],
  'invalid-authorization-token': [401, 'Invalid authorization token.'],
  'forbidden-access': [403, 'Forbidden Access'],
  'access-denied': [403, 'Access denied.'],
  'resource-not-found': [404, 'Requested resource is not found.'],
  'too-many-requests': [429, 'Too many requests.'],
  'internal-server-error': [500, 'Internal server error.'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type WireErrorCode = keyof typeof titles;

/** Thrown by a route for what it does not do. */
export class WireError extends Error {
  readonly code: WireErrorCode;
  readonly detail: string;
  readonly parameter: string | undefined;

  constructor(code: WireErrorCode, detail: string, parameter?: string) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.parameter = parameter;
  }
}

export function json(status: number, body: unknown): Response {
  return Response.json(body, { status });
}

export function empty(): Response {
  return new Response(null, { status: 204 });
}

export function errorAnswer({ code, detail, parameter }: WireError, correlationId: string): Response {
  const [status, title] = titles[code];
  const source = parameter === undefined ? {} : { source: { parameter } };
  return json(status, { type: 'list', correlationId, data: [{ type: 'error', code, title, detail, ...source }] });
}

/** What the bank refuses, in Basiq's words; a rate limit says in seconds when it lifts. */
export function refusalAnswer({ refused, correlationId, retryAt }: Refusal, now: number): Response {
  const response = errorAnswer(refusals[refused], correlationId);
  if (retryAt !== undefined) {
    const seconds = Math.max(1, Math.ceil((Date.parse(retryAt) - now) / 1_000));
    response.headers.set('Retry-After', String(seconds));
  }
  return response;
}

const refusals: Readonly<Record<Refusal['refused'], WireError>> = {
  'not-found': new WireError('resource-not-found', 'Resource not found.'),
  'wrong-state': new WireError('parameter-not-valid', 'The connection is not in a valid state.', 'connectionId'),
  // Basiq knows no keys, so nobody is told this.
  'key-taken': new WireError('parameter-not-valid', 'The key belongs to another command.'),
  'rate-limited': new WireError('too-many-requests', 'The limit of refreshes has been reached.'),
  'not-waiting': new WireError('parameter-not-valid', 'The job does not wait for a response.', 'jobId'),
  'wrong-answer': new WireError('invalid-credentials', 'The MFA response was not correct.', 'mfa-response'),
};

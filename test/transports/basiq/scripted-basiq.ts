/** A Basiq that answers by script: for what a well-behaved bank never sends. The main path is tested against the sandbox bank. */
import { createBasiq } from '../../../src/transports/basiq';
import { connection, connector } from './wire-examples';

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: string;
}
type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
/** By `METHOD /path`; the last segment may be `*`. A function may look at the request and count. */
export type Script = Readonly<Record<string, Answer | ((request: Request) => Answer | Promise<Answer>)>>;

const usual: Script = {
  'GET /connectors': { body: { type: 'list', data: [connector] } },
  'GET /users/u1/connections': { body: { type: 'list', data: [connection] } },
  'GET /users/u1/connections/61723': { body: connection },
  'GET /users/u1/accounts': { body: { type: 'list', data: [] } },
  'GET /users/u1/consents': { body: { type: 'list', data: [] } },
  'GET /users/u1/jobs': { body: { type: 'list', data: [] } },
};

export const start = Date.parse('2024-10-01T00:00:00.000Z');

export function scriptedBasiq(script: Script = {}) {
  const requests: Request[] = [];
  let tokens = 0;
  let now = start;
  const routes: Script = {
    'POST /token': () => ({ body: { access_token: `token-${++tokens}`, expires_in: 3600, token_type: 'Bearer' } }),
    ...usual,
    ...script,
  };

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { signal, ...rest } = init ?? {};
    const asked = new globalThis.Request(input, rest);
    const url = new URL(asked.url);
    const body = await asked.text();
    const { method, headers } = asked;
    const request = { method, path: url.pathname, query: url.searchParams, headers, body };
    requests.push(request);
    const route = routes[`${method} ${url.pathname}`] ?? routes[`${method} ${url.pathname.replace(/[^/]+$/, '*')}`];
    const answer = await (typeof route === 'function' ? route(request) : (route ?? { status: 404 }));
    signal?.throwIfAborted();
    const { status = 200, headers: answered = {} } = answer;
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    return new Response(status === 204 ? null : text, { status, headers: answered });
  };

  const basiq = createBasiq({ apiKey: 'a2V5', fetch, clock: { now: () => now } });
  return {
    transport: basiq.transport('u1'),
    of: (userId: string) => basiq.transport(userId),
    requests,
    asked: (route: string) => requests.filter(({ method, path }) => `${method} ${path}` === route),
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** What a promise rejected with. */
export function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`answered ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );
}

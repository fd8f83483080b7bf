import { createParser } from 'eventsource-parser';
import { afterAll, describe, expect, it } from 'vitest';
import { createConnectionsError, type ErrorCode } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import type { Transport } from '../../src/core/transport';
import { createConnectionsHandler, type HandlerOptions, type Session } from '../../src/server';
import { table } from '../../src/server/routes';
import { createFakeClock, createSandboxBank, describeTransport, sandboxCode } from '../../src/testing';
import { createRestTransport } from '../../src/transports/rest';
import { createSandboxTransport } from '../../src/transports/sandbox';
import { createFakeTransport } from '../server/fake-transport';
import {
  at,
  faultsOfAnswer,
  faultsOfEvent,
  faultsOfRequest,
  faultsOfResponse,
  openapi,
  operationOf,
  operations,
} from './openapi-document';

const bodies: Readonly<Record<string, unknown>> = {
  'POST /connections/{connectionId}/reveal': { field: 'fullName' },
  'POST /jobs/{jobId}/challenge': { answers: ['1234'] },
  'POST /consents': { purpose: 'connect' },
};

type Options = Partial<HandlerOptions<Session>>;
interface Change {
  query?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Asks for one operation of the document, with an id of `c-1` or `j-1`. */
async function ask(operation: string, transport: Transport, options: Options = {}, change: Change = {}) {
  const handler = createConnectionsHandler<Session>({
    authenticate: () => ({ userId: 'user-1' }),
    transport: () => transport,
    authorize: () => true,
    ...options,
  });
  const [method = '', template = ''] = operation.split(' ');
  const pathname = template.replace('{connectionId}', 'c-1').replace('{jobId}', 'j-1');
  const body = 'body' in change ? change.body : bodies[operation];
  const response = await handler(
    new Request(`http://host${pathname}${change.query ?? ''}`, {
      method,
      headers: change.headers ?? { 'Connections-Kit': '1', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A transport that refuses everything with the same error. */
function refusing(thrown: unknown): Transport {
  const refuse = () => Promise.reject(thrown);
  const names = Object.keys(createFakeTransport());
  return Object.fromEntries([...names, 'describe'].map((name) => [name, refuse])) as object as Transport;
}

const codes: Readonly<Record<ErrorCode, true>> = {
  network: true,
  timeout: true,
  aborted: true,
  'bad-response': true,
  unauthorized: true,
  forbidden: true,
  'step-up-required': true,
  'not-found': true,
  conflict: true,
  'rate-limited': true,
  'not-supported': true,
  'not-available': true,
  'invalid-request': true,
  provider: true,
  disposed: true,
};
const errorCodes = Object.keys(codes) as ErrorCode[];
/** A purge or revoke whose answer was lost is answered with a job that says so. */
const isRecorded = (operation: string, code: ErrorCode) =>
  ['POST /connections/{connectionId}/purge', 'DELETE /connections/{connectionId}'].includes(operation) &&
  ['network', 'timeout', 'bad-response', 'aborted'].includes(code);
const writing = operations.filter((operation) => !operation.startsWith('GET'));

describe('docs/openapi.yaml', () => {
  it('has the paths and methods of the handler, and no other', () => {
    const routes = Object.entries(table).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const described = operations.map((operation) => operation.replace(/\{\w+\}/g, ':id'));
    expect([...described].sort()).toEqual(routes.sort());
  });

  it('names the errors of the kit, and no other', () => {
    const { enum: named } = at(openapi, 'components', 'schemas', 'Problem', 'properties', 'code');
    expect([...(named as string[])].sort()).toEqual([...errorCodes].sort());
  });

  it('gives each operation an id of its own', () => {
    const ids = operations.map((operation) => {
      const [method = '', path = ''] = operation.split(' ');
      return at(openapi, 'paths', path, method.toLowerCase()).operationId;
    });
    expect(new Set(ids).size).toBe(operations.length);
  });

  it.each(errorCodes)('describes the answer of every operation to the error %s of a transport', async (code) => {
    const failure = createFailure(code, { retryAt: '2099-01-01T00:00:00Z', correlationId: 'reference-1' });
    const faults: string[] = [];
    for (const operation of operations) {
      const answer = await ask(operation, refusing(createConnectionsError(code, failure)));
      if (isRecorded(operation, code)) expect(answer.status).toBe(202);
      else expect(answer.status).toBeGreaterThanOrEqual(400);
      faults.push(...faultsOfAnswer(operation, answer));
    }
    expect(faults).toEqual([]);
  });

  it.each<[string, number, readonly string[], Transport, Options, Change]>([
    ['a foreign error', 502, operations, refusing(new TypeError('x')), {}, {}],
    ['nobody signed in', 401, operations, createFakeTransport(), { authenticate: () => null }, {}],
    ['a host that fails', 500, operations, createFakeTransport(), { transport: () => Promise.reject(new Error()) }, {}],
    ['a missing header', 403, writing, createFakeTransport(), {}, { headers: {} }],
    ['a host that forbids', 403, writing, createFakeTransport(), { authorize: () => ({ deny: 'forbidden' }) }, {}],
    [
      'a host that asks who it is',
      403,
      writing,
      createFakeTransport(),
      { authorize: () => ({ deny: 'step-up-required' }) },
      {},
    ],
    ['a large body', 413, Object.keys(bodies), createFakeTransport(), {}, { body: 'x'.repeat(70_000) }],
    [
      'a body of another kind',
      415,
      Object.keys(bodies),
      createFakeTransport(),
      {},
      { headers: { 'Connections-Kit': '1', 'Content-Type': 'text/plain' } },
    ],
    ['a body that is no JSON', 400, Object.keys(bodies), createFakeTransport(), {}, { body: '{"field":' }],
    ['a body of 30,000 brackets', 400, Object.keys(bodies), createFakeTransport(), {}, { body: '['.repeat(30_000) }],
    [
      'an absurd limit',
      400,
      operations.filter((operation) => /^GET .*(connections|jobs)$/.test(operation)),
      createFakeTransport(),
      {},
      { query: '?limit=0' },
    ],
  ])('describes the answer to %s: %d', async (_name, status, asked, transport, options, change) => {
    expect(asked.length).toBeGreaterThan(1);
    for (const operation of asked) {
      const answer = await ask(operation, transport, options, change);
      expect([operation, answer.status]).toEqual([operation, status]);
      expect(faultsOfAnswer(operation, answer)).toEqual([]);
    }
  });

  it.each([
    ['https://host/accounts', 200, 0],
    ['https://evil.example/', 400, 0],
    ['http://host/', 400, 1],
    ['javascript:alert(1)', 400, 1],
  ])('describes where a consent may lead back to: %s %d', async (returnUrl, status, faults) => {
    const operation = 'POST /consents';
    const body = JSON.stringify({ purpose: 'connect', returnUrl });
    const answer = await ask(operation, createFakeTransport(), {}, { body });
    expect([answer.status, faultsOfAnswer(operation, answer)]).toEqual([status, []]);
    const headers = { 'Connections-Kit': '1', 'Content-Type': 'application/json' };
    const request = new Request('http://host/consents', { method: 'POST', body, headers });
    expect(await faultsOfRequest(operation, request)).toHaveLength(faults);
  });

  it('describes the answer to what the transport does not have: 501', async () => {
    const { listConnections, getConnection, getJob } = createFakeTransport();
    const answered: string[] = [];
    for (const operation of operations) {
      const answer = await ask(operation, { listConnections, getConnection, getJob });
      if (answer.status !== 501) continue;
      answered.push(operation);
      expect(faultsOfAnswer(operation, answer)).toEqual([]);
    }
    expect(answered).toHaveLength(9);
  });

  it('says that a path has no other method, and that there is no other path', async () => {
    const problem = (status: number) => ({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      headers: at(openapi, 'components', 'responses', status === 404 ? 'NotFound' : 'InvalidRequest', 'headers'),
    });
    for (const template of Object.keys(at(openapi, 'paths'))) {
      const answer = await ask(`PUT ${template}`, createFakeTransport());
      expect([answer.status, faultsOfResponse(problem(405), answer)]).toEqual([405, []]);
      const allowed = operations.filter((one) => one.endsWith(` ${template}`)).map((one) => one.split(' ')[0]);
      expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(allowed.sort());
    }
    const answer = await ask('GET /anything', createFakeTransport());
    expect([answer.status, faultsOfResponse(problem(404), answer)]).toEqual([404, []]);
  });

  it('finds fault with an answer that is not as it says', async () => {
    const answer = await ask('GET /connections/{connectionId}', {
      ...createFakeTransport(),
      getConnection: async () => ({
        ...(await createFakeTransport().getConnection('c-1')),
        profile: { fullName: 'Gavin Belson' },
      }),
    });
    const text = answer.text.replace('{', '{"note":"x",');
    const faults = faultsOfAnswer('GET /connections/{connectionId}', { ...answer, text }).join('\n');
    expect(faults).toMatch(/\/profile\/fullName must match pattern/);
    expect(faults).toMatch(/must NOT have unevaluated properties/);
    expect(faultsOfAnswer('GET /connections', { ...answer, status: 418 })).not.toEqual([]);
  });
});

describe('docs/openapi.yaml over the whole contract of a transport', () => {
  const faults = new Set<string>();
  const succeeded = new Set<string>();
  let answers = 0;
  let events = 0;

  /** Each event is held against the document as it passes. */
  function checkedStream(response: Response): Response {
    const parser = createParser({
      onEvent({ id, event, data }) {
        events += 1;
        if (id === undefined) faults.add('an event without an id');
        for (const fault of faultsOfEvent(event, data)) faults.add(fault);
      },
      onError: (error) => void faults.add(`GET /events: ${error.message}`),
    });
    const decoder = new TextDecoder();
    const check = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        parser.feed(decoder.decode(chunk, { stream: true }));
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body?.pipeThrough(check) ?? null, response);
  }

  function createBank() {
    const users = ['user-1', 'user-2'] as const;
    const clock = createFakeClock();
    const bank = createSandboxBank({ clock, users });
    const handler = createConnectionsHandler({
      authenticate: (request) => ({ userId: request.headers.get('authorization') ?? '' }),
      transport: ({ userId }) => createSandboxTransport({ bank, userId }),
      authorize: () => true,
      clock,
    });
    const checked: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      const operation = operationOf(request.method, new URL(request.url).pathname);
      const isOdd = operation === undefined;
      const wrong = isOdd ? [] : await faultsOfRequest(operation, request);
      const answered = await handler(request);
      const isStream = answered.headers.get('content-type') === 'text/event-stream';
      const response = isStream ? checkedStream(answered) : answered;
      const text = isStream ? '' : await response.clone().text();
      const answer = { status: response.status, headers: response.headers, text };
      answers += 1;
      if (response.ok) for (const fault of wrong) faults.add(fault);
      if (response.ok && operation) succeeded.add(operation);
      if (operation) for (const fault of faultsOfAnswer(operation, answer)) faults.add(fault);
      else if (answer.status !== 404) faults.add(`${request.method} ${request.url} is answered, but not described`);
      return response;
    };
    const at = (institutionId: string) =>
      bank.connections('user-1').find((connection) => connection.institutionId === institutionId)?.id ?? '';
    return {
      users,
      advance: clock.advance,
      transport: (userId: string) =>
        createRestTransport({ baseUrl: 'http://host', headers: { Authorization: userId }, fetch: checked, clock }),
      special: {
        failing: at('AU00002'),
        limited: at('AU00009'),
        challenge: { connectionId: at('AU00010'), right: [sandboxCode], wrong: ['000000'] },
      },
      remembersKeys: true,
    };
  }

  describeTransport({ describe, it, expect }, createBank);

  it('has described every answer, and each operation was answered well', async () => {
    const handler = createConnectionsHandler({
      authenticate: () => ({ userId: 'user-1' }),
      transport: () => createSandboxTransport(),
    });
    const id = (await createSandboxTransport().listConnections({})).items[0]?.id ?? '';
    const ofConnection = await handler(new Request(`http://host/connections/${id}/jobs`));
    const operation = 'GET /connections/{connectionId}/jobs';
    const answer = { status: ofConnection.status, headers: ofConnection.headers, text: await ofConnection.text() };
    expect([answer.status, faultsOfAnswer(operation, answer)]).toEqual([200, []]);
    succeeded.add(operation);
    expect(events).toBeGreaterThan(10);
    expect([...faults]).toEqual([]);
    expect([...succeeded].sort()).toEqual([...operations].sort());
  });

  afterAll(() => console.info(`answers held against docs/openapi.yaml: ${answers}, events: ${events}`));
});

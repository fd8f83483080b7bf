import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import type { Transport } from '../../src/core/transport';
import { createConnectionsHandler } from '../../src/server';
import { connection, createAsk, createFakeTransport } from './fake-transport';

describe('createConnectionsHandler', () => {
  it('answers the connections of the transport as JSON that nobody keeps', async () => {
    const transport = createFakeTransport();
    const answer = await createAsk(transport)('GET /connections?cursor=n&limit=5&status=active&text=Ho%20oli');
    expect(answer.status).toBe(200);
    const { accounts: _onlyInDetail, ...listed } = connection;
    expect(answer.body).toEqual({ items: [listed] });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(transport.listConnections).toHaveBeenCalledWith(
      { cursor: 'n', limit: 5, status: 'active', text: 'Ho oli' },
      { signal: expect.any(AbortSignal) },
    );
  });

  it('decodes the id of a path once', async () => {
    const transport = createFakeTransport();
    await createAsk(transport)('GET /connections/a%2Fb%25c');
    expect(transport.getConnection).toHaveBeenCalledWith('a/b%c', expect.anything());
  });

  it.each(['/api', '/api/', 'api', (request: Request) => new URL(request.url).pathname.slice(0, 4)])(
    'is mounted under the base path %s',
    async (basePath) => {
      expect((await createAsk(createFakeTransport(), { basePath })('GET /connections')).status).toBe(200);
    },
  );

  it('gives the host its context, and asks for the transport of the session', async () => {
    const transport = vi.fn(() => createFakeTransport());
    const handler = createConnectionsHandler<{ userId: string }, { user: string }>({
      authenticate: (_request, context) => ({ userId: context.user }),
      transport,
    });
    await handler(new Request('http://host/connections'), { user: 'user-9' });
    expect(transport).toHaveBeenCalledWith({ userId: 'user-9' });
  });
});

describe('the walls of the handler', () => {
  it.each([
    ['GET /nothing', 404],
    ['GET /connections/', 404],
    ['GET /connections/a/b', 404],
    ['GET /connections/%E0%A4%A', 404],
    ['GET /constructor', 404],
    ['GET /connections?limit=0', 400],
    ['GET /connections?limit=ten', 400],
    ['GET /connections?limit=5000', 400],
    ['GET /connections?status=asleep', 400],
    ['GET /jobs?unsettled=perhaps', 400],
    ['GET /jobs?cursor=garbage', 400],
    [`GET /jobs?cursor=${btoa('{"time":"x"}')}`, 400],
  ])('answers %s with %d', async (line, status) => {
    const transport = createFakeTransport();
    const answer = await createAsk(transport)(line);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({ status, code: status === 404 ? 'not-found' : 'invalid-request' });
    expect(Object.keys(answer.body)).toEqual(['type', 'title', 'status', 'code', 'failure']);
  });

  it('does not answer beside its base path', async () => {
    const handler = createConnectionsHandler({
      authenticate: () => ({ userId: 'user-1' }),
      transport: createFakeTransport,
      basePath: '/api',
    });
    for (const path of ['/connections', '/apiconnections', '/api', '/xyz/connections', '/x/api/connections'])
      expect((await handler(new Request(`http://host${path}`))).status).toBe(404);
  });

  it.each([
    ['POST /connections', 'GET'],
    ['PUT /connections/c-1', 'GET, DELETE'],
    ['HEAD /connections', 'GET'],
    ['OPTIONS /jobs/j-1/challenge', 'POST'],
  ])('answers %s with 405 and says what is allowed', async (line, allow) => {
    const answer = await createAsk(createFakeTransport())(line);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  it.each([null, undefined])('answers 401 when authenticate gives %j', async (session) => {
    const transport = createFakeTransport();
    const ask = createAsk(transport, { authenticate: () => session as null });
    expect(await ask('GET /connections')).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(transport.listConnections).not.toHaveBeenCalled();
  });

  it.each(['POST /connections/c-1/purge', 'DELETE /connections/c-1', 'POST /jobs/j-1/challenge', 'POST /consents'])(
    'refuses %s without the header that no foreign page can send',
    async (line) => {
      const transport = createFakeTransport();
      const [method = '', path] = line.split(' ');
      const handler = createConnectionsHandler({
        authenticate: () => ({ userId: 'user-1' }),
        transport: () => transport,
      });
      const response = await handler(new Request(`http://host${path}`, { method }));
      expect(response.status).toBe(403);
      expect(transport.purgeConnection).not.toHaveBeenCalled();
      expect(transport.revokeConnection).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['POST /connections/c-1/reveal', 'revealProfile'],
    ['POST /connections/c-1/refresh', 'refreshConnection'],
    ['POST /connections/c-1/purge', 'purgeConnection'],
    ['DELETE /connections/c-1', 'revokeConnection'],
    ['GET /jobs', 'listJobs'],
    ['GET /connections/c-1/jobs', 'listJobs'],
    ['POST /jobs/j-1/challenge', 'answerChallenge'],
    ['POST /consents', 'startConsent'],
  ])('answers %s with 501 when the transport has no %s', async (line, method) => {
    const transport: Transport = { ...createFakeTransport(), [method]: undefined };
    const body = line.startsWith('POST') ? { field: 'fullName', answers: ['1'], purpose: 'connect' } : undefined;
    const answer = await createAsk(transport, { authorize: () => true })(line, { body });
    expect(answer).toMatchObject({ status: 501, body: { code: 'not-supported' } });
  });

  it.each([
    ['POST /connections/c-1/reveal', { field: 'password' }],
    ['POST /connections/c-1/reveal', '{"field":'],
    ['POST /connections/c-1/reveal', '[]'],
    ['POST /connections/c-1/reveal', 'null'],
    ['POST /jobs/j-1/challenge', { answers: [] }],
    ['POST /jobs/j-1/challenge', { answers: [1] }],
    ['POST /consents', { purpose: 'everything' }],
    ['POST /consents', { purpose: 'connect', returnUrl: 'javascript:alert(1)' }],
    ['POST /consents', { purpose: 'connect', state: 5 }],
  ])('answers %s with 400 for the body %j', async (line, body) => {
    const answer = await createAsk(createFakeTransport(), { authorize: () => true })(line, { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it.each([
    ['text/plain', 415],
    ['text/plain;charset=UTF-8', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/jsonp', 415],
    ['', 415],
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['application/merge-patch+json', 200],
  ])('takes a body that says to be JSON, and no other: %j %d', async (type, status) => {
    const transport = createFakeTransport();
    const ask = createAsk(transport, { authorize: () => true });
    const headers = { 'Content-Type': type };
    for (const [line, body] of [
      ['POST /connections/c-1/reveal', { field: 'fullName' }],
      ['POST /consents', { purpose: 'connect' }],
    ] as const) {
      const answer = await ask(line, { headers, body });
      expect(answer.status).toBe(status);
      if (status === 415)
        expect([answer.body.code, answer.headers.get('accept')]).toEqual(['invalid-request', 'application/json']);
    }
    expect(transport.startConsent).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });

  it('refuses a body over 64 KiB, announced or not', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport, { authorize: () => true });
    const answers = { answers: ['x'.repeat(65 * 1024)] };
    expect((await ask('POST /jobs/j-1/challenge', { body: answers })).status).toBe(413);
    expect((await ask('POST /connections/c-1/purge', { headers: { 'content-length': '70000' } })).status).toBe(413);
    expect(transport.answerChallenge).not.toHaveBeenCalled();
    expect(transport.purgeConnection).not.toHaveBeenCalled();
  });

  it('takes a body of just under 64 KiB', async () => {
    const transport = createFakeTransport();
    const answers = ['x'.repeat(63 * 1024)];
    expect((await createAsk(transport)('POST /jobs/j-1/challenge', { body: { answers } })).status).toBe(202);
    expect(transport.answerChallenge).toHaveBeenCalledWith('j-1', answers, {});
  });
});

describe('an error of the transport', () => {
  async function answerFor(thrown: unknown, line = 'GET /connections') {
    const transport = createFakeTransport();
    transport.listConnections.mockRejectedValue(thrown);
    return createAsk(transport, { now: () => Date.parse('2026-01-01T00:00:00Z') })(line);
  }

  it('keeps its code, its failure and its reference', async () => {
    const failure = createFailure('service-unavailable', { correlationId: 'ref-1' });
    const answer = await answerFor(createConnectionsError('provider', failure));
    expect(answer).toMatchObject({ status: 502, body: { code: 'provider', failure } });
  });

  it('says by Retry-After when a limit lifts', async () => {
    const failure = createFailure('rate-limited', { retryAt: '2026-01-01T00:01:30.000Z' });
    const answer = await answerFor(createConnectionsError('rate-limited', failure));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '90']);
    expect(answer.body).toMatchObject({ failure: { retryAt: '2026-01-01T00:01:30.000Z' } });
  });

  it('does not sign the person out when the provider refused the key of the server', async () => {
    const answer = await answerFor(createConnectionsError('unauthorized'));
    expect(answer).toMatchObject({
      status: 502,
      body: { code: 'provider', failure: { code: 'unauthorized-access', actor: 'developer' } },
    });
  });

  it('shows nothing of a foreign error', async () => {
    const answer = await answerFor(new TypeError('cannot read Gavin Belson of secret-token'));
    expect(answer).toMatchObject({ status: 502, body: { code: 'provider' } });
    expect(answer.text).not.toMatch(/Gavin|secret|TypeError|\.ts/);
  });

  it('shows no text that a transport of the host put into the failure or the message', async () => {
    const error = createConnectionsError('conflict', {
      code: 'Sorry, Gavin Belson',
      actor: 'Gavin' as 'user',
      retryable: false,
      retryAt: 'Gavin',
      correlationId: 'Gavin Belson',
    });
    error.message = 'Gavin Belson is busy';
    const answer = await answerFor(error);
    expect(answer.text).not.toMatch(/Gavin|Belson/);
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', failure: { code: 'conflict' } } });
  });

  it('of the host itself is answered with 500 and without a word of it', async () => {
    const ask = createAsk(createFakeTransport(), {
      authenticate: () => {
        throw new Error('db password is hunter2');
      },
    });
    const answer = await ask('GET /connections');
    expect([answer.status, answer.body.code]).toEqual([500, 'provider']);
    expect(answer.text).not.toMatch(/hunter2/);
  });
});

describe('capabilities', () => {
  it('are those of the transport, without reveal where the host does not authorize', async () => {
    const { body } = await createAsk(createFakeTransport())('GET /capabilities');
    expect(body).toEqual({
      can: ['refresh', 'purge', 'revoke', 'listJobs', 'answerChallenge', 'consent', 'watch'],
      denied: ['reveal'],
      revokeData: 'unknown',
    });
  });

  it('are narrowed by the session, and what is refused is told apart from what cannot be done', async () => {
    const transport: Transport = {
      ...createFakeTransport(),
      describe: async () => ({ can: ['refresh', 'purge', 'watch'], revokeData: 'kept' }),
    };
    const ask = createAsk(transport, { authenticate: () => ({ userId: 'user-1', can: ['refresh', 'listJobs'] }) });
    expect((await ask('GET /capabilities')).body).toEqual({ can: ['refresh'], denied: ['purge'], revokeData: 'kept' });
  });

  it.each([
    ['that pushes', { watch: () => [] as object as AsyncIterable<never> }, ['refresh', 'watch']],
    ['whose jobs can be asked for', { listJobs: async () => ({ items: [] }) }, ['refresh', 'listJobs', 'watch']],
    ['that neither pushes nor lists jobs', {}, ['refresh']],
  ] satisfies [string, Partial<Transport>, string[]][])(
    'name events of a transport %s: %j',
    async (_name, methods, can) => {
      const { listConnections, getConnection, getJob, refreshConnection } = createFakeTransport();
      const ask = createAsk({ listConnections, getConnection, getJob, refreshConnection, ...methods });
      expect((await ask('GET /capabilities')).body.can).toEqual(can);
    },
  );
});

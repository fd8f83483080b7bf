import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionsError } from '../../src/core/model/errors';
import { createHttp, path, type HttpOptions, type HttpRequest } from '../../src/transports/http';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

async function failureOf(promise: Promise<unknown>): Promise<ConnectionsError> {
  const thrown: unknown = await promise.then(
    () => expect.fail('The request was expected to be refused'),
    (error: unknown) => error,
  );
  return thrown as ConnectionsError;
}

async function ask(listener: RequestListener, options: Partial<HttpOptions> = {}, request: Partial<HttpRequest> = {}) {
  const http = createHttp({ baseUrl: await serve(listener), ...options });
  return http.request({ method: 'GET', path: '/things', ...request });
}

function answering(status: number, body = '', headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => response.writeHead(status, headers).end(body);
}

describe('createHttp', () => {
  it('sends method, path, query, headers and a JSON body, and reads a JSON answer', async () => {
    const seen: unknown[] = [];
    const baseUrl = `${await serve((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        seen.push(request.method, request.url, request.headers['content-type'], request.headers['x-extra'], text);
        response.end('{"ok":true}');
      });
    })}/base/`;
    const answer = await createHttp({ baseUrl }).request({
      method: 'POST',
      path: path`/users/${'a/b'}`,
      query: { limit: 5, text: 'a&b', unused: undefined, ids: ['x', 'y,z'] },
      headers: { 'X-Extra': 'yes', 'X-Unused': undefined },
      body: { a: 1 },
    });
    expect(seen).toEqual([
      'POST',
      '/base/users/a%2Fb?limit=5&text=a%26b&ids=x&ids=y%2Cz',
      'application/json',
      'yes',
      '{"a":1}',
    ]);
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
  });

  it('sends a form as a form', async () => {
    const answer = await ask(
      (request, response) => response.end(JSON.stringify(request.headers['content-type'])),
      {},
      { method: 'POST', body: new URLSearchParams({ scope: 'SERVER_ACCESS' }) },
    );
    expect(answer.body).toBe('application/x-www-form-urlencoded;charset=UTF-8');
  });

  it.each([
    [204, ''],
    [200, ''],
  ])('reads an answer %d without a body as undefined', async (status, body) => {
    expect((await ask(answering(status, body))).body).toBeUndefined();
  });

  it.each(['<html>Please sign in</html>', '{"data":[', 'OK'])('calls a 200 with %s a bad response', async (body) => {
    expect((await failureOf(ask(answering(200, body)))).code).toBe('bad-response');
  });

  it('calls an answer that breaks off a network failure', async () => {
    const error = await failureOf(
      ask((_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"a":');
        setTimeout(() => response.destroy(), 20);
      }),
    );
    expect(error.code).toBe('network');
  });

  it.each([
    [400, 'invalid-request', 'invalid-request', 'developer'],
    [401, 'unauthorized', 'unauthorized', 'user'],
    [403, 'forbidden', 'forbidden', 'developer'],
    [404, 'not-found', 'not-found', 'developer'],
    [409, 'conflict', 'conflict', 'wait'],
    [410, 'not-found', 'not-found', 'developer'],
    [418, 'invalid-request', 'invalid-request', 'developer'],
    [422, 'invalid-request', 'invalid-request', 'developer'],
    [429, 'rate-limited', 'rate-limited', 'wait'],
    [500, 'provider', 'provider', 'support'],
    [501, 'not-supported', 'not-supported', 'developer'],
    [502, 'bad-response', 'service-unavailable', 'wait'],
    [503, 'provider', 'service-unavailable', 'wait'],
    [504, 'timeout', 'service-unavailable', 'wait'],
    [599, 'provider', 'provider', 'support'],
  ])('reads status %d as %s, even when its body is HTML', async (status, code, failureCode, actor) => {
    const error = await failureOf(ask(answering(status, '<html>GAVIN BELSON, 1 Main St</html>')));
    expect(error).toMatchObject({ name: 'ConnectionsError', code, failure: { code: failureCode, actor } });
    expect(JSON.stringify([error.message, error.stack, error.failure])).not.toMatch(/BELSON|127\.0\.0\.1/);
  });

  it('calls a closed port a network failure', async () => {
    const baseUrl = await serve(answering(200));
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect((await failureOf(createHttp({ baseUrl }).request({ method: 'GET', path: '/x' }))).code).toBe('network');
  });

  it.each([
    ['90', '2026-01-01T00:01:30.000Z'],
    ['Thu, 01 Jan 2026 06:00:00 GMT', '2026-01-01T06:00:00.000Z'],
    ['99999999999999999999', '2026-01-02T00:00:00.000Z'],
    ['Fri, 01 Jan 2027 00:00:00 GMT', '2026-01-02T00:00:00.000Z'],
  ])('turns Retry-After: %s into a time', async (value, retryAt) => {
    const now = () => Date.parse('2026-01-01T00:00:00Z');
    const error = await failureOf(ask(answering(429, '', { 'retry-after': value }), { now }));
    expect(error.failure).toEqual({ code: 'rate-limited', actor: 'wait', retryable: true, retryAt });
  });

  it.each(['soon', '-5', '1.5'])('ignores Retry-After: %s', async (value) => {
    const error = await failureOf(ask(answering(429, '', { 'retry-after': value })));
    expect(error.failure).toEqual({ code: 'rate-limited', actor: 'wait', retryable: true });
  });

  it('follows no redirect: what is sent is for this server alone', async () => {
    const reached: string[] = [];
    const elsewhere = await serve((request, response) => {
      reached.push(request.url ?? '');
      response.end('{}');
    });
    const listener = answering(307, '', { location: `${elsewhere}/answers` });
    const error = await failureOf(ask(listener, {}, { method: 'POST', body: { answers: ['1234'] } }));
    expect(error.code).toBe('bad-response');
    expect(reached).toEqual([]);
  });

  it('asks its fetch for nothing that Workers refuse, and takes the redirect that a browser hides for one', async () => {
    const hidden = Object.defineProperties(new Response(null), {
      ok: { value: false },
      status: { value: 0 },
      type: { value: 'opaqueredirect' },
    });
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      if (init?.redirect === 'error')
        throw new TypeError('Invalid redirect value, must be one of "follow" or "manual"');
      return hidden;
    };
    const http = createHttp({ baseUrl: 'https://bank.example', fetch });
    expect((await failureOf(http.request({ method: 'GET', path: '/x' }))).code).toBe('bad-response');
    expect((await failureOf(http.open({ method: 'GET', path: '/x' }))).code).toBe('bad-response');
  });

  it('waits for headers within the limits of the request', async () => {
    const headers = () => new Promise<never>(() => {});
    expect((await failureOf(ask(answering(200, '{}'), { headers, timeout: 50 }))).code).toBe('timeout');
    const request = { signal: AbortSignal.timeout(50) };
    expect((await failureOf(ask(answering(200, '{}'), { headers }, request))).code).toBe('aborted');
  });

  it('reads an answer of as many bytes as are allowed, and refuses one more', async () => {
    const text = JSON.stringify({ word: 'dé'.repeat(50) });
    const bytes = new TextEncoder().encode(text).byteLength;
    expect((await ask(answering(200, text), { mostBytes: bytes })).body).toEqual(JSON.parse(text));
    const tooLong = await failureOf(ask(answering(200, text), { mostBytes: bytes - 1 }));
    expect(tooLong.code).toBe('bad-response');
    expect((await failureOf(ask(answering(404, text), { mostBytes: 5 }))).code).toBe('bad-response');
  });

  it('hangs up on an answer that does not end', async () => {
    let gone: () => void = () => {};
    const hungUp = new Promise<void>((resolve) => (gone = resolve));
    const endless: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write(' '.repeat(1_000)), 1);
      response.on('close', () => {
        clearInterval(timer);
        gone();
      });
    };
    expect((await failureOf(ask(endless, { mostBytes: 10_000 }))).code).toBe('bad-response');
    await hungUp;
  });

  it('puts letters together that came in two parts', async () => {
    const [first = 0, ...rest] = new TextEncoder().encode('"é"').subarray(1, 3);
    const answer = await ask((_request, response) => {
      response.write(Buffer.from([0x22, first]));
      setTimeout(() => response.end(Buffer.from([...rest, 0x22])), 20);
    });
    expect(answer.body).toBe('é');
  });

  it('takes the text of a response without a stream', async () => {
    const fetch = async () => ({ ok: true, status: 200, headers: new Headers(), text: async () => '[1]' }) as Response;
    const answer = await createHttp({ baseUrl: 'https://host.example', fetch }).request({ method: 'GET', path: '/' });
    expect(answer.body).toEqual([1]);
  });

  it('gives up after the timeout, also when only the body is late', async () => {
    const late: RequestListener = (_request, response) => response.writeHead(200).write('{');
    expect((await failureOf(ask(() => {}, { timeout: 30 }))).code).toBe('timeout');
    expect((await failureOf(ask(late, { timeout: 30 }))).code).toBe('timeout');
  });

  it('is aborted by the signal, and hangs up', async () => {
    const controller = new AbortController();
    const hungUp = new Promise((resolve) => {
      void failureOf(
        ask(
          (request) => {
            request.socket.on('close', resolve);
            controller.abort();
          },
          {},
          { signal: controller.signal },
        ),
      ).then((error) => expect(error.code).toBe('aborted'));
    });
    await hungUp;
  });

  it('sends nothing when the signal is aborted already', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const http = createHttp({ baseUrl: '/api', fetch });
    const error = await failureOf(http.request({ method: 'GET', path: '/x', signal: AbortSignal.abort() }));
    expect(error.code).toBe('aborted');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('gives up even on a fetch that does not listen to its signal', async () => {
    const http = createHttp({ baseUrl: '/api', fetch: () => new Promise(() => {}), timeout: 10 });
    expect((await failureOf(http.request({ method: 'GET', path: '/x' }))).code).toBe('timeout');
  });

  it('leaves no timer and no listener behind', async () => {
    vi.useFakeTimers();
    try {
      const { signal } = new AbortController();
      const removed = vi.spyOn(signal, 'removeEventListener');
      const http = createHttp({ baseUrl: '/api', fetch: () => Promise.resolve(new Response('{}')) });
      await http.request({ method: 'GET', path: '/x', signal });
      expect(vi.getTimerCount()).toBe(0);
      expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
    } finally {
      vi.useRealTimers();
    }
  });

  it('reads globalThis.fetch at the time of the call', async () => {
    const http = createHttp({ baseUrl: '/api' });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('"later"')));
    try {
      expect((await http.request({ method: 'GET', path: '/x' })).body).toBe('later');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('refuses a header that cannot be sent as an invalid request', async () => {
    const error = await failureOf(ask(answering(200), {}, { headers: { 'X-Bad': 'a\r\nb' } }));
    expect(error.code).toBe('invalid-request');
  });

  it('lets the adapter refine code and failure, and keeps the remedy of that code', async () => {
    const error = await failureOf(
      ask(answering(403, '{"code":"access-denied","id":"abc"}'), {
        readError: (_status, body) => ({
          code: 'unauthorized',
          failure: { code: (body as { code: string }).code, correlationId: (body as { id: string }).id },
        }),
      }),
    );
    expect(error).toMatchObject({
      code: 'unauthorized',
      failure: { code: 'access-denied', actor: 'developer', retryable: false, correlationId: 'abc' },
    });
  });
});

describe('path', () => {
  it('keeps any value within its one segment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        fc.pre(value !== '.' && value !== '..');
        const url = new URL(`https://host${path`/users/${value}/end`}`);
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(4);
        expect(decodeURIComponent(segments[2] ?? '')).toBe(value);
        expect([url.host, url.search, url.hash, segments[1], segments[3]]).toEqual(['host', '', '', 'users', 'end']);
      }),
    );
  });

  it.each(['', '.', '..', '\ud800'])('says that nothing has the id %j', (value) => {
    expect(() => path`/users/${value}/connections`).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnectionsError } from '../../../src/core/model/errors';
import type { Transport } from '../../../src/core/transport';
import { createRestTransport, type RestTransportOptions } from '../../../src/transports/rest';

interface Seen {
  line: string;
  headers: Record<string, unknown>;
  body: string;
}

const job = { id: 'j-1', kind: 'refresh', connectionId: 'c-1', status: 'queued', createdAt: '2026-01-01T00:00:00Z' };

let server: Server;
let baseUrl: string;
let seen: Seen[];
let answer: { status: number; body: string; headers?: Record<string, string> };

beforeEach(async () => {
  seen = [];
  answer = { status: 200, body: JSON.stringify(job) };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function create(options: Partial<RestTransportOptions> = {}) {
  return createRestTransport({ baseUrl, ...options }) as Required<Omit<Transport, 'watch'>>;
}

function answers(body: unknown, status = 200, headers: Record<string, string> = {}): void {
  answer = { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

describe('the requests of the REST transport', () => {
  it('read with GET, and name what is asked in the query', async () => {
    const transport = create();
    answers({ items: [] });
    await transport.listConnections({ cursor: 'a&b', limit: 5, status: 'active', text: 'Hooli & co' });
    await transport.listJobs({ connectionId: 'c/1', ids: ['x', 'y'], unsettled: true });
    answers({ ...job, id: 'c/1', institution: { id: 'b', name: 'B' }, status: 'active' });
    await transport.getConnection('c/1');
    answers({ ...job, id: '?' });
    await transport.getJob('?');
    answers({ can: ['refresh'], revokeData: 'kept' });
    await transport.describe();
    expect(seen.map(({ line }) => line)).toEqual([
      'GET /api/connections?cursor=a%26b&limit=5&status=active&text=Hooli+%26+co',
      'GET /api/jobs?connectionId=c%2F1&ids=x&ids=y&unsettled=true',
      'GET /api/connections/c%2F1',
      'GET /api/jobs/%3F',
      'GET /api/capabilities',
    ]);
    expect(seen.some(({ headers }) => 'connections-kit' in headers)).toBe(false);
  });

  it('change with the header of the wall, the key and the run', async () => {
    const transport = create();
    const options = { idempotencyKey: 'key-1', runId: 'run-1' };
    await transport.refreshConnection('c-1', options);
    await transport.purgeConnection('c-1', options);
    await transport.revokeConnection('c-1', options);
    await transport.answerChallenge('j-1', ['1234'], options);
    answers({ type: 'redirect', url: 'https://consent.example/' });
    await transport.startConsent({ purpose: 'extend', connectionId: 'c-1' }, options);
    answers({ values: ['Gavin Belson'] });
    await transport.revealProfile('c-1', 'fullName');
    expect(seen.map(({ line, body }) => [line, body])).toEqual([
      ['POST /api/connections/c-1/refresh', ''],
      ['POST /api/connections/c-1/purge', ''],
      ['DELETE /api/connections/c-1', ''],
      ['POST /api/jobs/j-1/challenge', '{"answers":["1234"]}'],
      ['POST /api/consents', '{"purpose":"extend","connectionId":"c-1"}'],
      ['POST /api/connections/c-1/reveal', '{"field":"fullName"}'],
    ]);
    expect(seen.every(({ headers }) => headers['connections-kit'] === '1')).toBe(true);
    const keyed = { 'idempotency-key': 'key-1', 'connections-kit-run': 'run-1' };
    for (const { headers } of seen.slice(0, 5)) expect(headers).toMatchObject(keyed);
    expect(seen[5]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('ask for the headers of the host every time, and cannot be stripped of the wall by them', async () => {
    let token = 0;
    const headers = async () => ({ Authorization: `Bearer ${(token += 1)}`, 'Connections-Kit': '' });
    const transport = create({ headers });
    await transport.refreshConnection('c-1');
    await transport.refreshConnection('c-1');
    expect(seen.map((one) => one.headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
    expect(seen[0]?.headers['connections-kit']).toBe('1');
  });

  it('are not sent when the headers of the host cannot be had', async () => {
    const refused = createConnectionsError('unauthorized');
    await expect(create({ headers: () => Promise.reject(refused) }).describe()).rejects.toBe(refused);
    const foreign = create({ headers: () => Promise.reject(new Error('secret')) });
    await expect(foreign.describe()).rejects.toMatchObject({ name: 'ConnectionsError', code: 'provider' });
    expect(seen).toEqual([]);
  });

  it('are relative to the page where the base URL is', async () => {
    const urls: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (url) => {
      urls.push(url);
      return Response.json({ items: [] });
    };
    await createRestTransport({ baseUrl: '/api', fetch }).listConnections({});
    expect(urls).toEqual(['/api/connections']);
  });

  it('are spared where no job is asked for', async () => {
    expect(await create().listJobs({ ids: [] })).toEqual({ items: [] });
    expect(seen).toEqual([]);
  });
});

describe('a refusal of the server', () => {
  it('is read from its problem: code and failure, never its words', async () => {
    const failure = { code: 'service-unavailable', actor: 'wait', retryable: true, correlationId: 'ref-1' };
    answers({ type: 'x', title: 'Gavin Belson', status: 502, code: 'step-up-required', failure }, 502);
    const thrown = await create()
      .describe()
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'step-up-required', failure });
    expect(String(thrown)).not.toMatch(/Gavin/);
  });

  it.each([
    ['<html>Gateway</html>', 502, 'bad-response'],
    [{ code: 'gremlins', failure: { code: 'no way, Gavin Belson' } }, 409, 'conflict'],
    [[], 401, 'unauthorized'],
    ['null', 404, 'not-found'],
  ])('that is no problem of ours (%j, %d) is read from its status', async (body, status, code) => {
    answers(body, status);
    await expect(create().describe()).rejects.toMatchObject({ code });
  });

  it('says when to come back', async () => {
    answers('', 429, { 'retry-after': 'Thu, 01 Jan 2026 06:00:00 GMT' });
    const failure = { retryAt: '2026-01-01T06:00:00.000Z' };
    await expect(create().describe()).rejects.toMatchObject({ code: 'rate-limited', failure });
  });
});

describe('an answer that is none', () => {
  it.each([undefined, null, 'text', 5, [], {}, { items: {} }, { items: null }])('as a list: %j', async (body) => {
    answers(body === undefined ? '' : body === 'text' ? '"text"' : body === null ? 'null' : body);
    await expect(create().listConnections({})).rejects.toMatchObject({ code: 'bad-response' });
    await expect(create().listJobs({})).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('as one thing: another one, or none at all', async () => {
    answers(job);
    await expect(create().getJob('j-2')).rejects.toMatchObject({ code: 'bad-response' });
    answers({ ...job, id: 5 });
    await expect(create().refreshConnection('c-1')).rejects.toMatchObject({ code: 'bad-response' });
    answers({ id: 'c-2' });
    await expect(create().getConnection('c-1')).rejects.toMatchObject({ code: 'bad-response' });
  });

  it.each([
    { type: 'redirect', url: 'javascript:alert(1)' },
    { type: 'redirect', url: 'http://consent.example/' },
    { type: 'redirect', url: 'data:text/html,x' },
    { type: 'redirect' },
    { type: 'token', token: '' },
    { type: 'other', url: 'https://consent.example/' },
  ])('as the start of a consent: %j', async (body) => {
    answers(body);
    await expect(create().startConsent({ purpose: 'connect' })).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('as a revealed field: nothing is shown in its place', async () => {
    answers({ values: 'Gavin' });
    await expect(create().revealProfile('c-1', 'fullName')).rejects.toMatchObject({ code: 'bad-response' });
    answers({ values: ['Gavin', null, 5, { a: 1 }] });
    expect(await create().revealProfile('c-1', 'fullName')).toEqual(['Gavin']);
  });
});

import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMemoryJournal, type AuditEvent } from '../../src/server';
import { createBasiqSandbox, type BasiqSandbox } from '../../src/testing';
import { listen, type Listening } from '../../src/testing/node';
import { createRestTransport } from '../../src/transports/rest';
import { createFakeTransport } from '../server/fake-transport';
import { drive } from './drive';
import { writeExamples } from './examples';

const { folder } = writeExamples('server.md', { 'session.ts': 'session.ts' });
const asItStands = writeExamples('server.md', {}, 'server-as-it-stands');
const load = async <T>(file: string): Promise<T> =>
  (await import(/* @vite-ignore */ pathToFileURL(path.join(folder, file)).href)) as T;

type Answer = (request: Request) => Response | Promise<Response>;

let bank: BasiqSandbox;
let basiq: Listening;
const info = vi.spyOn(console, 'info');

beforeAll(async () => {
  bank = createBasiqSandbox({ users: ['user-1', 'user-2'] });
  basiq = await listen(bank.fetch);
  vi.stubEnv('BASIQ_API_KEY', bank.apiKey);
  vi.stubEnv('BASIQ_BASE_URL', basiq.url);
  info.mockImplementation(() => {});
});
afterAll(async () => {
  info.mockRestore();
  vi.unstubAllEnvs();
  await basiq.close();
});

const inProcess = (answer: Answer) => (headers: Record<string, string>) => {
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => answer(new Request(input, init));
  return createRestTransport({ baseUrl: 'https://host.example/api/bank', headers, fetch });
};

async function onSocket(listener: RequestListener, body: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/bank`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('docs/server.md', () => {
  it('compiles as it stands', () => {
    expect(asItStands.files).toHaveLength(9);
    expect(asItStands.complaints()).toEqual([]);
  }, 60_000);

  it('the stand-in for a sign-in: everybody is whom the environment names, and else nobody', async () => {
    type Session = { readSession(headers: Headers): Promise<{ basiqUserId: string } | null> };
    const file = pathToFileURL(path.join(asItStands.folder, 'session.ts')).href;
    const { readSession } = (await import(/* @vite-ignore */ file)) as Session;
    expect(await readSession(new Headers())).toBeNull();
    vi.stubEnv('BASIQ_USER_ID', 'ann');
    expect(await readSession(new Headers())).toMatchObject({ basiqUserId: 'ann' });
  });

  it('Hono: answers', async () => {
    const { app } = await load<{ app: { fetch: Answer } }>('hono.ts');
    expect(await drive(inProcess((request) => app.fetch(request)))).toBe(1);
  });

  it('Node: answers over a socket', async () => {
    const { answer } = await load<{ answer: RequestListener }>('node.ts');
    await onSocket(answer, async (baseUrl) => {
      expect(await drive((headers) => createRestTransport({ baseUrl, headers }))).toBe(1);
      const mine = createRestTransport({ baseUrl, headers: { 'x-session': 'user-1' } });
      const start = (returnUrl: string) => mine.startConsent?.({ purpose: 'connect', returnUrl });
      expect(await start(`${new URL(baseUrl).origin}/accounts`)).toMatchObject({ type: 'redirect' });
      await expect(start('https://evil.example/')).rejects.toMatchObject({ code: 'invalid-request' });
    });
  });

  it.each([
    ['GET // HTTP/1.1', 'host.example', 404],
    ['GET //evil.example/api/bank/connections HTTP/1.1', 'host.example', 404],
    ['GET http://evil.example/api/bank/connections HTTP/1.1', 'host.example', 404],
    ['GET /api/bank/connections HTTP/1.1', '[', 400],
    ['GET /api/bank/connections HTTP/1.1', 'a b', 400],
    ['TRACE /api/bank/connections HTTP/1.1', 'host.example', 400],
  ])('Node: outlives %s to the host %s', async (line, host, status) => {
    const { answer } = await load<{ answer: RequestListener }>('node.ts');
    await onSocket(answer, async (baseUrl) => {
      const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1');
      socket.end(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      let said = '';
      for await (const chunk of socket) said += String(chunk);
      expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    });
  });

  it('Express: answers over a socket, and reads a body of 64 KiB at the most', async () => {
    const { app } = await load<{ app: RequestListener }>('express.ts');
    await onSocket(app, async (baseUrl) => {
      expect(await drive((headers) => createRestTransport({ baseUrl, headers }))).toBe(1);
      const headers = { 'x-session': 'user-1', 'Connections-Kit': '1' };
      const large = await fetch(`${baseUrl}/consents`, { method: 'POST', headers, body: 'x'.repeat(70_000) });
      expect([large.status, large.headers.get('cache-control')]).toEqual([413, 'no-store']);
    });
  });

  it('Next.js: answers by its three methods', async () => {
    const route = await load<Record<string, Answer>>('app/api/bank/[...path]/route.ts');
    expect(Object.keys(route).sort()).toEqual(['DELETE', 'GET', 'POST']);
    const answer: Answer = (request) => route[request.method]?.(request) ?? new Response(null, { status: 405 });
    expect(await drive(inProcess(answer))).toBe(1);
  });

  it('Workers: answers with the key of its environment and a journal of its own', async () => {
    const worker = await load<{
      default: { fetch(request: Request, env: object, context: object): Promise<Response> };
    }>('worker.ts');
    const journal = createMemoryJournal();
    const append = vi.spyOn(journal, 'append');
    const env = { BASIQ_API_KEY: bank.apiKey, BASIQ_BASE_URL: basiq.url, JOURNAL: journal };
    const waitUntil = vi.fn();
    const answer: Answer = (request) => worker.default.fetch(request, env, { waitUntil });
    expect(await drive(inProcess(answer), false)).toBe(0);
    expect(append).toHaveBeenCalled();
    expect(await waitUntil.mock.lastCall?.[0]).toBeInstanceOf(Response);
  });

  it('writes an audit without personal data', async () => {
    const written = info.mock.calls.map(([text]) => JSON.parse(String(text)) as AuditEvent);
    expect(written).toContainEqual(
      expect.objectContaining({ operation: 'refresh', userId: 'user-1', outcome: 'succeeded' }),
    );
    expect(written).toContainEqual(expect.objectContaining({ operation: 'reveal', outcome: 'denied' }));
    expect(new Set(written.flatMap(Object.keys))).toEqual(
      new Set(['operation', 'userId', 'connectionId', 'field', 'outcome', 'at']),
    );
  });

  it('the agent: reads, changes nothing, and is named', async () => {
    interface Agent {
      createDeskHandler(desk: object): Answer;
    }
    const { createDeskHandler } = await load<Agent>('agent.ts');
    const events: AuditEvent[] = [];
    const handle = createDeskHandler({
      readAgent: () => ({ agentId: 'agent-7', customerId: 'user-1' }),
      transport: () => createFakeTransport(),
      record: async (event: AuditEvent) => void events.push(event),
    });
    const ask = (method: string, rest: string) =>
      handle(new Request(`https://host.example/desk/bank${rest}`, { method, headers: { 'Connections-Kit': '1' } }));
    expect((await ask('GET', '/connections')).status).toBe(200);
    expect((await ask('DELETE', '/connections/c-1')).status).toBe(403);
    expect(events).toMatchObject([{ userId: 'user-1', actorId: 'agent-7', operation: 'revoke', outcome: 'denied' }]);
  });
});

// Its own tests: the contract of a journal.
await load('journal.test.ts');

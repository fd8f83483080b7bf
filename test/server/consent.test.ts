import { describe, expect, it, vi } from 'vitest';
import { createConnectionsHandler, createMemoryJournal, type AuditEvent } from '../../src/server';
import { createBasiqSandbox, createFakeClock } from '../../src/testing';
import { createBasiq } from '../../src/transports/basiq';

const [user, other] = ['user-a', 'user-b'] as const;
const consentUrl = 'https://consent.example/home';

/** Handler → Basiq transport → a bank that speaks Basiq's wire, all in process; and all that is said and kept on the way. */
function open() {
  const clock = createFakeClock();
  const server = createBasiqSandbox({ clock, users: [user, other] });
  const forms: string[] = [];
  const issued: { form: string; token: string }[] = [];
  const bearers = new Set<string | null>();
  const wire: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const isToken = new URL(request.url).pathname === '/token';
    const form = isToken ? await request.clone().text() : '';
    if (isToken) forms.push(form);
    else bearers.add(request.headers.get('authorization'));
    const response = await server.fetch(request);
    if (isToken && response.ok) {
      const { access_token: token } = (await response.clone().json()) as { access_token: string };
      issued.push({ form, token });
    }
    return response;
  };
  const basiq = createBasiq({
    apiKey: server.apiKey,
    baseUrl: 'https://basiq.example',
    consentUrl,
    fetch: wire,
    clock,
  });
  const audit: AuditEvent[] = [];
  const errors: unknown[] = [];
  const memory = createMemoryJournal();
  const journal = { append: vi.fn(memory.append), find: vi.fn(memory.find), list: vi.fn(memory.list) };
  const handler = createConnectionsHandler({
    authenticate: () => ({ userId: user }),
    transport: ({ userId }) => basiq.transport(userId),
    onAudit: (event) => void audit.push(event),
    onError: (error) => void errors.push(error),
    journal,
    now: () => clock.now(),
  });

  async function ask(line: string, body?: unknown) {
    const [method = '', path = ''] = line.split(' ');
    const headers = {
      'Connections-Kit': '1',
      'Content-Type': 'application/json',
      'Idempotency-Key': `${line} ${JSON.stringify(body)}`,
    };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await handler(new Request(`http://host${path}`, { method, headers, ...text }));
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  async function start(request: object) {
    const answer = await ask('POST /consents', request);
    const { url = '' } = JSON.parse(answer.text) as { url?: string };
    return { ...answer, url, parameters: url === '' ? {} : Object.fromEntries(new URL(url).searchParams) };
  }

  const activeOf = (userId: string) =>
    server.bank.connections(userId).find(({ status }) => status === 'active')?.id ?? '';
  const tokenOf = (form: string) => issued.find((one) => one.form === form)?.token;
  return { ask, start, forms, bearers, audit, errors, journal, activeOf, tokenOf };
}

describe('a consent through the handler, at a bank that speaks Basiq', () => {
  it('is begun with a token that is bound to the signed-in user, and never with that of the server', async () => {
    const { start, activeOf, forms, bearers, tokenOf } = open();
    const { status, parameters } = await start({ purpose: 'reauthorize', connectionId: activeOf(user), userId: other });
    expect(status).toBe(200);
    expect(forms).toEqual(['scope=SERVER_ACCESS', `scope=CLIENT_ACCESS&userId=${user}`]);
    expect(parameters.token).toBe(tokenOf(`scope=CLIENT_ACCESS&userId=${user}`));
    expect([...bearers]).toEqual([`Bearer ${tokenOf('scope=SERVER_ACCESS')}`]);
  });

  it.each([
    ['reauthorize', ['connectionId']],
    ['connect', ['connectionId']],
    ['extend', ['action', 'extend']],
    ['manage', ['action', 'manage']],
  ] as const)('to %s one connection leads to the page with what Basiq asks for', async (purpose, [name, value]) => {
    const { start, activeOf } = open();
    const connectionId = activeOf(user);
    const { url, parameters } = await start({ purpose, connectionId, state: 'a b&c', institutionId: 'AU00000' });
    expect(url.startsWith(`${consentUrl}?`)).toBe(true);
    expect(parameters).toEqual({
      token: expect.any(String),
      [name]: value ?? connectionId,
      state: 'a b&c',
      institutionId: 'AU00000',
    });
  });

  it.each(['reauthorize', 'connect', 'extend', 'manage'])(
    "to %s another's connection is answered with 404, and no token is asked for",
    async (purpose) => {
      const { start, activeOf, forms } = open();
      expect((await start({ purpose, connectionId: activeOf(other) })).status).toBe(404);
      expect(forms).toEqual(['scope=SERVER_ACCESS']);
    },
  );

  it('asks for no token where the way back leads elsewhere', async () => {
    const { start, forms } = open();
    expect((await start({ purpose: 'connect', returnUrl: 'https://evil.example/' })).status).toBe(400);
    expect(forms).toEqual([]);
  });

  it('hands its credential to the page, kept by nobody, and to nothing and nobody else', async () => {
    const written = vi.fn();
    for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
      vi.spyOn(console, name).mockImplementation(written);
    const { ask, start, activeOf, audit, errors, journal } = open();
    const request = { purpose: 'reauthorize', connectionId: activeOf(user) };
    const first = await start(request);
    const again = await start(request);
    expect([first, again].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
    expect(first.parameters.token).not.toBe(again.parameters.token);

    const texts = [
      await ask('GET /connections'),
      await ask('GET /jobs'),
      await ask(`GET /connections/${request.connectionId}`),
      await ask(`POST /connections/${request.connectionId}/refresh`),
      await start({ ...request, connectionId: activeOf(other) }),
      await start({ ...request, purpose: 'everything' }),
    ].map(({ text }) => text);
    const kept = Object.values(journal).flatMap((method) => [method.mock.calls, method.mock.settledResults]);
    const all = [...texts, JSON.stringify([kept, audit, errors])].join('\n');
    expect(audit.filter(({ operation }) => operation === 'consent')).toHaveLength(3);
    for (const { url, parameters } of [first, again])
      for (const credential of [url, parameters.token ?? 'none']) expect(all).not.toContain(credential);
    expect(written).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

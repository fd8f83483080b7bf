import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { Transport } from '../../src/core/transport';
import { createConnectionsHandler, type AuditEvent, type HandlerOptions, type Session } from '../../src/server';
import { createAsk, createFakeTransport, kitJob } from './fake-transport';

const secret = 'Gavin Belson 0405 345 991 Bearer eyJhbGciOi';

const requests: readonly [line: string, body: unknown][] = [
  ['GET /capabilities', undefined],
  ['GET /connections', undefined],
  ['GET /connections/c-1', undefined],
  ['GET /connections/c-1/jobs', undefined],
  ['GET /jobs', undefined],
  ['GET /jobs/j-1', undefined],
  ['DELETE /connections/c-1', undefined],
  ['POST /connections/c-1/refresh', undefined],
  ['POST /connections/c-1/purge', undefined],
  ['POST /connections/c-1/reveal', { field: 'fullName' }],
  ['POST /jobs/j-1/challenge', { answers: ['1234'] }],
  ['POST /consents', { purpose: 'connect' }],
];
const changing = requests.filter(([line]) => !line.startsWith('GET'));

function failing(thrown: unknown): Transport {
  const names = [...Object.keys(createFakeTransport()), 'describe'];
  return Object.fromEntries(names.map((name) => [name, () => Promise.reject(thrown)])) as object as Transport;
}

/** Each of these has something in it that nobody may read. */
const thrown: readonly [name: string, make: () => unknown][] = [
  ['a plain error', () => new Error(secret)],
  ['an error with a cause', () => new TypeError('x', { cause: new Error(secret) })],
  ['a text', () => secret],
  ['nothing', () => undefined],
  [
    "an error of the kit's with the provider's words",
    () => Object.assign(createConnectionsError('provider'), { message: secret, detail: secret }),
  ],
  [
    "a failure with the provider's words",
    () =>
      createConnectionsError('conflict', {
        code: secret,
        actor: 'user',
        retryable: true,
        correlationId: secret,
        ...{ detail: secret },
      }),
  ],
  [
    'an error of the kit without a failure',
    () => Object.assign(createConnectionsError('not-available'), { failure: {} }),
  ],
  [
    'an error of the kit with nothing for a failure',
    () => Object.assign(createConnectionsError('not-available'), { failure: undefined }),
  ],
  ['an error of the kit of an unknown code', () => Object.assign(createConnectionsError('provider'), { code: secret })],
];

describe('what the handler says and writes', () => {
  const written = vi.fn();
  beforeEach(() => {
    for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
      vi.spyOn(console, name).mockImplementation(written);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    written.mockReset();
  });

  it.each(thrown)('holds nothing of %s that a transport throws', async (_name, make) => {
    const events: AuditEvent[] = [];
    const options = { authorize: () => true as const, onAudit: (event: AuditEvent) => void events.push(event) };
    for (const [line, body] of requests) {
      const answer = await createAsk(failing(make()), options)(line, { body });
      const all = answer.text + JSON.stringify([...answer.headers]);
      expect(all).not.toMatch(/Gavin|0405|Bearer|eyJ|\.ts\b|node_modules|at .*:\d+:\d+/);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect(events.map(({ outcome }) => outcome)).toEqual(changing.map(() => 'failed'));
    expect(JSON.stringify(events)).not.toMatch(/Gavin|0405|eyJ/);
    expect(written).not.toHaveBeenCalled();
  });

  it.each(['authenticate', 'transport', 'basePath', 'authorize'] as const)(
    'holds nothing of what %s of the host throws',
    async (name) => {
      const fail = () => {
        throw new Error(secret);
      };
      const options: Partial<HandlerOptions<Session>> = { [name]: fail };
      for (const [line, body] of name === 'authorize' ? changing : requests) {
        const answer = await createAsk(createFakeTransport(), options)(line, { body });
        expect(answer.status).toBeGreaterThanOrEqual(500);
        expect(answer.text).not.toMatch(/Gavin|0405|eyJ|\.ts\b/);
      }
      expect(written).not.toHaveBeenCalled();
    },
  );

  it('is the same 404 for everything that is not found, whatever the provider says of it', async () => {
    const failures = [
      undefined,
      { code: 'resource-not-found', actor: 'developer', retryable: false, correlationId: 'a' },
    ] as const;
    const answers = await Promise.all(
      failures.flatMap((failure) =>
        requests
          .filter(([line]) => line.includes('-1'))
          .map(([line, body]) =>
            createAsk(failing(createConnectionsError('not-found', failure)), { authorize: () => true })(line, { body }),
          ),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });
});

describe('every answer of the handler', () => {
  it('is kept by nobody, and its kind is not guessed', async () => {
    for (const [line, body] of requests) {
      const { headers, status } = await createAsk(createFakeTransport(), { authorize: () => true })(line, { body });
      expect([status < 300, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
        true,
        'no-store',
        'nosniff',
      ]);
      expect(headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  it('needs the custom header wherever something changes, and nowhere else', async () => {
    const transport = createFakeTransport();
    const handler = createConnectionsHandler({
      authenticate: () => ({ userId: 'user-1' }),
      transport: () => transport,
      authorize: () => true,
    });
    for (const [line, body] of requests) {
      const [method = '', path = ''] = line.split(' ');
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      const { status } = await handler(new Request(`http://host${path}`, { method, ...text }));
      expect([line, status]).toEqual([line, method === 'GET' ? 200 : 403]);
    }
  });
});

describe('an agent who may only read', () => {
  const agent = { authenticate: () => ({ userId: 'user-1', actorId: 'agent-7', can: ['listJobs'] as const }) };

  it("reads the connections and jobs of the person, and is told that the rest is not the agent's to do", async () => {
    const ask = createAsk(createFakeTransport(), { ...agent, authorize: () => true });
    for (const [line] of requests.filter(([one]) => one.startsWith('GET'))) {
      expect([line, (await ask(line)).status]).toEqual([line, 200]);
    }
    expect((await ask('GET /capabilities')).body).toEqual({
      can: ['listJobs'],
      denied: ['refresh', 'purge', 'revoke', 'reveal', 'answerChallenge', 'consent', 'watch'],
      revokeData: 'unknown',
    });
  });

  it('is refused every command and reveal, and both are named in the audit', async () => {
    const events: AuditEvent[] = [];
    const transport = createFakeTransport();
    const options = {
      ...agent,
      authorize: () => true as const,
      onAudit: (event: AuditEvent) => void events.push(event),
    };
    const ask = createAsk(transport, options);
    for (const [line, body] of changing) expect((await ask(line, { body })).status).toBe(403);
    expect(events.map(({ userId, actorId, outcome }) => [userId, actorId, outcome])).toEqual(
      changing.map(() => ['user-1', 'agent-7', 'denied']),
    );
    for (const method of [transport.purgeConnection, transport.revokeConnection, transport.revealProfile])
      expect(method).not.toHaveBeenCalled();
  });
});

describe('a step-up', () => {
  it('is asked for, and the same request with the same key is answered once the person confirmed', async () => {
    let confirmed = false;
    const events: AuditEvent[] = [];
    const transport = createFakeTransport();
    transport.purgeConnection.mockResolvedValue(kitJob('purge', { id: 'p-1' }));
    const ask = createAsk(transport, {
      authorize: () => confirmed || { deny: 'step-up-required' },
      onAudit: (event) => void events.push(event),
    });
    const purge = () => ask('POST /connections/c-1/purge', { headers: { 'Idempotency-Key': 'key-1' } });
    const reveal = () => ask('POST /connections/c-1/reveal', { body: { field: 'fullName' } });
    for (const refused of [await purge(), await reveal()])
      expect([refused.status, refused.body.code]).toEqual([403, 'step-up-required']);
    confirmed = true;
    expect([(await purge()).body.id, (await reveal()).body]).toEqual(['p-1', { values: ['Gavin Belson'] }]);
    expect(events.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['purge', 'denied'],
      ['reveal', 'denied'],
      ['purge', 'succeeded'],
      ['reveal', 'succeeded'],
    ]);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError, type ErrorCode } from '../../src/core/model/errors';
import type { Session } from '../../src/server';
import { createAsk, createFakeTransport } from './fake-transport';

describe('a session of the host', () => {
  it.each([
    {},
    { userId: '' },
    { userId: '  ' },
    { userId: 42 },
    { userId: null },
    { userId: ['user-1'] },
    { userId: { id: 'user-1' } },
    { userId: true },
    true,
    'user-1',
    { userId: 'user-1', actorId: '' },
    { userId: 'user-1', actorId: 7 },
    { userId: 'user-1', can: 'listJobs, reveal' },
  ])('that is none is the fault of the host, and loud: %j', async (session) => {
    const transport = createFakeTransport();
    const transportOf = vi.fn(() => transport);
    const onError = vi.fn();
    const authenticate = () => session as Session;
    const ask = createAsk(transport, { authenticate, transport: transportOf, onError });
    const answer = await ask('POST /connections/c-1/purge');
    expect([answer.status, answer.body.code]).toEqual([500, 'provider']);
    expect(answer.text).not.toMatch(/user-1|userId|authenticate/);
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ message: expect.stringContaining('authenticate') }), expect.any(Request)],
    ]);
    expect(transportOf).not.toHaveBeenCalled();
  });

  it.each([null, undefined])('that is not there is nobody signed in: %j', async (session) => {
    const onError = vi.fn();
    const ask = createAsk(createFakeTransport(), { authenticate: () => session as null, onError });
    expect(await ask('GET /connections')).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(onError).not.toHaveBeenCalled();
  });
});

const lines = [
  ['GET /capabilities', undefined],
  ['GET /connections', undefined],
  ['GET /connections/c-1', undefined],
  ['GET /connections/c-1/jobs', undefined],
  ['GET /jobs', undefined],
  ['GET /jobs/j-1', undefined],
  ['GET /events', undefined],
  ['DELETE /connections/c-1', undefined],
  ['POST /connections/c-1/refresh', undefined],
  ['POST /connections/c-1/purge', undefined],
  ['POST /connections/c-1/reveal', { field: 'fullName' }],
  ['POST /jobs/j-1/challenge', { answers: ['1234'] }],
  ['POST /consents', { purpose: 'connect' }],
] as const;

describe("the server's own credential", () => {
  const refused = (code: ErrorCode) => () => Promise.reject(createConnectionsError(code));
  const failing = Object.fromEntries(
    [...Object.keys(createFakeTransport()), 'describe'].map((name) => [name, refused('unauthorized')]),
  );

  it.each(lines)(
    'that the provider refuses signs nobody out: %s, whether the transport cannot be made or its method fails',
    async (line, body) => {
      const failures = [{ transport: refused('unauthorized') }, { transport: () => failing as never }];
      for (const options of failures) {
        const ask = createAsk(createFakeTransport(), { ...options, authorize: () => true });
        expect(await ask(line, { body })).toMatchObject({
          status: 502,
          body: { code: 'provider', failure: { code: 'unauthorized-access', actor: 'developer' } },
        });
      }
    },
  );

  it('signs nobody out either where a function of the host throws so before a command', async () => {
    const ask = createAsk(createFakeTransport(), { authorize: refused('unauthorized') });
    expect((await ask('POST /connections/c-1/purge')).status).toBe(502);
  });
});

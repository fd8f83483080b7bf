import { describe, expect, it, vi } from 'vitest';
import type { AuditEvent, HandlerOptions, Session } from '../../src/server';
import { createFakeClock } from '../../src/testing';
import { createAsk, createFakeTransport, kitJob, providerJob, type Ask } from './fake-transport';
import { createStreams, inWords } from './streams';

type Options = Partial<HandlerOptions<Session>>;
type Hung = [name: string, options: Options, line: string, ask?: Ask];

const hang = () => new Promise<never>(() => {});
const hangingIn = (method: string): Options => ({ transport: () => ({ ...createFakeTransport(), [method]: hang }) });
const key = { headers: { 'Idempotency-Key': 'key-1' } };
const refresh = 'POST /connections/c-1/refresh';

const hanging: readonly Hung[] = [
  ['authenticate', { authenticate: hang }, 'GET /connections'],
  ['transport', { transport: hang }, 'GET /connections'],
  ['authorize', { authorize: hang }, refresh],
  ['describe', hangingIn('describe'), 'GET /capabilities'],
  ['listConnections', hangingIn('listConnections'), 'GET /connections'],
  ['getConnection', hangingIn('getConnection'), 'GET /connections/c-1'],
  ['getJob', hangingIn('getJob'), 'GET /jobs/j-1'],
  ['listJobs', hangingIn('listJobs'), 'GET /jobs'],
  ['refreshConnection', hangingIn('refreshConnection'), refresh, key],
  ['answerChallenge', hangingIn('answerChallenge'), 'POST /jobs/j-1/challenge', { body: { answers: ['1'] } }],
  ['startConsent', hangingIn('startConsent'), 'POST /consents', { body: { purpose: 'connect' } }],
  [
    'revealProfile',
    { ...hangingIn('revealProfile'), authorize: () => true },
    'POST /connections/c-1/reveal',
    { body: { field: 'fullName' } },
  ],
];

/** @returns the answer once there is one, and whether there was one a moment before the limit */
async function timed(options: Options, line: string, ask?: Ask, limit = 60_000) {
  const clock = createFakeClock();
  const onError = vi.fn<(error: unknown) => void>();
  let isAnswered = false;
  const answer = createAsk(createFakeTransport(), { clock, onError, ...options })(line, ask).finally(
    () => (isAnswered = true),
  );
  await clock.advance(limit - 1);
  const early = isAnswered;
  await clock.advance(1);
  return {
    early,
    answer: isAnswered ? await answer : undefined,
    clock,
    heard: onError.mock.calls.map(([error]) => error),
  };
}

describe('what hangs', () => {
  it.each(hanging)('is given up after a minute: %s', async (name, options, line, ask) => {
    const { early, answer, clock, heard } = await timed(options, line, ask);
    expect([early, answer?.status, answer?.body.code]).toEqual([false, 504, 'timeout']);
    expect(answer?.headers.get('content-type')).toBe('application/problem+json');
    expect(heard).toMatchObject([{ message: expect.stringMatching(new RegExp(`^${name}\\b.*60 seconds`)) as unknown }]);
    expect(clock.pending()).toBe(0);
  });

  it('is given up when the host says, or never', async () => {
    expect((await timed({ authenticate: hang, timeout: 2_000 }, 'GET /jobs', {}, 2_000)).answer?.status).toBe(504);
    for (const timeout of [0, Infinity]) {
      const { answer, clock } = await timed({ authenticate: hang, timeout }, 'GET /jobs', {}, 600_000);
      // No timer either: one that is too long for its clock would fire at once.
      expect([answer, clock.pending()]).toEqual([undefined, 0]);
    }
  });

  it('leaves no timer behind where it ends in time', async () => {
    const clock = createFakeClock();
    await createAsk(createFakeTransport(), { clock, authorize: () => true })(refresh, key);
    expect(clock.pending()).toBe(0);
  });

  it('opens no stream, and does not silence one that is open', async () => {
    const transport = createFakeTransport();
    const { open, advance, request } = createStreams(() => transport);
    transport.listJobs.mockImplementationOnce(hang);
    const opening = request('GET /events');
    await advance(60_000);
    expect((await opening).status).toBe(504);
    const stream = await open();
    transport.listJobs.mockImplementationOnce(hang);
    await advance(30_000);
    transport.listJobs.mockImplementation(async () => ({ items: [providerJob('j-1')] }));
    await advance(180_000);
    expect(inWords(stream)).toEqual(['j-1 running']);
  });
});

describe('a command that hangs', () => {
  it.each(['purge', 'revoke'] as const)('is recorded as unknown, and not sent again: %s', async (operation) => {
    const clock = createFakeClock();
    const transport = createFakeTransport();
    const audit: AuditEvent[] = [];
    const ask = createAsk(transport, { clock, onAudit: (event) => void audit.push(event) });
    let end = (_job: ReturnType<typeof kitJob>) => {};
    const send = operation === 'purge' ? transport.purgeConnection : transport.revokeConnection;
    send.mockImplementation(() => new Promise((resolve) => (end = resolve)));
    const line = operation === 'purge' ? 'POST /connections/c-1/purge' : 'DELETE /connections/c-1';
    const answer = ask(line, key);
    await clock.advance(60_000);
    const { status, body } = await answer;
    expect([status, body]).toMatchObject([202, { kind: operation, status: 'unknown', failure: { code: 'timeout' } }]);
    end(kitJob(operation));
    await clock.advance(60_000);
    expect((await ask(line, key)).body).toEqual(body);
    expect(send).toHaveBeenCalledTimes(1);
    expect(audit.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  it('gives the same error again under its key', async () => {
    const clock = createFakeClock();
    const transport = createFakeTransport();
    transport.refreshConnection.mockImplementation(hang);
    const ask = createAsk(transport, { clock });
    const first = ask(refresh, key);
    await clock.advance(60_000);
    expect([(await first).status, (await ask(refresh, key)).status]).toEqual([504, 504]);
    expect(transport.refreshConnection).toHaveBeenCalledTimes(1);
  });
});

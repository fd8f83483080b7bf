import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { AuditEvent, HandlerOptions, Session } from '../../src/server';
import { createFakeClock } from '../../src/testing';
import { createAsk, createFakeTransport, providerJob } from './fake-transport';

type Options = Partial<HandlerOptions<Session>>;

const never = () => new Promise<void>(() => {});

function prepare(options: Options = {}) {
  const clock = createFakeClock();
  const transport = createFakeTransport();
  const onError = vi.fn();
  const ask = createAsk(transport, { clock, onError, authorize: () => true, ...options });
  /** Lets half a minute pass while the answer is waited for. */
  async function answered(line: string, body?: unknown) {
    let answer: Awaited<ReturnType<typeof ask>> | undefined;
    void ask(line, { body }).then((given) => (answer = given));
    for (let second = 0; second < 30 && answer === undefined; second += 1) await clock.advance(1_000);
    return answer;
  }
  return { transport, onError, answered, clock };
}

describe('an audit that never ends', () => {
  it.each([
    ['POST /connections/c-1/refresh', undefined, 202],
    ['POST /connections/c-1/purge', undefined, 200],
    ['DELETE /connections/c-1', undefined, 200],
    ['POST /jobs/j-1/challenge', { answers: ['1234'] }, 202],
    ['POST /consents', { purpose: 'connect' }, 200],
  ])('does not lose the answer of what has happened: %s', async (line, body, status) => {
    const { answered, onError, clock } = prepare({ onAudit: never });
    expect((await answered(line, body))?.status).toBe(status);
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ name: 'Error' }), expect.any(Request)]]);
    expect(clock.pending()).toBe(0);
  });

  it('withholds the revealed value', async () => {
    const { answered, onError } = prepare({ onAudit: never });
    const answer = await answered('POST /connections/c-1/reveal', { field: 'fullName' });
    expect(answer).toMatchObject({ status: 500, body: { code: 'provider' } });
    expect(answer?.text).not.toContain('Gavin');
    expect(onError).toHaveBeenCalledOnce();
  });

  it('does not keep the refusal of what was denied, or the error of what failed', async () => {
    const denied = prepare({ onAudit: never, authorize: () => ({ deny: 'forbidden' }) });
    expect((await denied.answered('POST /connections/c-1/purge'))?.status).toBe(403);
    const failed = prepare({ onAudit: never });
    failed.transport.purgeConnection.mockRejectedValue(createConnectionsError('conflict'));
    expect((await failed.answered('POST /connections/c-1/purge'))?.status).toBe(409);
  });

  it('that rejects too late is heard of by nobody, and ends no process', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    let reject = (_reason: Error) => {};
    const { answered, onError } = prepare({ onAudit: () => new Promise((_resolve, fail) => (reject = fail)) });
    expect((await answered('POST /connections/c-1/purge'))?.status).toBe(200);
    reject(new Error('too late'));
    await new Promise((resolve) => setTimeout(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe('the audit of a challenge', () => {
  function challenge(options: Options = {}) {
    const events: AuditEvent[] = [];
    const authorize = vi.fn<NonNullable<Options['authorize']>>(() => true);
    const { transport, answered } = prepare({ onAudit: (event) => void events.push(event), authorize, ...options });
    return { transport, events, authorize, answer: () => answered('POST /jobs/j-1/challenge', { answers: ['1234'] }) };
  }

  it('names the connection of a job that this handler did not begin, and so does what the host is asked', async () => {
    const { answer, events, authorize } = challenge();
    expect((await answer())?.status).toBe(202);
    expect(events).toMatchObject([{ operation: 'answer-challenge', connectionId: 'c-1', outcome: 'succeeded' }]);
    expect(authorize).toHaveBeenCalledWith(expect.objectContaining({ connectionId: 'c-1' }));
  });

  it('names it also where the answer was refused, and where it was denied', async () => {
    const refused = challenge();
    refused.transport.answerChallenge.mockRejectedValue(createConnectionsError('invalid-request'));
    await refused.answer();
    const denied = challenge({ authorize: () => ({ deny: 'forbidden' }) });
    await denied.answer();
    expect([...refused.events, ...denied.events]).toMatchObject([
      { connectionId: 'c-1', outcome: 'failed' },
      { connectionId: 'c-1', outcome: 'denied' },
    ]);
  });

  it('names it by the answer where the job could not be read', async () => {
    const { answer, events, transport } = challenge();
    transport.getJob.mockRejectedValue(createConnectionsError('network'));
    transport.answerChallenge.mockResolvedValue(providerJob('j-1', { connectionId: 'c-7' }));
    await answer();
    expect(events).toMatchObject([{ connectionId: 'c-7' }]);
  });

  it('names none where nobody knows: a bank that is being linked', async () => {
    const { answer, events, transport } = challenge();
    transport.getJob.mockResolvedValue(providerJob('j-1', { connectionId: null }));
    transport.answerChallenge.mockResolvedValue(providerJob('j-1', { connectionId: null }));
    expect((await answer())?.status).toBe(202);
    expect(Object.keys(events[0] ?? {})).toEqual(['operation', 'userId', 'outcome', 'at']);
  });
});

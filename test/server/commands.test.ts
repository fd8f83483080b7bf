import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { createMemoryJournal } from '../../src/server';
import { createAsk, createFakeTransport, providerJob } from './fake-transport';

const once = { 'Idempotency-Key': 'key-1' };

describe('a command through the handler', () => {
  it('passes key and run on, and is answered 202 while its job goes on, 200 when it is settled', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    const headers = { ...once, 'Connections-Kit-Run': 'run-1' };
    expect((await ask('POST /connections/c-1/refresh', { headers })).status).toBe(202);
    expect((await ask('POST /connections/c-1/purge')).status).toBe(200);
    expect(transport.refreshConnection).toHaveBeenCalledWith('c-1', { idempotencyKey: 'key-1', runId: 'run-1' });
  });

  it('gives the job the kind and the run that the provider does not know', async () => {
    const ask = createAsk(createFakeTransport());
    const { body } = await ask('POST /connections/c-1/refresh', { headers: { 'Connections-Kit-Run': 'run-1' } });
    expect(body).toMatchObject({ id: 'j-1', kind: 'refresh', runId: 'run-1' });
  });

  it('is executed once per key, also when the second asks while the first is in flight', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    let answer = () => {};
    transport.purgeConnection.mockImplementationOnce(
      () => new Promise((resolve) => (answer = () => resolve(providerJob('p-1', { status: 'succeeded' })))),
    );
    const both = [1, 2].map(() => ask('POST /connections/c-1/purge', { headers: once }));
    await vi.waitFor(() => expect(transport.purgeConnection).toHaveBeenCalled());
    answer();
    const answers = [...(await Promise.all(both)), await ask('POST /connections/c-1/purge', { headers: once })];
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual([
      [200, 'p-1'],
      [200, 'p-1'],
      [200, 'p-1'],
    ]);
    expect(transport.purgeConnection).toHaveBeenCalledTimes(1);
  });

  it('is executed for each of two users who use the same key, also at the same time', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    const users = ['user-1', 'user-2'];
    const purge = (user: string) => ask('POST /connections/c-1/purge', { headers: once, user });
    const answers = [...(await Promise.all(users.map(purge))), ...(await Promise.all(users.map(purge)))];
    const [first, second, firstAgain, secondAgain] = answers.map(({ body }) => body.id);
    expect(first).not.toBe(second);
    expect([firstAgain, secondAgain]).toEqual([first, second]);
    expect(transport.purgeConnection).toHaveBeenCalledTimes(2);
  });

  it('is executed every time where there is no key', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    await ask('POST /connections/c-1/refresh');
    await ask('POST /connections/c-1/refresh');
    expect(transport.refreshConnection).toHaveBeenCalledTimes(2);
  });

  it.each(['POST /connections/c-2/purge', 'POST /connections/c-1/refresh', 'DELETE /connections/c-1'])(
    'refuses %s with a key that belonged to another command',
    async (line) => {
      const transport = createFakeTransport();
      const ask = createAsk(transport);
      await ask('POST /connections/c-1/purge', { headers: once });
      expect(await ask(line, { headers: once })).toMatchObject({ status: 409, body: { code: 'conflict' } });
      expect(transport.revokeConnection).not.toHaveBeenCalled();
      expect(transport.refreshConnection).not.toHaveBeenCalled();
    },
  );

  it('refuses a key that belongs to another command, also while that one is in flight', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    let answer = () => {};
    transport.purgeConnection.mockImplementationOnce(
      () => new Promise((resolve) => (answer = () => resolve(providerJob('p-1', { status: 'succeeded' })))),
    );
    const first = ask('POST /connections/c-1/purge', { headers: once });
    await vi.waitFor(() => expect(transport.purgeConnection).toHaveBeenCalled());
    const other = ask('POST /connections/c-2/purge', { headers: once });
    answer();
    expect((await other).body).toMatchObject({ code: 'conflict' });
    expect((await first).body).toMatchObject({ id: 'p-1' });
    expect(transport.purgeConnection).toHaveBeenCalledTimes(1);
  });

  it('may be tried again with the same key after it was refused', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    transport.refreshConnection.mockRejectedValueOnce(createConnectionsError('rate-limited'));
    expect((await ask('POST /connections/c-1/refresh', { headers: once })).status).toBe(429);
    expect((await ask('POST /connections/c-1/refresh', { headers: once })).status).toBe(202);
  });

  it.each(['network', 'timeout', 'bad-response', 'provider'] as const)(
    'is not repeated with the same key after its answer was lost (%s)',
    async (code) => {
      const transport = createFakeTransport();
      const ask = createAsk(transport);
      transport.purgeConnection.mockRejectedValueOnce(createConnectionsError(code));
      const first = await ask('POST /connections/c-1/purge', { headers: once });
      const second = await ask('POST /connections/c-1/purge', { headers: once });
      expect([first.body.code, second.body.code]).toEqual([code, code]);
      expect(transport.purgeConnection).toHaveBeenCalledTimes(1);
    },
  );

  it('that failed is an error and no job', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    transport.purgeConnection.mockRejectedValueOnce(createConnectionsError('not-available'));
    expect(await ask('POST /connections/c-1/purge')).toMatchObject({ status: 409, body: { code: 'not-available' } });
    expect((await ask('GET /jobs')).body).toEqual({ items: [] });
  });

  it('keeps its answer when the journal cannot be written, and is not repeated with the same key', async () => {
    const transport = createFakeTransport();
    const journal = { ...createMemoryJournal(), append: () => Promise.reject(new Error('disk full')) };
    const ask = createAsk(transport, { journal });
    const first = await ask('POST /connections/c-1/purge', { headers: once });
    const second = await ask('POST /connections/c-1/purge', { headers: once });
    expect([first.status, second.body.id]).toEqual([200, first.body.id]);
    expect(transport.purgeConnection).toHaveBeenCalledTimes(1);
  });

  it('is not sent when the journal cannot say whether it was', async () => {
    const transport = createFakeTransport();
    const journal = { ...createMemoryJournal(), find: () => Promise.reject(new Error('no connection')) };
    const ask = createAsk(transport, { journal });
    expect((await ask('POST /connections/c-1/purge', { headers: once })).status).toBe(502);
    expect(transport.purgeConnection).not.toHaveBeenCalled();
  });

  it('answers a challenge once per key, and keeps what the job is', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    await ask('POST /connections/c-1/refresh', { headers: { 'Connections-Kit-Run': 'run-1' } });
    const answering = { headers: once, body: { answers: ['1234'] } };
    const { body } = await ask('POST /jobs/j-1/challenge', answering);
    await ask('POST /jobs/j-1/challenge', answering);
    expect(body).toMatchObject({ id: 'j-1', kind: 'refresh', runId: 'run-1' });
    expect(transport.answerChallenge).toHaveBeenCalledTimes(1);
    expect((await ask('POST /jobs/j-2/challenge', answering)).status).toBe(409);
  });

  it.each(['Idempotency-Key', 'Connections-Kit-Run'])('refuses a %s of absurd length', async (name) => {
    const ask = createAsk(createFakeTransport());
    const answer = await ask('POST /connections/c-1/refresh', { headers: { [name]: 'x'.repeat(256) } });
    expect(answer.status).toBe(400);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import { createMemoryJournal, type AuditEvent } from '../../src/server';
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

  it('is not repeated with the same key after the provider has failed', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    transport.purgeConnection.mockRejectedValueOnce(createConnectionsError('provider'));
    const first = await ask('POST /connections/c-1/purge', { headers: once });
    const second = await ask('POST /connections/c-1/purge', { headers: once });
    expect([first.body.code, second.body.code]).toEqual(['provider', 'provider']);
    expect(transport.purgeConnection).toHaveBeenCalledTimes(1);
  });

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

describe('a command whose answer was lost', () => {
  const destructive = [
    ['purge', 'POST /connections/c-1/purge', 'purgeConnection'],
    ['revoke', 'DELETE /connections/c-1', 'revokeConnection'],
  ] as const;
  const cases = destructive.flatMap((one) =>
    (['network', 'timeout', 'bad-response', 'aborted'] as const).map((code) => [...one, code] as const),
  );

  it.each(cases)(
    'is recorded as unknown and never executed again: %s by %s (%s, %s)',
    async (kind, line, method, code) => {
      const transport = createFakeTransport();
      const journal = createMemoryJournal();
      const now = () => Date.parse('2026-02-01T00:00:00Z');
      const audited: string[] = [];
      const options = { journal, now, onAudit: ({ outcome }: AuditEvent) => void audited.push(outcome) };
      const ask = createAsk(transport, options);
      transport[method].mockRejectedValueOnce(createConnectionsError(code));
      const headers = { ...once, 'Connections-Kit-Run': 'run-1' };
      const first = await ask(line, { headers });
      expect(first).toMatchObject({ status: 202, body: { kind, connectionId: 'c-1', status: 'unknown' } });
      expect(first.body).toMatchObject({ recordedBy: 'kit', runId: 'run-1', createdAt: '2026-02-01T00:00:00.000Z' });
      expect(first.body.failure).toEqual(createFailure(code));
      expect(audited).toEqual(['failed']);
      const restarted = createAsk(transport, options);
      for (const again of [ask, restarted]) expect((await again(line, { headers: once })).body).toEqual(first.body);
      expect(transport[method]).toHaveBeenCalledTimes(1);
      expect((await restarted('GET /jobs')).body).toEqual({ items: [first.body] });
      expect((await restarted(`GET /jobs/${String(first.body.id)}`)).body).toEqual(first.body);
    },
  );

  it('is recorded also without a key, and when the transport answered with what is no job', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    transport.revokeConnection.mockResolvedValueOnce(null as never);
    expect(await ask('DELETE /connections/c-1')).toMatchObject({ status: 202, body: { status: 'unknown' } });
    expect((await ask('GET /jobs')).body).toMatchObject({ items: [{ kind: 'revoke', status: 'unknown' }] });
  });

  it('is recorded without a word of the provider, but with its reference', async () => {
    const transport = createFakeTransport();
    const failure = { ...createFailure('network', { correlationId: 'ref-1' }), code: 'Sorry, Gavin Belson' };
    transport.purgeConnection.mockRejectedValueOnce(createConnectionsError('network', failure));
    const { body, text } = await createAsk(transport)('POST /connections/c-1/purge');
    expect(body.failure).toMatchObject({ code: 'network', correlationId: 'ref-1' });
    expect(text).not.toContain('Gavin');
  });

  it('is an error where it was a refresh, which can be looked up', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    transport.refreshConnection.mockRejectedValueOnce(createConnectionsError('network'));
    expect(await ask('POST /connections/c-1/refresh')).toMatchObject({ status: 502, body: { code: 'network' } });
    expect((await ask('GET /jobs')).body).toEqual({ items: [] });
  });
});

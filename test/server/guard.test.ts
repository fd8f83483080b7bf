import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { AuditEvent, HandlerOptions, Session } from '../../src/server';
import { createAsk, createFakeTransport } from './fake-transport';

type Options = Partial<HandlerOptions<Session>>;

const now = () => Date.parse('2026-01-01T00:00:00Z');
const reveal = ['POST /connections/c-1/reveal', { body: { field: 'fullName' } }] as const;

function prepare(options: Options = {}) {
  const transport = createFakeTransport();
  const events: AuditEvent[] = [];
  const ask = createAsk(transport, { now, onAudit: (event) => void events.push(event), ...options });
  return { transport, events, ask };
}

describe('what the host allows', () => {
  it('is everything but reveal where it does not authorize', async () => {
    const { ask, transport } = prepare();
    expect((await ask('DELETE /connections/c-1')).status).toBe(200);
    expect(await ask(...reveal)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(transport.revealProfile).not.toHaveBeenCalled();
  });

  it('is asked with session, request, operation, connection and field', async () => {
    const authorize = vi.fn<NonNullable<Options['authorize']>>(() => true);
    const { ask } = prepare({ authorize });
    expect((await ask(...reveal)).body).toEqual({ values: ['Gavin Belson'] });
    expect(authorize).toHaveBeenCalledWith({
      session: { userId: 'user-1' },
      request: expect.any(Request),
      operation: 'reveal',
      connectionId: 'c-1',
      field: 'fullName',
    });
  });

  it.each([
    [{ deny: 'step-up-required' }, 'step-up-required'],
    [{ deny: 'forbidden' }, 'forbidden'],
    [{ deny: 'anything else' }, 'forbidden'],
    [undefined, 'forbidden'],
    [false, 'forbidden'],
    ['true', 'forbidden'],
  ])('denies by %j', async (decision, code) => {
    const { ask, transport, events } = prepare({ authorize: () => decision as true });
    expect(await ask('POST /connections/c-1/purge')).toMatchObject({ status: 403, body: { code } });
    expect(transport.purgeConnection).not.toHaveBeenCalled();
    expect(events.map((event) => event.outcome)).toEqual(['denied']);
  });

  it('denies everything while authorize itself fails', async () => {
    const { ask, transport } = prepare({ authorize: () => Promise.reject(new Error('policy server down')) });
    expect((await ask('POST /connections/c-1/purge')).status).toBeGreaterThanOrEqual(500);
    expect(transport.purgeConnection).not.toHaveBeenCalled();
  });

  it.each([
    ['POST /connections/c-1/refresh'],
    ['POST /connections/c-1/purge'],
    ['DELETE /connections/c-1'],
    ['POST /connections/c-1/reveal'],
    ['POST /consents'],
    ['POST /jobs/j-1/challenge'],
    ['GET /jobs'],
  ])('is narrowed by the session: %s', async (line) => {
    const { ask } = prepare({ authenticate: () => ({ userId: 'user-1', can: ['watch'] }), authorize: () => true });
    const body = line.startsWith('POST') ? { field: 'fullName', answers: ['1'], purpose: 'connect' } : undefined;
    expect(await ask(line, { body })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('is asked again for a repeated key: an answer is no permission', async () => {
    let allowed = true;
    const { ask } = prepare({ authorize: () => allowed || { deny: 'forbidden' } });
    const headers = { 'Idempotency-Key': 'key-1' };
    expect((await ask('POST /connections/c-1/purge', { headers })).status).toBe(200);
    allowed = false;
    expect((await ask('POST /connections/c-1/purge', { headers })).status).toBe(403);
  });
});

describe('the audit', () => {
  it('names user, actor, operation, connection, outcome and time of every command', async () => {
    const { ask, events } = prepare({ authenticate: () => ({ userId: 'user-1', actorId: 'agent-7' }) });
    await ask('POST /connections/c-1/refresh');
    await ask('POST /consents', { body: { purpose: 'extend', connectionId: 'c-1' } });
    await ask('POST /jobs/j-1/challenge', { body: { answers: ['1234'] } });
    const common = { userId: 'user-1', actorId: 'agent-7', connectionId: 'c-1', outcome: 'succeeded' };
    const at = '2026-01-01T00:00:00.000Z';
    expect(events).toEqual([
      { ...common, operation: 'refresh', at },
      { ...common, operation: 'consent', at },
      { ...common, operation: 'answer-challenge', at },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/1234/);
  });

  it('hears of what failed', async () => {
    const { ask, events, transport } = prepare();
    transport.purgeConnection.mockRejectedValue(createConnectionsError('conflict'));
    await ask('POST /connections/c-1/purge');
    expect(events.map(({ operation, outcome }) => [operation, outcome])).toEqual([['purge', 'failed']]);
  });

  it('hears of what failed at once, too', async () => {
    const { ask, events, transport } = prepare();
    transport.revokeConnection.mockImplementation(() => {
      throw new TypeError('not a promise');
    });
    expect((await ask('DELETE /connections/c-1')).status).toBe(502);
    expect(events.map(({ operation, outcome }) => [operation, outcome])).toEqual([['revoke', 'failed']]);
  });

  it('hears once of a command that was asked twice with one key', async () => {
    const { ask, events } = prepare();
    const headers = { 'Idempotency-Key': 'key-1' };
    await ask('POST /connections/c-1/purge', { headers });
    await ask('POST /connections/c-1/purge', { headers });
    expect(events).toHaveLength(1);
  });

  it('has recorded a reveal before it is answered', async () => {
    let record = () => {};
    const recorded = new Promise<void>((resolve) => (record = resolve));
    const onAudit = vi.fn(() => recorded);
    const { ask } = prepare({ authorize: () => true, onAudit });
    let answered = false;
    const answer = ask(...reveal).finally(() => (answered = true));
    await vi.waitFor(() => expect(onAudit).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answered).toBe(false);
    record();
    expect((await answer).status).toBe(200);
  });

  it('that fails withholds the revealed value', async () => {
    const onAudit = () => Promise.reject(new Error('audit store down'));
    const { ask } = prepare({ authorize: () => true, onAudit });
    const answer = await ask(...reveal);
    expect([answer.status, answer.body.code]).toEqual([500, 'provider']);
    expect(answer.text).not.toMatch(/Gavin|audit store/);
  });

  it('that fails does not lose the answer of a command', async () => {
    const onAudit = () => {
      throw new Error('audit store down');
    };
    const { ask } = prepare({ onAudit });
    expect(await ask('POST /connections/c-1/purge')).toMatchObject({ status: 200, body: { kind: 'purge' } });
  });
});

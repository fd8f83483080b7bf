import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { Job } from '../../src/core/model/job';
import { createConnectionsHandler, createMemoryJournal } from '../../src/server';
import { createAsk, createFakeTransport, connection, kitJob, providerJob } from './fake-transport';

const now = () => Date.parse('2026-02-01T00:00:00Z');
const run = { 'Connections-Kit-Run': 'run-1' };

function open() {
  const transport = createFakeTransport();
  const ask = createAsk(transport, { journal: createMemoryJournal(), now });
  const items = async (user?: string) =>
    (await ask('GET /jobs', user === undefined ? {} : { user })).body.items as Job[];
  /** Asks for it, and the bank's answer gets lost. */
  async function lose(line: string, headers: Record<string, string> = run) {
    transport.purgeConnection.mockRejectedValueOnce(createConnectionsError('network'));
    transport.revokeConnection.mockRejectedValueOnce(createConnectionsError('network'));
    const { body } = await ask(line, { headers });
    return body as object as Job;
  }
  return { transport, ask, items, lose };
}

describe('a revoke whose answer was lost', () => {
  const gone = createConnectionsError('not-found');
  const revoked = { ...connection, status: 'revoked' as const };

  it.each([
    ['is gone', 'GET /connections/c-1', { getConnection: () => Promise.reject(gone) }, 404],
    ['is revoked', 'GET /connections/c-1', { getConnection: async () => revoked }, 200],
    ['is listed as revoked', 'GET /connections', { listConnections: async () => ({ items: [revoked] }) }, 200],
  ])('has succeeded once it is read that the connection %s', async (_how, line, methods, status) => {
    const { transport, ask, items, lose } = open();
    const lost = await lose('DELETE /connections/c-1', { ...run, 'Idempotency-Key': 'key-1' });
    for (const [name, method] of Object.entries(methods))
      transport[name as 'getConnection'].mockImplementation(method as (typeof transport)['getConnection']);
    expect((await ask(line)).status).toBe(status);
    const { failure: _lost, ...facts } = lost;
    const settled = { ...facts, status: 'succeeded', updatedAt: '2026-02-01T00:00:00.000Z' };
    expect(await items()).toEqual([settled]);
    expect((await ask(`GET /jobs/${lost.id}`)).body).toEqual(settled);
    const again = await ask('DELETE /connections/c-1', { headers: { 'Idempotency-Key': 'key-1' } });
    expect([again.status, again.body]).toEqual([200, settled]);
  });

  it('stays unknown while the connection is there, or cannot be read', async () => {
    const { transport, ask, items, lose } = open();
    await lose('DELETE /connections/c-1');
    await ask('GET /connections/c-1');
    await ask('GET /connections');
    transport.getConnection.mockRejectedValue(createConnectionsError('network'));
    await ask('GET /connections/c-1');
    transport.listConnections.mockResolvedValue({ items: [] });
    await ask('GET /connections');
    expect(await items()).toMatchObject([{ status: 'unknown' }]);
  });

  it('says nothing of a purge, of another connection, or of another user', async () => {
    const { transport, ask, items, lose } = open();
    await lose('POST /connections/c-1/purge');
    await lose('DELETE /connections/c-2');
    transport.getConnection.mockRejectedValue(gone);
    await ask('GET /connections/c-1');
    await ask('GET /connections/c-2', { user: 'user-2' });
    expect((await items()).map(({ status }) => status)).toEqual(['unknown', 'unknown']);
    expect(await items('user-2')).toEqual([]);
  });
});

describe('a command whose answer was lost, and of which the bank keeps a record', () => {
  it.each([
    ['purge', 'POST /connections/c-1/purge'],
    ['revoke', 'DELETE /connections/c-1'],
  ] as const)(
    'is one in the history: the %s as the page knows it, as the bank says that it ended',
    async (kind, line) => {
      const { transport, ask, items, lose } = open();
      const lost = await lose(line);
      const theirs = kitJob(kind, { id: 'b-1', runId: 'run-1', createdAt: '2026-01-31T23:59:58.000Z' });
      transport.listJobs.mockResolvedValue({ items: [theirs, providerJob('j-1')] });
      for (const _time of [1, 2]) {
        expect((await items()).map(({ id, status }) => [id, status])).toEqual([
          [lost.id, 'succeeded'],
          ['j-1', 'running'],
        ]);
      }
      const known = (await ask(`GET /jobs/${lost.id}`)).body;
      expect(known).toMatchObject({ status: 'succeeded', createdAt: lost.createdAt, runId: 'run-1' });
      expect(known).not.toHaveProperty('failure');
    },
  );

  it('is one where it failed, with the reason', async () => {
    const { transport, items, lose } = open();
    const { id } = await lose('POST /connections/c-1/purge');
    const failure = { code: 'connector-error', actor: 'support', retryable: true } as const;
    transport.listJobs.mockResolvedValue({
      items: [kitJob('purge', { id: 'b-1', runId: 'run-1', status: 'failed', failure })],
    });
    expect(await items()).toMatchObject([{ id, status: 'failed', failure }]);
  });

  it.each([
    ['of another run', { runId: 'run-2' }],
    ['without a run', {}],
    ['of another kind', { runId: 'run-1', kind: 'revoke' as const }],
    ['of another connection', { runId: 'run-1', connectionId: 'c-2' }],
    ['that goes on', { runId: 'run-1', status: 'running' as const }],
  ])('is two where it cannot be known to be one: a record %s', async (_which, facts) => {
    const { transport, items, lose } = open();
    const { id } = await lose('POST /connections/c-1/purge');
    transport.listJobs.mockResolvedValue({ items: [kitJob('purge', { id: 'b-1', ...facts })] });
    expect((await items()).map((job) => [job.id, job.status])).toContainEqual([id, 'unknown']);
    expect((await items()).map((job) => job.id).sort()).toEqual([id, 'b-1'].sort());
  });

  it('does not touch what was answered', async () => {
    const { transport, ask, items } = open();
    transport.purgeConnection.mockResolvedValueOnce(kitJob('purge', { id: 'b-1' }));
    await ask('POST /connections/c-1/purge', { headers: run });
    transport.listJobs.mockResolvedValue({ items: [kitJob('purge', { id: 'b-1', runId: 'run-1' })] });
    expect((await items()).map(({ id }) => id)).toEqual(['b-1']);
  });

  it('is not taken for another of its run that was answered', async () => {
    const { transport, ask, items, lose } = open();
    transport.purgeConnection.mockResolvedValueOnce(kitJob('purge', { id: 'b-1' }));
    await ask('POST /connections/c-1/purge', { headers: run });
    const { id } = await lose('POST /connections/c-1/purge');
    transport.listJobs.mockResolvedValue({ items: [kitJob('purge', { id: 'b-1', runId: 'run-1' })] });
    expect((await items()).map((job) => [job.id, job.status])).toEqual([
      [id, 'unknown'],
      ['b-1', 'succeeded'],
    ]);
  });

  it('is one in the events, too', async () => {
    const { transport } = open();
    const journal = createMemoryJournal();
    const lost = kitJob('purge', { id: 'k-1', runId: 'run-1', status: 'unknown', recordedBy: 'kit' });
    await journal.append('user-1', lost);
    const theirs = kitJob('purge', { id: 'b-1', runId: 'run-1', updatedAt: '2026-01-01T00:00:01.000Z' });
    transport.listJobs.mockResolvedValue({ items: [theirs] });
    const handler = createConnectionsHandler({
      authenticate: () => ({ userId: 'user-1' }),
      transport: () => transport,
      journal,
    });
    const leaving = new AbortController();
    const stream = await handler(new Request('http://host/events', { signal: leaving.signal }));
    const reader = stream.body?.getReader();
    let text = '';
    await vi.waitFor(async () => {
      text += new TextDecoder().decode((await reader?.read())?.value);
      expect(text).toContain('"status":"succeeded"');
    });
    expect(text).toContain('"id":"k-1"');
    expect(text).not.toContain('"id":"b-1"');
    leaving.abort();
  });
});

import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/core/model/errors';
import { buildDetail } from '../builders';
import { minute, second, setUpLoaded } from '../set-up';

/** `aborted`: by somebody else, as when a proxy or the page cancels. */
const losses: readonly ErrorCode[] = ['network', 'timeout', 'bad-response', 'aborted'];

describe.each(losses)('an answer that was lost (%s)', (code) => {
  it('to a purge leaves it unknown, and it is never sent a second time', async () => {
    const { client, bank, connection, jobs, pass } = await setUpLoaded();
    client.start();
    bank.loseAnswer('purgeConnection', code);
    const result = await client.run('c1', 'purgeAndRefresh');
    expect(result).toMatchObject({ outcome: 'unknown', remaining: ['purge', 'refresh'] });
    expect(jobs()).toMatchObject([{ kind: 'purge', status: 'unknown', recordedBy: 'kit' }]);
    expect(jobs()[0]?.failure).toMatchObject({
      actor: expect.any(String),
      code: code === 'aborted' ? 'network' : code,
    });
    expect(connection()).not.toHaveProperty('purgedAt');
    await client.load();
    await pass(10 * minute);
    expect(bank.called('purgeConnection')).toHaveLength(1);
    expect(bank.called('refreshConnection')).toEqual([]);
    expect(connection()).toMatchObject({ operation: null });
    expect(connection(), 'the history of the other side tells that it was done').toHaveProperty('purgedAt');
    expect(client.availability('c1', 'purge')).toEqual({ available: true });
  });

  it('to a revoke is settled by reading: it was done', async () => {
    const { client, bank, connection } = await setUpLoaded();
    bank.loseAnswer('revokeConnection', code);
    expect(await client.run('c1', 'revoke')).toMatchObject({ outcome: 'succeeded', remaining: [] });
    expect(connection().status).toBe('revoked');
    expect(connection()).not.toHaveProperty('failure');
    expect(bank.called('revokeConnection')).toHaveLength(1);
  });

  it('to a revoke is settled by reading: the connection is gone', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    const release = bank.hold('getConnection');
    bank.loseAnswer('revokeConnection', code);
    const run = client.run('c1', 'revoke');
    await pass();
    bank.connections.delete('c1');
    release();
    expect((await run).outcome).toBe('succeeded');
    expect(connection().status).toBe('revoked');
  });

  it('to a revoke is settled by reading: it was not done', async () => {
    const { client, bank, connection } = await setUpLoaded();
    bank.fail('revokeConnection', code);
    expect(await client.run('c1', 'revoke')).toMatchObject({ outcome: 'failed', remaining: ['revoke'] });
    expect(connection()).toMatchObject({ status: 'active', operation: null });
    expect(connection().failure).toBeDefined();
  });

  it('to a revoke stays unknown when the connection cannot be read either', async () => {
    const { client, bank, connection } = await setUpLoaded();
    bank.loseAnswer('revokeConnection', code);
    bank.fail('getConnection', 'network');
    expect(await client.run('c1', 'revoke')).toMatchObject({ outcome: 'unknown', remaining: ['revoke'] });
    expect(connection().status).toBe('active');
    expect(bank.called('revokeConnection')).toHaveLength(1);
  });

  it('to a refresh is found by listing, and followed to its end', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    bank.loseAnswer('refreshConnection', code);
    const run = client.run('c1', 'refresh');
    await pass();
    expect(connection().operation).toMatchObject({ kind: 'refresh', jobId: 'refresh-1' });
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(2 * second);
    const { outcome, jobs } = await run;
    expect(outcome).toBe('succeeded');
    expect(jobs).toMatchObject([{ id: 'refresh-1', runId: bank.called('refreshConnection')[0]?.options.runId }]);
    expect(bank.called('refreshConnection')).toHaveLength(1);
  });

  it('to a refresh that was never begun is a failure, to be tried again', async () => {
    const { client, bank, connection } = await setUpLoaded();
    bank.fail('refreshConnection', code);
    expect(await client.run('c1', 'refresh')).toMatchObject({ outcome: 'failed', failure: { retryable: true } });
    expect(connection().failure).toBeDefined();
    expect(client.availability('c1', 'refresh')).toEqual({ available: true });
  });
});

describe('a refresh whose answer was lost', () => {
  it('is a failure where nothing can be listed', async () => {
    const { bank } = await setUpLoaded();
    const { listJobs: _none, ...transport } = bank.transport;
    const { client } = await setUpLoaded({ bank, transport });
    bank.loseAnswer('refreshConnection');
    expect((await client.run('c1', 'refresh')).outcome).toBe('failed');
  });

  it('is a failure when the list cannot be had', async () => {
    const { client, bank } = await setUpLoaded();
    bank.loseAnswer('refreshConnection');
    bank.fail('listJobs', 'network');
    expect((await client.run('c1', 'refresh')).outcome).toBe('failed');
  });

  it('is found behind a purge that is unknown', async () => {
    const { client, bank, pass } = await setUpLoaded();
    bank.loseAnswer('purgeConnection');
    await client.run('c1', 'purge');
    await pass(second);
    bank.loseAnswer('refreshConnection');
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-2', { status: 'succeeded' });
    await pass(2 * second);
    expect((await run).outcome).toBe('succeeded');
  });
});

describe('an answer that came', () => {
  it.each<ErrorCode>(['provider', 'conflict', 'rate-limited', 'forbidden', 'not-found', 'step-up-required'])(
    'and said %s is a failure, not a loss',
    async (code) => {
      const { client, bank, connection } = await setUpLoaded({ connections: [buildDetail()] });
      bank.fail('purgeConnection', code);
      expect(await client.run('c1', 'purge')).toMatchObject({ outcome: 'failed', failure: { code } });
      expect(connection().failure?.code).toBe(code);
      expect(bank.called('purgeConnection')).toHaveLength(1);
    },
  );
});

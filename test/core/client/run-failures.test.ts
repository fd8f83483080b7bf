import { describe, expect, it } from 'vitest';
import { createFailure } from '../../../src/core/model/failure';
import { at, buildDetail, buildJob } from '../builders';
import { minute, second, setUp, setUpLoaded, type SetUp } from '../set-up';

const rejected = createFailure('invalid-credentials');

/** A purge that is done and a refresh that the bank lets fail. */
async function purgeThenFailToRefresh(all: SetUp) {
  const run = all.client.run('c1', 'purgeAndRefresh');
  await all.pass();
  all.bank.say('refresh-2', { status: 'failed', failure: rejected });
  await all.pass(2 * second);
  return run;
}

describe('purge and refresh, of which the purge failed', () => {
  it('never sends the refresh', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    await client.loadConnection('c1');
    const { detail } = connection();
    bank.fail('purgeConnection', 'provider', createFailure('connector-error', { correlationId: 'ref-1' }));
    const result = await client.run('c1', 'purgeAndRefresh');
    await pass(minute);
    expect(result).toMatchObject({
      outcome: 'failed',
      remaining: ['purge', 'refresh'],
      failure: { code: 'connector-error', correlationId: 'ref-1' },
    });
    expect(bank.called('refreshConnection')).toEqual([]);
    expect(connection()).toMatchObject({ operation: null, failure: { code: 'connector-error' } });
    expect(connection()).not.toHaveProperty('purgedAt');
    expect(connection()).not.toHaveProperty('remaining');
    expect(connection().detail).toBe(detail);
  });

  it('stands in the history as what it was', async () => {
    const { client, bank, jobs } = await setUpLoaded();
    bank.fail('purgeConnection', 'conflict');
    const { jobs: ran } = await client.run('c1', 'purge');
    expect(ran).toEqual(jobs());
    expect(ran).toMatchObject([{ kind: 'purge', status: 'failed', recordedBy: 'kit', failure: { code: 'conflict' } }]);
  });
});

describe('purge and refresh, of which the refresh failed', () => {
  it('is exactly that: purged, with a failure and a refresh left over', async () => {
    const all = await setUpLoaded();
    const result = await purgeThenFailToRefresh(all);
    expect(result).toMatchObject({ outcome: 'partial', remaining: ['refresh'], failure: rejected });
    expect(result.jobs.map(({ kind, status }) => [kind, status])).toEqual([
      ['purge', 'succeeded'],
      ['refresh', 'failed'],
    ]);
    expect(all.connection()).toMatchObject({
      status: 'active',
      operation: null,
      failure: rejected,
      remaining: ['refresh'],
      purgedAt: result.jobs[0]?.updatedAt,
    });
  });

  it('is the same when the refresh was not even taken', async () => {
    const all = await setUpLoaded();
    all.bank.fail('refreshConnection', 'rate-limited');
    const result = await all.client.run('c1', 'purgeAndRefresh');
    expect(result).toMatchObject({ outcome: 'partial', remaining: ['refresh'], failure: { code: 'rate-limited' } });
    expect(all.connection()).toMatchObject({ remaining: ['refresh'], failure: { code: 'rate-limited' } });
    expect(all.connection().purgedAt).toBeDefined();
  });

  it('still says so after the page has read everything again', async () => {
    const all = await setUpLoaded();
    await purgeThenFailToRefresh(all);
    await all.client.load();
    await all.client.loadConnection('c1');
    expect(all.connection()).toMatchObject({ failure: rejected, remaining: ['refresh'] });
    expect(all.connection().purgedAt).toBeDefined();
  });

  it('is cleared, all three, by a refresh alone', async () => {
    const all = await setUpLoaded();
    await purgeThenFailToRefresh(all);
    const retry = all.client.run('c1', 'refresh');
    await all.pass();
    expect(all.connection()).toMatchObject({ failure: rejected, remaining: ['refresh'] });
    all.bank.say('refresh-3', { status: 'succeeded' });
    await all.pass(2 * second);
    expect(await retry).toMatchObject({ outcome: 'succeeded', remaining: [] });
    for (const gone of ['failure', 'remaining', 'purgedAt']) expect(all.connection()).not.toHaveProperty(gone);
    expect(all.bank.called('purgeConnection')).toHaveLength(1);
  });

  it('is cleared as well by a refresh that somebody else began', async () => {
    const all = await setUpLoaded();
    await purgeThenFailToRefresh(all);
    all.client.start();
    all.bank.jobs.set('j1', buildJob({ createdAt: at(60) }));
    await all.client.load();
    expect(all.connection()).toMatchObject({ failure: rejected, remaining: ['refresh'] });
    all.bank.say('j1', { status: 'succeeded', updatedAt: at(61) });
    await all.pass(2 * second);
    for (const gone of ['failure', 'remaining', 'purgedAt']) expect(all.connection()).not.toHaveProperty(gone);
  });

  it('stays to be offered when that refresh fails too', async () => {
    const all = await setUpLoaded();
    await purgeThenFailToRefresh(all);
    all.bank.fail('refreshConnection', 'rate-limited');
    expect(await all.client.run('c1', 'refresh')).toMatchObject({ outcome: 'failed', remaining: ['refresh'] });
    expect(all.connection()).toMatchObject({ failure: { code: 'rate-limited' }, remaining: ['refresh'] });
    expect(all.connection().purgedAt).toBeDefined();
  });
});

describe('purge and revoke', () => {
  it('never revokes when the purge failed', async () => {
    const { client, bank, connection } = await setUpLoaded();
    bank.fail('purgeConnection', 'provider');
    expect(await client.run('c1', 'purgeAndRevoke')).toMatchObject({
      outcome: 'failed',
      remaining: ['purge', 'revoke'],
    });
    expect(bank.called('revokeConnection')).toEqual([]);
    expect(connection().status).toBe('active');
  });

  it('offers the revoke that failed, and never repeats it by itself', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    bank.fail('revokeConnection', 'provider');
    expect(await client.run('c1', 'purgeAndRevoke')).toMatchObject({ outcome: 'partial', remaining: ['revoke'] });
    client.start();
    await client.load();
    await pass(10 * minute);
    expect(bank.called('revokeConnection')).toHaveLength(1);
    expect(connection()).toMatchObject({ status: 'active', remaining: ['revoke'] });
  });
});

describe('a refresh', () => {
  it('that failed reads the connection anew: the bank may ask for the person', async () => {
    const { client, bank, connection, pass, events } = await setUpLoaded();
    const run = client.run('c1', 'refresh');
    await pass();
    bank.connections.set('c1', buildDetail({ status: 'invalid' }));
    bank.say('refresh-1', { status: 'failed', failure: rejected });
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'failed', failure: rejected });
    expect(connection()).toMatchObject({ status: 'invalid', failure: rejected });
    expect(events).toContainEqual(expect.objectContaining({ type: 'status-changed', to: 'invalid', expected: true }));
  });

  it('has done what it did even when the reading after it fails', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-1', { status: 'succeeded' });
    bank.fail('getConnection', 'network');
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'succeeded' });
    expect(connection().operation).toBeNull();
  });

  it('that the transport cannot do fails and says so, when nobody had said it before', async () => {
    const { bank } = await setUpLoaded();
    const { refreshConnection: _none, ...transport } = bank.transport;
    const { client, connection } = setUp({ transport });
    await client.loadConnection('c1');
    expect(client.availability('c1', 'refresh')).toEqual({ available: true });
    expect(await client.run('c1', 'refresh')).toMatchObject({ outcome: 'failed', failure: { code: 'not-supported' } });
    expect(connection().operation).toBeNull();
  });

  it('counts a failure of now as the last, though the clock here runs behind the bank’s', async () => {
    const { client, bank, connection } = await setUpLoaded();
    const ahead = '2026-11-22T09:10:00.000Z';
    bank.jobs.set('j1', buildJob({ status: 'succeeded', createdAt: ahead }));
    await client.loadJobs({ connectionId: 'c1' });
    bank.fail('refreshConnection', 'provider');
    await client.run('c1', 'refresh');
    expect(connection().failure).toEqual(createFailure('provider'));
  });

  it('keeps a purge that failed apart from one long past, that the history brings meanwhile', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    await client.loadConnection('c1');
    bank.jobs.set('p0', buildJob({ id: 'p0', kind: 'purge', status: 'succeeded', recordedBy: 'kit', runId: 'old' }));
    bank.jobs.set('r0', buildJob({ id: 'r0', status: 'succeeded', createdAt: '2026-11-22T09:00:01.000Z' }));
    const release = bank.hold('purgeConnection');
    bank.fail('purgeConnection', 'conflict');
    const run = client.run('c1', 'purge');
    await client.loadJobs({ connectionId: 'c1' });
    expect(connection().detail?.accounts).toHaveLength(1);
    release();
    await pass();
    await run;
    expect(connection().operation).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { at, buildDetail, buildJob } from '../builders';
import { createScriptedBank } from '../scripted-bank';
import { second, setUp, setUpLoaded } from '../set-up';

describe('a second press', () => {
  it('joins the first and sends nothing', async () => {
    const { client, bank, pass } = await setUpLoaded();
    const presses = [client.run('c1', 'purgeAndRefresh'), client.run('c1', 'purgeAndRefresh')];
    await pass();
    presses.push(client.run('c1', 'purgeAndRefresh'));
    bank.say('refresh-2', { status: 'succeeded' });
    await pass(2 * second);
    const results = await Promise.all(presses);
    for (const result of results) expect(result).toEqual(results[0]);
    expect(bank.called('purgeConnection')).toHaveLength(1);
    expect(bank.called('refreshConnection')).toHaveLength(1);
  });

  it('joins also before the connection is loaded', async () => {
    const { client, bank } = setUp();
    await Promise.all([client.run('c1', 'purge'), client.run('c1', 'purge')]);
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });

  it('joins while offline what began online', async () => {
    const { client, bank, environment, pass } = await setUpLoaded();
    const first = client.run('c1', 'refresh');
    await pass();
    environment.setOnline(false);
    const again = client.run('c1', 'refresh');
    bank.say('refresh-1', { status: 'succeeded' });
    environment.setOnline(true);
    await pass(2 * second);
    expect(await again).toEqual(await first);
  });

  it('begins anew once the first has ended', async () => {
    const { client, bank } = await setUpLoaded();
    await client.run('c1', 'purge');
    await client.run('c1', 'purge');
    expect(bank.called('purgeConnection')).toHaveLength(2);
  });

  it('of another action is unavailable', async () => {
    const { client, bank, pass } = await setUpLoaded();
    void client.run('c1', 'refresh');
    await pass();
    for (const action of ['purge', 'revoke', 'purgeAndRefresh', 'purgeAndRevoke'] as const)
      expect(await client.run('c1', action)).toMatchObject({ outcome: 'unavailable', jobs: [] });
    expect(bank.called('purgeConnection')).toEqual([]);
    expect(bank.called('revokeConnection')).toEqual([]);
  });

  it('at another connection is another gesture', async () => {
    const { client, bank } = await setUpLoaded({ connections: [buildDetail(), buildDetail({ id: 'c2' })] });
    await Promise.all([client.run('c1', 'purge'), client.run('c2', 'purge')]);
    expect(bank.called('purgeConnection').map(({ subject }) => subject)).toEqual(['c1', 'c2']);
  });
});

describe('a job of the bank’s that is already running', () => {
  it('is what a refresh joins when the bank answers with it', async () => {
    const { client, bank, pass, jobs } = await setUpLoaded();
    bank.jobs.set('j1', buildJob({ kind: 'other', runId: 'of-another-tab' }));
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'succeeded', jobs: [{ id: 'j1', kind: 'refresh' }] });
    expect(jobs()).toHaveLength(1);
  });
});

describe('after a reload in the middle of a refresh', () => {
  async function reload() {
    const before = await setUpLoaded();
    void before.client.run('c1', 'refresh');
    await before.pass();
    before.client.dispose();
    return setUpLoaded({ bank: before.bank, surroundings: before.environment });
  }

  it('the new client shows it in flight and follows it to its end by one heartbeat', async () => {
    const { client, bank, connection, environment, pass } = await reload();
    expect(connection().operation).toMatchObject({ kind: 'refresh', jobId: 'refresh-1' });
    expect(client.availability('c1', 'purge')).toEqual({ available: false, reason: 'busy' });
    client.start();
    expect(environment.clock.pending()).toBe(1);
    await pass(2 * second);
    expect(environment.clock.pending()).toBe(1);
    bank.connections.set('c1', buildDetail({ lastSyncedAt: at(3) }));
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(2 * second);
    expect(connection()).toMatchObject({ operation: null, lastSyncedAt: at(3) });
    expect(environment.clock.pending()).toBe(0);
  });

  it('a press joins the running job and sends nothing', async () => {
    const { client, bank, pass } = await reload();
    const sent = bank.called('refreshConnection').length;
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'succeeded', remaining: [], jobs: [{ id: 'refresh-1' }] });
    expect(bank.called('refreshConnection')).toHaveLength(sent);
  });

  it('a press on another action is unavailable', async () => {
    const { client, bank } = await reload();
    expect((await client.run('c1', 'purgeAndRefresh')).outcome).toBe('unavailable');
    expect(bank.called('purgeConnection')).toEqual([]);
  });

  it('tells the one who joined that it failed', async () => {
    const { client, bank, pass } = await reload();
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-1', { status: 'failed', failure: { code: 'x', actor: 'support', retryable: true } });
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'failed', remaining: ['refresh'], failure: { code: 'x' } });
  });

  it('a client that begins with the state of a server joins without being started', async () => {
    const bank = createScriptedBank([buildDetail()], () => Date.parse(at(0)));
    bank.jobs.set('j1', buildJob());
    const initialState = { takenAt: at(0), connections: [buildDetail()], jobs: [buildJob()] };
    const { client, pass } = setUp({ bank, initialState });
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'succeeded', jobs: [{ id: 'j1' }] });
  });

  it('a press joins the running refresh that hides behind an unknown purge', async () => {
    const bank = createScriptedBank([buildDetail()], () => Date.parse(at(5)));
    bank.jobs.set('j1', buildJob());
    bank.jobs.set('p1', buildJob({ id: 'p1', kind: 'purge', status: 'unknown', recordedBy: 'kit', createdAt: at(2) }));
    const { client, pass } = await setUpLoaded({ bank });
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('j1', { status: 'succeeded', updatedAt: at(3) });
    await pass(2 * second);
    expect((await run).outcome).toBe('succeeded');
  });
});

describe('refreshAll', () => {
  const many = Array.from({ length: 8 }, (_, index) => buildDetail({ id: `c${index}` }));

  it('refreshes every connection, three at a time', async () => {
    const { client, bank, pass } = await setUpLoaded({ connections: many });
    const all = client.refreshAll();
    const begun: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await pass();
      begun.push(bank.called('refreshConnection').length);
      for (const { id, status } of bank.jobs.values()) if (status === 'queued') bank.say(id, { status: 'succeeded' });
      await pass(2 * second);
    }
    const results = await all;
    expect(begun).toEqual([3, 6, 8, 8]);
    expect([...results.keys()].toSorted()).toEqual(many.map(({ id }) => id));
    for (const { outcome } of results.values()) expect(outcome).toBe('succeeded');
  });

  it('refreshes those that are named, and one that cannot be does not stop the others', async () => {
    const connections = [buildDetail(), buildDetail({ id: 'c2', status: 'revoked' }), buildDetail({ id: 'c3' })];
    const { client, bank, pass } = await setUpLoaded({ connections });
    bank.fail('refreshConnection', 'provider');
    const all = client.refreshAll(['c1', 'c2', 'c3']);
    await pass();
    for (const { id } of bank.jobs.values()) bank.say(id, { status: 'succeeded' });
    await pass(2 * second);
    const outcomes = [...(await all)].map(([id, { outcome }]) => [id, outcome]).toSorted();
    expect(outcomes).toEqual([
      ['c1', 'failed'],
      ['c2', 'unavailable'],
      ['c3', 'succeeded'],
    ]);
  });

  it('of nothing is nothing', async () => {
    const { client, bank } = await setUpLoaded();
    expect((await client.refreshAll([])).size).toBe(0);
    expect(bank.called('refreshConnection')).toEqual([]);
  });
});

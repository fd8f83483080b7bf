import { describe, expect, it } from 'vitest';
import { createConnectionStore, withConnectionFields } from '../../../src/core/stores/connection-store';
import { createJobStore } from '../../../src/core/stores/job-store';
import { buildDetail, buildJob } from '../builders';
import { minute, second, setUp, setUpLoaded, type SetUp } from '../set-up';

function shown({ client }: SetUp) {
  return [client.connections.getState(), client.jobs.getState()];
}
const empty = [withConnectionFields(createConnectionStore().getState(), { session: 1 }), createJobStore().getState()];

/** Some transports do not heed the signal: their answers come all the same. */
const transports = [{ honoursAbort: true }, { honoursAbort: false }];

describe.each(transports)('clear, on a transport that honours the signal: $honoursAbort', (heeding) => {
  it('empties the stores', async () => {
    const all = await setUpLoaded(heeding);
    await all.client.loadConnection('c1');
    await all.client.run('c1', 'purge');
    await all.client.clear();
    expect(shown(all)).toEqual(empty);
  });

  it('aborts what is under way, and drops answers that come late', async () => {
    const all = setUp(heeding);
    const { client, bank, pass } = all;
    bank.jobs.set('j1', buildJob());
    const releases = (['listConnections', 'getConnection', 'listJobs', 'describe'] as const).map(bank.hold);
    const reads = [client.load(), client.loadConnection('c1'), client.loadJobs()];
    await pass();
    await client.clear();
    for (const { options } of bank.calls) expect(options.signal?.aborted).toBe(true);
    for (const release of releases) release();
    await Promise.all(reads);
    await pass(minute);
    expect(shown(all)).toEqual(empty);
  });

  it('ends a run that is under way, and what it asked for stays unknown', async () => {
    const all = await setUpLoaded(heeding);
    const release = all.bank.hold('purgeConnection');
    const run = all.client.run('c1', 'purgeAndRefresh');
    await all.pass();
    await all.client.clear();
    expect(await run).toMatchObject({ outcome: 'unknown', remaining: ['purge', 'refresh'] });
    release();
    await all.pass(minute);
    expect(shown(all)).toEqual(empty);
    expect(all.bank.called('refreshConnection')).toEqual([]);
  });

  it('ends a run that waits for its job, and says what was done', async () => {
    const all = await setUpLoaded(heeding);
    const run = all.client.run('c1', 'purgeAndRefresh');
    await all.pass(2 * second);
    await all.client.clear();
    expect(await run).toMatchObject({
      outcome: 'unknown',
      jobs: [{ kind: 'purge', status: 'succeeded' }],
      remaining: ['refresh'],
      failure: { code: 'aborted' },
    });
    expect(shown(all)).toEqual(empty);
  });

  it.each([
    ['refreshConnection', 'listJobs', 'refresh'],
    ['revokeConnection', 'getConnection', 'revoke'],
  ] as const)('leaves no trace of a lost answer (%s) that was being looked for', async (command, search, action) => {
    const all = await setUpLoaded(heeding);
    all.bank.loseAnswer(command);
    const release = all.bank.hold(search);
    const run = all.client.run('c1', action);
    await all.pass();
    await all.client.clear();
    release();
    expect((await run).outcome).toBe('unknown');
    await all.pass(minute);
    expect(shown(all)).toEqual(empty);
  });

  it('ends one that had joined a job', async () => {
    const all = setUp(heeding);
    all.bank.jobs.set('j1', buildJob());
    await all.client.load();
    const joined = all.client.run('c1', 'refresh');
    await all.pass();
    await all.client.clear();
    expect(await joined).toMatchObject({ outcome: 'unknown', remaining: ['refresh'] });
  });
});

describe('after clear', () => {
  it('nothing is followed any more', async () => {
    const { client, bank, environment, pass } = setUp();
    bank.jobs.set('j1', buildJob());
    await client.load();
    client.start();
    await pass(2 * second);
    const asked = bank.calls.length;
    await client.clear();
    await pass(10 * minute);
    expect(bank.calls).toHaveLength(asked);
    expect(environment.clock.pending()).toBe(0);
  });

  it('the client serves the next person: it loads, runs and follows', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    client.start();
    const release = bank.hold('getJob');
    const before = client.run('c1', 'refresh');
    await pass(2 * second);
    await client.clear();
    await client.load();
    const run = client.run('c1', 'refresh');
    expect((await before).outcome).toBe('unknown');
    expect(connection().operation).not.toBeNull();
    await pass();
    expect(connection().operation).not.toBeNull();
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(20 * second);
    expect((await run).outcome).toBe('succeeded');
    release();
  });

  it('nothing more is sent of a gesture, at whatever moment between its operations the log-out comes', async () => {
    let isSent = false;
    let hops = 0;
    for (; !isSent; hops += 1) {
      const { client, bank, pass } = await setUpLoaded({
        onEvent: (event) => {
          if (event.type === 'job-changed' && event.job.kind === 'purge') void clearAfter(hops);
        },
      });
      const clearAfter = async (left: number) => {
        for (let hop = 0; hop < left; hop += 1) await undefined;
        isSent = bank.called('refreshConnection').length > 0;
        await client.clear();
      };
      void client.run('c1', 'purgeAndRefresh');
      await pass(second);
      expect(bank.called('refreshConnection').length > 0, `after ${hops} turns`).toBe(isSent);
    }
    expect(hops).toBeGreaterThan(2);
  });

  it('a load that was half done goes no further', async () => {
    const { client, bank, pass } = setUp();
    bank.hold('describe');
    void client.load();
    await pass();
    expect(client.connections.getState().ids).toEqual(['c1']);
    await client.clear();
    await pass(second);
    expect(bank.called('listJobs')).toEqual([]);
  });

  it('the question that was broken off does not count as a failure against the next person', async () => {
    const { client, bank, pass } = await setUpLoaded();
    client.start();
    bank.hold('getJob');
    void client.run('c1', 'refresh');
    await pass(2 * second);
    bank.jobs.clear();
    await client.clear();
    await client.load();
    void client.run('c1', 'refresh');
    await pass();
    const asked = bank.called('getJob').length;
    await pass(second);
    expect(bank.called('getJob').length, 'as soon as for any new job').toBe(asked + 1);
  });

  it('a press at once joins nothing of before', async () => {
    const { client, bank, connection, pass } = await setUpLoaded({ honoursAbort: false });
    const releases = [bank.hold('purgeConnection'), bank.hold('purgeConnection')];
    const before = client.run('c1', 'purge');
    await pass();
    const cleared = client.clear();
    client.hydrate({ takenAt: new Date(0).toISOString(), connections: [buildDetail()], jobs: [] });
    const run = client.run('c1', 'purge');
    await cleared;
    expect((await before).outcome).toBe('unknown');
    await pass();
    expect(connection().operation?.kind).toBe('purge');
    for (const release of releases) release();
    expect((await run).outcome).toBe('succeeded');
    expect(bank.called('purgeConnection')).toHaveLength(2);
  });

  it('one who was signed out is asked for no more', async () => {
    const { client, bank } = await setUpLoaded();
    bank.signedOut = true;
    await client.load();
    await client.clear();
    bank.signedOut = false;
    client.hydrate({ takenAt: new Date(0).toISOString(), connections: [buildDetail()], jobs: [] });
    expect(client.availability('c1', 'refresh')).toEqual({ available: true });
  });

  it('nothing is left of a consent that was begun', async () => {
    const { client, environment } = await setUpLoaded({ scope: 'me' });
    await client.startConsent({ purpose: 'connect', state: 'secret' });
    expect(environment.storage?.getItem('connections-kit.consent.me')).toBe('secret');
    await client.clear();
    expect(environment.storage?.getItem('connections-kit.consent.me')).toBeNull();
  });
});

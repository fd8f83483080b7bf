import { describe, expect, it, vi } from 'vitest';
import { buildJob } from '../builders';
import { minute, second, setUp, setUpLoaded } from '../set-up';
import { setUpBrowser } from '../tabs-set-up';

const disposed = { name: 'ConnectionsError', code: 'disposed' };

describe('dispose', () => {
  it('leaves no timer, no listener and no request', async () => {
    const { client, bank, environment, pass } = setUp();
    bank.jobs.set('j1', buildJob());
    await client.load();
    const stops = [vi.fn(), vi.fn()];
    environment.visible.subscribe = () => stops[0] ?? (() => {});
    environment.online.subscribe = () => stops[1] ?? (() => {});
    const stop = client.start();
    await pass(2 * second);
    const asked = bank.calls.length;
    client.dispose();
    for (const stopped of stops) expect(stopped).toHaveBeenCalledTimes(1);
    expect(environment.clock.pending()).toBe(0);
    await pass(10 * minute);
    expect(bank.calls).toHaveLength(asked);
    expect(() => stop()).not.toThrow();
    for (const stopped of stops) expect(stopped).toHaveBeenCalledTimes(1);
  });

  it('can be done twice', async () => {
    const { client } = await setUpLoaded();
    client.dispose();
    expect(() => client.dispose()).not.toThrow();
  });

  it('cannot be undone by a start', async () => {
    const { client, bank, environment, pass } = setUp();
    bank.jobs.set('j1', buildJob());
    await client.load();
    client.dispose();
    client.start();
    await pass(minute);
    expect(bank.called('getJob')).toEqual([]);
    expect(environment.clock.pending()).toBe(0);
  });

  it('ends a run that is under way, which does not reject', async () => {
    const { client, connection, pass } = await setUpLoaded();
    const run = client.run('c1', 'refresh');
    await pass();
    client.dispose();
    expect(await run).toMatchObject({ outcome: 'unknown', remaining: ['refresh'] });
    expect(connection().operation).toMatchObject({ jobId: 'refresh-1' });
  });

  it('ends a run whose job comes at that moment', async () => {
    const all = await setUpLoaded({
      onEvent: ({ type }) => {
        if (type === 'job-changed') all.client.dispose();
      },
    });
    expect(await all.client.run('c1', 'refresh')).toMatchObject({ outcome: 'unknown', remaining: ['refresh'] });
  });

  it('ends a run whose answer never comes', async () => {
    const { client, bank, pass } = await setUpLoaded({ honoursAbort: false });
    bank.hold('purgeConnection');
    const run = client.run('c1', 'purge');
    await pass();
    client.dispose();
    expect(await run).toMatchObject({ outcome: 'unknown', remaining: ['purge'] });
  });

  it('keeps what is shown', async () => {
    const { client } = await setUpLoaded();
    client.dispose();
    expect(client.connections.getState().ids).toEqual(['c1']);
    expect(client.snapshot().connections).toHaveLength(1);
  });
});

describe('after dispose', () => {
  it('whatever can reject does, with `disposed`', async () => {
    const { client, bank } = await setUpLoaded();
    const asked = bank.calls.length;
    client.dispose();
    await expect(client.checkAgain('j1')).rejects.toMatchObject(disposed);
    await expect(client.answerChallenge('j1', ['1234'])).rejects.toMatchObject(disposed);
    await expect(client.reveal('c1', 'fullName')).rejects.toMatchObject(disposed);
    await expect(client.startConsent({ purpose: 'connect' })).rejects.toMatchObject(disposed);
    await expect(client.finishConsent('https://host.example/?jobId=j1')).rejects.toMatchObject(disposed);
    expect(bank.calls).toHaveLength(asked);
  });

  it('nothing is opened again', async () => {
    const { browser, open, pass } = setUpBrowser();
    const { client } = await open();
    client.dispose();
    await Promise.all([client.load(), client.loadJobs(), client.run('c1', 'refresh'), client.clear()]);
    client.hydrate({ takenAt: new Date(0).toISOString(), connections: [], jobs: [] });
    await pass(minute);
    expect(browser.leftovers()).toEqual([]);
  });

  it('loads say so in their state', async () => {
    const { client, bank } = await setUpLoaded();
    const asked = bank.calls.length;
    client.dispose();
    await Promise.all([client.load(), client.loadConnection('c1'), client.loadJobs()]);
    const failed = { status: 'failed', failure: { code: 'disposed' } };
    expect(client.connections.getState().load).toMatchObject(failed);
    expect(client.connections.getState().detailLoads['c1']).toMatchObject(failed);
    expect(client.jobs.getState().load).toMatchObject(failed);
    expect(bank.calls).toHaveLength(asked);
  });

  it('a run fails without a request, and does not reject', async () => {
    const { client, bank, connection } = await setUpLoaded();
    const asked = bank.calls.length;
    client.dispose();
    const failed = { outcome: 'failed', jobs: [], failure: { code: 'disposed' } };
    expect(await client.run('c1', 'purgeAndRefresh')).toMatchObject({ ...failed, remaining: ['purge', 'refresh'] });
    expect(await client.run('never-seen', 'refresh')).toMatchObject(failed);
    expect([...(await client.refreshAll()).values()]).toMatchObject([failed]);
    expect(bank.calls).toHaveLength(asked);
    expect(connection()).toMatchObject({ operation: null });
  });
});

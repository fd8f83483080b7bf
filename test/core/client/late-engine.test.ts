import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../../src/core/model/errors';
import { at, buildDetail, buildJob } from '../builders';
import { oneTurn, setUp, setUpLoaded } from '../set-up';
import { setUpBrowser } from '../tabs-set-up';

/** The engine comes, or does not, when a test says so. */
const engine = vi.hoisted(() => ({ fetches: [] as ((error?: unknown) => void)[] }));
vi.mock('../../../src/core/client/load-engine', () => ({
  preloadClient: () => Promise.resolve(),
  loadedEngine: () => undefined,
  loadEngine: () =>
    new Promise((resolve, reject) => {
      const module = import('../../../src/core/client/engine');
      engine.fetches.push((error) => (error === undefined ? resolve(module) : reject(error as Error)));
    }),
}));

async function settle(error?: unknown): Promise<void> {
  await import('../../../src/core/client/engine');
  for (const end of engine.fetches.splice(0)) end(error);
  await oneTurn();
}
const comes = () => settle();
const fails = () => settle(createConnectionsError('network'));
const facts = { takenAt: at(0), connections: [buildDetail()], jobs: [] };
const network = { failure: { code: 'network' } };

beforeEach(() => void engine.fetches.splice(0));

describe('while the engine has not come', () => {
  it('making a client, showing what came with the page, a snapshot and the end fetch nothing', () => {
    const { client } = setUp({ initialState: facts });
    client.hydrate(facts);
    expect(client.availability('c1', 'purge')).toEqual({ available: true });
    expect(client.snapshot().connections).toHaveLength(1);
    client.dispose();
    expect(engine.fetches).toEqual([]);
  });

  it('a load says at once that it is under way, and asks when it has come: once', async () => {
    const { client, bank } = setUp();
    const loads = [client.load(), client.load(), client.loadConnection('c1'), client.loadJobs()];
    expect(client.connections.getState().load.status).toBe('loading');
    expect(client.connections.getState().detailLoads['c1']?.status).toBe('loading');
    expect(bank.calls).toEqual([]);
    await comes();
    await Promise.all(loads);
    expect(client.connections.getState().load).toEqual({ status: 'ready', complete: true });
    expect(bank.called('listConnections')).toHaveLength(1);
  });

  it('a gesture waits and is done once, however often it is pressed', async () => {
    const { client, bank, eventTypes } = setUp({ initialState: facts });
    const presses = [client.run('c1', 'purge'), client.run('c1', 'purge')];
    await comes();
    expect(await Promise.all(presses)).toMatchObject([{ outcome: 'succeeded' }, { outcome: 'succeeded' }]);
    expect(bank.called('purgeConnection')).toHaveLength(1);
    expect(eventTypes().filter((type) => type === 'action-requested')).toHaveLength(1);
  });

  it('what was started follows when it has come, and what was stopped meanwhile does not', async () => {
    const { client, environment, pass } = setUp({ initialState: { ...facts, jobs: [buildJob()] } });
    client.start()();
    await comes();
    expect(environment.clock.pending()).toBe(0);
    const other = setUp({ initialState: { ...facts, jobs: [buildJob()] } });
    const stops = [other.client.start(), other.client.start()];
    stops[0]?.();
    await comes();
    expect(other.environment.clock.pending()).toBe(1);
    stops[1]?.();
    expect(other.environment.clock.pending()).toBe(0);
    await pass();
  });

  it('nothing is done any more after the end', async () => {
    const { client, bank, environment } = setUp({ initialState: facts });
    client.start();
    const run = client.run('c1', 'purge');
    const check = client.checkAgain('j1').catch((thrown: unknown) => thrown);
    client.dispose();
    await comes();
    expect(await run).toMatchObject({ outcome: 'failed', remaining: ['purge'], failure: { code: 'disposed' } });
    expect(await check).toMatchObject({ code: 'disposed' });
    expect(bank.calls).toEqual([]);
    expect(environment.clock.pending()).toBe(0);
  });

  it('nothing is done for a person who has logged out', async () => {
    const { client, bank } = setUp({ initialState: facts });
    client.start();
    const run = client.run('c1', 'purge');
    const load = client.load();
    await client.clear();
    expect(client.connections.getState()).toMatchObject({ ids: [], load: { status: 'idle' } });
    await comes();
    expect(await run).toMatchObject({ outcome: 'failed', remaining: ['purge'], failure: { code: 'aborted' } });
    await load;
    expect(client.connections.getState()).toMatchObject({ ids: [], load: { status: 'idle' } });
    expect(bank.calls).toEqual([]);
    await client.load();
    expect(client.connections.getState().ids).toEqual(['c1']);
  });

  it('a log-out in another tab is found out', async () => {
    const { browser, bank } = setUpBrowser();
    const [page, other] = [1, 2].map(() =>
      setUp({ bank, surroundings: browser.openTab(), scope: 'user-1', initialState: facts }),
    );
    const check = page?.client.checkAgain('j1').catch((thrown: unknown) => thrown);
    await other?.client.clear();
    await comes();
    expect(await check).toMatchObject({ code: 'aborted' });
    expect(page?.client.connections.getState().ids).toEqual([]);
    expect(bank.calls).toEqual([]);
  });

  it('a log-out empties the storage and reaches the other tabs within the call', async () => {
    const { browser, bank, pass } = setUpBrowser();
    const tab = browser.openTab();
    const page = setUp({ bank, surroundings: browser.openTab(), scope: 'user-1' });
    page.client.hydrate(facts);
    page.client.start();
    await comes();
    tab.storage?.setItem('connections-kit.1.user-1.ledger', '{}');
    void setUp({ bank, surroundings: tab, scope: 'user-1' }).client.clear();
    expect(tab.storage?.getItem('connections-kit.1.user-1.ledger')).toBeNull();
    await pass();
    expect(page.client.connections.getState().ids).toEqual([]);
    expect(engine.fetches).toEqual([]);
  });
});

describe('an engine that cannot be fetched', () => {
  it('is a failure of what was asked, and the next call tries again; what was started goes on', async () => {
    const { client, bank, environment, pass } = setUp({ initialState: { ...facts, jobs: [buildJob()] } });
    bank.jobs.set('j1', buildJob());
    client.start();
    const asked = [client.load(), client.loadJobs()];
    const run = client.run('c1', 'revoke');
    const all = client.refreshAll();
    const reveal = client.reveal('c1', 'fullName').catch((thrown: unknown) => thrown);
    await fails();
    await Promise.all(asked);
    expect(client.connections.getState().load).toMatchObject({ status: 'failed', ...network });
    expect(client.jobs.getState().load).toMatchObject({ status: 'failed', ...network });
    expect(await run).toMatchObject({ outcome: 'failed', remaining: ['revoke'], ...network });
    expect([...(await all).values()]).toMatchObject([{ outcome: 'failed', ...network }]);
    expect(await reveal).toMatchObject({ code: 'network' });
    expect(bank.calls).toEqual([]);
    const again = client.load();
    await comes();
    await again;
    expect(client.connections.getState().load.status).toBe('ready');
    expect(bank.called('revokeConnection'), 'a press that failed is not remembered').toEqual([]);
    await pass(2000);
    expect(bank.called('getJob').length).toBeGreaterThan(0);
    expect(environment.clock.pending()).toBeGreaterThan(0);
  });

  it('reads the list that failed for lack of it, once the page is online', async () => {
    const { client, bank, environment, pass } = setUp();
    client.start();
    environment.setOnline(false);
    const loading = client.load();
    await fails();
    await loading;
    expect(client.connections.getState().load.status).toBe('failed');
    environment.setOnline(true);
    await comes();
    await pass();
    expect(client.connections.getState().load.status).toBe('ready');
    expect(bank.called('listConnections')).toHaveLength(1);
  });

  it('is asked for again when the page comes online, while something is started', async () => {
    const { client, bank, environment, pass } = setUp({ initialState: { ...facts, jobs: [buildJob()] } });
    bank.jobs.set('j1', buildJob());
    const stop = client.start();
    environment.setOnline(false);
    await fails();
    expect(engine.fetches).toEqual([]);
    environment.setOnline(true);
    expect(engine.fetches).toHaveLength(1);
    await comes();
    await pass(2000);
    expect(bank.called('getJob').length).toBeGreaterThan(0);
    stop();
    const unheard = setUp({ initialState: facts });
    unheard.client.start()();
    await fails();
    unheard.environment.setOnline(false);
    unheard.environment.setOnline(true);
    expect(engine.fetches, 'nothing is started any more').toEqual([]);
  });
});

it('is there for good once it has come: a call acts at once', async () => {
  const loading = setUpLoaded();
  await oneTurn();
  await comes();
  const { client, bank, connection } = await loading;
  void client.run('c1', 'purge');
  expect(connection().operation).toMatchObject({ kind: 'purge' });
  expect(bank.called('purgeConnection')).toHaveLength(1);
  expect(engine.fetches).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import type { ClientState, ConnectionsClient } from '../../../src/core/client/client';
import { at, buildConnection, buildDetail, buildJob } from '../builders';
import { minute, second, setUp, setUpLoaded } from '../set-up';

const job = buildJob({ runId: 'r1' });
const state: ClientState = {
  takenAt: at(-1),
  connections: [buildDetail(), buildConnection({ id: 'c2', status: 'invalid' })],
  jobs: [job],
  description: { can: ['refresh'], revokeData: 'deleted' },
};

describe('a client that begins with a state', () => {
  it('shows it from the first moment, in its initial state too, and asks for nothing', async () => {
    const { client, bank, connection, jobs } = setUp({ initialState: state });
    expect(client.connections.getState()).toMatchObject({
      ids: ['c1', 'c2'],
      load: { status: 'ready', complete: true },
      description: { can: ['refresh'], revokeData: 'deleted' },
    });
    expect(client.connections.getInitialState()).toBe(client.connections.getState());
    expect(client.jobs.getInitialState()).toBe(client.jobs.getState());
    expect(connection()).toMatchObject({
      detail: { accounts: [{ id: 'a1' }] },
      operation: { kind: 'refresh', jobId: 'j1', runId: 'r1' },
      confirmedAt: at(-1),
    });
    expect(jobs()).toMatchObject([{ id: 'j1', status: 'running' }]);
    expect(bank.calls).toEqual([]);
  });

  it('is the same whenever it begins: on a server, and later in the page', async () => {
    const server = setUp({ initialState: state });
    const page = setUp({ initialState: state });
    await page.pass(5 * second);
    const later = setUp({ initialState: state, surroundings: page.environment });
    expect(later.client.connections.getState()).toEqual(server.client.connections.getState());
    expect(later.client.jobs.getState()).toEqual(server.client.jobs.getState());
  });

  it('follows what was running, once it is started', async () => {
    const { client, bank, connection, pass } = setUp({ initialState: state });
    bank.jobs.set('j1', { ...job, status: 'succeeded', updatedAt: at(1) });
    client.start();
    await pass(2 * second);
    expect(connection().operation).toBeNull();
  });

  it('is not changed by what becomes of it', async () => {
    const { client } = setUp({ initialState: state });
    const before = client.connections.getInitialState();
    await client.load();
    expect(client.connections.getInitialState()).toBe(before);
    expect(client.connections.getState()).not.toBe(before);
  });

  it('says that its state came with the page until it has asked for itself, for what this person may do too', async () => {
    const { client, bank } = setUp({ initialState: state });
    expect(client.connections.getState().load.hydrated).toBe(true);
    await client.load();
    const { load, description } = client.connections.getState();
    expect(load).toEqual({ status: 'ready', complete: true });
    expect(description).toEqual(bank.description);
  });

  it('knows where the connections end that came with the page', async () => {
    const reach = { complete: false, nextCursor: 'c2' };
    const { client } = setUp({ initialState: { ...state, reach } });
    expect(client.connections.getState().load).toEqual({ status: 'ready', ...reach, hydrated: true });
    expect(client.snapshot().reach).toEqual(reach);
    await client.load();
    expect(client.connections.getState().load).toEqual({ status: 'ready', complete: true });
  });

  it('learns the news although the clock of the server runs ahead', async () => {
    const { client, connection } = setUp({ initialState: { ...state, takenAt: at(300) } });
    await client.load();
    expect(connection().status).toBe('active');
    expect(client.connections.getState().ids).toEqual(['c1']);
    await client.loadConnection('c1');
    expect(client.connections.getState().detailLoads['c1']?.status).toBe('ready');
    const { bank } = setUp();
    bank.connections.set('c1', buildDetail({ status: 'invalid' }));
    const other = setUp({ bank, initialState: { ...state, takenAt: at(300) } });
    await other.client.load();
    expect(other.connection().status).toBe('invalid');
  });

  it('does not fall over a time that cannot be read', async () => {
    const { client, connection } = setUp({ initialState: { ...state, takenAt: 'yesterday' } });
    expect(connection().status).toBe('active');
    await client.load();
    expect(client.connections.getState().ids).toEqual(['c1']);
  });
});

describe('hydrating', () => {
  it('adds a state to a client that has none', () => {
    const { client } = setUp();
    client.hydrate(state);
    expect(client.connections.getState()).toMatchObject({ ids: ['c1', 'c2'], load: { status: 'ready' } });
    expect(client.jobs.getState().idsByConnection).toEqual({ c1: ['j1'] });
  });

  it('can be seen before: the states that it comes to, which change nothing until then', async () => {
    const { client, bank } = setUp();
    const before = client.connections.getState();
    const { connections, jobs } = client.preview(state);
    expect(connections).toMatchObject({ ids: ['c1', 'c2'], load: { status: 'ready', hydrated: true } });
    expect(client.connections.getState()).toBe(before);
    client.hydrate(state);
    expect(client.connections.getState()).toEqual(connections);
    expect(client.jobs.getState()).toEqual(jobs);
    bank.connections.set('c1', buildDetail({ status: 'failed' }));
    await client.loadConnection('c1');
    expect(client.preview(state).connections.byId['c1']?.status, 'on top of what is known meanwhile').toBe('failed');
  });

  it.each([
    ['has asked for nothing yet', (_client: ConnectionsClient) => {}],
    ['has asked for jobs', (client: ConnectionsClient) => client.loadJobs()],
  ])('adds a part of the connections as a part, to a client that %s', async (_name, prepare) => {
    const { client } = setUp();
    await prepare(client);
    client.hydrate({ ...state, reach: { complete: false } });
    expect(client.connections.getState().load).toEqual({ status: 'ready', complete: false, hydrated: true });
  });

  it('never undoes what is known to be newer', async () => {
    const { client, bank, connection, pass } = setUp();
    await pass(minute);
    bank.connections.set('c1', buildDetail({ status: 'failed' }));
    await client.load();
    client.hydrate(state);
    expect(connection().status).toBe('failed');
  });

  it('lets a read that is asked afterwards win, although the clock of the server runs ahead', async () => {
    const { client, bank, connection } = setUp();
    client.hydrate({ ...state, takenAt: at(300) });
    bank.connections.set('c1', buildDetail({ status: 'invalid' }));
    await client.loadConnection('c1');
    expect(connection().status).toBe('invalid');
  });
});

describe('a snapshot', () => {
  it('is what a client knows, as plain data that JSON carries', async () => {
    const { client, bank } = await setUpLoaded();
    await client.loadConnection('c1');
    const snapshot = client.snapshot();
    expect(snapshot).toEqual({
      takenAt: at(0),
      connections: [buildDetail()],
      jobs: [],
      description: bank.description,
    });
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
  });

  it('says that the connections are not all of them', async () => {
    const { client } = setUp();
    expect(client.snapshot().reach).toEqual({ complete: false });
    await client.loadConnection('c1');
    expect(client.snapshot()).toMatchObject({ connections: [{ id: 'c1' }], reach: { complete: false } });
  });

  it('holds the facts, and nothing of what this client is doing', async () => {
    const { client, bank } = await setUpLoaded();
    bank.fail('refreshConnection', 'provider');
    await client.run('c1', 'purgeAndRefresh');
    void client.run('c1', 'refresh');
    const [connection] = client.snapshot().connections;
    for (const own of ['operation', 'failure', 'remaining', 'confirmedAt', 'purgedAt', 'detail'])
      expect(connection).not.toHaveProperty(own);
  });

  it('of one client is where another begins: purged, failed and all', async () => {
    const one = await setUpLoaded();
    await one.client.loadConnection('c1');
    one.bank.fail('refreshConnection', 'provider');
    await one.client.run('c1', 'purgeAndRefresh');
    const other = setUp({ initialState: JSON.parse(JSON.stringify(one.client.snapshot())) });
    const { remaining: _remaining, confirmedAt: _c, ...known } = one.connection();
    expect(other.connection()).toMatchObject(known);
    expect(other.jobs()).toEqual(one.jobs());
  });
});

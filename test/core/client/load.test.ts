import { describe, expect, it } from 'vitest';
import { createFailure } from '../../../src/core/model/failure';
import type { ConnectionQuery } from '../../../src/core/transport';
import { at, buildDetail, buildJob } from '../builders';
import { setUp, setUpLoaded } from '../set-up';

const five = ['a', 'b', 'c', 'd', 'e'].map((id) => buildDetail({ id }));

describe('loading the connections', () => {
  it('reads them, the description, and the newest jobs', async () => {
    const { client, bank, connection } = setUp();
    const loading = client.load();
    expect(client.connections.getState().load).toEqual({ status: 'loading', complete: false });
    await loading;
    expect(client.connections.getState()).toMatchObject({
      ids: ['c1'],
      load: { status: 'ready', complete: true },
      description: bank.description,
    });
    expect(connection()).toMatchObject({ status: 'active', operation: null });
    expect(bank.called('listJobs').map(({ subject }) => subject)).toEqual([{ limit: 100 }]);
  });

  it('takes in the jobs of many connections in one write of each store', async () => {
    const { client, bank } = setUp({ connections: five });
    for (const { id } of five) bank.jobs.set(id, buildJob({ id, connectionId: id, status: 'running' }));
    const written: string[] = [];
    client.connections.subscribe(({ byId }, before) => {
      const changed = five.filter(({ id }) => byId[id]?.operation && !before.byId[id]?.operation);
      if (changed.length > 0) written.push(changed.map(({ id }) => id).join(' '));
    });
    await client.load();
    expect(written).toEqual(['a b c d e']);
  });

  it('reads page after page, in the order of the transport', async () => {
    const { client, bank } = setUp({ connections: five });
    bank.pageSize = 2;
    await client.load();
    expect(client.connections.getState().ids).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(bank.called('listConnections').map(({ subject }) => subject)).toEqual([
      {},
      { cursor: '2' },
      { cursor: '4' },
    ]);
  });

  it('takes over the order of the transport when it is loaded again', async () => {
    const { client, bank } = await setUpLoaded({ connections: five });
    bank.connections = new Map([buildDetail({ id: 'new' }), ...five.toReversed()].map((one) => [one.id, one]));
    await client.load();
    expect(client.connections.getState().ids).toEqual(['new', 'e', 'd', 'c', 'b', 'a']);
  });

  it('shows the first page before the last has come, and does not call that complete', async () => {
    const { client, bank, pass } = setUp({ connections: five });
    bank.pageSize = 3;
    const releaseFirst = bank.hold('listConnections');
    const release = bank.hold('listConnections');
    void client.load();
    releaseFirst();
    await pass();
    expect(client.connections.getState()).toMatchObject({
      ids: ['a', 'b', 'c'],
      load: { status: 'loading', complete: false },
    });
    release();
    await pass();
    expect(client.connections.getState().ids).toHaveLength(5);
  });

  it('asks once for what is asked for twice at the same time', async () => {
    const { client, bank } = setUp();
    await Promise.all([client.load(), client.load(), client.loadConnection('c1'), client.loadConnection('c1')]);
    await Promise.all([client.loadJobs({ connectionId: 'c1' }), client.loadJobs({ connectionId: 'c1' })]);
    expect(bank.methods().toSorted()).toEqual(['describe', 'getConnection', 'listConnections', 'listJobs', 'listJobs']);
  });

  it('reads what is still going on by itself where the newest jobs are not all', async () => {
    const { client, bank, jobs } = setUp();
    const old = buildJob({ id: 'old', createdAt: at(-500), updatedAt: at(-500) });
    bank.jobs.set('old', old);
    for (let index = 0; index < 100; index += 1) {
      bank.jobs.set(`j${index}`, buildJob({ id: `j${index}`, status: 'succeeded', createdAt: at(-100 + index) }));
    }
    bank.pageSize = 100;
    await client.load();
    expect(jobs().find(({ id }) => id === 'old')).toMatchObject({ status: 'running' });
    const queries = bank.called('listJobs').map(({ subject }) => subject);
    expect(queries, 'in the longest pages that there are').toEqual([{ limit: 100 }, { unsettled: true, limit: 1000 }]);
  });

  it('asks again when it is asked later, but for the description only once', async () => {
    const { client, bank } = await setUpLoaded();
    await client.load();
    expect(bank.called('listConnections')).toHaveLength(2);
    expect(bank.called('describe')).toHaveLength(1);
  });

  it('does not take one query for another', async () => {
    const { client, bank } = setUp();
    await Promise.all([client.load(), client.load({ text: 'hooli' })]);
    expect(bank.called('listConnections')).toHaveLength(2);
  });

  it('drops a connection that has vanished', async () => {
    const { client, bank } = await setUpLoaded({ connections: five });
    bank.connections.delete('b');
    await client.load();
    expect(client.connections.getState().ids).toEqual(['a', 'c', 'd', 'e']);
    expect(client.connections.getState().byId).not.toHaveProperty('b');
  });

  it('drops nothing because of a search', async () => {
    const { client, bank } = await setUpLoaded({ connections: five });
    bank.connections.delete('b');
    await client.load({ text: 'hooli' });
    await client.load({ status: 'active' });
    expect(client.connections.getState().ids).toContain('b');
  });

  it('keeps a connection that this client revoked, though the list forgets it', async () => {
    const { client, bank, connection } = await setUpLoaded();
    await client.run('c1', 'revoke');
    bank.connections.delete('c1');
    await client.load();
    expect(connection().status).toBe('revoked');
  });

  it('keeps a connection at which something is in flight, though the list forgets it', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    void client.run('c1', 'refresh');
    await pass();
    bank.connections.delete('c1');
    await client.load();
    expect(connection().operation?.kind).toBe('refresh');
  });

  it('follows what was going on before, although nobody asked for the jobs', async () => {
    const { client, bank, connection, pass } = setUp();
    bank.jobs.set('j1', buildJob({ updatedAt: at(0) }));
    await client.load();
    expect(connection().operation).toEqual({ kind: 'refresh', jobId: 'j1', runId: 'j1' });
    client.start();
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    await pass(2000);
    expect(connection().operation).toBeNull();
  });

  it('needs neither a description nor a list of jobs', async () => {
    const { bank } = setUp();
    const { listConnections, getConnection, getJob } = bank.transport;
    const { client } = await setUpLoaded({ transport: { listConnections, getConnection, getJob } });
    expect(client.connections.getState()).toMatchObject({
      ids: ['c1'],
      load: { status: 'ready' },
      description: { can: [], revokeData: 'unknown' },
    });
    expect(client.availability('c1', 'refresh')).toEqual({ available: false, reason: 'unsupported' });
  });

  it('does not list jobs where the description says that it cannot be done', async () => {
    const { client, bank } = setUp();
    bank.description = { can: ['refresh'], revokeData: 'kept' };
    await client.load();
    await client.loadJobs();
    expect(bank.called('listJobs')).toEqual([]);
    expect(client.connections.getState().load.status).toBe('ready');
  });
});

describe('loading one connection', () => {
  it('brings its masked profile, its accounts and its consent', async () => {
    const { client, connection } = await setUpLoaded();
    expect(connection().detail).toBeUndefined();
    await client.loadConnection('c1');
    const { profile, accounts, consent } = buildDetail();
    expect(connection().detail).toEqual({ profile, accounts, consent });
    expect(connection()).not.toHaveProperty('accounts');
    expect(client.connections.getState().detailLoads).toEqual({ c1: { status: 'ready', complete: true } });
  });

  it('can be the first thing that is known of it', async () => {
    const { client, connection } = setUp();
    await client.loadConnection('c1');
    expect(client.connections.getState().ids).toEqual(['c1']);
    expect(connection().detail?.accounts).toHaveLength(1);
  });

  it('survives a history that tells of a purge long past', async () => {
    const { client, bank, connection } = await setUpLoaded();
    await client.loadConnection('c1');
    bank.jobs.set(
      'p1',
      buildJob({ id: 'p1', kind: 'purge', status: 'succeeded', recordedBy: 'kit', createdAt: at(-900) }),
    );
    await client.loadJobs({ connectionId: 'c1' });
    expect(connection().detail).toHaveProperty('profile');
  });

  it('survives a later list, which brings no detail', async () => {
    const { client, connection } = setUp();
    await client.loadConnection('c1');
    const { detail } = connection();
    await client.load();
    expect(connection().detail).toBe(detail);
  });

  it('says of one that has vanished that it was not found, and leaves the rest alone', async () => {
    const { client, bank } = await setUpLoaded();
    bank.connections.delete('c1');
    await client.loadConnection('c1');
    expect(client.connections.getState().detailLoads['c1']).toEqual({
      status: 'failed',
      complete: false,
      failure: createFailure('not-found'),
    });
    expect(client.connections.getState().load.status).toBe('ready');
  });
});

describe('a list of very many', () => {
  const many = Array.from({ length: 1_200 }, (_, index) => buildDetail({ id: `c${index}` }));

  async function setUpMany() {
    const all = setUp({ connections: many });
    all.bank.pageSize = 100;
    await all.client.load();
    const ids = () => all.client.connections.getState().ids;
    const load = () => all.client.connections.getState().load;
    return { ...all, ids, load, more: () => all.client.load({ cursor: load().nextCursor ?? 'none' }) };
  }

  it('is read in portions, and says where the rest begins', async () => {
    const { bank, ids, load, more } = await setUpMany();
    expect(ids()).toHaveLength(500);
    expect(load()).toEqual({ status: 'ready', complete: false, nextCursor: '500' });
    await more();
    expect(ids()).toHaveLength(1_000);
    await more();
    expect(ids()).toEqual(many.map(({ id }) => id));
    expect(load()).toEqual({ status: 'ready', complete: true });
    expect(bank.called('listJobs'), 'what is going on is read with the first portion').toHaveLength(1);
  });

  it('is read as far as it is known when it is loaded again', async () => {
    const { client, ids, load, more } = await setUpMany();
    await more();
    await client.load();
    expect(ids()).toHaveLength(1_000);
    expect(load()).toEqual({ status: 'ready', complete: false, nextCursor: '1000' });
    await more();
    await client.load();
    expect(load()).toEqual({ status: 'ready', complete: true });
  });

  it('keeps what has come when a later page fails, and goes on where it failed', async () => {
    const { bank, ids, load, more } = await setUpMany();
    const release = bank.hold('listConnections');
    bank.fail('listConnections', 'network');
    const loading = more();
    release();
    await loading;
    expect(ids()).toHaveLength(600);
    expect(load()).toMatchObject({ status: 'failed', complete: false, nextCursor: '600' });
    await more();
    expect(ids()).toHaveLength(1_100);
    const asked = bank.called('listConnections').map(({ subject }) => (subject as ConnectionQuery).cursor);
    expect(asked.slice(5)).toEqual(['500', '600', '600', '700', '800', '900', '1000']);
  });

  it('drops what has vanished once its last portion has come', async () => {
    const { client, bank, ids, more } = await setUpMany();
    await more();
    await more();
    bank.connections.delete('c7');
    await client.load();
    expect(ids()).toHaveLength(1_199);
    expect(ids()).not.toContain('c7');
  });

  it('is not called complete because a search in it was answered', async () => {
    const { client, load } = await setUpMany();
    await client.load({ text: 'hooli' });
    expect(load()).toMatchObject({ status: 'ready', complete: false, nextCursor: '500' });
  });

  it('lets a portion that is overtaken by a reload change nothing but its rows', async () => {
    const { client, bank, ids, load, more, pass } = await setUpMany();
    const release = bank.hold('listConnections');
    const late = more();
    await client.load();
    release();
    await late;
    await pass();
    expect(ids()).toHaveLength(600);
    expect(load()).toEqual({ status: 'ready', complete: false, nextCursor: '500' });
  });
});

import { describe, expect, it } from 'vitest';
import { createFailure } from '../../../src/core/model/failure';
import type { ConnectionDetail } from '../../../src/core/model/connection';
import { at, buildConnection, buildDetail, buildJob } from '../builders';
import { setUp, setUpLoaded, second } from '../set-up';

describe('a load that fails', () => {
  it('says so, and keeps what is shown', async () => {
    const { client, bank } = await setUpLoaded();
    const { ids, byId } = client.connections.getState();
    bank.fail('listConnections', 'network');
    await client.load();
    expect(client.connections.getState().load).toEqual({
      status: 'failed',
      complete: true,
      failure: createFailure('network'),
    });
    expect(client.connections.getState().ids).toBe(ids);
    expect(client.connections.getState().byId).toBe(byId);
  });

  it('keeps the page that came before, and drops nothing', async () => {
    const { client, bank } = setUp({ connections: ['a', 'b', 'c'].map((id) => buildDetail({ id })) });
    await client.loadConnection('c');
    bank.connections.delete('c');
    bank.pageSize = 1;
    const release = bank.hold('listConnections');
    bank.fail('listConnections', 'timeout');
    release();
    await client.load();
    expect(client.connections.getState()).toMatchObject({
      ids: ['c', 'a'],
      load: { status: 'failed', complete: false },
    });
  });

  it('is forgotten by the next that succeeds', async () => {
    const { client, bank } = setUp();
    bank.fail('listConnections', 'provider');
    await client.load();
    await client.load();
    expect(client.connections.getState().load).toEqual({ status: 'ready', complete: true });
  });

  it('never rejects, not even on a transport that throws what it may not', async () => {
    const { bank } = setUp();
    const listConnections = () => {
      throw new TypeError('gavin@hooli.com is undefined');
    };
    const { client } = setUp({ transport: { ...bank.transport, listConnections } });
    await expect(client.load()).resolves.toBeUndefined();
    expect(client.connections.getState().load.failure).toEqual(createFailure('provider'));
  });

  it('ends also when somebody else cancelled the request', async () => {
    const { client, bank } = setUp();
    bank.fail('listConnections', 'aborted');
    await client.load();
    expect(client.connections.getState().load).toMatchObject({ status: 'failed', failure: { code: 'network' } });
  });

  it('for want of a description narrows nothing', async () => {
    const { client, bank } = setUp();
    bank.fail('describe', 'provider');
    await client.load();
    expect(client.connections.getState().load.status).toBe('ready');
    expect(client.connections.getState().description).toBeUndefined();
    expect(client.availability('c1', 'refresh')).toEqual({ available: true });
    await client.load();
    expect(client.connections.getState().description).toEqual(bank.description);
  });

  it('for want of the jobs says so at the jobs', async () => {
    const { client, bank } = setUp();
    bank.fail('listJobs', 'provider');
    await client.load();
    expect(client.connections.getState().load.status).toBe('ready');
    expect(client.jobs.getState().load).toMatchObject({ status: 'failed', failure: { code: 'provider' } });
  });

  it('of the jobs keeps those that are shown', async () => {
    const { client, bank, jobs } = setUp();
    bank.jobs.set('j1', buildJob({ status: 'succeeded' }));
    await client.loadJobs({ connectionId: 'c1' });
    expect(client.jobs.getState().load).toEqual({ status: 'ready', complete: true });
    bank.fail('listJobs', 'network');
    await client.loadJobs({ connectionId: 'c1' });
    expect(client.jobs.getState().load).toMatchObject({ status: 'failed', complete: true });
    expect(jobs()).toHaveLength(1);
  });
});

describe('answers that come out of order', () => {
  it('never undo a command that has settled meanwhile', async () => {
    const { bank } = setUp();
    let answer = (_detail: ConnectionDetail) => {};
    const getConnection = () => new Promise<ConnectionDetail>((resolve) => (answer = resolve));
    const { client, connection } = await setUpLoaded({ bank, transport: { ...bank.transport, getConnection } });
    const reading = client.loadConnection('c1');
    await client.run('c1', 'purge');
    answer(buildDetail());
    await reading;
    expect(connection().detail).toEqual({ accounts: [] });
    expect(connection().purgedAt).toBeDefined();
  });

  it('never let a list that was asked first undo what was asked later', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    const release = bank.hold('listConnections');
    const slow = client.load();
    await pass(second);
    bank.connections.set('c1', buildDetail({ status: 'invalid' }));
    await client.loadConnection('c1');
    bank.connections.set('c1', buildDetail({ status: 'active' }));
    release();
    await slow;
    expect(connection().status).toBe('invalid');
  });

  it('count from when their own page was asked for', async () => {
    const { client, bank, connection, pass } = await setUpLoaded({
      connections: ['a', 'b'].map((id) => buildDetail({ id })),
    });
    bank.pageSize = 1;
    const release = bank.hold('listConnections');
    const slow = client.load();
    await pass(second);
    await client.run('b', 'purge');
    bank.connections.set('b', buildDetail({ id: 'b', status: 'invalid' }));
    release();
    await slow;
    expect(connection('b').status).toBe('invalid');
  });

  it('never drop a connection that became known after the list was asked for', async () => {
    const { bank } = setUp();
    const { listConnections } = bank.transport;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const answersLate = async (...question: Parameters<typeof listConnections>) => {
      const page = await listConnections(...question);
      await held;
      return page;
    };
    const { client, pass } = setUp({ bank, transport: { ...bank.transport, listConnections: answersLate } });
    const slow = client.load();
    await pass();
    bank.connections.set('c2', buildDetail({ id: 'c2' }));
    await client.loadConnection('c2');
    release();
    await slow;
    expect(client.connections.getState().ids).toEqual(['c2', 'c1']);
  });
});

describe('a list with a flaw', () => {
  it('shows a connection once that it names twice', async () => {
    const { bank } = setUp();
    const { accounts: _a, profile: _p, consent: _c, ...connection } = buildDetail();
    const listConnections = async () => ({ items: [connection, { ...connection, status: 'invalid' as const }] });
    const { client } = await setUpLoaded({ transport: { ...bank.transport, listConnections } });
    expect(client.connections.getState().ids).toEqual(['c1']);
  });

  it('keeps the newest of a job that it names twice', async () => {
    const done = buildJob({ status: 'succeeded', updatedAt: at(2) });
    const before = buildJob({ status: 'running', updatedAt: at(1) });
    for (const items of [
      [done, before],
      [before, done],
    ]) {
      const { bank } = setUp();
      const { client, jobs } = setUp({ transport: { ...bank.transport, listJobs: async () => ({ items }) } });
      await client.loadJobs();
      expect(jobs()).toMatchObject([done]);
    }
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %j for an id like any other', async (id) => {
    const { client, bank, pass, jobs } = await setUpLoaded({ connections: [buildDetail({ id }), buildDetail()] });
    expect(client.connections.getState().ids).toEqual([id, 'c1']);
    const run = client.run(id, 'refresh');
    await pass();
    expect(client.availability(id, 'refresh')).toMatchObject({ reason: 'busy' });
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(2 * second);
    expect((await run).outcome).toBe('succeeded');
    expect(jobs(id)).toHaveLength(1);
    expect(client.availability('valueOf', 'refresh')).toMatchObject({ reason: 'status' });
    await expect(client.checkAgain('hasOwnProperty')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a list that has no end', () => {
  it.each<[string, (cursor: string | undefined) => string, number]>([
    ['the same cursor again', () => 'a', 2],
    ['cursors that go round', (cursor) => (cursor === 'a' ? 'b' : 'a'), 3],
    ['ever new cursors', (cursor) => `${Number(cursor ?? 0) + 1}`, 1000],
  ])('(%s) is given up, and what has come is kept', async (_name, next, most) => {
    const { bank } = setUp();
    let asked = 0;
    const { client, connection } = setUp({
      bank,
      transport: {
        ...bank.transport,
        async listConnections({ cursor }) {
          asked += 1;
          return { items: [buildConnection()], nextCursor: next(cursor) };
        },
      },
    });
    await client.load();
    expect(asked).toBeLessThanOrEqual(most);
    expect(client.connections.getState().load).toMatchObject({ status: 'failed', failure: { code: 'bad-response' } });
    expect(connection().id).toBe('c1');
  });
});

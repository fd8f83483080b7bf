import { describe, expect, it } from 'vitest';
import { actions, type ActionName } from '../../../src/core/model/actions';
import { buildDetail, buildJob } from '../builders';
import { second, setUp, setUpLoaded, type SetUp } from '../set-up';

const actionNames = Object.keys(actions) as readonly ActionName[];
const methods = { refresh: 'refreshConnection', purge: 'purgeConnection', revoke: 'revokeConnection' } as const;
const commands: readonly string[] = Object.values(methods);

/** Lets every refresh succeed that the bank has begun. */
async function finish({ bank, pass }: SetUp): Promise<void> {
  await pass();
  for (const { id, kind } of bank.jobs.values()) if (kind === 'refresh') bank.say(id, { status: 'succeeded' });
  await pass(2 * second);
}

function commandsOf({ bank }: SetUp) {
  return bank.calls.filter(({ method }) => commands.includes(method));
}

describe.each(actionNames)('the gesture %s', (action) => {
  it('asks for each of its operations, in order, and succeeds when all have', async () => {
    const all = await setUpLoaded();
    const run = all.client.run('c1', action);
    await finish(all);
    const result = await run;
    expect(commandsOf(all).map(({ method, subject }) => [method, subject])).toEqual(
      actions[action].map((kind) => [methods[kind], 'c1']),
    );
    expect(result).toMatchObject({ outcome: 'succeeded', remaining: [] });
    expect(result.jobs.map(({ kind, status }) => [kind, status])).toEqual(
      actions[action].map((kind) => [kind, 'succeeded']),
    );
    expect(result).not.toHaveProperty('failure');
    expect(all.connection().operation).toBeNull();
  });

  it('names one run for all of it, and a key of its own for each operation', async () => {
    const all = await setUpLoaded();
    const run = all.client.run('c1', action);
    await finish(all);
    const { jobs } = await run;
    const sent = commandsOf(all).map(({ options }) => options);
    const runIds = [...sent.map(({ runId }) => runId), ...jobs.map(({ runId }) => runId)];
    expect(new Set(runIds).size).toBe(1);
    expect(runIds[0]).toMatch(/./);
    const keys = sent.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys.every((key) => key !== undefined && key.length >= 16)).toBe(true);
    expect(new Set(keys).size).toBe(actions[action].length);
  });

  it('can be told about: requested, then settled, by the same run', async () => {
    const all = await setUpLoaded();
    const run = all.client.run('c1', action);
    await finish(all);
    const { outcome, jobs } = await run;
    const told = all.events.filter(({ type }) => type.startsWith('action-'));
    const runId = jobs[0]?.runId;
    expect(told).toEqual([
      { type: 'action-requested', connectionId: 'c1', action, runId },
      { type: 'action-settled', connectionId: 'c1', action, runId, outcome },
    ]);
  });

  it('shows at once what is in flight, and its gesture', async () => {
    const { client, connection } = await setUpLoaded();
    void client.run('c1', action);
    expect(connection().operation).toMatchObject({ kind: actions[action][0], action });
    expect(client.availability('c1', 'refresh')).toEqual({ available: false, reason: 'busy' });
  });
});

describe('a run', () => {
  it('never repeats a key, not even of the same gesture', async () => {
    const all = await setUpLoaded();
    for (let times = 0; times < 5; times += 1) {
      const run = all.client.run('c1', 'purgeAndRefresh');
      await finish(all);
      await run;
    }
    const keys = commandsOf(all).map(({ options }) => options.idempotencyKey);
    expect(new Set(keys).size).toBe(10);
  });

  it('does not ask for the refresh before the purge is done', async () => {
    const all = await setUpLoaded();
    const release = all.bank.hold('purgeConnection');
    void all.client.run('c1', 'purgeAndRefresh');
    await all.pass(60 * second);
    expect(all.bank.called('refreshConnection')).toEqual([]);
    expect(all.connection().operation?.kind).toBe('purge');
    release();
    await all.pass();
    expect(all.bank.called('refreshConnection')).toHaveLength(1);
    expect(all.connection().operation).toMatchObject({
      kind: 'refresh',
      jobId: 'refresh-2',
      action: 'purgeAndRefresh',
    });
  });

  it('of a purge drops profile and accounts, keeps the consent, and says when', async () => {
    const { client, connection } = await setUpLoaded();
    await client.loadConnection('c1');
    const consent = connection().detail?.consent;
    const { jobs } = await client.run('c1', 'purge');
    expect(connection()).toMatchObject({ status: 'active', purgedAt: jobs[0]?.updatedAt });
    expect(connection().detail).toEqual({ accounts: [], consent });
  });

  it('of a refresh reads the connection once', async () => {
    const { client, bank, pass } = await setUpLoaded();
    client.start();
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(5 * second);
    await run;
    expect(bank.called('getConnection')).toHaveLength(1);
  });

  it('of a refresh reads the connection anew, and it is no longer purged', async () => {
    const all = await setUpLoaded();
    await all.client.run('c1', 'purge');
    all.bank.connections.set('c1', { ...all.connection(), lastSyncedAt: '2026-11-22T09:00:05Z', accounts: [] });
    const run = all.client.run('c1', 'refresh');
    await finish(all);
    await run;
    expect(all.connection().lastSyncedAt).toBe('2026-11-22T09:00:05Z');
    expect(all.connection()).not.toHaveProperty('purgedAt');
  });

  it('of a revoke ends the link at once, as the lifecycle expects', async () => {
    const { client, connection, events } = await setUpLoaded();
    const { jobs } = await client.run('c1', 'revoke');
    expect(connection()).toMatchObject({ status: 'revoked', revokedAt: jobs[0]?.updatedAt });
    expect(events).toContainEqual({
      type: 'status-changed',
      connectionId: 'c1',
      from: 'active',
      to: 'revoked',
      expected: true,
    });
    expect(client.availability('c1', 'revoke')).toEqual({ available: false, reason: 'status' });
  });

  it('is finished by a client that was never started', async () => {
    const all = await setUpLoaded();
    const run = all.client.run('c1', 'refresh');
    await finish(all);
    expect((await run).outcome).toBe('succeeded');
    expect(all.environment.clock.pending()).toBe(0);
  });

  it('is finished by a client whose page has gone meanwhile', async () => {
    const all = await setUpLoaded();
    const stop = all.client.start();
    const run = all.client.run('c1', 'refresh');
    await all.pass();
    stop();
    await finish(all);
    expect((await run).outcome).toBe('succeeded');
  });

  it('is finished by a client that was never started and was hidden meanwhile', async () => {
    const all = await setUpLoaded();
    const run = all.client.run('c1', 'refresh');
    await all.pass();
    all.environment.setVisible(false);
    all.bank.say('refresh-1', { status: 'succeeded' });
    await all.pass(60 * second);
    expect(all.connection().operation?.kind).toBe('refresh');
    all.environment.setVisible(true);
    await all.pass();
    expect((await run).outcome).toBe('succeeded');
  });

  it('knows a connection that was not loaded yet', async () => {
    const { client, connection } = setUp({ connections: [buildDetail()] });
    expect(await client.run('c1', 'purge')).toMatchObject({ outcome: 'succeeded' });
    expect(connection().purgedAt).toBeDefined();
  });

  it('of a connection that does not exist is unavailable', async () => {
    const all = await setUpLoaded();
    expect(await all.client.run('nobody', 'refresh')).toEqual({
      outcome: 'unavailable',
      jobs: [],
      remaining: ['refresh'],
    });
    expect(commandsOf(all)).toEqual([]);
  });

  it('takes a job that names no connection for one of its own', async () => {
    const { bank } = await setUpLoaded();
    const refreshConnection = async () => buildJob({ kind: 'other', connectionId: null });
    const { client, jobs, pass } = await setUpLoaded({ transport: { ...bank.transport, refreshConnection } });
    void client.run('c1', 'refresh');
    await pass();
    expect(jobs()).toMatchObject([{ id: 'j1', kind: 'refresh', connectionId: 'c1' }]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/core/model/job';
import { at, buildDetail, buildJob, buildSteps } from '../builders';
import { createScriptedBank } from '../scripted-bank';
import { minute, second, setUp, setUpLoaded } from '../set-up';

/** A started client, loaded while these jobs were running. */
async function following(...jobs: readonly Job[]) {
  const ids = new Set(jobs.map(({ connectionId }) => connectionId ?? 'c1'));
  const all = setUp({ connections: [...ids].map((id) => buildDetail({ id })) });
  for (const job of jobs) all.bank.jobs.set(job.id, job);
  await all.client.load();
  const stop = all.client.start();
  return { ...all, stop, asked: () => all.bank.calls.slice(4) };
}

const three = ['1', '2', '3'].map((n) => buildJob({ id: `j${n}`, connectionId: `c${n}` }));

describe('the heartbeat', () => {
  it('is one timer, whatever the number of jobs', async () => {
    const { environment, pass } = await following(...three);
    for (let seconds = 0; seconds < 30; seconds += 1) {
      expect(environment.clock.pending()).toBe(1);
      await pass(second);
    }
  });

  it('comes sooner for a young job than it was set for an old one', async () => {
    const { bank, client, pass } = await following(buildJob({ id: 'old', createdAt: at(-3600) }));
    const young = buildJob({ id: 'young' });
    bank.jobs.set(young.id, young);
    client.hydrate({ takenAt: at(0), connections: [], jobs: [young] });
    await pass(1.5 * second);
    expect(bank.called('getJob').map(({ subject }) => subject)).toEqual(['young']);
  });

  it('is set anew with the next news once the time of day was put forward', async () => {
    const { bank, client, environment, pass } = await following(buildJob({ id: 'old', createdAt: at(-3600) }));
    environment.clock.jump(3600 * second);
    client.hydrate({ takenAt: at(3600), connections: [], jobs: [buildJob({ id: 'done', status: 'succeeded' })] });
    await pass();
    expect(bank.called('getJob').map(({ subject }) => subject)).toEqual(['old']);
  });

  it('asks for one job by itself', async () => {
    const { bank, pass, eventTypes } = await following(buildJob());
    const listed = bank.called('listJobs').length;
    await pass(1250);
    expect(bank.called('getJob').map(({ subject }) => subject)).toEqual(['j1']);
    expect(bank.called('listJobs')).toHaveLength(listed);
    expect(eventTypes().filter((type) => type === 'poll-sent')).toHaveLength(1);
  });

  it('asks for several by one list', async () => {
    const { bank, environment, pass, jobs } = await following(...three);
    const listed = bank.called('listJobs').length;
    environment.setVisible(false);
    for (const { id } of three) bank.say(id, { status: 'succeeded', updatedAt: at(1) });
    await pass(5 * second);
    environment.setVisible(true);
    await pass();
    const lists = bank.called('listJobs').slice(listed);
    expect(lists.map(({ subject }) => subject)).toEqual([{ ids: ['j1', 'j2', 'j3'], limit: 3 }]);
    expect(bank.called('getJob')).toEqual([]);
    for (const id of ['c1', 'c2', 'c3']) expect(jobs(id)).toMatchObject([{ status: 'succeeded' }]);
  });

  it('asks for hundreds by the list of all that go on, and for those that no longer do by lists whose URL a server takes', async () => {
    const many = Array.from({ length: 400 }, (_, n) => buildJob({ id: `j${n}`, connectionId: `c${n}` }));
    const { bank, environment, pass, client } = await following(...many);
    bank.pageSize = 1000;
    environment.setVisible(false);
    for (const { id } of many.slice(0, 250)) bank.say(id, { status: 'succeeded', updatedAt: at(1) });
    await pass(5 * second);
    const listed = bank.called('listJobs').length;
    environment.setVisible(true);
    await pass();
    const queries = bank.called('listJobs').slice(listed);
    expect(queries.map(({ subject }) => subject)).toEqual([
      { unsettled: true, limit: 1000 },
      { ids: many.slice(0, 100).map(({ id }) => id), limit: 100 },
      { ids: many.slice(100, 200).map(({ id }) => id), limit: 100 },
      { ids: many.slice(200, 250).map(({ id }) => id), limit: 50 },
    ]);
    const settled = Object.values(client.jobs.getState().byId).filter(({ status }) => status === 'succeeded');
    expect(settled).toHaveLength(250);
  });

  it('asks one by one where the transport cannot list', async () => {
    const bank = createScriptedBank(
      three.map(({ connectionId }) => buildDetail({ id: connectionId ?? '' })),
      Date.now,
    );
    for (const job of three) bank.jobs.set(job.id, job);
    const { listJobs: _none, ...transport } = bank.transport;
    const { client, environment, pass } = setUp({ bank, transport });
    client.hydrate({ takenAt: at(0), connections: [...bank.connections.values()], jobs: three });
    client.start();
    environment.setVisible(false);
    await pass(minute);
    environment.setVisible(true);
    bank.fail('getJob', 'bad-response');
    await pass();
    expect(bank.called('getJob').map(({ subject }) => subject)).toEqual(['j1', 'j2', 'j3']);
  });

  it('asks one by one where the description says that nothing can be listed', async () => {
    const { bank, client, environment, pass } = setUp({ connections: ['c1', 'c2'].map((id) => buildDetail({ id })) });
    bank.description = { can: ['refresh'], revokeData: 'kept' };
    await client.load();
    void client.refreshAll();
    await pass();
    environment.setVisible(false);
    await pass(5 * second);
    environment.setVisible(true);
    await pass();
    expect(bank.called('getJob').map(({ subject }) => subject)).toEqual(['refresh-1', 'refresh-2']);
    expect(bank.called('listJobs')).toEqual([]);
  });

  it('reads a list to its last page before it gives a job up', async () => {
    const { bank, environment, pass, jobs } = await following(...three);
    environment.setVisible(false);
    await pass(5 * second);
    bank.pageSize = 1;
    environment.setVisible(true);
    await pass();
    for (const id of ['c1', 'c2', 'c3']) expect(jobs(id)).toMatchObject([{ status: 'running' }]);
    expect(bank.called('getJob')).toEqual([]);
  });

  it('slows down as a job ages, and never stops', async () => {
    const { bank, pass } = await following(buildJob());
    const perMinute: number[] = [];
    for (let minutes = 0; minutes < 4; minutes += 1) {
      const before = bank.called('getJob').length;
      await pass(minute);
      perMinute.push(bank.called('getJob').length - before);
    }
    expect(perMinute[0]).toBeGreaterThan(perMinute[1] ?? 0);
    expect(perMinute[3]).toBeGreaterThanOrEqual(3);
    expect(perMinute[3], 'half of fifteen seconds on average').toBeLessThanOrEqual(12);
  });

  it('ends when nothing is left to follow', async () => {
    const { bank, pass, environment } = await following(buildJob());
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    await pass(2 * second);
    const before = bank.calls.length;
    await pass(10 * minute);
    expect(bank.calls).toHaveLength(before);
    expect(environment.clock.pending()).toBe(0);
  });

  it('never asks for what the kit recorded', async () => {
    const { bank, pass } = await following(buildJob({ kind: 'purge', status: 'unknown', recordedBy: 'kit' }));
    await pass(10 * minute);
    expect(bank.called('getJob')).toEqual([]);
  });

  it('does not ask again while an answer is awaited', async () => {
    const { bank, environment, pass } = await following(buildJob());
    const release = bank.hold('getJob');
    await pass(10 * minute);
    environment.setVisible(false);
    environment.setVisible(true);
    await pass(10 * minute);
    expect(bank.called('getJob')).toHaveLength(1);
    release();
    await pass(20 * second);
    expect(bank.called('getJob').length).toBeGreaterThan(1);
  });
});

describe('what the heartbeat brings', () => {
  it('changes one row and one job, and nothing beside them', async () => {
    const { client, bank, pass } = await following(...three);
    const before = { connections: client.connections.getState(), jobs: client.jobs.getState() };
    bank.say('j2', { steps: buildSteps('running'), updatedAt: at(1) });
    await pass(2 * second);
    const after = { connections: client.connections.getState(), jobs: client.jobs.getState() };
    expect(after.jobs.byId['j2']).not.toBe(before.jobs.byId['j2']);
    expect(after.jobs.byId['j1']).toBe(before.jobs.byId['j1']);
    expect(after.jobs.byId['j3']).toBe(before.jobs.byId['j3']);
    expect(after.jobs.idsByConnection).toBe(before.jobs.idsByConnection);
    expect(after.connections).toBe(before.connections);

    bank.say('j2', { status: 'failed', updatedAt: at(2) });
    await pass(3 * second);
    const end = client.connections.getState();
    expect(end.byId['c2']?.operation).toBeNull();
    expect(end.byId['c1']).toBe(before.connections.byId['c1']);
    expect(end.byId['c3']).toBe(before.connections.byId['c3']);
    expect(end.ids).toBe(before.connections.ids);
  });

  it('tells nobody when there is nothing new', async () => {
    const { client, bank, pass, events } = await following(buildJob());
    let told = 0;
    client.jobs.subscribe(() => (told += 1));
    client.connections.subscribe(() => (told += 1));
    const before = events.filter(({ type }) => type === 'job-changed').length;
    await pass(minute);
    expect(bank.called('getJob').length).toBeGreaterThan(5);
    expect(told).toBe(0);
    expect(events.filter(({ type }) => type === 'job-changed')).toHaveLength(before);
  });

  it('is each step, with the time at which it was first seen', async () => {
    const { bank, pass, jobs } = await following(buildJob({ steps: buildSteps('pending', 'pending') }));
    bank.say('j1', { steps: buildSteps('running', 'pending'), updatedAt: at(1) });
    await pass(2 * second);
    bank.say('j1', { steps: buildSteps('succeeded', 'running'), updatedAt: at(3) });
    await pass(2 * second);
    const [first, next] = jobs()[0]?.steps ?? [];
    expect(first).toMatchObject({ status: 'succeeded', startedAt: expect.any(String), endedAt: expect.any(String) });
    expect(next).toMatchObject({ status: 'running', startedAt: first?.endedAt });
  });

  it('reads the connection anew when a job that nobody here began has settled', async () => {
    const { bank, pass, connection } = await following(buildJob());
    bank.connections.set('c1', buildDetail({ lastSyncedAt: at(1) }));
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    await pass(2 * second);
    expect(connection()).toMatchObject({ operation: null, lastSyncedAt: at(1), detail: { accounts: [{ id: 'a1' }] } });
  });

  it('adds the connection of a bank that was just linked', async () => {
    const { client, bank, pass, connection } = await following();
    bank.jobs.set('link', buildJob({ id: 'link', kind: 'connect', connectionId: null }));
    await client.checkAgain('link');
    bank.connections.set('c9', buildDetail({ id: 'c9' }));
    bank.say('link', { status: 'succeeded', connectionId: 'c9', updatedAt: at(1) });
    await pass(2 * second);
    expect(connection('c9').status).toBe('active');
  });
});

describe('a page that is hidden or offline', () => {
  it.each(['setVisible', 'setOnline'] as const)('asks for nothing, and then at once (%s)', async (change) => {
    const { bank, environment, pass } = await following(buildJob());
    environment[change](false);
    await pass(10 * minute);
    expect(bank.called('getJob')).toEqual([]);
    expect(environment.clock.pending()).toBe(0);
    environment[change](true);
    await pass();
    expect(bank.called('getJob')).toHaveLength(1);
  });

  it('reads the connections again when it comes back after a minute, not before', async () => {
    const { client, bank, environment, pass } = await setUpLoaded();
    client.start();
    const comeBackAfter = async (away: number) => {
      environment.setVisible(false);
      await pass(away);
      environment.setVisible(true);
      await pass();
      return bank.called('listConnections').length;
    };
    expect(await comeBackAfter(30 * second)).toBe(1);
    expect(await comeBackAfter(31 * second)).toBe(2);
  });

  it('that is both asks only when it is neither', async () => {
    const { bank, environment, pass } = await following(buildJob());
    environment.setVisible(false);
    environment.setOnline(false);
    environment.setVisible(true);
    await pass(minute);
    expect(bank.called('getJob')).toEqual([]);
    environment.setOnline(true);
    await pass();
    expect(bank.called('getJob')).toHaveLength(1);
  });

  it('cannot take an action while offline', async () => {
    const { client, bank, environment } = await setUpLoaded();
    environment.setOnline(false);
    expect(client.availability('c1', 'purge')).toEqual({ available: false, reason: 'offline' });
    expect(await client.run('c1', 'purge')).toMatchObject({ outcome: 'unavailable', remaining: ['purge'] });
    expect(bank.called('purgeConnection')).toEqual([]);
  });
});

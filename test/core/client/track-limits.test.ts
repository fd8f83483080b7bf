import { describe, expect, it } from 'vitest';
import { createFailure } from '../../../src/core/model/failure';
import type { Job } from '../../../src/core/model/job';
import { at, buildDetail, buildJob, buildSteps } from '../builders';
import { minute, second, setUp, setUpLoaded } from '../set-up';

const day = 24 * 60 * minute;

async function following(job: Partial<Job> = {}) {
  const all = setUp({ connections: [buildDetail(), buildDetail({ id: 'c2' })] });
  all.bank.jobs.set('j1', buildJob(job));
  await all.client.load();
  all.client.start();
  return all;
}

describe('a job that the provider no longer knows', () => {
  it('is unknown, not failed, and is not asked for again', async () => {
    const { bank, pass, jobs, connection, eventTypes } = await following();
    bank.jobs.delete('j1');
    await pass(2 * second);
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
    expect(connection()).toMatchObject({ operation: null });
    expect(connection()).not.toHaveProperty('failure');
    expect(eventTypes()).toContain('job-changed');
    await pass(10 * minute);
    expect(bank.called('getJob')).toHaveLength(1);
  });

  it('is unknown also when a list leaves it out', async () => {
    const { client, bank, environment, pass, jobs } = await following();
    bank.jobs.set('j2', buildJob({ id: 'j2', connectionId: 'c2' }));
    await client.load();
    environment.setVisible(false);
    await pass(minute);
    bank.jobs.delete('j1');
    environment.setVisible(true);
    await pass();
    expect(jobs('c1')).toMatchObject([{ status: 'unknown' }]);
    expect(jobs('c2')).toMatchObject([{ status: 'running' }]);
  });

  it('comes back when somebody checks again, and is followed to its end', async () => {
    const { client, bank, pass, jobs, connection } = await following();
    const job = bank.jobs.get('j1') ?? buildJob();
    bank.jobs.delete('j1');
    await pass(2 * second);
    bank.jobs.set('j1', { ...job, updatedAt: at(5) });
    expect(await client.checkAgain('j1')).toMatchObject({ id: 'j1', status: 'running' });
    expect(connection().operation).toMatchObject({ jobId: 'j1' });
    bank.say('j1', { status: 'succeeded', updatedAt: at(6) });
    await pass(20 * second);
    expect(jobs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('makes checking again throw while it is still not known', async () => {
    const { client, bank } = await following();
    bank.jobs.delete('j1');
    await expect(client.checkAgain('j1')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('ends the run that waited for it as unknown', async () => {
    const { client, bank, pass, connection } = await setUpLoaded();
    const run = client.run('c1', 'refresh');
    await pass();
    bank.jobs.delete('refresh-1');
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'unknown', remaining: ['refresh'], jobs: [{ status: 'unknown' }] });
    expect(connection().operation).toBeNull();
  });
});

describe('checking again', () => {
  it('knows what the kit recorded without asking', async () => {
    const { client, bank } = await setUpLoaded();
    const { jobs } = await client.run('c1', 'purge');
    expect(await client.checkAgain(jobs[0]?.id ?? '')).toEqual(jobs[0]);
    expect(bank.called('getJob')).toEqual([]);
  });
});

describe('checking again what became of a command whose answer was lost', () => {
  it.each([
    ['a purge that was done', 'purgeConnection', 'purge', true, 'succeeded'],
    ['a purge that was not done', 'purgeConnection', 'purge', false, 'failed'],
    ['a revoke that was done', 'revokeConnection', 'revoke', true, 'succeeded'],
    ['a revoke that was not done', 'revokeConnection', 'revoke', false, 'failed'],
  ] as const)('tells of %s by reading the connection', async (_name, method, action, done, status) => {
    const { client, bank, jobs, connection } = await setUpLoaded();
    if (done) bank.loseAnswer(method);
    else bank.fail(method, 'network');
    bank.fail('getConnection', 'network');
    const { jobs: asked } = await client.run('c1', action);
    if (action === 'purge') await client.loadConnection('c1');
    expect(asked).toMatchObject([{ status: 'unknown' }]);
    expect(await client.checkAgain(asked[0]?.id ?? '')).toMatchObject({ status });
    expect(jobs()[0]).toMatchObject({ kind: action, status });
    expect(connection().failure === undefined).toBe(status === 'succeeded');
    expect(bank.called(method)).toHaveLength(1);
  });

  it('leaves a purge unknown when a refresh has fetched data since', async () => {
    const { client, bank, pass } = await setUpLoaded();
    bank.loseAnswer('purgeConnection');
    const { jobs: asked } = await client.run('c1', 'purge');
    await pass(second);
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-2', { status: 'succeeded' });
    bank.connections.set('c1', buildDetail());
    await pass(2 * second);
    await run;
    expect(await client.checkAgain(asked[0]?.id ?? '')).toMatchObject({ status: 'unknown' });
  });
});

describe('a deadline', () => {
  it('makes of a job that runs for half an hour an unknown one, at that moment', async () => {
    const { bank, pass, jobs } = await following();
    await pass(30 * minute - 1);
    expect(jobs()).toMatchObject([{ status: 'running' }]);
    await pass(1);
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
    const asked = bank.calls.length;
    await pass(30 * minute);
    expect(bank.calls).toHaveLength(asked);
  });

  it('does not move with the news of the job', async () => {
    const { bank, pass, jobs } = await following();
    await pass(10 * minute);
    bank.say('j1', { steps: buildSteps('running') });
    await pass(20 * minute - 1);
    expect(jobs()).toMatchObject([{ status: 'running', updatedAt: at(600) }]);
    await pass(1);
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
  });

  it('is the one that the transport names', async () => {
    const { pass, jobs } = await following({ deadlineAt: at(90) });
    await pass(89 * second);
    expect(jobs()).toMatchObject([{ status: 'running' }]);
    await pass(second);
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
  });

  it('begins anew when the job is found again', async () => {
    const { client, pass, jobs } = await following();
    await pass(30 * minute);
    await client.checkAgain('j1');
    await pass(29 * minute);
    expect(jobs()).toMatchObject([{ status: 'running' }]);
    await pass(2 * minute);
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
  });

  it('gives a provider that tries again by itself a week, also when it says so only later', async () => {
    const { bank, pass, jobs } = await following();
    bank.say('j1', { retryAt: at(7200), updatedAt: at(1) });
    await pass(2 * second);
    const asked = bank.called('getJob').length;
    await pass(90 * minute);
    const askedWhilePutOff = bank.called('getJob').length - asked;
    expect(askedWhilePutOff, 'every few minutes').toBeGreaterThanOrEqual(90 / 5);
    expect(askedWhilePutOff).toBeLessThanOrEqual(90);
    expect(jobs()).toMatchObject([{ status: 'running' }]);
    bank.say('j1', { retryAt: at(7200 + 86_400 * 30), updatedAt: at(7200) });
    await pass(7 * day + minute);
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
  });

  it('that has passed before this client began makes the job unknown, and the connection free', async () => {
    const stale = buildJob({ deadlineAt: at(-60), createdAt: at(-3600) });
    const { client, connection, jobs } = setUp({
      initialState: { takenAt: at(-120), connections: [buildDetail()], jobs: [stale] },
    });
    client.start();
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
    expect(connection().operation).toBeNull();
  });
});

describe('a server that asks for patience', () => {
  it('is not asked before the time that it named', async () => {
    const { bank, pass } = await following();
    bank.fail('getJob', 'rate-limited', createFailure('too-many-requests', { retryAt: at(120) }));
    await pass(119 * second);
    expect(bank.called('getJob')).toHaveLength(1);
    await pass(2 * second);
    expect(bank.called('getJob')).toHaveLength(2);
  });

  it('is not asked for another job either, nor because the page is shown again', async () => {
    const { client, bank, environment, pass } = await following();
    bank.jobs.set('j2', buildJob({ id: 'j2', connectionId: 'c2' }));
    bank.jobs.set('j3', buildJob({ id: 'j3', connectionId: 'c2', deadlineAt: at(60) }));
    await client.load();
    bank.fail('listJobs', 'rate-limited', createFailure('too-many-requests', { retryAt: at(120) }));
    await pass(5 * second);
    environment.setVisible(false);
    environment.setVisible(true);
    const asked = bank.calls.length;
    await pass(114 * second);
    expect(bank.calls).toHaveLength(asked);
    await pass(30 * second);
    expect(bank.calls.length).toBeGreaterThan(asked);
  });

  it('is not asked again at once when somebody else cancelled the request', async () => {
    const { bank, pass } = await following();
    for (let times = 0; times < 5; times += 1) bank.fail('getJob', 'aborted');
    await pass(2 * second);
    expect(bank.called('getJob')).toHaveLength(1);
    await pass(2 * second);
    expect(bank.called('getJob')).toHaveLength(2);
  });

  it('is asked ever more seldom while requests fail, and as often as before once one succeeds', async () => {
    const { bank, pass, jobs } = await following();
    for (let times = 0; times < 6; times += 1) bank.fail('getJob', 'network');
    await pass(20 * second);
    expect(bank.called('getJob').length).toBeLessThanOrEqual(5);
    expect(jobs()).toMatchObject([{ status: 'running' }]);
    await pass(5 * minute);
    const before = bank.called('getJob').length;
    await pass(minute);
    expect(bank.called('getJob').length - before).toBeGreaterThanOrEqual(3);
  });

  it('never makes a timer of a time that a timer cannot hold', async () => {
    const delays: number[] = [];
    const { client, environment, bank, pass } = setUp();
    const { setTimeout } = environment.clock;
    environment.clock.setTimeout = (callback, delay) => {
      delays.push(delay);
      return setTimeout(callback, delay);
    };
    const far = '9999-12-31T23:59:59.000Z';
    bank.jobs.set('j1', buildJob({ retryAt: far, deadlineAt: far }));
    bank.fail('getJob', 'rate-limited', createFailure('too-many-requests', { retryAt: far }));
    await client.load();
    client.start();
    await pass(10 * minute);
    expect(bank.called('getJob')).toHaveLength(1);
    expect(delays.length).toBeGreaterThan(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  });
});

describe('when nobody is signed in', () => {
  it('says so once, and asks for nothing more', async () => {
    const { client, bank, pass, events } = await following();
    bank.signedOut = true;
    await pass(2 * second);
    await client.load();
    await client.loadConnection('c1');
    const asked = bank.called('getJob').length;
    await pass(10 * minute);
    expect(bank.called('getJob')).toHaveLength(asked);
    expect(events.filter(({ type }) => type === 'signed-out')).toHaveLength(1);
  });

  it('takes no action, and says why', async () => {
    const { client, bank } = await setUpLoaded();
    bank.signedOut = true;
    expect(await client.run('c1', 'purge')).toMatchObject({ outcome: 'failed', failure: { code: 'unauthorized' } });
    expect(client.availability('c1', 'purge')).toEqual({ available: false, reason: 'signed-out' });
    expect(await client.run('c1', 'purge')).toMatchObject({ outcome: 'unavailable' });
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });

  it('goes on as soon as a request succeeds', async () => {
    const { client, bank, pass, jobs, events } = await following();
    bank.signedOut = true;
    await pass(2 * second);
    bank.signedOut = false;
    bank.say('j1', { status: 'succeeded', updatedAt: at(3) });
    await pass(minute);
    expect(jobs()).toMatchObject([{ status: 'running' }]);
    await client.loadConnection('c1');
    await pass(2 * second);
    expect(jobs()).toMatchObject([{ status: 'succeeded' }]);
    expect(client.availability('c1', 'purge')).toEqual({ available: true });
    bank.signedOut = true;
    await client.load();
    expect(events.filter(({ type }) => type === 'signed-out')).toHaveLength(2);
  });

  it('looks again when the page is shown again, and not in a storm', async () => {
    const { bank, environment, pass, jobs, client } = await following();
    bank.signedOut = true;
    await pass(2 * second);
    const turnAway = async () => {
      environment.setVisible(false);
      environment.setVisible(true);
      await pass();
    };
    await pass(2 * minute);
    const asked = bank.calls.length;
    for (let times = 0; times < 20; times += 1) await turnAway();
    expect(bank.calls.length - asked, 'one load: the list, and what may be done').toBeLessThanOrEqual(2);
    bank.signedOut = false;
    bank.say('j1', { status: 'succeeded', updatedAt: at(3) });
    await pass(minute);
    await turnAway();
    await pass(20 * second);
    expect(jobs()).toMatchObject([{ status: 'succeeded' }]);
    expect(client.availability('c1', 'purge')).toEqual({ available: true });
  });
});

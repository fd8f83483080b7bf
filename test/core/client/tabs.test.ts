import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/core/model/job';
import { at, buildDetail, buildJob, buildSteps } from '../builders';
import { minute, second, setUp } from '../set-up';
import { setUpBrowser } from '../tabs-set-up';

describe('several tabs', () => {
  it('of which one leads ask as often as one', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob());
    const tabs = [await open(), await open(), await open()];
    const asked = bank.called('getJob').length + bank.called('listJobs').length;
    await pass(minute);
    const rounds = tabs.map(({ eventTypes }) => eventTypes().filter((type) => type === 'poll-sent').length);
    expect(rounds[0]).toBeGreaterThan(3);
    expect(rounds.slice(1)).toEqual([0, 0]);
    expect(bank.called('getJob').length + bank.called('listJobs').length - asked).toBe(rounds[0]);
  });

  it('follow push in the one that leads alone, and hand it on', async () => {
    const { bank, open, pass } = setUpBrowser();
    const links: AbortSignal[] = [];
    bank.description = { ...bank.description, can: [...bank.description.can, 'watch'] };
    bank.transport.watch = async function* ({ signal }) {
      links.push(signal);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield* [];
    };
    const first = await open();
    await open();
    expect(links).toHaveLength(1);
    first.tab.setVisible(false);
    await pass();
    expect(links.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('all hear by the push of one of them that a connection is gone', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.description = { ...bank.description, can: [...bank.description.can, 'watch'] };
    let tell = () => {};
    bank.transport.watch = async function* () {
      await new Promise<void>((resolve) => (tell = resolve));
      yield { type: 'connection-removed', connectionId: 'c2' };
    };
    const tabs = [await open(), await open()];
    tell();
    await pass();
    for (const { client } of tabs) expect(client.connections.getState().ids).toEqual(['c1']);
  });

  it('all show what one of them learns', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob());
    const tabs = [await open(), await open()];
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    bank.connections.set('c1', buildDetail({ lastSyncedAt: at(1) }));
    await pass(5 * second);
    for (const { jobs, connection } of tabs) {
      expect(jobs()).toMatchObject([{ id: 'j1', status: 'succeeded' }]);
      expect(connection()).toMatchObject({ operation: null, lastSyncedAt: at(1) });
    }
    expect(bank.called('getConnection'), 'the connection is read once, and told').toHaveLength(1);
  });

  it('all show a command of one of them, and its end', async () => {
    const { bank, open, pass } = setUpBrowser();
    const [first, second_] = [await open(), await open()];
    await second_.client.loadConnection('c1');
    const run = second_.client.run('c1', 'purgeAndRefresh');
    await pass();
    expect(first.connection().operation).toMatchObject({ kind: 'refresh', action: 'purgeAndRefresh' });
    expect(first.connection()).toHaveProperty('purgedAt');
    expect(first.connection().detail, 'the purged data is gone there, too').not.toHaveProperty('profile');
    expect(first.client.availability('c1', 'purge')).toEqual({ available: false, reason: 'busy' });
    bank.say('refresh-2', { status: 'succeeded', updatedAt: at(2) });
    await pass(15 * second);
    expect((await run).outcome).toBe('succeeded');
    expect(first.connection()).toMatchObject({ operation: null });
    expect(first.connection()).not.toHaveProperty('purgedAt');
    expect(first.jobs().map(({ kind, status }) => [kind, status])).toEqual([
      ['refresh', 'succeeded'],
      ['purge', 'succeeded'],
    ]);
    expect(bank.called('getConnection'), 'once before, and once after the refresh').toHaveLength(2);
  });

  it.each<[string, (all: Awaited<ReturnType<ReturnType<typeof setUpBrowser>['open']>>) => void]>([
    ['is closed', ({ tab }) => tab.close()],
    ['is hidden', ({ tab }) => tab.setVisible(false)],
    ['is no longer mounted', ({ stop }) => stop()],
    ['is disposed of', ({ client }) => client.dispose()],
  ])('go on when the one that leads %s', async (_name, leave) => {
    const { bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob());
    const [first, next] = [await open(), await open()];
    expect(next.eventTypes()).not.toContain('leader-gained');
    leave(first);
    await pass();
    expect(next.eventTypes()).toContain('leader-gained');
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    await pass(5 * second);
    expect(next.jobs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('hand on to a new leader what only they know', async () => {
    const { bank, open, pass } = setUpBrowser();
    const first = await open();
    const release = bank.hold('listConnections');
    const opening = open();
    await pass();
    bank.jobs.set('j1', buildJob());
    await first.client.loadJobs();
    bank.fail('listJobs', 'provider');
    release();
    const next = await opening;
    first.tab.setVisible(false);
    await pass();
    expect(next.jobs()).toMatchObject([{ id: 'j1', status: 'running' }]);
    bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
    await pass(5 * second);
    for (const { jobs } of [first, next]) expect(jobs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('hand on to a new leader what was known before it was opened', async () => {
    const { bank, open, pass } = setUpBrowser();
    const first = await open();
    bank.jobs.set('j1', buildJob());
    await first.client.loadJobs();
    bank.fail('listJobs', 'provider');
    const next = await open();
    expect(next.jobs()).toEqual([]);
    first.tab.setVisible(false);
    await pass();
    expect(next.jobs()).toMatchObject([{ id: 'j1', status: 'running' }]);
  });

  it('are led by no tab that was hidden before the browser gave it the lead', async () => {
    const { bank, browser, open, pass } = setUpBrowser({ losesEarlyAborts: true });
    bank.jobs.set('j1', buildJob());
    const tab = browser.openTab();
    const hidden = setUp({ bank, surroundings: tab, scope: 'user-1', transport: tab.connect(bank.transport) });
    hidden.client.start();
    tab.setVisible(false);
    const next = await open();
    await pass(5 * second);
    expect(hidden.eventTypes()).not.toContain('leader-gained');
    expect(next.eventTypes()).toContain('poll-sent');
  });

  it('lose sight together of a job that one of them hears of too late', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob({ deadlineAt: at(60) }));
    const first = await open();
    for (let times = 0; times < 60; times += 1) bank.fail('getJob', 'network');
    await pass(61 * second);
    expect(first.jobs(), 'the last look finds nobody').toMatchObject([{ status: 'running' }]);
    const release = bank.hold('listConnections');
    const opening = open();
    await pass();
    bank.say('j1', { steps: buildSteps('running') });
    await first.client.loadJobs();
    await pass();
    bank.fail('listJobs', 'provider');
    release();
    for (const { jobs } of [first, await opening]) expect(jobs()).toMatchObject([{ status: 'unknown' }]);
  });

  it('lose sight of a job together', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob());
    const tabs = [await open(), await open()];
    bank.jobs.delete('j1');
    await pass(5 * second);
    for (const { jobs, connection } of tabs) {
      expect(jobs()).toMatchObject([{ status: 'unknown' }]);
      expect(connection().operation).toBeNull();
    }
  });

  it('let go of the lead that one of them waited for, where what it was for has ended meanwhile', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob());
    const [first, waiting] = [await open(), await open()];
    waiting.stop();
    void waiting.client.run('c1', 'refresh');
    bank.jobs.delete('j1');
    await pass(5 * second);
    first.tab.close();
    await pass();
    bank.jobs.set('j2', buildJob({ id: 'j2', connectionId: 'c2' }));
    const next = await open();
    bank.say('j2', { status: 'succeeded', updatedAt: at(1) });
    await pass(15 * second);
    expect(next.jobs('c2')).toMatchObject([{ status: 'succeeded' }]);
  });

  it('tell once more of a job that comes back: that it was lost may be on its way to the one that asks', async () => {
    const { browser, bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob());
    const page = await open();
    bank.jobs.delete('j1');
    await pass(5 * second);
    expect(page.jobs()).toMatchObject([{ status: 'unknown' }]);
    const channel = browser.openTab().channel?.('connections-kit.1.user-1.facts');
    const heard: unknown[] = [];
    channel?.addEventListener('message', ({ data }: MessageEvent<{ message: unknown }>) => heard.push(data.message));
    const message = { type: 'jobs', jobs: [buildJob({ status: 'queued', updatedAt: at(1) })], settled: [], at: at(6) };
    channel?.postMessage({ version: 1, epoch: 0, message });
    await pass();
    expect(heard).toMatchObject([{ type: 'jobs', jobs: [{ id: 'j1', status: 'queued' }] }]);
    await pass(5 * second);
    expect(heard.at(-1), 'and ask for it').toEqual({ type: 'job-lost', jobId: 'j1' });
    heard.length = 0;
    channel?.postMessage({ version: 1, epoch: 0, message });
    await pass();
    expect(heard, 'once: tabs whose words cross would tell each other without end').toEqual([]);
  });

  it('do not believe for ever what one that slept tells of a job', async () => {
    const { browser, bank, open, pass } = setUpBrowser();
    bank.jobs.set('j1', buildJob({ updatedAt: at(1) }));
    const first = await open();
    bank.jobs.delete('j1');
    await pass(20 * second);
    const next = await open();
    expect(next.jobs()).toEqual([]);
    const message = { type: 'jobs', jobs: [buildJob({ status: 'queued' })], settled: [], at: at(0) };
    browser.openTab().channel?.('connections-kit.1.user-1.facts').postMessage({ version: 1, epoch: 0, message });
    await pass();
    for (const { jobs, connection } of [first, next]) {
      expect(jobs()).toMatchObject([{ id: 'j1', status: 'unknown' }]);
      expect(connection().operation).toBeNull();
    }
  });

  it('hear on while they show nothing, so that none is busy for ever', async () => {
    const { bank, open, pass } = setUpBrowser();
    const [first, next] = [await open(), await open()];
    void first.client.run('c1', 'refresh');
    await pass();
    expect(next.connection().operation).toMatchObject({ kind: 'refresh' });
    next.stop();
    bank.jobs.clear();
    await pass(20 * second);
    next.client.start();
    await pass(20 * second);
    expect(next.jobs()).toMatchObject([{ status: 'unknown' }]);
    expect(next.connection().operation).toBeNull();
  });

  it('log out together, and leave nothing', async () => {
    const { browser, bank, open, pass } = setUpBrowser();
    const tabs = [await open(), await open()];
    bank.fail('refreshConnection', 'provider');
    await tabs[0]?.client.run('c1', 'purgeAndRefresh');
    await tabs[0]?.client.clear();
    await pass();
    for (const { client, tab } of tabs) {
      expect(client.connections.getState().ids).toEqual([]);
      expect(client.jobs.getState().byId).toEqual({});
      expect(tab.storage?.getItem('connections-kit.1.user-1.ledger')).toBeNull();
    }
    await pass(minute);
    for (const { stop } of tabs) stop();
    await pass();
    expect(browser.leftovers()).toEqual([]);
  });

  it('leave nothing when they are disposed of, also in the middle of a gesture', async () => {
    const { browser, bank, open, pass } = setUpBrowser();
    const tabs = [await open(), await open()];
    const release = bank.hold('purgeConnection');
    void tabs[0]?.client.run('c1', 'purgeAndRefresh');
    await pass();
    tabs[1]?.client.dispose();
    await pass();
    expect(browser.leftovers().filter(({ tab }) => tab === tabs[1]?.tab.id)).toEqual([]);
    tabs[0]?.client.dispose();
    release();
    await pass();
    expect(browser.leftovers()).toEqual([]);
  });

  it('log out also when the one that does so shows nothing any more', async () => {
    const { open, pass } = setUpBrowser();
    const [first, next] = [await open(), await open()];
    first.stop();
    await first.client.clear();
    await pass();
    expect(next.client.connections.getState().ids).toEqual([]);
  });

  it('of another person neither hear nor lead this one', async () => {
    const { bank, open, pass } = setUpBrowser();
    const [mine, theirs] = [await open(), await open('user-2')];
    await mine.client.run('c1', 'purge');
    await pass();
    expect(theirs.jobs()).toEqual([]);
    expect([mine, theirs].map(({ eventTypes }) => eventTypes().includes('leader-gained'))).toEqual([true, true]);
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });

  it('do not heed what is said in another version, or what is no message', async () => {
    const { browser, open, pass } = setUpBrowser();
    const { connection, client } = await open();
    const before = client.connections.getState();
    const channel = browser.openTab().channel?.('connections-kit.1.user-1.facts');
    for (const data of [
      { version: 2, epoch: 1, message: { type: 'cleared' } },
      'cleared',
      null,
      { version: 1, epoch: 1 },
      { version: 1, epoch: 1, message: 5 },
      { version: 1, message: { type: 'cleared' } },
    ])
      channel?.postMessage(data);
    await pass();
    expect(client.connections.getState()).toBe(before);
    expect(connection().id).toBe('c1');
  });
});

describe('a gesture in one tab', () => {
  it('ends where another has lost sight of its job before the answer to it came', async () => {
    const { browser, bank, open, pass } = setUpBrowser();
    const first = await open();
    let answer = (_job: Job) => {};
    const refreshConnection = () => new Promise<Job>((resolve) => (answer = resolve));
    const tab = browser.openTab();
    const next = setUp({
      bank,
      surroundings: tab,
      scope: 'user-1',
      transport: { ...bank.transport, refreshConnection },
    });
    next.client.start();
    await next.client.load();
    const run = next.client.run('c1', 'refresh');
    await pass();
    const job = buildJob({ updatedAt: at(1), runId: next.connection().operation?.runId ?? '' });
    bank.jobs.set(job.id, job);
    await first.client.loadJobs();
    bank.jobs.delete(job.id);
    await pass(5 * second);
    expect(next.jobs()).toMatchObject([{ status: 'unknown' }]);
    answer({ ...job, status: 'queued', updatedAt: at(0) });
    expect((await run).outcome).toBe('unknown');
    expect((await run).outcome).toBe('unknown');
    expect(next.connection().operation).toBeNull();
  });

  it('is shown in the others, also when its page has gone already', async () => {
    const { open, pass } = setUpBrowser();
    const [first, next] = [await open(), await open()];
    first.stop();
    await first.client.run('c1', 'purge');
    await pass();
    expect(next.jobs()).toMatchObject([{ kind: 'purge', status: 'succeeded' }]);
  });

  it('has its consequences in a tab that was opened in the middle of it, too', async () => {
    const { bank, open, pass } = setUpBrowser();
    const first = await open();
    const release = bank.hold('purgeConnection');
    void first.client.run('c1', 'purge');
    await pass();
    const next = await open();
    await next.client.loadConnection('c1');
    expect(next.connection().detail).toHaveProperty('profile');
    release();
    await pass();
    expect(next.connection().detail).not.toHaveProperty('profile');
  });

  it('is waited for once by each of the others', async () => {
    const { browser, bank, open, pass } = setUpBrowser();
    const [first, next] = [await open(), await open()];
    void first.client.run('c1', 'purgeAndRefresh');
    await pass();
    expect(next.connection().operation).toMatchObject({ kind: 'refresh' });
    const waiting = browser.leftovers().find(({ tab, of }) => tab === next.tab.id && of === 'lock request');
    expect(waiting?.count, 'for the lead, and for the end of the gesture').toBe(2);
    bank.say('refresh-2', { status: 'succeeded' });
    await pass(15 * second);
  });

  it('is waited for no longer than to the log-out', async () => {
    const { browser, bank, open, pass } = setUpBrowser();
    const [first, next] = [await open(), await open()];
    bank.hold('purgeConnection');
    void first.client.run('c1', 'purge');
    await pass();
    const waiting = () =>
      browser.leftovers().find(({ tab, of }) => tab === next.tab.id && of === 'lock request')?.count;
    expect(waiting()).toBe(2);
    await next.client.clear();
    expect(waiting(), 'for the lead alone').toBe(1);
    await pass();
  });

  it('is told once, not by each who hears of it', async () => {
    const { browser, open, pass } = setUpBrowser();
    const [first] = [await open(), await open(), await open()];
    const told: string[] = [];
    const hear = ({ data }: MessageEvent<{ message: { type: string } }>) => void told.push(data.message.type);
    const channel = browser.openTab().channel?.('connections-kit.1.user-1.facts');
    channel?.addEventListener('message', hear as EventListener);
    await first?.client.run('c1', 'purge');
    await pass();
    expect(told.filter((type) => type === 'jobs')).toHaveLength(1);
  });
});

describe('a gesture that came to a stop', () => {
  it('has what is left over offered in every tab, and sent by none', async () => {
    const { bank, open, pass } = setUpBrowser();
    const tabs = [await open(), await open()];
    bank.fail('refreshConnection', 'provider');
    await tabs[0]?.client.run('c1', 'purgeAndRefresh');
    await pass(minute);
    expect(bank.called('refreshConnection')).toHaveLength(1);
    for (const { connection } of tabs) expect(connection().remaining).toEqual(['refresh']);
  });
});

describe('a tab that dies in the middle of a gesture', () => {
  it('leaves no other tab busy for ever', async () => {
    const { bank, open, pass } = setUpBrowser();
    const [first, next] = [await open(), await open()];
    bank.hold('purgeConnection');
    void first.client.run('c1', 'purge');
    await pass();
    expect(next.connection().operation).toMatchObject({ kind: 'purge' });
    first.tab.close();
    await pass();
    expect(next.connection().operation).toBeNull();
    expect(next.jobs()).toMatchObject([{ kind: 'purge', status: 'unknown', recordedBy: 'kit' }]);
    expect(next.connection().remaining).toEqual(['purge']);
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });

  it('has its refresh taken over by no tab that is hidden, until it is shown', async () => {
    const { bank, open, pass } = setUpBrowser();
    const [first, next] = [await open(), await open()];
    const release = bank.hold('refreshConnection');
    void first.client.run('c1', 'purgeAndRefresh');
    await pass();
    next.tab.setVisible(false);
    first.tab.close();
    release();
    await pass(second);
    const before = bank.called('refreshConnection').length;
    await pass(second);
    expect([before, bank.called('refreshConnection').length]).toEqual([1, 1]);
    next.tab.setVisible(true);
    await pass(second);
    expect(bank.called('refreshConnection')).toHaveLength(2);
  });

  it('has its refresh not begun again where the bank has begun it', async () => {
    const { bank, open, pass } = setUpBrowser();
    const { refreshConnection } = bank.transport;
    bank.transport.refreshConnection = async (...input) => {
      await refreshConnection?.(...input);
      return new Promise(() => {});
    };
    const [first, next] = [await open(), await open()];
    void first.client.run('c1', 'purgeAndRefresh');
    await pass();
    first.tab.close();
    await pass(second);
    expect(bank.called('refreshConnection')).toHaveLength(1);
    expect(next.connection().operation).toMatchObject({ kind: 'refresh' });
  });

  it('has its refresh taken over by one tab, and its purge by none', async () => {
    const { bank, open, pass } = setUpBrowser();
    const [first, next, third] = [await open(), await open(), await open()];
    const release = bank.hold('refreshConnection');
    void first.client.run('c1', 'purgeAndRefresh');
    await pass();
    first.tab.close();
    release();
    await pass(second);
    expect(bank.called('purgeConnection')).toHaveLength(1);
    const keys = new Set(bank.called('refreshConnection').map(({ options }) => options.idempotencyKey));
    expect(bank.called('refreshConnection').length, 'once by the dead, once by one of the living').toBe(2);
    expect(keys.size).toBe(1);
    const job = [...bank.jobs.values()].find(({ kind }) => kind === 'refresh');
    bank.say(job?.id ?? '', { status: 'succeeded', updatedAt: at(9) });
    await pass(15 * second);
    for (const { connection } of [next, third]) {
      expect(connection()).toMatchObject({ operation: null });
      expect(connection()).not.toHaveProperty('remaining');
    }
    expect(next.tab.storage?.getItem('connections-kit.1.user-1.ledger')).not.toContain('"runId":"c');
  });
});

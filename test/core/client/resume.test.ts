import { describe, expect, it } from 'vitest';
import type { ActionName } from '../../../src/core/model/actions';
import { createFakeClock, createFakeEnvironment } from '../../../src/testing/environment';
import { at, buildJob, start } from '../builders';
import { minute, oneTurn, second, setUp, setUpLoaded, type SetUp } from '../set-up';
import { setUpBrowser } from '../tabs-set-up';

type Method = 'purgeConnection' | 'refreshConnection' | 'revokeConnection';

/** A page that is left while the bank has not answered this request yet; what was asked is done there. */
async function leaveDuring(method: Method, action: ActionName, { done = true } = {}) {
  const all = setUpBrowser();
  const transport = all.bank.transport[method];
  let isLeft = false;
  all.bank.transport[method] = (...input) => {
    const answer = transport?.(...input) ?? Promise.reject(new Error('The bank lacks the method'));
    return done && !isLeft ? answer.then(() => new Promise<never>(() => {})) : answer;
  };
  const { client, tab } = await all.open();
  const release = done ? () => {} : all.bank.hold(method);
  void client.run('c1', action);
  await all.pass();
  tab.close();
  isLeft = true;
  release();
  await all.pass();
  return all;
}

const sent = (bank: SetUp['bank'], method: Method) => bank.called(method).length;

describe('after a reload', () => {
  it('a job is followed on, to its end', async () => {
    const { bank, open, pass } = setUpBrowser();
    const first = await open();
    void first.client.run('c1', 'refresh');
    await pass();
    first.tab.close();
    const { connection, jobs } = await open();
    expect(connection().operation).toMatchObject({ kind: 'refresh', jobId: 'refresh-1' });
    bank.say('refresh-1', { status: 'succeeded', updatedAt: at(1) });
    await pass(5 * second);
    expect(jobs()).toMatchObject([{ status: 'succeeded' }]);
    expect(connection()).toMatchObject({ operation: null });
    expect(sent(bank, 'refreshConnection')).toBe(1);
  });

  it('a refresh that was still to come goes on by itself', async () => {
    const { bank, open, pass } = await leaveDuring('refreshConnection', 'purgeAndRefresh', { done: false });
    const before = sent(bank, 'refreshConnection');
    const { connection } = await open();
    await pass(second);
    expect(sent(bank, 'refreshConnection')).toBe(before + 1);
    expect(sent(bank, 'purgeConnection')).toBe(1);
    expect(connection().operation).toMatchObject({ kind: 'refresh' });
  });

  it('a refresh that was still to come goes on as soon as the page is shown', async () => {
    const { bank, open, pass } = await leaveDuring('refreshConnection', 'purgeAndRefresh', { done: false });
    const before = sent(bank, 'refreshConnection');
    const { tab } = await open('user-1', { visible: false });
    await pass(second);
    expect(sent(bank, 'refreshConnection')).toBe(before);
    tab.setVisible(true);
    await pass(second);
    expect(sent(bank, 'refreshConnection')).toBe(before + 1);
  });

  it('a refresh of more than a quarter of an hour ago is offered, not sent', async () => {
    const { bank, open, pass } = await leaveDuring('refreshConnection', 'purgeAndRefresh', { done: false });
    await pass(16 * minute);
    const before = sent(bank, 'refreshConnection');
    const { client, connection } = await open();
    await pass(minute);
    expect(sent(bank, 'refreshConnection')).toBe(before);
    expect(connection()).toMatchObject({ operation: null, remaining: ['refresh'] });
    void client.run('c1', 'refresh');
    await pass();
    const job = [...bank.jobs.values()].find(({ kind, status }) => kind === 'refresh' && status === 'queued');
    bank.say(job?.id ?? '', { status: 'succeeded' });
    await pass(5 * second);
    expect(connection()).not.toHaveProperty('remaining');
  });

  it.each<ActionName>(['purge', 'purgeAndRefresh', 'purgeAndRevoke'])(
    'a purge whose answer is not known (%s) is unknown, left to the person, and nothing is sent',
    async (action) => {
      const { bank, open, pass } = await leaveDuring('purgeConnection', action);
      bank.jobs.clear();
      const before = bank.calls.length;
      const { connection, jobs } = await open();
      await pass(minute);
      const commands = bank.calls.slice(before).filter(({ method }) => /^(purge|refresh|revoke)/.test(method));
      expect(commands).toEqual([]);
      expect(jobs().some(({ kind, recordedBy }) => kind === 'purge' && recordedBy === 'kit')).toBe(true);
      expect(connection().operation).toBeNull();
    },
  );

  it('a purge that the history of the other side tells of is not asked about', async () => {
    const { bank, open, pass } = await leaveDuring('purgeConnection', 'purgeAndRefresh');
    const { connection, jobs } = await open();
    await pass(second);
    expect(jobs().filter(({ kind }) => kind === 'purge')).toMatchObject([{ status: 'succeeded' }]);
    expect(connection().operation, 'and the refresh goes on').toMatchObject({ kind: 'refresh' });
    expect(sent(bank, 'purgeConnection')).toBe(1);
  });

  it('a purge that was not sent yet is offered', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.fail('purgeConnection', 'step-up-required');
    const { client, tab } = await open();
    void client.run('c1', 'purgeAndRefresh', { onStepUp: () => new Promise(() => {}) });
    await pass();
    tab.close();
    const { connection } = await open();
    await pass(second);
    expect(connection().remaining).toEqual(['purge', 'refresh']);
    expect(sent(bank, 'purgeConnection')).toBe(1);
    expect(sent(bank, 'refreshConnection')).toBe(0);
  });

  it('a revoke whose answer is not known is settled by reading', async () => {
    const { bank, open, pass } = await leaveDuring('revokeConnection', 'revoke');
    const { connection } = await open();
    await pass(second);
    expect(connection()).toMatchObject({ status: 'revoked', operation: null });
    expect(connection()).not.toHaveProperty('remaining');
    expect(sent(bank, 'revokeConnection')).toBe(1);
  });

  it('a revoke that was still to come after a purge is offered, and never sent by itself', async () => {
    const { bank, open, pass } = await leaveDuring('revokeConnection', 'purgeAndRevoke', { done: false });
    const before = sent(bank, 'revokeConnection');
    const { connection } = await open();
    await pass(minute);
    expect(sent(bank, 'revokeConnection')).toBe(before);
    expect(connection()).toMatchObject({ operation: null, remaining: ['revoke'] });
  });

  it('what is left over is offered in every tab and, once it is dismissed, in none', async () => {
    const { bank, open, pass } = await leaveDuring('revokeConnection', 'purgeAndRevoke', { done: false });
    const tabs = [await open(), await open()];
    await pass(second);
    for (const { connection } of tabs) expect(connection().remaining).toEqual(['revoke']);
    const asked = bank.calls.length;
    tabs[1]?.client.dismissRemaining('c1');
    await pass();
    for (const { connection } of [...tabs, await open()]) expect(connection()).not.toHaveProperty('remaining');
    expect(bank.calls.slice(asked).some(({ method }) => method === 'revokeConnection')).toBe(false);
  });

  it('what is dismissed of one connection is still offered of the others', async () => {
    const { bank, open, pass } = setUpBrowser();
    const { client, connection } = await open();
    for (const id of ['c1', 'c2']) {
      bank.fail('refreshConnection', 'provider');
      await client.run(id, 'purgeAndRefresh');
    }
    client.dismissRemaining('c1');
    await pass();
    const later = await open();
    for (const remaining of [connection, later.connection])
      expect([remaining('c1').remaining, remaining('c2').remaining]).toEqual([undefined, ['refresh']]);
  });

  it('what the person has reached in another way since is not offered', async () => {
    const { bank, open, pass } = await leaveDuring('refreshConnection', 'purgeAndRefresh', { done: false });
    await pass(16 * minute);
    bank.jobs.set('elsewhere', buildJob({ id: 'elsewhere', status: 'succeeded', createdAt: at(600) }));
    const { connection } = await open();
    await pass(second);
    expect(connection()).not.toHaveProperty('remaining');
  });

  it('what has stopped, and was reached in another way since, is not offered', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.fail('refreshConnection', 'provider');
    const first = await open();
    await first.client.run('c1', 'purgeAndRefresh');
    first.tab.close();
    bank.jobs.set('elsewhere', buildJob({ id: 'elsewhere', status: 'succeeded', createdAt: at(600) }));
    const { connection } = await open();
    await pass(second);
    expect(connection()).not.toHaveProperty('remaining');
  });

  it('what was left over before a success is not offered', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.fail('revokeConnection', 'provider');
    const first = await open();
    expect((await first.client.run('c1', 'purgeAndRevoke')).remaining).toEqual(['revoke']);
    const refresh = first.client.run('c1', 'refresh');
    await pass();
    for (const [id, { kind }] of bank.jobs) if (kind === 'refresh') bank.say(id, { status: 'succeeded' });
    await pass(15 * second);
    expect((await refresh).outcome).toBe('succeeded');
    first.tab.close();
    const { connection } = await open();
    await pass(second);
    expect(connection()).not.toHaveProperty('remaining');
  });

  it('what was done just before is not done again, whatever the clock of the bank says', async () => {
    const { bank, open, pass } = setUpBrowser();
    const { client, tab } = await open();
    void client.run('c1', 'refresh');
    await pass();
    const release = bank.hold('getConnection');
    bank.say('refresh-1', { status: 'succeeded', createdAt: at(-3600) });
    await pass(5 * second);
    tab.close();
    release();
    await open();
    await pass(minute);
    expect(sent(bank, 'refreshConnection')).toBe(1);
  });

  it('a refresh that was still to come is offered where tabs cannot tell who goes on with it', async () => {
    const surroundings = createFakeEnvironment({ clock: createFakeClock(Date.parse(start), oneTurn) });
    const { client, bank, pass } = await setUpLoaded({ surroundings, scope: 'user-1' });
    bank.hold('refreshConnection');
    void client.run('c1', 'purgeAndRefresh');
    await pass();
    const after = setUp({ surroundings, bank, scope: 'user-1' });
    after.client.start();
    await after.client.load();
    await pass(minute);
    expect(after.connection().remaining).toEqual(['refresh']);
    expect(sent(bank, 'refreshConnection')).toBe(1);
  });

  it('a purge and refresh of which the refresh failed still offers it', async () => {
    const { bank, open, pass } = setUpBrowser();
    bank.fail('refreshConnection', 'provider');
    const first = await open();
    expect((await first.client.run('c1', 'purgeAndRefresh')).outcome).toBe('partial');
    first.tab.close();
    const { connection } = await open();
    await pass(second);
    expect(connection()).toMatchObject({ remaining: ['refresh'], failure: { code: 'provider' } });
  });

  it('what only the kit knows is still in the history', async () => {
    const { bank, open } = setUpBrowser();
    const first = await open();
    bank.loseAnswer('purgeConnection');
    await first.client.run('c2', 'purge');
    const [lost] = first.jobs('c2');
    bank.jobs.clear();
    first.tab.close();
    const { jobs } = await open();
    expect(lost).toMatchObject({ status: 'unknown', recordedBy: 'kit' });
    expect(jobs('c2')).toEqual([lost]);
  });
});

describe('the memory of a browser', () => {
  const key = 'connections-kit.1.user-1.ledger';

  it('holds ids, kinds and times, and is empty when nothing is left', async () => {
    const { bank, open, pass } = setUpBrowser();
    const { client, tab } = await open();
    await client.loadConnection('c1');
    void client.run('c1', 'refresh');
    await pass();
    const kept = tab.storage?.getItem(key) ?? '';
    expect(JSON.parse(kept)).toEqual({
      runs: [{ runId: expect.any(String), connectionId: 'c1', action: 'refresh', startedAt: at(0), done: 0, asked: 1 }],
      jobs: [],
    });
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(5 * second);
    expect(tab.storage?.getItem(key)).toBeNull();
  });

  const unknownAction = { runId: 'r1', connectionId: 'c1', action: 'melt', startedAt: at(0), done: 0, asked: 0 };
  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"runs":1,"jobs":[]}',
    '{"runs":[{}],"jobs":[]}',
    '{"runs":[],"jobs":[null]}',
    JSON.stringify({ runs: [{ ...unknownAction, stopped: true }], jobs: [] }),
  ])('that cannot be read (%s) is none', async (kept) => {
    const { browser, open, pass } = setUpBrowser();
    browser.openTab().storage?.setItem(key, kept);
    const { connection, jobs } = await open();
    await pass(second);
    expect(connection()).not.toHaveProperty('remaining');
    expect(jobs()).toEqual([]);
  });

  it('forgets what is older than a week', async () => {
    const { bank, open, pass } = await leaveDuring('revokeConnection', 'purgeAndRevoke', { done: false });
    await pass(8 * 24 * 60 * minute);
    const before = bank.calls.length;
    const { connection, client } = await open();
    await client.run('c2', 'purge');
    await pass(second);
    expect(connection().remaining).toBeUndefined();
    expect(bank.calls.slice(before).map(({ method }) => method)).not.toContain('revokeConnection');
  });

  it('that is full costs no gesture', async () => {
    const { open } = setUpBrowser();
    const { client, tab } = await open();
    expect(tab.storage).not.toBeNull();
    if (tab.storage === null) return;
    tab.storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect((await client.run('c1', 'purge')).outcome).toBe('succeeded');
  });
});

import { describe, expect, it } from 'vitest';
import type { TabMessage } from '../../../src/core/client/tabs';
import { at, buildDetail, buildJob } from '../builders';
import { second, setUp, type SetUp } from '../set-up';
import { setUpBrowser } from '../tabs-set-up';

const prefix = 'connections-kit.1.user-1';
function shown({ client }: SetUp) {
  const { ids, detailLoads } = client.connections.getState();
  return [ids, detailLoads, client.jobs.getState().byId];
}
const nothing = [[], {}, {}];
const facts = { takenAt: at(0), connections: [buildDetail()], jobs: [] };
const stale: TabMessage = { type: 'jobs', jobs: [buildJob({ id: 'late' })], settled: [], at: at(0) };

function setUpTabs() {
  const all = setUpBrowser();
  const stranger = all.browser.openTab();
  const channel = stranger.channel?.(`${prefix}.facts`);
  const stored = (what: string) => stranger.storage?.getItem(`${prefix}.${what}`) ?? null;
  /** As another tab does; `epoch` counts the log-outs that it knows of. */
  const say = (epoch: number, message: TabMessage) => channel?.postMessage({ version: 1, epoch, message });
  return { ...all, stranger, stored, say };
}

describe('a log-out in one tab', () => {
  it('drops what another told before it heard of it, whenever that comes', async () => {
    const { open, pass, say } = setUpTabs();
    const tabs = [await open(), await open()];
    await tabs[0]?.client.clear();
    say(0, stale);
    await pass();
    say(0, stale);
    await pass();
    for (const tab of tabs) expect(shown(tab)).toEqual(nothing);
  });

  it('leaves the tabs to tell each other of the next person', async () => {
    const { bank, open, pass } = setUpTabs();
    const [first, next] = [await open(), await open()];
    await first.client.clear();
    await pass();
    bank.jobs.set('j2', buildJob({ id: 'j2' }));
    await first.client.load();
    await pass();
    expect(next.jobs()).toMatchObject([{ id: 'j2' }]);
    const later = await open();
    bank.jobs.set('j3', buildJob({ id: 'j3' }));
    await later.client.loadJobs();
    await pass();
    expect(Object.keys(first.client.jobs.getState().byId)).toEqual(['j2', 'j3']);
  });

  it('reaches a client that was never started, and one that is no longer', async () => {
    const { browser, bank, open, pass } = setUpTabs();
    const [first, stopped] = [await open(), await open()];
    const unstarted = setUp({ bank, surroundings: browser.openTab(), scope: 'user-1' });
    await unstarted.client.load();
    stopped.stop();
    await first.client.clear();
    await pass();
    expect(shown(unstarted)).toEqual(nothing);
    expect(shown(stopped)).toEqual(nothing);
    first.stop();
    await pass();
    expect(
      browser.leftovers().filter(({ tab }) => tab !== 1),
      'what knows nothing listens to nothing',
    ).toEqual([]);
  });

  it('reaches a client that shows what came with its page, from its start on; before, it listens to nothing', async () => {
    const { browser, bank, open, pass } = setUpTabs();
    const other = await open();
    const tab = browser.openTab();
    const { client, ...page } = setUp({ bank, surroundings: tab, scope: 'user-1' });
    client.hydrate(facts);
    expect(browser.leftovers().filter(({ tab: id }) => id === tab.id)).toEqual([]);
    client.start()();
    await other.client.clear();
    await pass();
    expect(shown({ client, ...page })).toEqual(nothing);
  });

  it('is told also by a page that never asked for anything', async () => {
    const { browser, bank, open, pass } = setUpTabs();
    const page = await open();
    const idle = setUp({ bank, surroundings: browser.openTab(), scope: 'user-1' });
    await idle.client.clear();
    await pass();
    expect(shown(page)).toEqual(nothing);
  });

  it('reaches pages that may not use the storage', async () => {
    const { browser, bank, pass } = setUpTabs();
    const [first, next] = [1, 2].map(() =>
      setUp({ bank, surroundings: { ...browser.openTab(), storage: null }, scope: 'user-1' }),
    );
    await next?.client.load();
    await first?.client.clear();
    await pass();
    expect(next && shown(next)).toEqual(nothing);
  });

  it('makes the others forget what a consent of that person came to', async () => {
    const { bank, open, pass } = setUpTabs();
    const [first, next] = [await open(), await open()];
    bank.jobs.set('j9', buildJob({ id: 'j9' }));
    const address = 'https://app.example/return?jobId=j9';
    await next.client.finishConsent(address);
    await first.client.clear();
    await pass();
    const asked = bank.called('getJob').length;
    await next.client.finishConsent(address);
    expect(bank.called('getJob')).toHaveLength(asked + 1);
  });

  it('reaches a page that has only heard of the next person, and shows nothing any more', async () => {
    const { open, pass } = setUpTabs();
    const [first, next] = [await open(), await open()];
    await first.client.clear();
    await pass();
    await first.client.load();
    await pass();
    expect(shown(next)).not.toEqual(nothing);
    next.stop();
    await first.client.clear();
    await pass();
    expect(shown(next)).toEqual(nothing);
  });

  it('is found out by a page that heard nothing of it, as soon as it is seen again', async () => {
    const { open, stranger } = setUpTabs();
    const page = await open();
    page.tab.setVisible(false);
    stranger.storage?.setItem(`${prefix}.epoch`, '1');
    expect(shown(page)).not.toEqual(nothing);
    page.tab.setVisible(true);
    expect(shown(page)).toEqual(nothing);
  });

  it('lets nothing more be done for that person by a page that has not heard of it yet', async () => {
    const { bank, open } = setUpTabs();
    const [first, next] = [await open(), await open()];
    const asked = bank.calls.length;
    void first.client.clear();
    expect(await next.client.run('c1', 'purge')).toEqual({ outcome: 'unavailable', jobs: [], remaining: ['purge'] });
    expect(shown(next)).toEqual(nothing);
    expect(bank.calls).toHaveLength(asked);
  });

  it.each<[string, (page: SetUp) => Promise<unknown>]>([
    ['refreshAll', ({ client }) => client.refreshAll()],
    ['loadConnection', ({ client }) => client.loadConnection('c1')],
    ['loadJobs', ({ client }) => client.loadJobs()],
    ['checkAgain', ({ client }) => client.checkAgain('j1')],
    ['answerChallenge', ({ client }) => client.answerChallenge('j1', ['1234'])],
  ])('asks for nothing of that person there, either (%s)', async (_name, act) => {
    const { bank, open } = setUpTabs();
    const [first, next] = [await open(), await open()];
    const asked = bank.calls.length;
    void first.client.clear();
    await act(next).catch(() => {});
    expect(shown(next)).toEqual(nothing);
    expect(bank.calls).toHaveLength(asked);
  });

  it('keeps what a late page has learned out of the storage', async () => {
    const { bank, open, pass, stored } = setUpTabs();
    const [first, next] = [await open(), await open()];
    const release = bank.hold('purgeConnection');
    bank.loseAnswer('purgeConnection');
    void next.client.run('c1', 'purge');
    await pass();
    release();
    void first.client.clear();
    await pass();
    expect(stored('ledger')).toBeNull();
    expect(stored('epoch'), 'a number, and nothing of the person').toBe('1');
  });

  it('leaves alone what the next person has begun when it is heard of late', async () => {
    const { bank, open, pass, stored } = setUpTabs();
    const [first] = [await open(), await open()];
    bank.hold('purgeConnection');
    void first.client.clear();
    first.client.hydrate(facts);
    void first.client.run('c1', 'purge');
    await pass();
    expect(stored('ledger')).toContain('"action":"purge"');
  });

  it('that is told twice counts once', async () => {
    const { bank, open, pass, say } = setUpTabs();
    const [first, next] = [await open(), await open()];
    await first.client.clear();
    await pass();
    await next.client.load();
    say(1, { type: 'cleared' });
    await pass(second);
    expect(next.client.connections.getState().ids).toEqual([...bank.connections.keys()]);
  });
});

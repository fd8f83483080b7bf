import { describe, expect, it } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { TransportEvent } from '../../src/core/transport';
import { createFakeClock } from '../../src/testing/environment';
import { createFakeBrowser, type FakeBrowserOptions, type FakeTab } from '../../src/testing/fake-browser';
import { describeLostAborts, describePlatform, type Platform, type PlatformTab } from './platform-checks';
import { buildConnection } from '../core/builders';
import { createSmallBank } from './small-bank';

function platform(options?: FakeBrowserOptions): Platform {
  const browser = createFakeBrowser(options);
  return { openTab: () => browser.openTab() as FakeTab & PlatformTab, settle: () => browser.clock.advance(0) };
}

describe('the fake browser does as a real one', () => {
  describePlatform(() => platform());
});

describe('the fake browser with a quirk of Chromium does as a real one', () => {
  const quirky = () => platform({ losesEarlyAborts: true });
  describePlatform(quirky);
  describeLostAborts(quirky);
});

/** A browser with two tabs, and what a test notes down. */
function open(options?: FakeBrowserOptions) {
  const browser = createFakeBrowser({ clock: createFakeClock(0), ...options });
  const log: string[] = [];
  const note = (what: string) => () => void log.push(`${what} at ${browser.clock.now()}`);
  return { browser, tabs: [browser.openTab(), browser.openTab()] as const, log, note };
}

describe('a fake browser', () => {
  it('shares what is stored between its tabs, and keeps it when they are gone', () => {
    const { browser, tabs } = open();
    tabs[0].storage?.setItem('key', 'value');
    expect(tabs[1].storage?.getItem('key')).toBe('value');
    tabs[0].close();
    tabs[1].close();
    expect(browser.openTab().storage?.getItem('key')).toBe('value');
    browser.openTab().storage?.removeItem('key');
    expect(browser.openTab().storage?.getItem('key')).toBeNull();
    expect(createFakeBrowser().openTab().storage?.getItem('key')).toBeNull();
  });

  it.each(['storage', 'locks', 'channel'] as const)('can be one without %s', (name) => {
    const tab = createFakeBrowser({ [name]: false }).openTab();
    expect(['storage', 'locks', 'channel'].filter((one) => tab[one as typeof name] === null)).toEqual([name]);
  });

  it('steals no locks, and says so', async () => {
    const { tabs } = open();
    const stolen = tabs[0].locks?.request('name', { steal: true }, () => {});
    await expect(stolen).rejects.toMatchObject({ name: 'NotSupportedError' });
  });

  it('is online or not for every tab and those to come, and shows or hides each by itself', () => {
    const { browser, tabs, log, note } = open();
    tabs[0].online.subscribe(note('network'));
    tabs[0].visible.subscribe(note('visibility'));
    browser.setOnline(false);
    expect([...tabs, browser.openTab()].map(({ online }) => online.get())).toEqual([false, false, false]);
    tabs[1].setOnline(true);
    tabs[0].setVisible(false);
    expect([tabs[0].online.get(), tabs[1].online.get()]).toEqual([false, true]);
    expect(tabs.map(({ visible }) => visible.get())).toEqual([false, true]);
    expect(log).toEqual(['network at 0', 'visibility at 0']);
  });

  it('has one chance for all tabs, so that no two jitter alike', () => {
    const { tabs } = open();
    expect(tabs[0].random()).not.toBe(tabs[1].random());
    const [one, other] = [open(), open()];
    expect(one.tabs[1].random()).toBe(other.tabs[1].random());
  });

  it('does the same in every run', async () => {
    async function run(): Promise<readonly string[]> {
      const { browser, log } = open();
      const tabs = Array.from({ length: 3 }, () => browser.openTab());
      for (const { id, locks, channel, clock } of tabs) {
        const port = channel?.('news');
        port?.addEventListener('message', ({ data }) => log.push(`${id} hears ${String(data)}`));
        void locks?.request('lead', async () => {
          port?.postMessage(`${id} leads`);
          await new Promise<void>((resolve) => clock.setTimeout(resolve, 10));
          log.push(`${id} lets go`);
        });
        clock.setTimeout(() => port?.postMessage(`${id} ticks`), 10);
      }
      await browser.clock.advance(100);
      return log;
    }
    const first = await run();
    expect(first).toHaveLength(3 * (2 + 2 + 1));
    expect(await run()).toEqual(first);
  });

  it('lists what its tabs hold on to, each tab by itself', async () => {
    const { browser, tabs } = open();
    expect(browser.leftovers()).toEqual([]);
    const hold = (tab: FakeTab) => void tab.locks?.request('name', () => new Promise(() => {}));
    tabs.forEach(hold);
    const port = tabs[0].channel?.('news');
    const stops = [tabs[0].visible.subscribe(() => {}), tabs[0].online.subscribe(() => {})];
    const timer = tabs[1].clock.setTimeout(() => {}, 10);
    const request = new Promise<void>((answered) => {
      const bank = { ...createSmallBank().transport('user-1'), describe: () => new Promise<never>(() => {}) };
      const { describe: ask, getJob } = tabs[1].connect(bank);
      void ask?.();
      getJob('none').catch(() => answered());
    });
    await request;
    expect(browser.leftovers()).toEqual([
      { tab: 1, of: 'held lock', count: 1 },
      { tab: 1, of: 'channel', count: 1 },
      { tab: 1, of: 'visibility listener', count: 1 },
      { tab: 1, of: 'network listener', count: 1 },
      { tab: 2, of: 'timer', count: 1 },
      { tab: 2, of: 'lock request', count: 1 },
      { tab: 2, of: 'request', count: 1 },
    ]);
    for (const stop of stops) stop();
    port?.close();
    tabs[1].clock.clearTimeout(timer);
    tabs[0].close();
    await browser.clock.advance(0);
    expect(browser.leftovers()).toEqual([
      { tab: 2, of: 'held lock', count: 1 },
      { tab: 2, of: 'request', count: 1 },
    ]);
    tabs[1].close();
    expect(browser.leftovers()).toEqual([]);
  });
});

describe('the timers of a tab', () => {
  it('run on the clock of the browser, whichever tab moves it', async () => {
    const { browser, tabs, log, note } = open();
    tabs[0].clock.setTimeout(note('first tab'), 20);
    tabs[1].clock.setTimeout(note('second tab'), 10);
    const cleared = tabs[1].clock.setTimeout(note('cleared'), 10);
    tabs[1].clock.clearTimeout(cleared);
    tabs[1].clock.clearTimeout(undefined);
    expect([tabs[0].clock.pending(), browser.clock.pending()]).toEqual([1, 2]);
    await tabs[0].clock.advance(15);
    await browser.clock.advance(15);
    expect(log).toEqual(['second tab at 10', 'first tab at 20']);
  });

  it('run on the second while it is hidden, on the minute after five minutes of that, and at once when it is visible', async () => {
    const { browser, tabs, log, note } = open();
    const [tab] = tabs;
    await browser.clock.advance(100);
    tab.clock.setTimeout(note('a'), 950);
    tab.setVisible(false);
    tab.clock.setTimeout(note('b'), 900);
    tab.clock.setTimeout(note('c'), 1_950);
    await browser.clock.advance(299_950);
    tab.setVisible(false);
    tab.clock.setTimeout(note('d'), 100);
    await browser.clock.advance(60_000);
    tab.clock.setTimeout(note('f'), 20);
    tab.clock.setTimeout(note('e'), 10);
    await browser.clock.advance(1_000);
    tab.setVisible(true);
    tab.clock.setTimeout(note('g'), 5);
    await browser.clock.advance(60_000);
    expect(log).toEqual([
      'b at 1000',
      'a at 2000',
      'c at 3000',
      'd at 360000',
      'e at 361050',
      'f at 361050',
      'g at 361055',
    ]);
  });

  it('have 32 bits, so that a very long one runs at once', async () => {
    const { browser, tabs, log, note } = open();
    tabs[0].clock.setTimeout(note('25 days'), 25 * 86_400_000);
    tabs[0].clock.setTimeout(note('a fraction'), 1.9);
    await browser.clock.advance(10);
    expect(log).toEqual(['25 days at 0', 'a fraction at 1']);
  });
});

describe('a tab that has closed', () => {
  it('runs nothing more, whatever it had set or sets now', async () => {
    const { browser, tabs, log, note } = open();
    const [gone, stays] = tabs;
    gone.clock.setTimeout(note('timer'), 10);
    gone.visible.subscribe(note('visibility'));
    gone.online.subscribe(note('network'));
    gone.close();
    gone.close();
    gone.clock.setTimeout(note('late timer'), 10);
    gone.visible.subscribe(note('late visibility'));
    gone.online.subscribe(note('late network'));
    gone.setVisible(false);
    browser.setOnline(false);
    gone.storage?.setItem('key', 'from the dead');
    const late = gone.channel?.('news');
    late?.addEventListener('message', note('late message'));
    const port = stays.channel?.('news');
    port?.postMessage('hello');
    port?.close();
    void gone.locks?.request('name', note('late lock')).then(note('told'), note('told'));
    await browser.clock.advance(1_000);
    expect(log).toEqual([]);
    expect([stays.storage?.getItem('key'), gone.isOpen(), stays.isOpen()]).toEqual([null, false, true]);
    expect([browser.clock.pending(), browser.leftovers()]).toEqual([0, []]);
  });

  it('is told of no answer, although the bank gives it, and of no error', async () => {
    const { browser, tabs, log, note } = open();
    const answers: (() => void)[] = [];
    const signals: (AbortSignal | undefined)[] = [];
    const bank = createSmallBank().transport('user-1');
    const { listConnections, getConnection, getJob, refreshConnection } = tabs[0].connect({
      ...bank,
      getConnection: (id) =>
        new Promise((resolve) => answers.push(() => resolve({ ...buildConnection({ id }), accounts: [] }))),
      getJob: (_id, options) =>
        new Promise((_resolve, reject) => {
          signals.push(options?.signal);
          answers.push(() => reject(createConnectionsError('network')));
        }),
    });
    listConnections({}).then(note('list'), note('list'));
    getConnection('c1').then(note('connection'), note('connection'));
    getJob('job').then(note('job'), note('job'));
    tabs[0].close();
    refreshConnection?.('user-1-c-0').then(note('command'), note('command'));
    for (const answer of answers) answer();
    await browser.clock.advance(0);
    expect([log, signals.map((signal) => signal?.aborted)]).toEqual([[], [true]]);
    expect((await bank.listJobs({})).items).toEqual([]);
  });

  it('is told of no event, and its link is let go', async () => {
    const { browser, tabs, log, note } = open();
    let tell = (_event: TransportEvent) => {};
    let signal: AbortSignal | undefined;
    const bank = createSmallBank().transport('user-1');
    const connected = tabs[0].connect({
      ...bank,
      // A transport that does not heed its signal.
      async *watch(options) {
        signal = options.signal;
        for (;;) yield await new Promise<TransportEvent>((resolve) => (tell = resolve));
      },
    });
    async function follow(): Promise<void> {
      const events = connected.watch?.({ signal: new AbortController().signal }) ?? [];
      for await (const { type } of events) note(type)();
      note('the end')();
    }
    void follow();
    await browser.clock.advance(0);
    for (const connectionId of ['c1', 'c2']) {
      tell({ type: 'connection-removed', connectionId });
      await browser.clock.advance(10);
      tabs[0].close();
    }
    expect([log, signal?.aborted]).toEqual([['connection-removed at 0'], true]);
  });
});

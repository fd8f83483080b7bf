/** Several tabs of one person on one bank. */
import { createFakeBrowser, type FakeTab } from '../../src/testing/fake-browser';
import { createFakeClock } from '../../src/testing/environment';
import { buildDetail, start } from './builders';
import { createScriptedBank } from './scripted-bank';
import { oneTurn, setUp, type SetUp } from './set-up';

export interface TabSetUp extends SetUp {
  tab: FakeTab;
  stop(): void;
}

export function setUpBrowser({
  scope = 'user-1',
  connections = [buildDetail(), buildDetail({ id: 'c2' })],
  losesEarlyAborts = false,
} = {}) {
  const clock = createFakeClock(Date.parse(start), oneTurn);
  const browser = createFakeBrowser({ clock, losesEarlyAborts });
  const bank = createScriptedBank(connections, clock.now);

  /** A page that has loaded its connections. */
  async function open(own: string = scope, { visible = true } = {}): Promise<TabSetUp> {
    const tab = browser.openTab();
    tab.setVisible(visible);
    const all = setUp({ bank, surroundings: tab, scope: own, transport: tab.connect(bank.transport) });
    const stop = all.client.start();
    await all.client.load();
    await clock.advance(0);
    return { ...all, tab, stop };
  }

  return { browser, clock, bank, open, pass: (milliseconds = 0) => clock.advance(milliseconds) };
}

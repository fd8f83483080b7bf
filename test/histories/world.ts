/** What a history happens to: one browser with its pages, the bank, and what stands between them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createConnectionsClient } from '../../src/core/client/create-client';
import { preloadClient } from '../../src/core/client/load-engine';
import type { ActionResult, ClientEvent, ConnectionsClient } from '../../src/core/client/client';
import { actions, type ActionName, type OperationKind } from '../../src/core/model/actions';
import { createConnectionsError } from '../../src/core/model/errors';
import type { Transport } from '../../src/core/transport';
import { createFakeBrowser, type FakeTab } from '../../src/testing/fake-browser';
import { createFakeClock } from '../../src/testing/environment';
import { decorateTransport } from '../../src/testing/decorate-transport';
import { withFaults, type Fault } from '../../src/testing/with-faults';
import { createRandom } from '../../src/transports/sandbox/random';
import { createBank } from './bank';
import { surround, type Surroundings } from './page';
import { createWitness } from './witness';

await preloadClient();

/** One press of a button. */
export interface Press {
  connectionId: string;
  action: ActionName;
  page: number;
  runId?: string;
}

export interface Page extends Surroundings {
  number: number;
  tab: FakeTab;
  client: ConnectionsClient;
  isMounted: boolean;
  stop(): void;
  presses: Set<Press>;
}

export interface Conditions {
  seed: number;
  pushes: boolean;
  losesEarlyAborts: boolean;
}

export const scope = 'histories';
const start = Date.UTC(2026, 10, 22, 9);
const isCommand = (method: string) => ['refreshConnection', 'purgeConnection', 'revokeConnection'].includes(method);

export type World = ReturnType<typeof createWorld>;

export function createWorld({ seed, pushes, losesEarlyAborts }: Conditions) {
  const clock = createFakeClock(start, nextTurn);
  let skew = 0;
  const now = () => clock.now() - skew;
  const random = createRandom(`browser/${seed}`).next;
  const browser = createFakeBrowser({ clock, random, losesEarlyAborts });
  const bank = createBank({ clock, now, pushes });
  const stored = new Map<string, string>();
  const pages: Page[] = [];
  const active = new Set<Fault>();
  let opened = 0;
  let isOnline = true;
  let isLoggedOut = false;
  let losesNextAnswer = false;
  const seen = { twoTabs: false, reloadInAction: false, lostAnswer: false };
  const witness = createWitness({ bank, now, pushes, pages, stored, isOnline: () => isOnline });

  /** Between a page and the bank. */
  function connect(page: number): Transport {
    const lossy = decorateTransport(
      bank.transportFor(page),
      async ({ method, values, options, send }) => {
        failOffline();
        const answer = await send(values, options);
        failOffline();
        if (!losesNextAnswer || !isCommand(method)) return answer;
        losesNextAnswer = false;
        seen.lostAnswer = true;
        witness.disturb();
        throw createConnectionsError('network');
      },
      (watch) => watch,
    );
    return withFaults(lossy, {
      seed: seed * 100 + page,
      clock,
      rates: { ...rates },
      isFaulty: (_method, fault) => active.has(fault),
      jump,
      onFault(fault, method) {
        witness.noticeFault();
        if (fault === 'lost-answer' && isCommand(method)) seen.lostAnswer = true;
      },
    });
  }

  function failOffline(): void {
    if (isOnline) return;
    witness.noticeFault();
    throw createConnectionsError('network');
  }

  function jump(milliseconds: number): void {
    skew += milliseconds;
    clock.jump(milliseconds);
    witness.noticeJump();
  }

  function createClient(page: Pick<Page, 'number' | 'environment' | 'transport' | 'presses'>): ConnectionsClient {
    const { environment, transport, number } = page;
    const onEvent = (event: ClientEvent) => witness.noticeEvent(number, event);
    const client = createConnectionsClient({ transport, environment, scope, onEvent });
    witness.follow(client);
    return client;
  }

  /** The host shows the widget, which loads what it shows. */
  function mount(page: Page): void {
    if (!page.isMounted) page.stop = page.client.start();
    page.isMounted = true;
    void page.client.load();
  }

  function open(): Page {
    const number = (opened += 1);
    const tab = browser.openTab();
    const surroundings = surround({ tab, clock, bank: connect(number), stored });
    const presses = new Set<Press>();
    const client = createClient({ ...surroundings, number, presses });
    const page: Page = { ...surroundings, number, tab, presses, client, isMounted: false, stop: () => {} };
    pages.push(page);
    if (pages.length > 1) seen.twoTabs = true;
    witness.disturb();
    mount(page);
    return page;
  }

  function close(page: Page): void {
    if ([...page.presses].some(({ runId }) => runId !== undefined)) seen.reloadInAction = true;
    page.tab.close();
    pages.splice(pages.indexOf(page), 1);
    witness.disturb();
  }

  async function press(page: Page, connectionId: string, action: ActionName): Promise<ActionResult> {
    const pressed: Press = { connectionId, action, page: page.number };
    page.presses.add(pressed);
    const result = await page.client.run(connectionId, action);
    page.presses.delete(pressed);
    return result;
  }

  bank.signInNew();
  open();

  return {
    seen,
    bank,
    /** What pages hold on to; without the one thing that Chromium lets nobody take back. */
    leftovers: () => browser.leftovers().filter(({ of }) => !losesEarlyAborts || of !== 'lock request'),
    witness,
    pages: pages as readonly Page[],
    open,
    close,
    mount,
    press,
    jump,
    /** Each connection counts as pressed. */
    refreshAll(page: Page) {
      const presses = page.client.connections
        .getState()
        .ids.map((connectionId): Press => ({ connectionId, action: 'refresh', page: page.number }));
      for (const pressed of presses) page.presses.add(pressed);
      void page.client.refreshAll().then(() => presses.forEach((pressed) => page.presses.delete(pressed)));
    },
    unmount(page: Page) {
      page.stop();
      page.isMounted = false;
      witness.disturb();
    },
    replaceClient(page: Page) {
      page.client = createClient(page);
      page.isMounted = false;
      mount(page);
    },
    setOnline(online: boolean) {
      isOnline = online;
      browser.setOnline(online);
      if (!online) bank.cutPush(createConnectionsError('network'));
      witness.disturb();
    },
    /** The last person again or, after a log-out, somebody new. */
    signIn() {
      if (isLoggedOut) bank.signInNew();
      else bank.setSignedIn(true);
      isLoggedOut = false;
      witness.disturb();
    },
    logOut() {
      isLoggedOut = true;
      witness.noticeLogOut();
    },
    setFaults(faults: readonly Fault[]) {
      active.clear();
      for (const fault of faults) active.add(fault);
    },
    loseNextAnswer(loses: boolean) {
      losesNextAnswer = loses;
    },
    pass: (milliseconds: number) => clock.advance(milliseconds),
    /** What is ready is done in each page; what one tells the others is on its way. */
    settle: () => clock.advance(0),
    /** And has come. */
    settleAll: () => clock.advance(10),
  };
}

export function operationsOf(action: ActionName): readonly OperationKind[] {
  return actions[action];
}

/** How often each strikes while it is active. */
const rates = {
  latency: 0.6,
  drop: 0.25,
  duplicate: 0.3,
  reorder: 0.3,
  truncate: 0.25,
  'lost-rows': 0.25,
  'rate-limit': 0.2,
  'server-error': 0.25,
  hang: 0.1,
  'lost-answer': 0.25,
  'clock-jump': 0.05,
  cut: 0.2,
} as const satisfies Record<Fault, number>;

export const faults = Object.keys(rates) as readonly Fault[];

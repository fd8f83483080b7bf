import type { Environment } from '../core/client/environment';
import type { Transport } from '../core/transport';
import { createFakeClock, createSequence, createSwitch, type FakeClock, type FakeEnvironment } from './environment';
import { createChannels } from './fake-browser/channels';
import { createLockTable, type LockTableOptions } from './fake-browser/locks';
import { createTabRequests } from './fake-browser/tab-requests';
import { createTabTimers } from './fake-browser/tab-timers';

/** What the browser has and how it behaves; one that has everything by default. */
export interface FakeBrowserOptions extends LockTableOptions {
  clock?: FakeClock;
  /** Shared by the tabs. Default: repeatable, and never twice the same in a row. */
  random?: () => number;
  /** `false`: a browser without it, or one that refuses it to the page. */
  storage?: boolean;
  locks?: boolean;
  channel?: boolean;
}

/** Visible when it is opened. Its clock is the browser's, with timers of its own, which a hidden tab gets late. */
export interface FakeTab extends FakeEnvironment {
  readonly id: number;
  /**
   * The transport as the tab's page holds it: what is under way when the tab closes is aborted and never answered, and nothing is
   * sent after that. Without it, a page that is gone would go on as soon as the bank answers.
   */
  connect(transport: Transport): Transport;
  isOpen(): boolean;
  /** As a crash does: no event, no last word. Its locks are free, and nothing that it waits for comes to it any more. */
  close(): void;
}

/** Something that a tab still holds on to. */
export interface Leftover {
  tab: number;
  of: 'timer' | 'held lock' | 'lock request' | 'channel' | 'visibility listener' | 'network listener' | 'request';
  count: number;
}

/** One browser profile, held by the test. */
export interface FakeBrowser {
  readonly clock: FakeClock;
  openTab(): FakeTab;
  /** For every tab, and for those to come. */
  setOnline(online: boolean): void;
  /** What open tabs hold on to; empty when whatever ran in them has cleaned up. */
  leftovers(): readonly Leftover[];
}

/**
 * One browser profile with as many tabs as a test opens: they share storage, Web Locks and BroadcastChannels, and one clock.
 * Locks and channels keep to what real browsers do, and all of it comes in the same order in every run.
 */
export function createFakeBrowser(options: FakeBrowserOptions = {}): FakeBrowser {
  const { clock = createFakeClock(), random = createSequence() } = options;
  const stored = new Map<string, string>();
  const locks = createLockTable(options);
  const channels = createChannels();
  const tabs = new Map<FakeTab, () => readonly Leftover[]>();
  let opened = 0;
  let isOnline = true;

  function openTab(): FakeTab {
    const id = (opened += 1);
    const visible = createSwitch();
    const online = createSwitch(isOnline);
    /** Whose its locks and channels are. */
    const page = {};
    const timers = createTabTimers(clock);
    const requests = createTabRequests();
    const isOpen = () => tabs.has(tab);
    const whileOpen =
      <T>(set: (value: T) => void) =>
      (value: T) =>
        isOpen() ? set(value) : undefined;

    const storage: Environment['storage'] = {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void (isOpen() && stored.set(key, String(value))),
      removeItem: (key) => void (isOpen() && stored.delete(key)),
    };
    const tab: FakeTab = {
      id,
      clock: timers.clock,
      random,
      visible,
      online,
      storage: options.storage === false ? null : storage,
      locks: options.locks === false ? null : locks.of(page),
      channel: options.channel === false ? null : (name) => channels.open(page, name),
      setVisible: whileOpen((value) => {
        visible.set(value);
        timers.setHidden(!value);
      }),
      setOnline: whileOpen(online.set),
      connect: requests.connect,
      isOpen,
      close() {
        tabs.delete(tab);
        timers.stop();
        requests.stop();
        channels.drop(page);
        locks.drop(page);
      },
    };
    const count = (): Record<Leftover['of'], number> => ({
      timer: timers.clock.pending(),
      'held lock': locks.held(page),
      'lock request': locks.pending(page),
      channel: channels.count(page),
      'visibility listener': visible.listeners(),
      'network listener': online.listeners(),
      request: requests.pending(),
    });
    tabs.set(tab, () =>
      Object.entries(count()).flatMap(([of, count]) =>
        count > 0 ? [{ tab: id, of: of as Leftover['of'], count }] : [],
      ),
    );
    return tab;
  }

  return {
    clock,
    openTab,
    setOnline(online) {
      isOnline = online;
      for (const tab of tabs.keys()) tab.setOnline(online);
    },
    leftovers: () => [...tabs.values()].flatMap((read) => read()),
  };
}

/**
 * What the kit relies on in Web Locks and BroadcastChannels, checked alike on the fake browser and on a real one: so is
 * the fake held to what is true.
 */
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/core/client/environment';

export interface PlatformTab {
  locks: NonNullable<Environment['locks']>;
  channel: NonNullable<Environment['channel']>;
  close(): void;
}

export interface Platform {
  openTab(): PlatformTab | Promise<PlatformTab>;
  /** Long enough for what must not come to have come. */
  settle(): Promise<unknown>;
}

let names = 0;
/** A real browser keeps its locks and channels from one check to the next. */
const freshName = () => `check-${(names += 1)}-${Math.random()}`;

/** Holds the lock until the returned function lets go of it. */
function hold({ locks }: PlatformTab, name: string, options: LockOptions = {}): Promise<() => void> {
  return new Promise((granted) => {
    void locks.request(name, options, () => new Promise<void>((letGo) => granted(letGo)));
  });
}

const nameOf = (thrown: unknown) => (thrown as Error).name;

export function describePlatform(make: () => Platform): void {
  describe('locks', () => describeLocks(make));
  describe('channels', () => describeChannels(make));
}

function describeLocks(make: () => Platform): void {
  it('come in a task of their own, after the promises that are ready', async () => {
    const tab = await make().openTab();
    const log: string[] = [];
    const done = tab.locks.request(freshName(), () => log.push('granted'));
    log.push('requested');
    for (let hop = 0; hop < 5; hop += 1) await Promise.resolve();
    log.push('promises');
    await done;
    expect(log).toEqual(['requested', 'promises', 'granted']);
  });

  it('say their name and mode, and answer what the callback does', async () => {
    const { locks } = await make().openTab();
    const name = freshName();
    expect(await locks.request(name, async (lock) => [lock?.name, lock?.mode])).toEqual([name, 'exclusive']);
    expect(await locks.request(name, { mode: 'shared' }, (lock) => lock?.mode)).toBe('shared');
  });

  it.each([
    [
      'throws',
      () => {
        throw new RangeError('no');
      },
    ],
    ['rejects', () => Promise.reject(new RangeError('no'))],
  ])('are free again when the callback %s', async (_how, callback: () => unknown) => {
    const { locks } = await make().openTab();
    const name = freshName();
    expect(await locks.request(name, callback).catch(nameOf)).toBe('RangeError');
    expect(await locks.request(name, { ifAvailable: true }, (lock) => lock !== null)).toBe(true);
  });

  it('come one at a time, in the order of the requests, whichever tab they are of', async () => {
    const platform = make();
    const tabs = [await platform.openTab(), await platform.openTab()] as const;
    const name = freshName();
    const log: string[] = [];
    const letGo = await hold(tabs[0], name);
    const all: Promise<unknown>[] = [];
    for (const [turn, tab] of [0, 1, 0, 1].entries()) {
      all.push(
        tabs[tab as 0 | 1].locks.request(name, async () => {
          log.push(`${turn} begins`);
          await Promise.resolve();
          log.push(`${turn} ends`);
        }),
      );
      // At the same moment, those of two tabs of Chromium come in any order.
      await platform.settle();
    }
    expect(log).toEqual([]);
    letGo();
    await Promise.all(all);
    expect(log).toEqual([0, 1, 2, 3].flatMap((turn) => [`${turn} begins`, `${turn} ends`]));
  });

  it('are told as free before the next one has it, within a tab', async () => {
    const { locks } = await make().openTab();
    const name = freshName();
    const log: string[] = [];
    const first = locks.request(name, () => {}).then(() => log.push('first told'));
    const second = locks.request(name, () => void log.push('second granted'));
    await Promise.all([first, second]);
    expect(log).toEqual(['first told', 'second granted']);
  });

  it('of other names do not wait, and one within itself does', async () => {
    const platform = make();
    const { locks } = await platform.openTab();
    const name = freshName();
    const log: string[] = [];
    let inner: Promise<unknown> | undefined;
    await locks.request(name, async () => {
      inner = locks.request(name, () => void log.push('inner'));
      await locks.request(freshName(), () => void log.push('other'));
      await platform.settle();
      log.push('outer ends');
    });
    await inner;
    expect(log).toEqual(['other', 'outer ends', 'inner']);
  });

  it('if available: are there, or null at once, also when only others wait', async () => {
    const platform = make();
    const [one, other] = [await platform.openTab(), await platform.openTab()];
    const name = freshName();
    const isThere = (tab: PlatformTab, mode: LockMode = 'exclusive') =>
      tab.locks.request(name, { ifAvailable: true, mode }, (lock) => lock !== null);
    expect(await isThere(one)).toBe(true);
    const letGo = await hold(one, name, { mode: 'shared' });
    expect([await isThere(other), await isThere(other, 'shared')]).toEqual([false, true]);
    const waiting = one.locks.request(name, () => 'its turn');
    expect(await isThere(other, 'shared')).toBe(false);
    letGo();
    expect(await waiting).toBe('its turn');
    expect(await isThere(other)).toBe(true);
  });

  it('if available: null comes in a task of its own, too', async () => {
    const tab = await make().openTab();
    const name = freshName();
    const letGo = await hold(tab, name);
    const log: string[] = [];
    const done = tab.locks.request(name, { ifAvailable: true }, (lock) => log.push(String(lock)));
    for (let hop = 0; hop < 5; hop += 1) await Promise.resolve();
    log.push('promises');
    await done;
    letGo();
    expect(log).toEqual(['promises', 'null']);
  });

  it('that are shared are held together; an exclusive one waits for all, and later shared ones for it', async () => {
    const platform = make();
    const tab = await platform.openTab();
    const name = freshName();
    const log: string[] = [];
    const letGo = [await hold(tab, name, { mode: 'shared' }), await hold(tab, name, { mode: 'shared' })];
    const waiting = [
      tab.locks.request(name, () => void log.push('exclusive')),
      tab.locks.request(name, { mode: 'shared' }, () => void log.push('shared')),
    ];
    letGo[0]?.();
    await platform.settle();
    expect(log).toEqual([]);
    letGo[1]?.();
    await Promise.all(waiting);
    expect(log).toEqual(['exclusive', 'shared']);
  });

  it('are taken back by a signal while they are waited for, and the next one moves up', async () => {
    const platform = make();
    const tab = await platform.openTab();
    const name = freshName();
    const letGo = await hold(tab, name);
    const [plain, given] = [new AbortController(), new AbortController()];
    const log: string[] = [];
    const refused = [plain, given].map(({ signal }) =>
      tab.locks.request(name, { signal }, () => log.push('never')).catch((reason: unknown) => reason),
    );
    const next = tab.locks.request(name, () => 'next');
    plain.abort();
    given.abort('leaving');
    const [reason, own] = await Promise.all(refused);
    expect([nameOf(reason), own]).toEqual(['AbortError', 'leaving']);
    letGo();
    expect([await next, log]).toEqual(['next', []]);
  });

  it('are taken back by a signal between request and grant, and were not held', async () => {
    const { locks } = await make().openTab();
    const name = freshName();
    await locks.request(name, () => {}); // before that, Chromium loses the signal: see below
    const controller = new AbortController();
    const log: string[] = [];
    const refused = locks.request(name, { signal: controller.signal }, () => log.push('never')).catch(nameOf);
    const next = locks.request(name, () => 'next');
    controller.abort();
    expect([await refused, await next, log]).toEqual(['AbortError', 'next', []]);
  });

  it('are kept when the signal comes after the grant', async () => {
    const platform = make();
    const { locks } = await platform.openTab();
    const name = freshName();
    const controller = new AbortController();
    const done = locks.request(name, { signal: controller.signal }, async () => {
      controller.abort();
      await platform.settle();
      return locks.request(name, { ifAvailable: true }, (lock) => lock);
    });
    expect(await done).toBeNull();
  });

  it.each<[string, string, LockOptions]>([
    ['a signal that has come before', 'AbortError', { signal: AbortSignal.abort() }],
    ['a signal where nothing waits', 'NotSupportedError', { signal: new AbortController().signal, ifAvailable: true }],
    ['an unknown mode', 'TypeError', { mode: 'half' as LockMode }],
  ])('are refused for %s', async (_why, error, options) => {
    const { locks } = await make().openTab();
    expect(await locks.request(freshName(), options, () => 'granted').catch(nameOf)).toBe(error);
  });

  it('are refused for a name with a dash at its head, and without a callback', async () => {
    const { locks } = await make().openTab();
    expect(await locks.request('-name', () => 'granted').catch(nameOf)).toBe('NotSupportedError');
    const bare = locks.request as unknown as (name: string) => Promise<unknown>;
    expect(await bare.call(locks, freshName()).catch(nameOf)).toBe('TypeError');
  });

  it('of a tab that closes go to the next one, its requests are gone, and it is told nothing', async () => {
    const platform = make();
    const [gone, stays] = [await platform.openTab(), await platform.openTab()];
    const name = freshName();
    const log: string[] = [];
    const tell = (what: string) => () => void log.push(what);
    let letGo = () => {};
    await new Promise<void>((granted) => {
      const mine = gone.locks.request(name, () => {
        granted();
        return new Promise<void>((resolve) => (letGo = resolve));
      });
      mine.then(tell('told'), tell('told'));
    });
    gone.locks.request(name, tell('granted')).then(tell('told'), tell('told'));
    const next = stays.locks.request(name, () => 'next');
    gone.close();
    expect(await next).toBe('next');
    letGo();
    await platform.settle();
    expect(log).toEqual([]);
  });
}

/** Why a callback must look at its signal: a quirk of Chromium, against the specification. */
export function describeLostAborts(make: () => Platform): void {
  it('loses an abort that comes with the first request of a page: it is granted, even much later', async () => {
    const platform = make();
    const [holds, starts] = [await platform.openTab(), await platform.openTab()];
    const name = freshName();
    const letGo = await hold(holds, name);
    const controller = new AbortController();
    const first = starts.locks.request(name, { signal: controller.signal }, () => controller.signal.aborted);
    controller.abort();
    await platform.settle();
    const second = new AbortController();
    const later = starts.locks.request(name, { signal: second.signal }, () => 'granted').catch(nameOf);
    second.abort();
    expect(await later).toBe('AbortError');
    letGo();
    expect(await first).toBe(true);
  });

  it('heeds one that comes later', async () => {
    const platform = make();
    const [holds, starts] = [await platform.openTab(), await platform.openTab()];
    const name = freshName();
    const letGo = await hold(holds, name);
    const controller = new AbortController();
    const first = starts.locks.request(name, { signal: controller.signal }, () => 'granted').catch(nameOf);
    await platform.settle();
    controller.abort();
    expect(await first).toBe('AbortError');
    letGo();
  });
}

function describeChannels(make: () => Platform): void {
  interface Heard {
    by: string;
    data: unknown;
  }

  /** Channels of one name, each of which writes down what it hears. */
  function listeners(tab: PlatformTab, name: string, log: Heard[], ...by: readonly string[]) {
    return by.map((who) => {
      const channel = tab.channel(name);
      channel.addEventListener('message', ({ data }) => log.push({ by: who, data }));
      return channel;
    }) as [ReturnType<PlatformTab['channel']>, ...ReturnType<PlatformTab['channel']>[]];
  }

  /** Until every channel of the name has heard what was sent before. */
  async function heard(log: readonly Heard[], count: number): Promise<void> {
    for (let turn = 0; turn < 10_000 && log.length < count; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 0));
  }

  it('reach the others of the name, in every tab, and neither the sender nor another name', async () => {
    const platform = make();
    const [one, other] = [await platform.openTab(), await platform.openTab()];
    const name = freshName();
    const log: Heard[] = [];
    const [sender] = listeners(one, name, log, 'sender', 'neighbor');
    listeners(other, name, log, 'other tab');
    listeners(other, freshName(), log, 'other name');
    sender.postMessage('hello');
    await heard(log, 2);
    await platform.settle();
    expect(log.map(({ by, data }) => `${by}: ${String(data)}`).sort()).toEqual(['neighbor: hello', 'other tab: hello']);
  });

  it('come in a task of their own, after the promises that are ready, in the order of the sendings', async () => {
    const platform = make();
    const tab = await platform.openTab();
    const name = freshName();
    const log: Heard[] = [];
    const [sender] = listeners(tab, name, log, 'sender', 'receiver');
    sender.postMessage(1);
    sender.postMessage(2);
    for (let hop = 0; hop < 5; hop += 1) await Promise.resolve();
    log.push({ by: 'nobody', data: 'promises' });
    await heard(log, 3);
    expect(log.map(({ data }) => data)).toEqual(['promises', 1, 2]);
  });

  it('carry a copy as of the sending, to each a copy of its own', async () => {
    const platform = make();
    const tab = await platform.openTab();
    const name = freshName();
    const log: Heard[] = [];
    const [sender] = listeners(tab, name, log, 'sender', 'one', 'other');
    const message = { at: new Date(0), list: [1] };
    sender.postMessage(message);
    message.list.push(2);
    await heard(log, 2);
    expect(log.map(({ data }) => data)).toEqual([
      { at: new Date(0), list: [1] },
      { at: new Date(0), list: [1] },
    ]);
    expect(log[0]?.data).not.toBe(log[1]?.data);
  });

  it('refuse what cannot be copied and, once they are closed, everything', async () => {
    const platform = make();
    const tab = await platform.openTab();
    const name = freshName();
    const log: Heard[] = [];
    const [sender] = listeners(tab, name, log, 'sender', 'receiver');
    const send = (message: unknown) => {
      try {
        sender.postMessage(message);
        return 'sent';
      } catch (thrown) {
        return nameOf(thrown);
      }
    };
    const first = send(() => {});
    sender.close();
    sender.close();
    expect([first, send('late'), send(() => {})]).toEqual(['DataCloneError', 'InvalidStateError', 'InvalidStateError']);
    await platform.settle();
    expect(log).toEqual([]);
  });

  it('that close or open after the sending hear nothing of it; that the sender closes does not matter', async () => {
    const platform = make();
    const tab = await platform.openTab();
    const name = freshName();
    const log: Heard[] = [];
    const [sender, closes] = listeners(tab, name, log, 'sender', 'closes', 'stays');
    sender.postMessage('hello');
    closes?.close();
    sender.close();
    listeners(tab, name, log, 'opens');
    await heard(log, 1);
    await platform.settle();
    expect(log).toEqual([{ by: 'stays', data: 'hello' }]);
  });

  it('of a tab that closes hear nothing more, and what its code still sends is lost without a word', async () => {
    const platform = make();
    const [gone, stays] = [await platform.openTab(), await platform.openTab()];
    const name = freshName();
    const log: Heard[] = [];
    const [ghost] = listeners(gone, name, log, 'gone');
    const [sender] = listeners(stays, name, log, 'sender', 'stays');
    sender.postMessage('before');
    gone.close();
    sender.postMessage('after');
    ghost.postMessage('boo');
    await heard(log, 2);
    await platform.settle();
    expect(log.filter(({ by }) => by === 'stays').map(({ data }) => data)).toEqual(['before', 'after']);
    expect(log.filter(({ by }) => by !== 'stays')).toEqual([]);
  });
}

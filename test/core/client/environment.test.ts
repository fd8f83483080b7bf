import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultEnvironment } from '../../../src/core/client/environment';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the default surroundings, on a server', () => {
  it('are inert: always visible, always online, no storage, no locks, no channel', () => {
    const { visible, online, storage, locks, channel } = defaultEnvironment();
    expect([visible.get(), online.get(), storage, locks, channel]).toEqual([true, true, null, null, null]);
    expect(() => visible.subscribe(() => {})()).not.toThrow();
    expect(() => online.subscribe(() => {})()).not.toThrow();
  });

  it('take the time and chance of the machine', async () => {
    const { clock, random } = defaultEnvironment();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
    expect(random()).toBeGreaterThanOrEqual(0);
    expect(random()).toBeLessThan(1);
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 1));
    clock.clearTimeout(clock.setTimeout(() => expect.unreachable('a cleared timer ran'), 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

describe('the default surroundings, in a page', () => {
  function stubPage() {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    const navigator = { onLine: true, locks: { request: vi.fn() } };
    const scope = Object.assign(new EventTarget(), { navigator, localStorage: {}, BroadcastChannel });
    vi.stubGlobal('document', page);
    vi.stubGlobal('window', scope);
    return { page, scope };
  }

  it('follow whether it is visible and online, until one stops listening', () => {
    const { page, scope } = stubPage();
    const { visible, online } = defaultEnvironment();
    const heard = vi.fn();
    const stops = [visible.subscribe(heard), online.subscribe(heard)];
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    scope.navigator.onLine = false;
    scope.dispatchEvent(new Event('offline'));
    scope.dispatchEvent(new Event('online'));
    expect(heard).toHaveBeenCalledTimes(3);
    expect([visible.get(), online.get()]).toEqual([false, false]);
    for (const stop of stops) stop();
    page.dispatchEvent(new Event('visibilitychange'));
    scope.dispatchEvent(new Event('offline'));
    expect(heard).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['freeze', 'resume', 'page'],
    ['pagehide', 'pageshow', 'scope'],
  ] as const)('count a page as hidden between %s and %s', (leave, come, where) => {
    const target = stubPage()[where];
    const { visible } = defaultEnvironment();
    const seen: boolean[] = [];
    const stop = visible.subscribe(() => seen.push(visible.get()));
    target.dispatchEvent(new Event(leave));
    target.dispatchEvent(new Event(come));
    stop();
    target.dispatchEvent(new Event(leave));
    expect(seen).toEqual([false, true]);
  });

  it('take its storage, locks and channels', () => {
    const { scope } = stubPage();
    const { storage, locks, channel } = defaultEnvironment();
    expect(storage).toBe(scope.localStorage);
    expect(locks).toBe(scope.navigator.locks);
    const opened = channel?.('a-name');
    expect(opened).toBeInstanceOf(BroadcastChannel);
    opened?.close();
  });

  it('do without a storage that the page may not touch', () => {
    const { scope } = stubPage();
    Object.defineProperty(scope, 'localStorage', {
      get() {
        throw new DOMException('Denied', 'SecurityError');
      },
    });
    expect(defaultEnvironment().storage).toBeNull();
  });
});

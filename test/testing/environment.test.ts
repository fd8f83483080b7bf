/** The surroundings that a test holds in its hands. */
import { describe, expect, it } from 'vitest';
import { createFakeClock, createFakeEnvironment } from '../../src/testing/environment';

describe('the fake clock', () => {
  it('stands still until it is advanced', async () => {
    const clock = createFakeClock(1_000);
    expect(clock.now()).toBe(1_000);
    await clock.advance(250);
    expect(clock.now()).toBe(1_250);
  });

  it('runs what is due in the order of time, then of setting, each at its own time', async () => {
    const clock = createFakeClock(0);
    const ran: [string, number][] = [];
    const set = (name: string, delay: number) => clock.setTimeout(() => ran.push([name, clock.now()]), delay);
    set('late', 300);
    set('first', 100);
    set('second', 100);
    set('beyond', 301);
    set('past', -5);
    await clock.advance(300);
    expect(ran).toEqual([
      ['past', 0],
      ['first', 100],
      ['second', 100],
      ['late', 300],
    ]);
    expect([clock.now(), clock.pending()]).toEqual([300, 1]);
  });

  it('runs timers that are set by timers and by promises on the way', async () => {
    const clock = createFakeClock(0);
    const ran: number[] = [];
    async function tick(): Promise<void> {
      await Promise.resolve();
      ran.push(clock.now());
      clock.setTimeout(() => void tick(), 100);
    }
    void tick();
    await clock.advance(350);
    expect(ran).toEqual([0, 100, 200, 300]);
  });

  it('does not run what was cleared', async () => {
    const clock = createFakeClock(0);
    const ran: string[] = [];
    const second = clock.setTimeout(() => ran.push('second'), 20);
    clock.setTimeout(() => {
      ran.push('first');
      clock.clearTimeout(second);
    }, 10);
    await clock.advance(100);
    expect([ran, clock.pending()]).toEqual([['first'], 0]);
  });
});

describe('the fake environment', () => {
  it.each([
    ['visible', 'setVisible'],
    ['online', 'setOnline'],
  ] as const)('tells listeners when %s changes, and only then', (name, setter) => {
    const environment = createFakeEnvironment();
    const heard: boolean[] = [];
    const stop = environment[name].subscribe(() => heard.push(environment[name].get()));
    environment[setter](true);
    environment[setter](false);
    environment[setter](true);
    stop();
    environment[setter](false);
    expect(heard).toEqual([false, true]);
    expect(environment[name].get()).toBe(false);
  });

  it('shares nothing with another', () => {
    const [one, other] = [createFakeEnvironment(), createFakeEnvironment()];
    one.storage?.setItem('key', 'value');
    one.setOnline(false);
    expect([one.storage?.getItem('key'), other.storage?.getItem('key'), other.online.get()]).toEqual([
      'value',
      null,
      true,
    ]);
    one.storage?.removeItem('key');
    expect(one.storage?.getItem('key')).toBeNull();
  });

  it('repeats its chance', () => {
    const drawn = () => {
      const { random } = createFakeEnvironment();
      return Array.from({ length: 20 }, () => random());
    };
    expect(drawn()).toEqual(drawn());
    expect(new Set(drawn()).size).toBe(20);
    expect(drawn().every((value) => value >= 0 && value < 1)).toBe(true);
  });
});

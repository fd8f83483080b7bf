import { describe, expect, it } from 'vitest';
import { createCached } from '../../../src/transports/basiq/cached';
import { optional } from '../../../src/transports/basiq/optional';
import { thrownBy } from './scripted-basiq';

describe('a cached value', () => {
  function counter() {
    let count = 0;
    return createCached({ load: () => Promise.resolve({ value: ++count, lifetime: 1_000 }), now: () => 0 });
  }

  it('is loaded again when it is dropped', async () => {
    const cached = counter();
    cached.drop(await cached.get());
    expect(await cached.get()).toBe(2);
  });

  it('is not dropped by one who was refused with an older value', async () => {
    const cached = counter();
    const old = await cached.get();
    cached.drop(old);
    await cached.get();
    cached.drop(old);
    expect(await cached.get()).toBe(2);
  });

  it('is asked for anew where the one who asked first has gone without a word', async () => {
    let [count, time] = [0, 0];
    const answers = [new Promise<never>(() => {}), Promise.resolve({ value: 'second', lifetime: 1_000 })];
    const cached = createCached({ load: () => answers[count++] ?? Promise.reject(new Error('no')), now: () => time });
    void cached.get();
    time = 60_000;
    void cached.get();
    expect(count).toBe(1);
    time += 1;
    expect([await cached.get(), await cached.get(), count]).toEqual(['second', 'second', 2]);
  });

  it('is asked for once more only, where the first answer fails after all', async () => {
    let [count, time, fail] = [0, 0, (_thrown: unknown) => {}];
    const load = () => {
      count += 1;
      return new Promise<never>((_resolve, reject) => (fail = count === 1 ? reject : fail));
    };
    const cached = createCached({ load, now: () => time });
    const first = cached.get();
    time = 60_001;
    void cached.get();
    fail(new Error('too late'));
    await thrownBy(first);
    void cached.get();
    expect(count).toBe(2);
  });

  it('is not waited for by one who has left already', async () => {
    expect(await thrownBy(counter().get(AbortSignal.abort()))).toMatchObject({ code: 'aborted' });
  });
});

describe('an optional read', () => {
  it('is nothing when it fails', async () => {
    expect(await optional(Promise.reject(new Error('no')), undefined)).toBeUndefined();
  });

  it('tells a caller who has left', async () => {
    const read = optional(Promise.reject(new Error('no')), AbortSignal.abort());
    expect(await thrownBy(read)).toMatchObject({ code: 'aborted' });
  });
});

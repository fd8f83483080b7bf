import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPollTimes } from '../../../src/core/client/poll-times';
import { createFakeClock } from '../../../src/testing/environment';
import { at, buildJob, start } from '../builders';

const second = 1_000;

/** @param draws chance, one number after the other */
function setUp(...draws: readonly number[]) {
  const clock = createFakeClock(Date.parse(start));
  let drawn = 0;
  const random = () => draws[drawn++ % draws.length] ?? 0;
  return { clock, times: createPollTimes({ clock, random, isPushed: () => false }) };
}

/** So old that it may wait for 15 seconds. */
const old = (id: string) => buildJob({ id, createdAt: at(-3600) });

describe('what is due', () => {
  it('is one request for jobs that were put off together, whatever chance says', async () => {
    const { clock, times } = setUp(0, 1);
    times.putOff([old('j1'), old('j2'), old('j3')]);
    await clock.advance(times.wait() ?? 0);
    expect(times.due()).toEqual(['j1', 'j2', 'j3']);
  });

  it('takes along what would be due within five seconds', async () => {
    const { clock, times } = setUp(0);
    times.putOff([old('j1')]);
    await clock.advance(500);
    times.putOff([old('j2')]);
    await clock.advance(500);
    expect(times.due()).toEqual(['j1', 'j2']);
  });

  it('leaves what is due later for later', async () => {
    const { clock, times } = setUp(0, 1);
    times.putOff([old('j1')]);
    times.putOff([old('j2')]);
    await clock.advance(second);
    expect(times.due()).toEqual(['j1']);
  });

  it('is nothing before the time that the server named, also what is new meanwhile', async () => {
    const { clock, times } = setUp(0);
    times.putOff([old('j1')]);
    times.failed(at(120));
    await clock.advance(60 * second);
    expect(times.due()).toEqual([]);
    expect(times.wait()).toBe(60 * second);
  });
});

it('the wait is for the one that is due first, whichever was put off, drawn in or dropped', () => {
  const steps = fc.array(fc.record({ id: fc.constantFrom('j1', 'j2', 'j3'), draw: fc.constantFrom(0, 1, undefined) }));
  fc.assert(
    fc.property(steps, (all) => {
      const { times } = setUp(...all.flatMap(({ draw }) => draw ?? []), 0);
      const waits = new Map<string, number>();
      for (const { id, draw } of all) {
        if (draw === undefined) times.delete(id);
        else times.putOff([old(id)]);
        if (draw === undefined) waits.delete(id);
        else waits.set(id, draw === 0 ? second : 15 * second);
        expect(times.wait()).toBe(waits.size === 0 ? undefined : Math.min(...waits.values()));
      }
    }),
  );
});

it('the wait grows with the failures in a row, and is as before after an answer', () => {
  const { times } = setUp(0.999);
  for (let failed = 0; failed < 6; failed += 1) times.failed(undefined);
  times.putOff([buildJob()]);
  expect(times.wait()).toBeGreaterThan(59 * second);
  times.answered();
  times.putOff([buildJob()]);
  expect(times.wait()).toBe(second);
});

describe('a clock that is set back', () => {
  it('puts no question off', async () => {
    const { clock, times } = setUp(0);
    times.putOff([old('j1')]);
    clock.jump(-3_600 * second);
    expect(times.wait()).toBe(second);
  });

  it('puts off the time that the server named no further', () => {
    const { clock, times } = setUp(0);
    times.failed(at(120));
    times.putOff([old('j1')]);
    clock.jump(-3_600 * second);
    expect(times.wait()).toBe(120 * second);
  });
});

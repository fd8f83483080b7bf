import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pollDelay, type PollState } from '../../../src/core/model/poll-schedule';
import { at, start } from '../builders';

const now = Date.parse(start);
const calm: PollState = { now, failures: 0, random: 0 };
const age = (seconds: number) => ({ createdAt: at(-seconds) });

/** Ages in seconds, ten days and clocks that run behind included. */
const ages = fc.double({ min: -3600, max: 864_000, noNaN: true });
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const failureCounts = fc.nat({ max: 2000 });

describe('pollDelay', () => {
  it.each([
    [0, 1000],
    [4, 1000],
    [20, 5000],
    [60, 15_000],
    [86_400, 15_000],
  ])('of a job that is %d s old is %d ms', (seconds, delay) => {
    expect(pollDelay(age(seconds), calm)).toBe(delay);
  });

  it('stays between a second and fifteen, and a quarter more at the most', () => {
    fc.assert(
      fc.property(ages, randoms, (seconds, random) => {
        const delay = pollDelay(age(seconds), { ...calm, random });
        expect(delay).toBeGreaterThanOrEqual(1000);
        expect(delay).toBeLessThanOrEqual(15_000 * 1.25);
      }),
    );
  });

  it('never shortens as a job ages, nor as failures gather', () => {
    fc.assert(
      fc.property(ages, ages, failureCounts, failureCounts, (a, b, few, many) => {
        const [young, old] = [Math.min(a, b), Math.max(a, b)];
        const [less, more] = [Math.min(few, many), Math.max(few, many)];
        const before = pollDelay(age(young), { ...calm, failures: less });
        expect(pollDelay(age(old), { ...calm, failures: less })).toBeGreaterThanOrEqual(before);
        expect(pollDelay(age(young), { ...calm, failures: more })).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('doubles with each failure, to a minute at the most', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7].map((failures) => pollDelay(age(0), { ...calm, failures }));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    fc.assert(
      fc.property(ages, failureCounts, randoms, (seconds, failures, random) => {
        expect(pollDelay(age(seconds), { ...calm, failures, random })).toBeLessThanOrEqual(60_000 * 1.25);
      }),
    );
  });

  it('never asks before the time that the server or the provider named', () => {
    fc.assert(
      fc.property(ages, randoms, fc.nat({ max: 604_800 }), fc.nat({ max: 604_800 }), (seconds, random, wait, retry) => {
        const delay = pollDelay(
          { ...age(seconds), retryAt: at(retry) },
          { ...calm, random, notBefore: now + wait * 1000 },
        );
        const named = Math.max(wait, retry) * 1000;
        expect(delay).toBeGreaterThanOrEqual(named);
        expect(delay).toBeLessThanOrEqual(Math.max(named, 15_000 * 1.25));
      }),
    );
  });

  it('asks often all the same when a time cannot be read', () => {
    expect(pollDelay({ createdAt: 'yesterday' }, calm)).toBe(1000);
    expect(pollDelay({ ...age(0), retryAt: 'later' }, calm)).toBe(1000);
  });
});

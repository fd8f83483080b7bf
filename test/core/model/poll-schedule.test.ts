import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pollDelay, type PollState } from '../../../src/core/model/poll-schedule';
import { at, start } from '../builders';

const now = Date.parse(start);
const calm: PollState = { now, failures: 0, random: 0 };
/** The longest that is ever drawn: its room, but for a hair. */
const late: PollState = { ...calm, random: 1 };
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
  ])('of a job that is %d s old is at the latest %d ms', (seconds, delay) => {
    expect(pollDelay(age(seconds), late)).toBe(delay);
  });

  it('is drawn from all the room above a second', () => {
    fc.assert(
      fc.property(ages, randoms, fc.boolean(), (seconds, random, isPushed) => {
        const latest = pollDelay(age(seconds), { ...late, isPushed });
        const delay = pollDelay(age(seconds), { ...calm, random, isPushed });
        expect(delay).toBe(Math.ceil(1000 + random * (latest - 1000)));
        expect(delay).toBeGreaterThanOrEqual(1000);
        expect(latest).toBeLessThanOrEqual(isPushed ? 60_000 : 15_000);
      }),
    );
  });

  it('has no less room as a job ages, nor as failures gather', () => {
    fc.assert(
      fc.property(ages, ages, failureCounts, failureCounts, randoms, (a, b, few, many, random) => {
        const [young, old] = [Math.min(a, b), Math.max(a, b)];
        const [less, more] = [Math.min(few, many), Math.max(few, many)];
        const before = pollDelay(age(young), { ...calm, random, failures: less });
        expect(pollDelay(age(old), { ...calm, random, failures: less })).toBeGreaterThanOrEqual(before);
        expect(pollDelay(age(young), { ...calm, random, failures: more })).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('doubles its room with each failure, to a minute at the most', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7].map((failures) => pollDelay(age(0), { ...late, failures }));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    fc.assert(
      fc.property(ages, failureCounts, randoms, (seconds, failures, random) => {
        expect(pollDelay(age(seconds), { ...calm, failures, random })).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('is minutes while the provider itself waits to retry, and short again as that time comes near', () => {
    const putOff = (seconds: number) => pollDelay({ ...age(60), retryAt: at(seconds) }, late);
    expect([7200, 300, 120, 15, 0, -60].map(putOff)).toEqual([300_000, 300_000, 120_000, 15_000, 15_000, 15_000]);
  });

  it('is a minute at the most after a push has told', () => {
    expect(pollDelay(age(0), { ...late, isPushed: true })).toBe(60_000);
  });

  it('never asks before the time that the server named', () => {
    fc.assert(
      fc.property(ages, randoms, fc.nat({ max: 604_800 }), fc.nat({ max: 604_800 }), (seconds, random, wait, retry) => {
        const job = { ...age(seconds), retryAt: at(retry) };
        const delay = pollDelay(job, { ...calm, random, notBefore: now + wait * 1000 });
        expect(delay).toBeGreaterThanOrEqual(wait * 1000);
        expect(delay).toBeLessThanOrEqual(Math.max(wait * 1000, 300_000));
      }),
    );
  });

  it('asks often all the same when a time cannot be read', () => {
    expect(pollDelay({ createdAt: 'yesterday' }, late)).toBe(1000);
    expect(pollDelay({ ...age(0), retryAt: 'later' }, late)).toBe(1000);
  });
});

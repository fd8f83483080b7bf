/** What the fake clock can do beyond running timers. */
import { expect, it } from 'vitest';
import { createFakeClock } from '../../src/testing';

it.each([3_600_000, -3_600_000])('jumps by %i ms: timers keep what is left of their delay', async (jump) => {
  const clock = createFakeClock(10_000_000);
  const ran: [string, number][] = [];
  clock.setTimeout(() => ran.push(['before', clock.now()]), 100);
  await clock.advance(50);
  clock.jump(jump);
  expect([clock.now(), ran]).toEqual([10_000_050 + jump, []]);
  clock.setTimeout(() => ran.push(['after', clock.now()]), 100);
  await clock.advance(100);
  expect(ran).toEqual([
    ['before', 10_000_100 + jump],
    ['after', 10_000_150 + jump],
  ]);
});

it('jumps in the middle of an advance, which goes on for as long as it was asked to', async () => {
  const clock = createFakeClock(0);
  const ran: number[] = [];
  clock.setTimeout(() => clock.jump(5_000), 10);
  clock.setTimeout(() => ran.push(clock.now()), 20);
  await clock.advance(100);
  expect([ran, clock.now()]).toEqual([[5_020], 5_100]);
});

it('settles by what it is given', async () => {
  let turns = 0;
  const clock = createFakeClock(0, async () => (turns += 1));
  clock.setTimeout(() => {}, 10);
  await clock.advance(10);
  expect(turns).toBe(3);
});

import { expect, it } from 'vitest';
import { createFakeClock } from 'connections-kit/testing';
import { createTicker } from '../../src/react/ticker';

it('ticks while somebody listens, and no longer when the last one leaves at a tick', async () => {
  const clock = createFakeClock();
  const ticker = createTicker(clock, 0);
  const heard: number[] = [];
  const stop = ticker.subscribe(() => {
    heard.push(ticker.now());
    if (heard.length === 2) stop();
  });
  const begun = clock.now();
  await clock.advance(5_000);
  expect(heard).toEqual([begun + 1_000, begun + 2_000]);
  expect(clock.pending()).toBe(0);
});

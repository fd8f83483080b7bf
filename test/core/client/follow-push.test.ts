import { describe, expect, it } from 'vitest';
import { createPush } from '../../../src/core/client/follow-push';
import { createConnectionsError } from '../../../src/core/model/errors';
import type { Transport, TransportEvent } from '../../../src/core/transport';
import { createFakeClock } from '../../../src/testing/environment';
import { createScriptedBank } from '../scripted-bank';

const second = 1_000;
const removed: TransportEvent = { type: 'connection-removed', connectionId: 'c1' };

function setUp(watch: NonNullable<Transport['watch']>, random = 0.999) {
  const clock = createFakeClock();
  const openedAt: number[] = [];
  const heard: TransportEvent[] = [];
  const push = createPush({
    transport: { ...createScriptedBank([], clock.now).transport, watch },
    environment: { clock, random: () => random },
    hear: (event) => void heard.push(event),
    emit: ({ type }) => void (type === 'push-opened' && openedAt.push(clock.now())),
  });
  const pauses = () => openedAt.slice(1).map((at, index) => Math.round((at - (openedAt[index] ?? 0)) / second));
  return { clock, heard, push, pauses };
}

/** Breaks at once, after what it tells. */
const breaking = (...events: readonly TransportEvent[]): NonNullable<Transport['watch']> =>
  async function* () {
    yield* events;
    throw createConnectionsError('network');
  };

describe('push that breaks', () => {
  it('is opened again ever more seldom while it tells nothing, and every minute at least', async () => {
    const { clock, push, pauses } = setUp(breaking());
    push.follow(true);
    await clock.advance(240 * second);
    expect(pauses()).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('is opened again at a moment of its own: many clients do not come back in step', async () => {
    const { clock, push, pauses } = setUp(breaking(), 0.5);
    push.follow(true);
    await clock.advance(60 * second);
    expect(pauses().slice(0, 4)).toEqual([1, 2, 3, 5]);
  });

  it('is opened again soon where it tells something each time', async () => {
    const { clock, push, pauses } = setUp(breaking(removed));
    push.follow(true);
    await clock.advance(10 * second);
    expect(new Set(pauses())).toEqual(new Set([1]));
  });

  it('tells nothing any more until it has told again', async () => {
    const { clock, push } = setUp(breaking(removed));
    push.follow(true);
    await clock.advance(0);
    expect(push.isLive()).toBe(false);
  });
});

describe('push that is let go of', () => {
  async function letGo() {
    let tell = () => {};
    const told = setUp(async function* () {
      yield removed;
      await new Promise<void>((resolve) => (tell = resolve));
      yield removed;
    });
    told.push.follow(true);
    await told.clock.advance(0);
    expect(told.push.isLive()).toBe(true);
    told.push.follow(false);
    return { ...told, tell };
  }

  it('tells nothing, whatever its transport makes of the signal', async () => {
    const { clock, heard, tell } = await letGo();
    tell();
    await clock.advance(second);
    expect(heard).toHaveLength(1);
  });

  it('leaves the questions as they were', async () => {
    const { push } = await letGo();
    expect(push.isLive()).toBe(false);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { createEventLog } from '../../src/server/event-log';
import { answerEvents } from '../../src/server/event-stream';
import { createFakeClock } from '../../src/testing';

describe('the stream of a browser that has hung up before it was answered', () => {
  it('is left and ended at once, and keeps no timer', async () => {
    const clock = createFakeClock();
    const feed = { log: createEventLog(), follow() {}, stay() {}, leave: vi.fn() };
    const { body } = answerEvents({ feed, clock, signal: AbortSignal.abort(), lastEventId: null });
    const reader = body?.getReader();
    expect([(await reader?.read())?.done, (await reader?.read())?.done]).toEqual([false, true]);
    expect([feed.leave.mock.calls.length, clock.pending()]).toEqual([1, 0]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransportEvent } from '../../src/core/transport';
import { createEventLog, type EventLog, type LoggedEvent } from '../../src/server/event-log';
import { at, buildConnection, buildJob } from '../core/builders';

const jobChanged = (id: string, seconds: number): TransportEvent => ({
  type: 'job-changed',
  job: buildJob({ id, updatedAt: at(seconds) }),
});

function readAfter(log: EventLog, start: number): readonly LoggedEvent[] {
  const read: LoggedEvent[] = [];
  for (let next = log.after(start); next; next = log.after(next.number)) read.push(next);
  return read;
}
const idOf = ({ text }: LoggedEvent) => /^id: (.+)$/m.exec(text)?.[1] ?? '';

describe('the log of a feed', () => {
  it('tells of each thing its latest news, in the order in which it came', () => {
    const log = createEventLog();
    for (const seconds of [1, 2, 3]) for (const id of ['a', 'b']) log.add(jobChanged(id, seconds));
    expect(readAfter(log, 0).map(({ event }) => event)).toEqual([jobChanged('a', 3), jobChanged('b', 3)]);
  });

  it('takes nothing for news that is known or older', () => {
    const log = createEventLog();
    const connection = buildConnection();
    expect(log.add(jobChanged('a', 5))).toBe(true);
    expect([log.add(jobChanged('a', 5)), log.add(jobChanged('a', 4))]).toEqual([false, false]);
    expect(log.add({ type: 'connection-changed', connection })).toBe(true);
    expect(log.add({ type: 'connection-changed', connection: { ...connection } })).toBe(false);
    expect(log.add({ type: 'connection-removed', connectionId: connection.id })).toBe(true);
    expect(log.add({ type: 'connection-changed', connection })).toBe(true);
  });

  it('tells whoever comes back with an id what came after it, and nothing twice', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.nat(30)), { maxLength: 40 }), fc.nat(40), (news, cut) => {
        const log = createEventLog();
        const known = new Map<string, TransportEvent>();
        for (const [id, seconds] of news.slice(0, cut)) log.add(jobChanged(id, seconds));
        const before = readAfter(log, 0);
        for (const [id, seconds] of news.slice(cut)) log.add(jobChanged(id, seconds));
        const lastId = before.at(-1) ? idOf(before.at(-1) as LoggedEvent) : null;
        const after = readAfter(log, log.positionOf(lastId));
        for (const { event } of [...before, ...after]) if (event.type === 'job-changed') known.set(event.job.id, event);
        const whole = new Map<string, number>();
        for (const [id, seconds] of news) whole.set(id, Math.max(seconds, whole.get(id) ?? 0));
        expect(known).toEqual(new Map([...whole].map(([id, seconds]) => [id, jobChanged(id, seconds)])));
        const ids = [...before, ...after].map(idOf);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it.each([
    ['none', () => null],
    ["another feed's", () => idOf(readAfter(filled(), 0)[0] as LoggedEvent)],
    ['one that was never given', (own: string) => own.replace(/\d+$/, '99')],
    ['a text', () => 'x'.repeat(10_000)],
    ['a number that is none', (own: string) => own.replace(/\d+$/, '1e0')],
  ])('begins from the beginning for an id of its own alone: %s', (_name, make) => {
    const log = filled();
    expect(log.positionOf(make(idOf(readAfter(log, 0)[0] as LoggedEvent)))).toBe(0);
  });

  it('remembers only so many things', () => {
    const log = createEventLog(10);
    for (let count = 0; count < 1_000; count += 1) log.add(jobChanged(`j-${count}`, count));
    expect(readAfter(log, 0)).toHaveLength(10);
  });

  it('writes one event on lines of its own, whatever is in it', () => {
    const log = createEventLog();
    log.add({ type: 'job-changed', job: buildJob({ id: 'a\n\ndata: b\r\nid: 7' }) });
    expect(readAfter(log, 0)[0]?.text).toMatch(/^id: [\w-]+\nevent: job-changed\ndata: \{.*\}\n\n$/);
  });
});

function filled(): EventLog {
  const log = createEventLog();
  log.add(jobChanged('a', 1));
  return log;
}

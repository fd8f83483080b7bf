/** Events over a link with faults. */
import { describe, expect, it } from 'vitest';
import { buildConnection } from '../core/builders';
import type { Transport, TransportEvent } from '../../src/core/transport';
import { createFakeClock, withFaults, type FaultPlan } from '../../src/testing';
import { createSmallBank } from './small-bank';

/** A bank whose events a test sends, and who listens to it through a link with faults. */
function open(plan: Partial<FaultPlan> = {}) {
  const clock = createFakeClock(0, () => new Promise((resolve) => setImmediate(resolve)));
  const links = new Set<(event: TransportEvent | Error | undefined) => void>();
  const signals: AbortSignal[] = [];
  const struck: string[] = [];

  async function* watch({ signal }: { signal: AbortSignal }): AsyncGenerator<TransportEvent> {
    const waiting: (TransportEvent | Error | undefined)[] = [];
    let wake = () => {};
    const link = (event: TransportEvent | Error | undefined) => {
      waiting.push(event);
      wake();
    };
    const stop = () => link(undefined);
    signals.push(signal);
    links.add(link);
    signal.addEventListener('abort', stop);
    try {
      for (;;) {
        while (waiting.length > 0) {
          const event = waiting.shift();
          if (event === undefined) return;
          if (event instanceof Error) throw event;
          yield event;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      links.delete(link);
    }
  }

  const transport: Transport = { ...createSmallBank().transport('user-1'), watch };
  const faulty = withFaults(transport, {
    seed: 1,
    clock,
    onFault: (fault, method) => struck.push(`${fault} of ${method}`),
    ...plan,
  });
  const controller = new AbortController();
  const log: string[] = [];
  async function listen(): Promise<void> {
    const events = faulty.watch?.({ signal: controller.signal });
    if (!events) return;
    for await (const event of events)
      log.push(`${event.type === 'connection-removed' ? event.connectionId : event.type} at ${clock.now()}`);
    log.push('the end');
  }
  const listening = listen().catch((thrown: unknown) => log.push(String(thrown)));
  return {
    clock,
    log,
    struck,
    controller,
    listening,
    links,
    signals,
    tell(...ids: readonly string[]) {
      for (const connectionId of ids) for (const link of links) link({ type: 'connection-removed', connectionId });
    },
    end(how?: Error) {
      for (const link of links) link(how);
    },
  };
}

describe('a link with faults', () => {
  it('of no rate tells at once, in order, and ends with its signal', async () => {
    const { clock, log, tell, controller, links } = open({ rates: {} });
    await clock.advance(0);
    tell('a', 'b');
    await clock.advance(0);
    controller.abort();
    await clock.advance(0);
    expect([log, links.size]).toEqual([['a at 0', 'b at 0', 'the end'], 0]);
  });

  it('is not there where no rate applies, and never opens for a signal that has come before', async () => {
    const clock = createFakeClock(0);
    const events = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
    let opened = 0;
    const watch = () => ((opened += 1), events);
    const bank = { ...createSmallBank().transport('user-1'), watch };
    const { signal } = new AbortController();
    expect(withFaults(bank, { seed: 1, clock, rates: { cut: 0 } }).watch?.({ signal })).toBe(events);
    const watched = withFaults(bank, { seed: 1, clock, rates: { cut: 1 } }).watch?.({ signal: AbortSignal.abort() });
    expect(await watched?.[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
    expect(opened).toBe(1);
  });

  it('latency: holds an event up, and those behind it', async () => {
    const { clock, log, tell } = open({ rates: { latency: 1 }, latency: [100, 100] });
    await clock.advance(0);
    tell('a', 'b');
    await clock.advance(1_000);
    expect(log).toEqual(['a at 100', 'b at 200']);
  });

  it('duplicate: tells twice, the second time later', async () => {
    const { clock, log, tell } = open({ rates: { duplicate: 1 }, latency: [100, 100] });
    await clock.advance(0);
    tell('a', 'b');
    await clock.advance(1_000);
    expect(log).toEqual(['a at 0', 'b at 0', 'a at 100', 'b at 100']);
  });

  it('reorder: tells some after later ones, and loses none', async () => {
    const { clock, log, tell } = open({ rates: { reorder: 0.5 } });
    await clock.advance(0);
    const ids = Array.from({ length: 20 }, (_, index) => `event-${String(index).padStart(2, '0')}`);
    tell(...ids);
    await clock.advance(10_000);
    const heard = log.map((line) => line.slice(0, 8));
    expect(heard).not.toEqual(ids);
    expect([...heard].sort()).toEqual(ids);
  });

  it('cut: loses an event and all until it is mended, by a new link, and goes on', async () => {
    const state = { bad: true };
    const { clock, log, tell, signals, links, struck } = open({ rates: { cut: 1 }, isFaulty: () => state.bad });
    await clock.advance(0);
    tell('lost');
    await clock.advance(999);
    expect(links.size).toBe(0);
    tell('lost, too');
    state.bad = false;
    await clock.advance(9_001);
    expect([signals.map(({ aborted }) => aborted), links.size]).toEqual([[true, false], 1]);
    tell('heard');
    await clock.advance(0);
    expect([log, struck]).toEqual([['heard at 10000'], ['cut of watch']]);
  });

  it.each<[string, NonNullable<FaultPlan['rates']>, number]>([
    ['while an event is late', { latency: 1 }, 10],
    ['while an event is held back', { reorder: 1 }, 10],
    ['while it is cut', { cut: 1 }, 10],
    ['while nothing happens', { cut: 1 }, 0],
  ])('ends with its signal %s, and leaves neither timer nor link', async (_when, rates, pause) => {
    const { clock, log, tell, controller, links } = open({ rates });
    await clock.advance(0);
    if (pause > 0) tell('event');
    await clock.advance(pause);
    controller.abort();
    await clock.advance(0);
    expect([log, links.size, clock.pending()]).toEqual([['the end'], 0, 0]);
  });

  it('ends where the transport ends it, and fails as that fails, but tells first what is late', async () => {
    const plan = { rates: { reorder: 1 }, latency: [100, 100] } as const;
    const [ends, fails] = [open(plan), open(plan)];
    for (const [how, { clock, tell, end }] of [
      [undefined, ends],
      [new RangeError('broken'), fails],
    ] as const) {
      await clock.advance(0);
      tell('a', 'b');
      end(how);
      await clock.advance(100);
    }
    const told = ['a at 100', 'b at 100'];
    expect([ends.log, fails.log]).toEqual([
      [...told, 'the end'],
      [...told, 'RangeError: broken'],
    ]);
  });

  it('is let go by who stops reading', async () => {
    const clock = createFakeClock();
    const bank = createSmallBank().transport('user-1');
    let signal: AbortSignal | undefined;
    const watched = withFaults(
      {
        ...bank,
        async *watch(options) {
          signal = options.signal;
          yield { type: 'connection-changed', connection: buildConnection() };
          await new Promise(() => {});
        },
      },
      { seed: 1, clock, rates: { cut: 0.001 } },
    ).watch?.({ signal: new AbortController().signal });
    for await (const _event of watched ?? []) break;
    expect(signal?.aborted).toBe(true);
  });
});

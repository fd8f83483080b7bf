/** Events over a link that is slow, repeats itself, and is lost and mended. */
import type { TransportEvent } from '../../core/transport';
import type { Watch } from '../decorate-transport';
import { createDice, type FaultPlan, type Range } from './plan';
import { wait } from './wait';

/** Milliseconds until a lost link is mended. */
const outage: Range = [1_000, 10_000];

/** @param place names the link in the dice */
export async function* watchWithFaults(
  watch: Watch,
  { signal }: { signal: AbortSignal },
  plan: FaultPlan & { latency: Range },
  place: string,
): AsyncGenerator<TransportEvent> {
  const { clock, latency } = plan;
  const arrived: TransportEvent[] = [];
  /** Timers of events that are held back. */
  const late = new Set<unknown>();
  const ending = new AbortController();
  let end: { thrown?: unknown } | undefined;
  let count = 0;
  let wake = () => {};

  /** Reads one link until it is cut or ends; the milliseconds after which to open another one, if any. */
  async function follow(): Promise<number | undefined> {
    const link = new AbortController();
    const leave = () => link.abort();
    ending.signal.addEventListener('abort', leave);
    try {
      for await (const event of watch({ signal: link.signal })) {
        const dice = createDice(plan, 'watch', `${place}/${(count += 1)}`);
        const cut = dice.strike('cut');
        if (cut) return cut.between(...outage);
        const slow = dice.strike('latency');
        if (slow) await wait(clock, slow.between(...latency), link.signal);
        arrive(event, dice.strike('reorder')?.between(...latency));
        const again = dice.strike('duplicate');
        if (again) arrive(event, again.between(...latency));
      }
      return undefined;
    } finally {
      ending.signal.removeEventListener('abort', leave);
      link.abort();
    }
  }

  function arrive(event: TransportEvent, later = 0): void {
    if (later > 0) {
      const timer = clock.setTimeout(() => {
        late.delete(timer);
        arrive(event);
      }, later);
      late.add(timer);
    } else {
      arrived.push(event);
      wake();
    }
  }

  async function followAll(): Promise<void> {
    for (let pause = await follow(); pause !== undefined; pause = await follow())
      await wait(clock, pause, ending.signal);
  }

  /** The transport has nothing more to tell; what is late still comes. */
  function finish(how: { thrown?: unknown }): void {
    end = how;
    wake();
  }

  function stop(): void {
    ending.abort();
    for (const timer of late) clock.clearTimeout(timer);
    wake();
  }

  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  else
    followAll().then(
      () => finish({}),
      (thrown: unknown) => finish({ thrown }),
    );
  try {
    while (!ending.signal.aborted) {
      const event = arrived.shift();
      if (event) yield event;
      else if (end === undefined || late.size > 0) await new Promise<void>((resolve) => (wake = resolve));
      else if ('thrown' in end) throw end.thrown;
      else return;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

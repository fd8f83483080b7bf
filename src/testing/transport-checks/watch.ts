/** What a transport promises of its events. */
import type { TransportEvent } from '../../core/transport';
import { findActive, follow, listAll } from './bank';
import type { CheckedBank, Checks } from './checks';

export function describeWatch({ describe, check, expect }: Checks): void {
  describe('events', () => {
    check('tell of a job by the whole job, up to its end', async (bank) => {
      const { mine } = bank;
      const events = await eventsOf(bank, 0);
      if (!events) return;
      const told = events.flatMap((event) => (event.type === 'job-changed' ? [event.job] : []));
      const last = told.at(-1);
      expect(last && (await mine.getJob(last.id))).toEqual(last);
      expect(last?.status).toBe('succeeded');
    });

    check('of another user are not told', async (bank) => {
      const events = await eventsOf(bank, 1);
      if (!events) return;
      const mine = new Set((await listAll(bank.mine)).map(({ id }) => id));
      expect(events.filter((event) => mine.has(subjectOf(event)))).toEqual([]);
    });

    check('end when the signal aborts', async ({ mine, advance }) => {
      if (!mine.watch) return;
      const controller = new AbortController();
      let ended = false;
      const reading = collect(mine.watch({ signal: controller.signal })).then(() => (ended = true));
      await advance(1_000);
      controller.abort();
      for (let turn = 0; turn < 50 && !ended; turn += 1) await advance(10);
      expect(ended).toBe(true);
      await reading;
    });
  });
}

/** The connection that an event is about. */
function subjectOf(event: TransportEvent): string {
  if (event.type === 'job-changed') return event.job.connectionId ?? '';
  return event.type === 'connection-changed' ? event.connection.id : event.connectionId;
}

/** What the user of this index is told while the first one refreshes. */
async function eventsOf(bank: CheckedBank, listener: 0 | 1): Promise<readonly TransportEvent[] | undefined> {
  const { mine, theirs } = bank;
  const watched = listener === 0 ? mine : theirs;
  if (!watched.watch || !mine.refreshConnection) return undefined;
  const controller = new AbortController();
  const events: TransportEvent[] = [];
  const reading = collect(watched.watch({ signal: controller.signal }), events);
  await bank.advance(1_000);
  await follow(bank, mine, await mine.refreshConnection((await findActive(mine)).id));
  await bank.advance(1_000);
  controller.abort();
  await Promise.race([reading, bank.advance(1_000)]);
  return events;
}

async function collect(events: AsyncIterable<TransportEvent>, into: TransportEvent[] = []): Promise<void> {
  for await (const event of events) into.push(event);
}

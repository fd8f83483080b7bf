/** What a transport promises of its events. */
import { isSettled, type Job } from '../../core/model/job';
import type { TransportEvent } from '../../core/transport';
import { findActive, follow, listAll, listenTo } from './bank';
import type { Checks } from './checks';
import type { BankWith } from './needs';
import { faultsIn, list } from './shape';
import { event as eventShape } from './shapes';

export function describeWatch({ describe, check, expect, refusalOf }: Checks): void {
  describe('events', () => {
    check('tell of a job up to its end', ['watch', 'refresh'], async (bank) => {
      const { events, reads } = await refreshHeard(bank, bank.mine);
      const last = jobsIn(events).findLast((job) => job.id === reads[0]?.id);
      expect(last).toEqual(await bank.mine.getJob(reads[0]?.id ?? ''));
      expect(last?.status).toBe('succeeded');
    });

    check('tell of a job by the whole job each time, as it is read', ['watch', 'refresh'], async (bank) => {
      const { events, reads } = await refreshHeard(bank, bank.mine);
      const told = jobsIn(events).filter((job) => job.id === reads[0]?.id);
      expect(faultsIn(list(eventShape), events, 'events')).toEqual([]);
      for (const job of told) {
        const read = reads.find(({ status, updatedAt }) => status === job.status && updatedAt === job.updatedAt);
        if (read) expect(job).toEqual(read);
      }
    });

    check(
      'tell of a connection that was revoked, by the whole connection or as gone',
      ['watch', 'revoke'],
      async (bank) => {
        const { mine } = bank;
        const { id } = await findActive(mine);
        const listening = listenTo(bank, mine.watch);
        await bank.advance(1_000);
        await mine.revokeConnection(id);
        /** What is to be told now: the connection as it is read, or that it is gone. */
        const news = () =>
          mine.getConnection(id).then(
            ({ profile: _profile, accounts: _accounts, consent: _consent, ...connection }): TransportEvent => ({
              type: 'connection-changed',
              connection,
            }),
            async (thrown: unknown): Promise<TransportEvent> => {
              expect((await refusalOf(Promise.reject(thrown))).code).toBe('not-found');
              return { type: 'connection-removed', connectionId: id };
            },
          );
        const told = () =>
          listening.events.findLast((event) => event.type !== 'job-changed' && subjectOf(event) === id);
        for (let waited = 0; told() === undefined && waited < 180; waited += 1) {
          await bank.advance(1_000);
          await news();
        }
        await listening.stop();
        expect(told()).toEqual(await news());
      },
    );

    check('go on when the link was lost', ['watch', 'refresh', 'cut'], async (bank) => {
      const { mine } = bank;
      const listening = listenTo(bank, mine.watch);
      await bank.advance(1_000);
      await bank.cut();
      await bank.advance(60_000);
      const asked = await mine.refreshConnection((await findActive(mine)).id);
      await follow(bank, mine, asked);
      const told = jobsIn(await listening.stop()).findLast(({ id }) => id === asked.id);
      expect(told?.status).toBe('succeeded');
    });

    check('of another user are not told', ['watch', 'refresh'], async (bank) => {
      const { events } = await refreshHeard(bank, bank.theirs);
      const mine = new Set((await listAll(bank.mine)).map(({ id }) => id));
      expect(events.filter((event) => mine.has(subjectOf(event)))).toEqual([]);
    });

    check('end when the signal aborts', ['watch'], async ({ mine, advance }) => {
      const controller = new AbortController();
      const end = endOf(mine.watch({ signal: controller.signal }));
      await advance(1_000);
      controller.abort();
      for (let turn = 0; turn < 50 && !end.isThere(); turn += 1) await advance(10);
      expect(end.isThere()).toBe(true);
    });

    check('are none when the signal is aborted already', ['watch'], async ({ mine, advance }) => {
      const end = endOf(mine.watch({ signal: AbortSignal.abort() }));
      for (let turn = 0; turn < 50 && !end.isThere(); turn += 1) await advance(10);
      expect([end.isThere(), end.events.length]).toEqual([true, 0]);
    });
  });
}

/** The connection that an event is about. */
function subjectOf(event: TransportEvent): string {
  if (event.type === 'job-changed') return event.job.connectionId ?? '';
  return event.type === 'connection-changed' ? event.connection.id : event.connectionId;
}

function jobsIn(events: readonly TransportEvent[]): readonly Job[] {
  return events.flatMap((event) => (event.type === 'job-changed' ? [event.job] : []));
}

/** What one of the users is told while the first one refreshes, and how the job read at the same time. */
async function refreshHeard(bank: BankWith<'watch' | 'refresh'>, listener: BankWith<'watch'>['mine']) {
  const { mine } = bank;
  const listening = listenTo(bank, listener.watch);
  await bank.advance(1_000);
  const reads: Job[] = [];
  const asked = await mine.refreshConnection((await findActive(mine)).id);
  await follow(bank, mine, asked, (job) => {
    reads.push(job);
    return isSettled(job);
  });
  await bank.advance(1_000);
  return { events: await listening.stop(), reads };
}

/** Follows events to their end, also to one that is an error. */
function endOf(events: AsyncIterable<TransportEvent>) {
  const told: TransportEvent[] = [];
  let ended = false;
  const reading = async () => {
    for await (const event of events) told.push(event);
  };
  void reading()
    .catch(() => {})
    .finally(() => (ended = true));
  return { isThere: () => ended, events: told };
}

/** Of the contract of a journal what processes that share it need: a key is taken by one of them, before its command is sent. */
import { createJob } from '../core/model/create-job';
import type { JournalUnderTest } from './describe-journal';
import type { TestRunner } from './transport-checks/checks';

type Reserving = Required<JournalUnderTest>;

export function describeReservations(
  { describe, it, expect }: TestRunner,
  make: () => JournalUnderTest | Promise<JournalUnderTest>,
): void {
  const check = (name: string, body: (journal: Reserving) => Promise<void>) =>
    // No parameter by name: Jest would take it for a callback.
    it(name, async (...[context]: readonly unknown[]) => {
      const journal = await make();
      if (!journal.reserve && !journal.release) return skip(context);
      if (!journal.reserve || !journal.release) throw new Error('A journal has both reserve and release, or neither.');
      await body(journal as Reserving);
    });

  describe('with reserve and release (skipped for a journal that has neither)', () => {
    check('takes a key for the first who asks, and tells the others what it was taken for', async (journal) => {
      expect(await told(journal, 'purge c-1')).toEqual({ reserved: true, target: 'purge c-1' });
      for (const target of ['purge c-1', 'purge c-2'])
        expect(await told(journal, target)).toEqual({ reserved: false, target: 'purge c-1' });
    });

    check('says each time the same of when a key was taken, if it says it at all', async (journal) => {
      const { since } = await journal.reserve('user-1', 'key-1', 'purge c-1');
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect((await journal.reserve('user-1', 'key-1', 'purge c-1')).since).toBe(since);
      expect(since === undefined || !Number.isNaN(Date.parse(since))).toBe(true);
    });

    check('takes a key for one alone of those who ask at the same time', async (journal) => {
      const targets = Array.from({ length: 20 }, (_none, index) => `purge c-${index}`);
      const told = await Promise.all(targets.map((target) => journal.reserve('user-1', 'key-1', target)));
      const winner = targets[told.findIndex(({ reserved }) => reserved)];
      expect(told.filter(({ reserved }) => reserved).length).toBe(1);
      expect(told.map(({ target }) => target)).toEqual(targets.map(() => winner));
    });

    check('keeps what a key was taken for word by word', async (journal) => {
      for (const target of ['{"operation":"purge","connectionId":"ä 💣 \'\\"%00"}', ' x ', 'X', 'y'.repeat(10_000)]) {
        await journal.reserve('user-1', target.slice(0, 9), target);
        expect((await journal.reserve('user-1', target.slice(0, 9), 'other')).target).toBe(target);
      }
    });

    check('keeps the reservations of users and keys apart, whatever their names', async (journal) => {
      const names = ['user-1', 'user-2', 'USER-1', '__proto__', 'constructor', 'a/b', ''];
      for (const user of names)
        for (const key of names) expect((await journal.reserve(user, key, `${user} ${key}`)).reserved).toBe(true);
      await journal.release('user-1', 'user-2');
      for (const user of names)
        for (const key of names)
          expect((await journal.reserve(user, key, 'again')).reserved).toBe(user === 'user-1' && key === 'user-2');
    });

    check('makes no job of a reservation', async (journal) => {
      await journal.reserve('user-1', 'key-1', 'purge c-1');
      expect(await journal.find('user-1', 'key-1')).toBe(null);
      expect(await journal.list('user-1', {})).toEqual({ items: [] });
    });

    check('leaves a key taken when its job was appended', async (journal) => {
      const job = createJob({
        id: 'job-1',
        kind: 'purge',
        connectionId: 'c-1',
        status: 'succeeded',
        createdAt: '2026-01-01T00:00:00.000Z',
      });
      await journal.reserve('user-1', 'key-1', 'purge c-1');
      await journal.append('user-1', job, 'key-1');
      expect(await journal.find('user-1', 'key-1')).toEqual(job);
      expect(await told(journal, 'other')).toEqual({ reserved: false, target: 'purge c-1' });
    });

    check('frees a key that is released, for anything', async (journal) => {
      await journal.reserve('user-1', 'key-1', 'purge c-1');
      await journal.release('user-1', 'key-1');
      await journal.release('user-1', 'never taken');
      expect(await told(journal, 'refresh c-2')).toEqual({ reserved: true, target: 'refresh c-2' });
      expect((await journal.reserve('user-1', 'key-1', 'other')).reserved).toBe(false);
    });
  });
}

/** But for the time. */
async function told(journal: Reserving, target: string): Promise<object> {
  const { since: _time, ...taken } = await journal.reserve('user-1', 'key-1', target);
  return taken;
}

const reason = 'this journal has no reserve and release: a command in flight is deduplicated by each process alone';

/** By the context of Vitest (a function) or of `node:test`; Jest has none, and the title of the group says it. */
function skip(context: unknown): void {
  const { skip: skipped } = Object(context) as { skip?: unknown };
  if (typeof skipped === 'function') skipped.call(context, reason);
}

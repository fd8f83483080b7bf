/** What a transport promises of its jobs and of their list. */
import { isSettled, newestFirst, type Job } from '../../core/model/job';
import { findActive, findTwoActive, follow, makeJobs, readAll, refreshTwice } from './bank';
import type { Checks } from './checks';
import { neverWas } from './every-call';

export function describeJobs({ describe, check, expect, refusalOf, expectThat }: Checks): void {
  describe('a job', () => {
    check('that only the kit records is born settled', [], async ({ mine }) => {
      const jobs = [...(await makeJobs(mine)), ...((await mine.listJobs?.({}))?.items ?? [])];
      expect(jobs.filter((job) => job.recordedBy === 'kit' && !isSettled(job))).toEqual([]);
    });

    check('has a failure where it failed, and none where it did not', ['refresh'], async (bank) => {
      const { mine, special = {} } = bank;
      const { id } = await findActive(mine);
      for (const connectionId of [id, special.failing]) {
        if (connectionId === undefined) continue;
        const started = await mine.refreshConnection(connectionId);
        for (const job of [started, await follow(bank, mine, started)]) {
          expect([job.status, job.failure !== undefined]).toEqual([job.status, job.status === 'failed']);
        }
      }
    });

    check('has each step once', ['refresh'], async (bank) => {
      const { mine } = bank;
      const started = await mine.refreshConnection((await findActive(mine)).id);
      for (const { steps } of [started, await follow(bank, mine, started)]) {
        expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
      }
    });

    check('stays as it ended', ['refresh'], async (bank) => {
      const { mine } = bank;
      const job = await mine.refreshConnection((await findActive(mine)).id);
      const settled = await follow(bank, mine, job);
      await bank.advance(24 * 60 * 60_000);
      expect(await mine.getJob(job.id)).toEqual(settled);
    });

    check('was never changed before it was made, nor earlier than it was the last time', ['refresh'], async (bank) => {
      const { mine } = bank;
      const started = await mine.refreshConnection((await findActive(mine)).id);
      const times = [Date.parse(started.createdAt), Date.parse(started.updatedAt)];
      await follow(bank, mine, started, (job) => {
        times.push(Date.parse(job.updatedAt));
        return isSettled(job);
      });
      expect([...times].sort((a, b) => a - b)).toEqual(times);
    });
  });

  describe('the job list', () => {
    check('has the newest job first, each with its kind and its connection', ['listJobs', 'refresh'], async (bank) => {
      const { mine } = bank;
      const { id, refreshes } = await refreshTwice(bank, mine);
      const jobs = await readAll((cursor) => mine.listJobs(cursor));
      expect([...jobs].sort(newestFirst)).toEqual(jobs);
      const listed = jobs.filter((job) => refreshes.includes(job.id));
      expect(listed.map((job) => job.id)).toEqual([...refreshes].reverse());
      expect(listed.map((job) => [job.kind, job.connectionId])).toEqual(listed.map(() => ['refresh', id]));
    });

    check('has each job as it is when it is read alone', ['listJobs', 'refresh'], async (bank) => {
      const { mine } = bank;
      await refreshTwice(bank, mine);
      const { items } = await mine.listJobs({ limit: 5 });
      for (const job of items) expect(await mine.getJob(job.id)).toEqual(job);
    });

    check('is narrowed by connection', ['listJobs', 'refresh'], async (bank) => {
      const { mine } = bank;
      const { id, refreshes } = await refreshTwice(bank, mine);
      await mine.refreshConnection((await findTwoActive(mine))[1].id);
      const { items } = await mine.listJobs({ connectionId: id, limit: 50 });
      expect(items.filter((job) => job.connectionId !== id)).toEqual([]);
      for (const refresh of refreshes) expect(items.map((job) => job.id)).toContain(refresh);
    });

    check('is narrowed by ids', ['listJobs', 'refresh'], async (bank) => {
      const { mine } = bank;
      const [first = ''] = (await refreshTwice(bank, mine)).refreshes;
      expect((await mine.listJobs({ ids: [first, 'unknown'] })).items.map((job) => job.id)).toEqual([first]);
      expect((await mine.listJobs({ ids: [] })).items).toEqual([]);
    });

    check('is narrowed to what has not settled', ['listJobs', 'refresh'], async (bank) => {
      const { mine } = bank;
      const { id } = await refreshTwice(bank, mine);
      expect((await mine.listJobs({ connectionId: id, unsettled: true })).items).toEqual([]);
      const running = await mine.refreshConnection(id);
      const { items } = await mine.listJobs({ connectionId: id, unsettled: true });
      expect(items.map((job) => job.id)).toEqual([running.id]);
      const all = await mine.listJobs({ connectionId: id, unsettled: false });
      expectThat('`unsettled: false` leaves the settled jobs in the list', all.items.length > 1);
    });

    check('is narrowed by all of it at once', ['listJobs', 'refresh'], async (bank) => {
      const { mine } = bank;
      const { id, refreshes } = await refreshTwice(bank, mine);
      const running = await mine.refreshConnection(id);
      const elsewhere = await mine.refreshConnection((await findTwoActive(mine))[1].id);
      const ids = [...refreshes, running.id, elsewhere.id];
      const { items } = await mine.listJobs({ connectionId: id, ids, unsettled: true });
      expect(items.map((job) => job.id)).toEqual([running.id]);
    });

    check("does not hold another user's jobs, however it is asked", ['listJobs'], async ({ mine, theirs }) => {
      for (const { id, connectionId } of await makeJobs(mine)) {
        const about = connectionId === null ? {} : { connectionId };
        for (const query of [{}, { ids: [id] }, about, { unsettled: true }]) {
          expect((await idsOr(theirs.listJobs(query))).filter((listed) => listed === id)).toEqual([]);
        }
      }
    });

    check("tells no more of another user's connection than of one that never was", ['listJobs'], async (bank) => {
      const { mine, theirs } = bank;
      const { id } = await findActive(mine);
      await makeJobs(mine);
      const told = (connectionId: string) => idsOr(theirs.listJobs({ connectionId }));
      expect(await told(id)).toEqual(await told(neverWas(id)));
    });
  });

  /** The ids that are listed, or the code of the refusal. */
  async function idsOr(asked: Promise<{ items: readonly Job[] }>): Promise<readonly string[]> {
    return asked.then(
      ({ items }) => items.map((job) => job.id),
      async (thrown: unknown) => [(await refusalOf(Promise.reject(thrown))).code],
    );
  }
}

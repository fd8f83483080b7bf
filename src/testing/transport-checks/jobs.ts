/** What a transport promises of its job list. */
import { newestFirst } from '../../core/model/job';
import type { Transport } from '../../core/transport';
import { findActive, readAll, settle, type Bank, type Checks } from './bank';

export function describeJobs({ describe, check, expect, withMethod }: Checks): void {
  describe('the job list', () => {
    check('has the newest job first, each with its kind and its connection', async (bank) => {
      const { mine } = bank;
      await withMethod(mine, 'listJobs', 'listJobs', async (listJobs) => {
        const { id, refreshes } = await refreshTwice(bank, mine);
        const jobs = await readAll((cursor) => listJobs(cursor));
        expect([...jobs].sort(newestFirst)).toEqual(jobs);
        const listed = jobs.filter((job) => refreshes.includes(job.id));
        expect(listed.map((job) => job.id)).toEqual([...refreshes].reverse());
        expect(listed.map((job) => [job.kind, job.connectionId])).toEqual(listed.map(() => ['refresh', id]));
      });
    });

    check('is the same page by page', async (bank) => {
      const { mine } = bank;
      await withMethod(mine, 'listJobs', 'listJobs', async (listJobs) => {
        await refreshTwice(bank, mine);
        const jobs = await readAll((cursor) => listJobs(cursor));
        const limit = Math.ceil(jobs.length / 4);
        const paged = await readAll((cursor) => listJobs({ ...cursor, limit }));
        expect(paged.map((job) => job.id)).toEqual(jobs.map((job) => job.id));
        expect((await listJobs({ limit: 1 })).items.length).toBe(1);
      });
    });

    check('narrows by connection, by ids, and to what has not settled', async (bank) => {
      const { mine } = bank;
      await withMethod(mine, 'listJobs', 'listJobs', async (listJobs) => {
        const { id, refreshes } = await refreshTwice(bank, mine);
        const ofConnection = await readAll((cursor) => listJobs({ ...cursor, connectionId: id }));
        expect(ofConnection.every((job) => job.connectionId === id)).toBe(true);
        expect(ofConnection.length).toBeGreaterThan(1);
        const [first = ''] = refreshes;
        expect((await listJobs({ ids: [first, 'unknown'] })).items.map((job) => job.id)).toEqual([first]);
        expect((await listJobs({ ids: [] })).items).toEqual([]);
        expect((await listJobs({ connectionId: id, unsettled: true })).items).toEqual([]);
        const running = await mine.refreshConnection?.(id);
        const unsettled = await listJobs({ connectionId: id, unsettled: true });
        expect(unsettled.items.map((job) => job.id)).toEqual([running?.id]);
      });
    });
  });
}

async function refreshTwice(bank: Bank, transport: Transport): Promise<{ id: string; refreshes: readonly string[] }> {
  const { id } = await findActive(transport);
  const refreshes: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    await bank.advance(60_000);
    const job = await transport.refreshConnection?.(id);
    if (job === undefined) throw new Error('The job list can be checked only where a refresh makes jobs');
    await settle(bank, transport, job);
    refreshes.push(job.id);
  }
  return { id, refreshes };
}

/** What a transport promises of its jobs and of their list. */
import { isSettled, newestFirst, type Job } from '../../core/model/job';
import { findActive, follow, readAll, refreshTwice } from './bank';
import type { Checks } from './checks';
import { isWholeFailure, isWord } from './plain';

export function describeJobs({ describe, check, expect }: Checks): void {
  describe('a job', () => {
    check('is of a known kind and state, and so are its steps', async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      const refresh = await mine.refreshConnection?.(id);
      const jobs = [
        ...(refresh ? [refresh, await follow(bank, mine, refresh)] : []),
        ...((await mine.listJobs?.({}))?.items ?? []),
        await mine.purgeConnection?.(id),
      ];
      expect(jobs.filter((job) => job !== undefined && !isWhole(job))).toEqual([]);
    });

    check('stays as it ended', async (bank) => {
      const { mine } = bank;
      const job = await mine.refreshConnection?.((await findActive(mine)).id);
      if (!job) return;
      const settled = await follow(bank, mine, job);
      await bank.advance(24 * 60 * 60_000);
      expect(await mine.getJob(job.id)).toEqual(settled);
    });
  });

  describe('the job list', () => {
    check('has the newest job first, each with its kind and its connection', async (bank) => {
      const { mine } = bank;
      const { listJobs } = mine;
      if (!listJobs) return;
      const { id, refreshes } = await refreshTwice(bank, mine);
      const jobs = await readAll((cursor) => listJobs(cursor));
      expect([...jobs].sort(newestFirst)).toEqual(jobs);
      const listed = jobs.filter((job) => refreshes.includes(job.id));
      expect(listed.map((job) => job.id)).toEqual([...refreshes].reverse());
      expect(listed.map((job) => [job.kind, job.connectionId])).toEqual(listed.map(() => ['refresh', id]));
    });

    check('has each job as it is when it is read alone', async (bank) => {
      const { mine } = bank;
      await refreshTwice(bank, mine);
      for (const job of (await mine.listJobs?.({ limit: 5 }))?.items ?? []) {
        expect(await mine.getJob(job.id)).toEqual(job);
      }
    });

    check('is narrowed by connection', async (bank) => {
      const { mine } = bank;
      const { id, refreshes } = await refreshTwice(bank, mine);
      const jobs = (await mine.listJobs?.({ connectionId: id, limit: 50 }))?.items;
      if (!jobs) return;
      expect(jobs.filter((job) => job.connectionId !== id)).toEqual([]);
      for (const refresh of refreshes) expect(jobs.map((job) => job.id)).toContain(refresh);
    });

    check('is narrowed by ids', async (bank) => {
      const { mine } = bank;
      const { refreshes } = await refreshTwice(bank, mine);
      const [first] = refreshes;
      if (!mine.listJobs || first === undefined) return;
      expect((await mine.listJobs({ ids: [first, 'unknown'] })).items.map((job) => job.id)).toEqual([first]);
      expect((await mine.listJobs({ ids: [] })).items).toEqual([]);
    });

    check('is narrowed to what has not settled', async (bank) => {
      const { mine } = bank;
      const { id } = await refreshTwice(bank, mine);
      if (!mine.listJobs) return;
      expect((await mine.listJobs({ connectionId: id, unsettled: true })).items).toEqual([]);
      const running = await mine.refreshConnection?.(id);
      const { items } = await mine.listJobs({ connectionId: id, unsettled: true });
      expect(items.map((job) => job.id)).toEqual(running ? [running.id] : []);
    });
  });
}

const kinds = ['refresh', 'purge', 'revoke', 'connect', 'reauthorize', 'other'];
const statuses = ['queued', 'running', 'waiting-input', 'succeeded', 'failed', 'unknown'];
const stepStatuses = ['pending', 'running', 'succeeded', 'failed', 'unknown'];

/** What only the kit records is born settled: nobody could ever be asked how it ended. */
function isWhole({ id, kind, status, steps, recordedBy, failure }: Job): boolean {
  return (
    id !== '' &&
    kinds.includes(kind) &&
    statuses.includes(status) &&
    steps.every((step) => isWord(step.key) && stepStatuses.includes(step.status)) &&
    (recordedBy === 'provider' || (recordedBy === 'kit' && isSettled({ status }))) &&
    (failure === undefined ? status !== 'failed' : isWholeFailure(failure))
  );
}

/** What a transport promises of a purge. */
import { findActive, findInactive, findTwoActive, follow } from './bank';
import type { Checks } from './checks';

export function describePurge({ describe, check, expect, expectRefusal }: Checks): void {
  describe('purge', () => {
    check('is born settled, and empties profile and accounts', async ({ mine }) => {
      const { id } = await findActive(mine);
      const job = await mine.purgeConnection?.(id, { runId: 'run-1' });
      if (!job) return;
      expect([job.kind, job.connectionId, job.status, job.runId]).toEqual(['purge', id, 'succeeded', 'run-1']);
      const { profile, accounts, status } = await mine.getConnection(id);
      expect([Object.values(profile ?? {}), accounts, status]).toEqual([[], [], 'active']);
    });

    check('takes the data of this connection alone', async ({ mine }) => {
      const [first, second] = await findTwoActive(mine);
      const before = await mine.getConnection(second.id);
      await mine.purgeConnection?.(first.id);
      expect(await mine.getConnection(second.id)).toEqual(before);
    });

    check('is undone by a refresh, which fetches the data again', async (bank) => {
      const { mine } = bank;
      if (!mine.purgeConnection || !mine.refreshConnection) return;
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      await mine.purgeConnection(id);
      await bank.advance(1_000);
      expect((await follow(bank, mine, await mine.refreshConnection(id))).status).toBe('succeeded');
      const after = await mine.getConnection(id);
      expect(after.profile).toEqual(before.profile);
      expect(after.accounts.map((account) => account.id)).toEqual(before.accounts.map((account) => account.id));
    });

    check('is refused while the connection is not active', async ({ mine }) => {
      const { id } = await findInactive(mine);
      await expectRefusal(mine.purgeConnection?.(id), 'not-available');
    });

    check('is executed once for one idempotency key, where keys are remembered', async ({ mine, remembersKeys }) => {
      if (!remembersKeys) return;
      const { id } = await findActive(mine);
      const ask = () => mine.purgeConnection?.(id, { idempotencyKey: 'key-1' });
      const jobs = [...(await Promise.all([ask(), ask()])), await ask()];
      expect(new Set(jobs.map((job) => job?.id)).size).toBe(1);
      const listed = await mine.listJobs?.({ connectionId: id });
      const purges = listed?.items.filter((job) => job.kind === 'purge').map((job) => job.id);
      if (jobs[0] && purges) expect(purges).toEqual([jobs[0].id]);
    });

    check('keeps its key to itself: another command under it is refused and not executed', async (bank) => {
      const { mine, remembersKeys } = bank;
      const [first, second] = await findTwoActive(mine);
      const key = { idempotencyKey: 'key-1' };
      if (!remembersKeys || !(await mine.purgeConnection?.(first.id, key))) return;
      const before = await Promise.all([mine.getConnection(first.id), mine.getConnection(second.id)]);
      await expectRefusal(mine.purgeConnection?.(second.id, key), 'conflict');
      await expectRefusal(mine.revokeConnection?.(first.id, key), 'conflict');
      await expectRefusal(mine.refreshConnection?.(first.id, key), 'conflict');
      expect(await Promise.all([mine.getConnection(first.id), mine.getConnection(second.id)])).toEqual(before);
      const listed = await mine.listJobs?.({ connectionId: first.id, unsettled: true });
      expect(listed?.items ?? []).toEqual([]);
    });
  });
}

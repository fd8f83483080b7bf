/** What a transport promises of a purge. */
import { isSettled } from '../../core/model/job';
import { findActive, findInactive, findTwoActive, follow } from './bank';
import type { Checks } from './checks';

export function describePurge({ describe, check, expect, refusalOf, expectRefusal, expectThat }: Checks): void {
  describe('purge', () => {
    check('answers with its job, and empties profile and accounts', ['purge'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      const job = await mine.purgeConnection(id, { runId: 'run-1' });
      expect([job.kind, job.connectionId, job.runId]).toEqual(['purge', id, 'run-1']);
      expect(isSettled(job) || job.recordedBy === 'provider').toBe(true);
      expect((await follow(bank, mine, job)).status).toBe('succeeded');
      const { profile, accounts, status } = await mine.getConnection(id);
      expect([Object.values(profile ?? {}), accounts, status]).toEqual([[], [], 'active']);
    });

    check('takes the data of this connection alone', ['purge'], async ({ mine }) => {
      const [first, second] = await findTwoActive(mine);
      const before = await mine.getConnection(second.id);
      await mine.purgeConnection(first.id);
      expect(await mine.getConnection(second.id)).toEqual(before);
    });

    check('is undone by a refresh, which fetches the data again', ['purge', 'refresh'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      await follow(bank, mine, await mine.purgeConnection(id));
      await bank.advance(1_000);
      expect((await follow(bank, mine, await mine.refreshConnection(id))).status).toBe('succeeded');
      const after = await mine.getConnection(id);
      expect(after.profile).toEqual(before.profile);
      expect(after.accounts.map((account) => account.id)).toEqual(before.accounts.map((account) => account.id));
    });

    check('is refused while the connection is not active', ['purge'], async ({ mine }) => {
      const { id } = await findInactive(mine);
      await expectRefusal(mine.purgeConnection(id), 'not-available');
    });

    check('is executed once for one idempotency key', ['purge', 'remembersKeys'], async ({ mine }) => {
      const { id } = await findActive(mine);
      const ask = () => mine.purgeConnection(id, { idempotencyKey: 'key-1' });
      const jobs = [...(await Promise.all([ask(), ask()])), await ask()];
      expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
      const listed = await mine.listJobs?.({ connectionId: id });
      const purges = listed?.items.filter((job) => job.kind === 'purge').map((job) => job.id);
      if (purges) expect(purges).toEqual([jobs[0]?.id]);
    });
  });

  describe('a command whose answer was lost', () => {
    for (const operation of ['purge', 'revoke'] as const) {
      check(`is not sent again by itself: ${operation}`, [operation, 'loseAnswers'], async (bank) => {
        const { purgeConnection, revokeConnection } = bank.mine;
        const { id } = await findActive(bank.mine);
        const sent = bank.loseAnswers();
        const ask = operation === 'purge' ? purgeConnection : revokeConnection;
        const told = await ask?.(id, { idempotencyKey: 'key-1' }).then(
          ({ status }) => status,
          async (thrown: unknown) => (await refusalOf(Promise.reject(thrown))).code,
        );
        const isUnknown = ['unknown', 'network', 'timeout', 'bad-response'].includes(told ?? '');
        expectThat(`a lost answer is told as “unknown” or as a lost call, not as “${told}”`, isUnknown);
        await bank.advance(60_000);
        expect(sent()).toBe(1);
      });
    }
  });

  describe('an idempotency key', () => {
    check(
      'is of one command: another under it is refused and not executed',
      ['purge', 'remembersKeys'],
      async (bank) => {
        const { mine } = bank;
        const [first, second] = await findTwoActive(mine);
        const key = { idempotencyKey: 'key-1' };
        await follow(bank, mine, await mine.purgeConnection(first.id, key));
        const before = await Promise.all([mine.getConnection(first.id), mine.getConnection(second.id)]);
        await expectRefusal(mine.purgeConnection(second.id, key), 'conflict');
        if (mine.revokeConnection) await expectRefusal(mine.revokeConnection(first.id, key), 'conflict');
        if (mine.refreshConnection) await expectRefusal(mine.refreshConnection(first.id, key), 'conflict');
        expect(await Promise.all([mine.getConnection(first.id), mine.getConnection(second.id)])).toEqual(before);
        const listed = await mine.listJobs?.({ connectionId: first.id, unsettled: true });
        expect(listed?.items ?? []).toEqual([]);
      },
    );

    check("of one user does not meet another's", ['purge'], async ({ mine, theirs }) => {
      const key = { idempotencyKey: 'key-1' };
      const job = await mine.purgeConnection((await findActive(mine)).id, key);
      const other = await findActive(theirs);
      const theirJob = await theirs.purgeConnection(other.id, key);
      expect(theirJob.id).not.toBe(job.id);
      expect(theirJob.connectionId).toBe(other.id);
    });
  });
}

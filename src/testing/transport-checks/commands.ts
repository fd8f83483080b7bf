/** What a transport promises of its commands: each answers with a job. */
import { isSettled } from '../../core/model/job';
import { findActive, findInactive, settle, type Checks } from './bank';

export function describeCommands({ describe, check, expect, refusalOf, withMethod }: Checks): void {
  describe('refresh', () => {
    check('answers with a running job, which then settles with its steps', async (bank) => {
      const { mine } = bank;
      await withMethod(mine, 'refreshConnection', 'refresh', async (refresh) => {
        const { id } = await findActive(mine);
        const job = await refresh(id, { runId: 'run-1' });
        expect([job.kind, job.connectionId, job.recordedBy, isSettled(job)]).toEqual([
          'refresh',
          id,
          'provider',
          false,
        ]);
        const settled = await settle(bank, mine, job);
        expect([settled.id, settled.status, settled.kind, settled.runId]).toEqual([
          job.id,
          'succeeded',
          'refresh',
          'run-1',
        ]);
        expect(settled.steps.length).toBeGreaterThan(0);
        expect(settled.steps.every(({ status }) => status === 'succeeded')).toBe(true);
      });
    });

    check('joins the running job instead of starting a second one', async ({ mine }) => {
      await withMethod(mine, 'refreshConnection', 'refresh', async (refresh) => {
        const { id } = await findActive(mine);
        const first = await refresh(id, { idempotencyKey: 'key-1' });
        const second = await refresh(id, { idempotencyKey: 'key-2' });
        expect(second.id).toBe(first.id);
      });
    });

    check('is executed once for one idempotency key', async ({ mine }) => {
      await withMethod(mine, 'refreshConnection', 'refresh', async (refresh) => {
        const { id } = await findActive(mine);
        const ask = () => refresh(id, { idempotencyKey: 'key-1' });
        const jobs = [...(await Promise.all([ask(), ask()])), await ask()];
        expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
        const listed = await mine.listJobs?.({ connectionId: id, unsettled: true });
        expect(listed?.items.length ?? 1).toBe(1);
      });
    });
  });

  describe('purge', () => {
    check('is born settled, and empties profile and accounts', async ({ mine }) => {
      await withMethod(mine, 'purgeConnection', 'purge', async (purge) => {
        const { id } = await findActive(mine);
        const job = await purge(id, { runId: 'run-1' });
        expect([job.kind, job.connectionId, job.status, job.runId]).toEqual(['purge', id, 'succeeded', 'run-1']);
        const { profile, accounts, status } = await mine.getConnection(id);
        expect([Object.values(profile ?? {}), accounts, status]).toEqual([[], [], 'active']);
      });
    });

    check('is undone by a refresh, which fetches the data again', async (bank) => {
      const { mine } = bank;
      await withMethod(mine, 'purgeConnection', 'purge', async (purge) => {
        const { id } = await findActive(mine);
        const before = await mine.getConnection(id);
        await purge(id);
        await bank.advance(1_000);
        const job = await mine.refreshConnection?.(id);
        expect(job && (await settle(bank, mine, job)).status).toBe('succeeded');
        const after = await mine.getConnection(id);
        expect(after.profile).toEqual(before.profile);
        expect(after.accounts.map((account) => account.id)).toEqual(before.accounts.map((account) => account.id));
      });
    });

    check('is refused while the connection is not active', async ({ mine }) => {
      await withMethod(mine, 'purgeConnection', 'purge', async (purge) => {
        const { id } = await findInactive(mine);
        expect((await refusalOf(purge(id))).code).toBe('not-available');
      });
    });
  });

  describe('revoke', () => {
    check('is born settled and ends the link', async ({ mine }) => {
      await withMethod(mine, 'revokeConnection', 'revoke', async (revoke) => {
        const { id } = await findActive(mine);
        const job = await revoke(id);
        expect([job.kind, job.connectionId, job.status]).toEqual(['revoke', id, 'succeeded']);
        const left = await mine.getConnection(id).then(
          ({ status }) => status,
          async (thrown: unknown) => (await refusalOf(Promise.reject(thrown))).code,
        );
        expect(['revoked', 'not-found']).toContain(left);
        const { items } = await mine.listConnections({ status: 'active' });
        expect(items.map((connection) => connection.id)).not.toContain(id);
      });
    });
  });

  describe('a command', () => {
    check('finds nothing under an unknown id', async ({ mine }) => {
      for (const id of ['unknown', '..', 'a/b', '?']) {
        if (mine.refreshConnection) expect((await refusalOf(mine.refreshConnection(id))).code).toBe('not-found');
        if (mine.purgeConnection) expect((await refusalOf(mine.purgeConnection(id))).code).toBe('not-found');
        if (mine.revokeConnection) expect((await refusalOf(mine.revokeConnection(id))).code).toBe('not-found');
      }
      expect((await findActive(mine)).status).toBe('active');
    });

    check('is not sent when the signal is aborted already', async ({ mine }) => {
      const { id } = await findActive(mine);
      const options = { signal: AbortSignal.abort() };
      if (mine.refreshConnection) expect((await refusalOf(mine.refreshConnection(id, options))).code).toBe('aborted');
      if (mine.purgeConnection) expect((await refusalOf(mine.purgeConnection(id, options))).code).toBe('aborted');
      if (mine.revokeConnection) expect((await refusalOf(mine.revokeConnection(id, options))).code).toBe('aborted');
      expect((await mine.getConnection(id)).accounts.length).toBeGreaterThan(0);
    });
  });
}

/** What a transport promises of a revoke. */
import { readDescription } from '../../core/transport';
import { findActive, listAll } from './bank';
import type { Checks } from './checks';

export function describeRevoke({ describe, check, expect, refusalOf, expectRefusal }: Checks): void {
  describe('revoke', () => {
    check('is born settled and ends the link', async ({ mine }) => {
      const { id } = await findActive(mine);
      const job = await mine.revokeConnection?.(id, { runId: 'run-1' });
      if (!job) return;
      expect([job.kind, job.connectionId, job.status, job.runId]).toEqual(['revoke', id, 'succeeded', 'run-1']);
      const left = await mine.getConnection(id).then(
        ({ status }) => status,
        async (thrown: unknown) => (await refusalOf(Promise.reject(thrown))).code,
      );
      expect(['revoked', 'not-found']).toContain(left);
      const { items } = await mine.listConnections({ status: 'active' });
      expect(items.map((connection) => connection.id)).not.toContain(id);
    });

    check('ends no other link', async ({ mine }) => {
      const { id } = await findActive(mine);
      const others = (await listAll(mine)).filter((connection) => connection.id !== id);
      await mine.revokeConnection?.(id);
      expect((await listAll(mine)).filter((connection) => connection.id !== id)).toEqual(others);
    });

    check('does with the stored data what the description says', async ({ mine, transport, users: [me] }) => {
      const { revokeData } = await readDescription(transport(me));
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      if (!(await mine.revokeConnection?.(id))) return;
      const after = await mine.getConnection(id).catch(() => undefined);
      const left = after?.accounts.map((account) => account.id);
      const expected = { kept: before.accounts.map((account) => account.id), deleted: [], unknown: left };
      if (left) expect(left).toEqual(expected[revokeData]);
    });

    check('leaves a link that can be neither refreshed, purged nor revoked', async ({ mine }) => {
      const { id } = await findActive(mine);
      if (!(await mine.revokeConnection?.(id))) return;
      await expectRefusal(mine.refreshConnection?.(id), 'not-available', 'not-found');
      await expectRefusal(mine.purgeConnection?.(id), 'not-available', 'not-found');
      await expectRefusal(mine.revokeConnection?.(id), 'not-available', 'not-found');
    });
  });

  describe('a command', () => {
    check('finds nothing under an unknown id', async ({ mine }) => {
      for (const id of ['unknown', '..', 'a/b', '?']) {
        await expectRefusal(mine.refreshConnection?.(id), 'not-found');
        await expectRefusal(mine.purgeConnection?.(id), 'not-found');
        await expectRefusal(mine.revokeConnection?.(id), 'not-found');
      }
      expect((await findActive(mine)).status).toBe('active');
    });

    check('is not sent when the signal is aborted already', async ({ mine }) => {
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      const options = { signal: AbortSignal.abort() };
      await expectRefusal(mine.refreshConnection?.(id, options), 'aborted');
      await expectRefusal(mine.purgeConnection?.(id, options), 'aborted');
      await expectRefusal(mine.revokeConnection?.(id, options), 'aborted');
      expect(await mine.getConnection(id)).toEqual(before);
    });
  });
}

/** What a transport promises of a revoke. */
import { readDescription } from '../../core/transport';
import { isSettled } from '../../core/model/job';
import { findActive, follow, listAll } from './bank';
import type { Checks } from './checks';
import { NothingToCheck } from './needs';

/** It may be listed on, or gone. */
const ended = ['not-available', 'not-found'];

export function describeRevoke({ describe, check, expect, refusalOf, expectRefusal, expectThat }: Checks): void {
  describe('revoke', () => {
    check('answers with its job, and ends the link', ['revoke'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      const job = await mine.revokeConnection(id, { runId: 'run-1' });
      expect([job.kind, job.connectionId, job.runId]).toEqual(['revoke', id, 'run-1']);
      expect(isSettled(job) || job.recordedBy === 'provider').toBe(true);
      expect((await follow(bank, mine, job)).status).toBe('succeeded');
      const left = await mine.getConnection(id).then(
        ({ status }) => status,
        async (thrown: unknown) => (await refusalOf(Promise.reject(thrown))).code,
      );
      expectThat(`the connection is “revoked” or “not-found”, not “${left}”`, ['revoked', 'not-found'].includes(left));
      const { items } = await mine.listConnections({ status: 'active' });
      expect(items.map((connection) => connection.id)).not.toContain(id);
    });

    check('ends no other link', ['revoke'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      const others = (await listAll(mine)).filter((connection) => connection.id !== id);
      await follow(bank, mine, await mine.revokeConnection(id));
      expect((await listAll(mine)).filter((connection) => connection.id !== id)).toEqual(others);
    });

    check('does with the stored data what the description says', ['revoke'], async (bank) => {
      const { mine, transport, users } = bank;
      const { revokeData } = await readDescription(transport(users[0]));
      if (revokeData === 'unknown') throw new NothingToCheck('nobody says what a revoke does with the data');
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      await follow(bank, mine, await mine.revokeConnection(id));
      const after = await mine.getConnection(id).catch(() => undefined);
      if (after === undefined) throw new NothingToCheck('a connection that was revoked is gone');
      const kept = before.accounts.map((account) => account.id);
      expect(after.accounts.map((account) => account.id)).toEqual(revokeData === 'kept' ? kept : []);
    });

    check('leaves a link that can be neither refreshed, purged nor revoked', ['revoke'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      await follow(bank, mine, await mine.revokeConnection(id));
      if (mine.refreshConnection) await expectRefusal(mine.refreshConnection(id), ...ended);
      if (mine.purgeConnection) await expectRefusal(mine.purgeConnection(id), ...ended);
      await expectRefusal(mine.revokeConnection(id), ...ended);
    });

    check('is executed once for one idempotency key', ['revoke', 'remembersKeys'], async ({ mine }) => {
      const { id } = await findActive(mine);
      const ask = () => mine.revokeConnection(id, { idempotencyKey: 'key-1' });
      const jobs = [...(await Promise.all([ask(), ask()])), await ask()];
      expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
    });
  });
}

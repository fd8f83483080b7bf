/** What a transport promises of what is another user's: it is not there, in the same words as what never was. */
import { findActive, listAll } from './bank';
import type { Checks } from './checks';
import { cursorOf } from './paging';

export function describeAnotherUser({ describe, check, expect, refusalOf, expectRefusal }: Checks): void {
  describe('another user', () => {
    check('has connections of their own, and sees none of mine', async ({ mine, theirs }) => {
      const ids = (await listAll(mine)).map(({ id }) => id);
      const others = await listAll(theirs);
      expect(others.length).toBeGreaterThan(0);
      for (const { id } of others) expect(ids).not.toContain(id);
      for (const id of ids) await expectRefusal(theirs.getConnection(id), 'not-found');
    });

    check('is told no more of my connection than of one that never was', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      const told = async (connectionId: string) => {
        const { code, failure } = await refusalOf(theirs.getConnection(connectionId));
        return { code, failure: { ...failure, correlationId: undefined } };
      };
      const neverWas = Array.from(`${id}-0`).reverse().join('');
      expect(await told(id)).toEqual(await told(neverWas));
    });

    check('can do nothing with my connection', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      await expectRefusal(theirs.refreshConnection?.(id), 'not-found');
      await expectRefusal(theirs.purgeConnection?.(id), 'not-found');
      await expectRefusal(theirs.revokeConnection?.(id), 'not-found');
      expect(await mine.getConnection(id)).toEqual(before);
    });

    check('is revealed nothing of mine', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      await expectRefusal(theirs.revealProfile?.(id, 'fullName'), 'not-found');
    });

    check('cannot consent for my connection', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      await expectRefusal(theirs.startConsent?.({ purpose: 'reauthorize', connectionId: id }), 'not-found');
    });

    check('cannot read my jobs', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      for (const job of [await mine.purgeConnection?.(id), await mine.refreshConnection?.(id)]) {
        if (job) await expectRefusal(theirs.getJob(job.id), 'not-found');
      }
    });

    check('does not find my jobs in any list', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      for (const job of [await mine.purgeConnection?.(id), await mine.refreshConnection?.(id)]) {
        if (job === undefined) continue;
        for (const query of [{}, { ids: [job.id] }, { connectionId: id }, { unsettled: true }]) {
          const listed = await theirs.listJobs?.(query).catch(async (thrown: unknown) => {
            await expectRefusal(Promise.reject(thrown), 'not-found');
            return { items: [] };
          });
          expect((listed?.items ?? []).map((one) => one.id)).not.toContain(job.id);
        }
      }
    });

    check('gets nothing of mine by a cursor of mine', async ({ mine, theirs }) => {
      const cursor = await cursorOf(mine);
      const ids = (await listAll(mine)).map(({ id }) => id);
      const items = await theirs.listConnections(cursor === undefined ? {} : { cursor }).then(
        (page) => page.items,
        async (thrown: unknown) => (await refusalOf(Promise.reject(thrown))) && [],
      );
      expect(items.filter(({ id }) => ids.includes(id))).toEqual([]);
    });

    check('may use the same idempotency key without meeting my command', async ({ mine, theirs }) => {
      const job = await mine.purgeConnection?.((await findActive(mine)).id, { idempotencyKey: 'key-1' });
      const other = await findActive(theirs);
      const theirJob = await theirs.purgeConnection?.(other.id, { idempotencyKey: 'key-1' });
      if (!job || !theirJob) return;
      expect(theirJob.id).not.toBe(job.id);
      expect(theirJob.connectionId).toBe(other.id);
    });
  });
}

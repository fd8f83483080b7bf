/** What a transport promises of personal data: masked for its owner, and nothing at all for anybody else. */
import { profileFields } from '../../core/model/connection';
import { findActive, listAll, settle, type Checks } from './bank';

export function describePrivacy({ describe, check, expect, refusalOf, withMethod }: Checks): void {
  describe('personal data', () => {
    check('is masked in every answer', async (bank) => {
      const { mine, users, secrets } = bank;
      const connections = await listAll(mine);
      const answers: unknown[] = [connections];
      for (const { id } of connections) answers.push(await mine.getConnection(id));
      const { id } = await findActive(mine);
      const job = await mine.refreshConnection?.(id);
      if (job) answers.push(job, await settle(bank, mine, job));
      answers.push(await mine.listJobs?.({}), await mine.purgeConnection?.(id));
      const text = JSON.stringify(answers);
      expect(text).toContain('•••');
      if (!secrets) return;
      expect(secrets(users[0]).length).toBeGreaterThan(0);
      for (const secret of secrets(users[0])) expect(text).not.toContain(secret);
    });

    check('is revealed one field at a time, raw, and masked again in the next answer', async ({ mine, ...bank }) => {
      await withMethod(mine, 'revealProfile', 'reveal', async (reveal) => {
        const { id } = await findActive(mine);
        const { profile = {} } = await mine.getConnection(id);
        const secrets = bank.secrets?.(bank.users[0]);
        for (const field of profileFields) {
          const masked = profile[field];
          const values = await reveal(id, field);
          expect(values.length).toBe(masked === undefined ? 0 : [masked].flat().length);
          for (const value of values) {
            expect(value).not.toContain('•••');
            if (secrets) expect(secrets.some((secret) => value.includes(secret))).toBe(true);
          }
        }
        expect((await mine.getConnection(id)).profile).toEqual(profile);
      });
    });

    check('is not revealed for an unknown connection', async ({ mine }) => {
      await withMethod(mine, 'revealProfile', 'reveal', async (reveal) => {
        expect((await refusalOf(reveal('unknown', 'fullName'))).code).toBe('not-found');
      });
    });
  });

  describe('another user', () => {
    check('has connections of their own, and sees none of mine', async ({ mine, theirs }) => {
      const ids = (await listAll(mine)).map(({ id }) => id);
      const others = await listAll(theirs);
      expect(others.length).toBeGreaterThan(0);
      for (const { id } of others) expect(ids).not.toContain(id);
      for (const id of ids) expect((await refusalOf(theirs.getConnection(id))).code).toBe('not-found');
    });

    check('can do nothing with my connection', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      if (theirs.refreshConnection) expect((await refusalOf(theirs.refreshConnection(id))).code).toBe('not-found');
      if (theirs.purgeConnection) expect((await refusalOf(theirs.purgeConnection(id))).code).toBe('not-found');
      if (theirs.revokeConnection) expect((await refusalOf(theirs.revokeConnection(id))).code).toBe('not-found');
      if (theirs.revealProfile) expect((await refusalOf(theirs.revealProfile(id, 'fullName'))).code).toBe('not-found');
      expect(await mine.getConnection(id)).toEqual(before);
    });

    check('sees none of my jobs', async ({ mine, theirs }) => {
      const { id } = await findActive(mine);
      const mineJobs = [await mine.purgeConnection?.(id), await mine.refreshConnection?.(id)];
      for (const job of mineJobs) {
        if (job === undefined) continue;
        expect((await refusalOf(theirs.getJob(job.id))).code).toBe('not-found');
        for (const query of [{}, { ids: [job.id] }, { connectionId: id }]) {
          const listed = await theirs.listJobs?.(query).catch(async (thrown: unknown) => {
            expect((await refusalOf(Promise.reject(thrown))).code).toBe('not-found');
            return { items: [] };
          });
          expect((listed?.items ?? []).map((one) => one.id)).not.toContain(job.id);
        }
      }
    });

    check('may use the same idempotency key without meeting my command', async ({ mine, theirs }) => {
      await withMethod(mine, 'purgeConnection', 'purge', async (purge) => {
        const job = await purge((await findActive(mine)).id, { idempotencyKey: 'key-1' });
        const other = await findActive(theirs);
        const theirJob = await theirs.purgeConnection?.(other.id, { idempotencyKey: 'key-1' });
        expect(theirJob?.id).not.toBe(job.id);
        expect(theirJob?.connectionId).toBe(other.id);
      });
    });
  });
}

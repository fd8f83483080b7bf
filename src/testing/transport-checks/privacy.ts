/** What a transport promises of personal data: masked in every answer, raw in a reveal alone. */
import { profileFields } from '../../core/model/connection';
import { findActive, follow, listAll } from './bank';
import type { Checks } from './checks';

export function describePrivacy({ describe, check, expect, expectRefusal }: Checks): void {
  describe('personal data', () => {
    check('is masked in every answer', async (bank) => {
      const { mine, users, secrets } = bank;
      const connections = await listAll(mine);
      const answers: unknown[] = [connections];
      for (const { id } of connections) answers.push(await mine.getConnection(id));
      const { id } = await findActive(mine);
      const started = [await mine.refreshConnection?.(id)];
      if (bank.special?.challenge) started.push(await mine.refreshConnection?.(bank.special.challenge.connectionId));
      for (const job of started) {
        if (job) answers.push(await follow(bank, mine, job, ({ status }) => !['queued', 'running'].includes(status)));
      }
      answers.push(await mine.listJobs?.({}), await mine.purgeConnection?.(id));
      const text = JSON.stringify(answers);
      expect(text).toContain('•••');
      if (!secrets) return;
      expect(secrets(users[0]).length).toBeGreaterThan(0);
      for (const secret of secrets(users[0])) expect(text).not.toContain(secret);
    });

    check('leaves a mask in each field of the profile and in each account number', async ({ mine }) => {
      const { profile, accounts } = await mine.getConnection((await findActive(mine)).id);
      const values = [...Object.values(profile ?? {}).flat(), ...accounts.map(({ number = '•••' }) => number)];
      expect(values.filter((value) => !value.includes('•••'))).toEqual([]);
      expect(accounts.filter(({ name }) => /\d{3}/.test(name))).toEqual([]);
    });
  });

  describe('a reveal', () => {
    check('gives one field at a time, raw, and masked again in the next answer', async ({ mine, ...bank }) => {
      const { id } = await findActive(mine);
      const { profile = {} } = await mine.getConnection(id);
      const secrets = bank.secrets?.(bank.users[0]);
      for (const field of profileFields) {
        const values = await mine.revealProfile?.(id, field);
        if (!values) return;
        expect([field, values.length]).toEqual([field, [profile[field] ?? []].flat().length]);
        for (const value of values) {
          expect(value).not.toContain('•••');
          if (secrets) expect(secrets.some((secret) => value.includes(secret))).toBe(true);
        }
      }
      expect((await mine.getConnection(id)).profile).toEqual(profile);
    });

    check('is refused for an unknown connection', async ({ mine }) => {
      await expectRefusal(mine.revealProfile?.('unknown', 'fullName'), 'not-found');
    });

    check('is refused for a field that is none of the profile', async ({ mine }) => {
      const { id } = await findActive(mine);
      for (const field of ['password', '__proto__', 'id']) {
        await expectRefusal(mine.revealProfile?.(id, field as 'fullName'), 'invalid-request');
      }
    });

    check('has nothing to give after a purge', async ({ mine }) => {
      const { id } = await findActive(mine);
      if (!mine.revealProfile || !(await mine.purgeConnection?.(id))) return;
      for (const field of profileFields) expect(await mine.revealProfile(id, field)).toEqual([]);
    });

    check('is not answered to one who has left', async ({ mine }) => {
      const { id } = await findActive(mine);
      await expectRefusal(mine.revealProfile?.(id, 'fullName', { signal: AbortSignal.abort() }), 'aborted');
    });
  });
}

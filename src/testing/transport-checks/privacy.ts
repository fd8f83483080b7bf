/** What a transport promises of personal data: masked in every answer, raw in a reveal alone. */
import { profileFields, type ProfileField } from '../../core/model/connection';
import { mask } from '../../core/model/mask';
import { findActive, follow, listenTo } from './bank';
import type { Checks } from './checks';
import { countSecrets } from './secrets';
import { maskName } from './shapes';

const rules: Readonly<Record<ProfileField, (raw: string) => string>> = {
  fullName: maskName,
  phoneNumbers: mask.phone,
  emailAddresses: mask.email,
  physicalAddresses: mask.address,
};

export function describePrivacy({ describe, check, expect, expectRefusal, expectThat }: Checks): void {
  describe('personal data', () => {
    check('is in no event', ['secrets', 'watch', 'refresh'], async (bank) => {
      const { mine } = bank;
      const listening = listenTo(bank, mine.watch);
      await bank.advance(1_000);
      const { id } = await findActive(mine);
      await follow(bank, mine, await mine.refreshConnection(id));
      await mine.revokeConnection?.(id);
      const events = await listening.stop();
      expectThat('a refresh tells events', events.length > 0);
      expectThat('no event holds a value of `secrets`', countSecrets(bank, events) === 0);
    });

    check('is in no address or token of a consent', ['secrets', 'consent'], async (bank) => {
      const { id: connectionId } = await findActive(bank.mine);
      const starts = [
        await bank.mine.startConsent({ purpose: 'connect' }),
        await bank.mine.startConsent({ purpose: 'reauthorize', connectionId }),
      ];
      expectThat('no start of a consent holds a value of `secrets`', countSecrets(bank, starts) === 0);
    });

    check('leaves a mask in each field of the profile and in each account number', [], async ({ mine }) => {
      const { profile, accounts } = await mine.getConnection((await findActive(mine)).id);
      const values = [...Object.values(profile ?? {}).flat(), ...accounts.map(({ number = '•••' }) => number)];
      expect(values.filter((value) => !value.includes('•••'))).toEqual([]);
    });
  });

  describe('a reveal', () => {
    check('gives the values of which the profile has the masks', ['reveal'], async ({ mine }) => {
      const { id } = await findActive(mine);
      const { profile = {} } = await mine.getConnection(id);
      for (const field of profileFields) {
        const masks = [profile[field] ?? []].flat();
        const values = await mine.revealProfile(id, field);
        expect([field, values.filter((value) => value.includes('•••'))]).toEqual([field, []]);
        const wrong = masks.filter((shown, index) => shown !== '•••' && shown !== rules[field](values[index] ?? ''));
        expect([field, values.length, wrong]).toEqual([field, masks.length, []]);
      }
    });

    check('gives what the bank holds of the person', ['reveal', 'secrets'], async ({ mine, secrets, users: [me] }) => {
      const { id } = await findActive(mine);
      for (const field of profileFields) {
        const values = await mine.revealProfile(id, field);
        expect(values.filter((value) => !secrets(me).some((secret) => value.includes(secret)))).toEqual([]);
      }
    });

    check('leaves the profile masked in the next answer', ['reveal'], async ({ mine }) => {
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      for (const field of profileFields) await mine.revealProfile(id, field);
      expect(await mine.getConnection(id)).toEqual(before);
    });

    check('is refused for a field that is none of the profile', ['reveal'], async ({ mine }) => {
      const { id } = await findActive(mine);
      for (const field of ['password', '__proto__', 'id']) {
        await expectRefusal(mine.revealProfile(id, field as 'fullName'), 'invalid-request');
      }
    });

    check('has nothing to give after a purge', ['reveal', 'purge'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      await follow(bank, mine, await mine.purgeConnection(id));
      for (const field of profileFields) expect(await mine.revealProfile(id, field)).toEqual([]);
    });
  });
}

/** What a transport promises of the form of every answer: the fields of the contract, each of its kind, and nothing else. */
import { answersOf, placesWith } from './answers';
import type { Checks } from './checks';
import type { CheckedBank } from './needs';
import { notPlain } from './plain';
import { countSecrets } from './secrets';
import type { Promised } from './shape';

const promises: readonly (readonly [promise: Promised, name: string])[] = [
  ['fields', 'has no field but those of the contract'],
  ['types', 'has all that the contract says is there, each of its type'],
  ['kinds', 'says of kinds and states only what the contract knows'],
  ['words', 'has words of a machine for codes, keys and references, no sentences'],
  ['times', 'has its times in ISO 8601'],
  ['money', 'has money as decimal text'],
  ['addresses', 'names no address but such as a page may load or open'],
  ['masks', 'has masked what its field says is masked, each by its own rule'],
];

export function describeEveryAnswer({ describe, check, expect, expectThat }: Checks): void {
  /** Gathered once for all of these checks: it takes minutes of a bank's time. */
  let gathered: ReturnType<typeof gather> | undefined;
  const answersTo = (bank: CheckedBank) => (gathered ??= gather(bank));

  describe('every answer', () => {
    for (const [promise, name] of promises) {
      check(name, [], async (bank) => {
        expect(placesWith(promise, (await answersTo(bank)).answers)).toEqual([]);
      });
    }

    check('is plain data that JSON gives back unchanged', [], async (bank) => {
      const { answers } = await answersTo(bank);
      expect(answers.flatMap(({ of, value }) => notPlain(value, of))).toEqual([]);
    });

    check('but that of a reveal is without personal data', ['secrets'], async (bank) => {
      expectThat('no answer holds a value of `secrets`', (await answersTo(bank)).secrets === 0);
    });
  });
}

/** The personal values are those of the very bank that answered; events and consents have a check of their own. */
async function gather(bank: CheckedBank) {
  const answers = await answersOf(bank);
  const masked = answers.filter(({ of }) => !['reveal', 'events', 'consent'].includes(of));
  return { answers, secrets: countSecrets(bank, masked) };
}

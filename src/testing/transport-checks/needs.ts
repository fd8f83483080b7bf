/** What a check needs of a transport and its bank, and what becomes of it without that. */
import type { Capability, Transport } from '../../core/transport';
import type { Bank, Special } from './bank';
import { methods, type CapabilityMethods } from './described';

export interface CheckedBank extends Bank {
  /** The first user's transport, with no method but those that it describes. */
  mine: Transport;
  /** The second user's. */
  theirs: Transport;
}

const controls = [
  'secrets',
  'spoil',
  'cut',
  'loseAnswers',
  'remembersKeys',
  'institutionId',
  'returnUrl',
] as const satisfies readonly (keyof Bank)[];
type Control = (typeof controls)[number];
export type Need = Capability | keyof Special | Control;

/** A bank of which is known that it has what the check needs. */
export type BankWith<N extends Need> = CheckedBank & {
  mine: With<N>;
  theirs: With<N>;
  special: Required<Pick<Special, Extract<N, keyof Special>>>;
} & Required<Pick<Bank, Extract<N, Control>>>;
type With<N extends Need> = Required<Pick<Transport, CapabilityMethods[Extract<N, Capability>]>>;

/** Thrown by a check that finds on its way that there is nothing to check. */
export class NothingToCheck extends Error {}

/** A connection that does something special needs these, or it would not have been named. */
const implied: Readonly<Record<keyof Special, readonly Capability[]>> = {
  failing: ['refresh'],
  limited: ['refresh'],
  retrying: ['refresh'],
  nameless: [],
  unknown: [],
  challenge: ['refresh', 'answerChallenge'],
};

const isControl = (need: Need): need is Control => controls.some((control) => control === need);
const isSpecial = (need: Need): need is keyof Special => Object.hasOwn(implied, need);

/**
 * @returns what there is not of all that is needed
 * @throws Error where the bank promised it
 */
export function missingFor(needs: readonly Need[], bank: CheckedBank): string | undefined {
  const { special = {}, can = [], users, secrets } = bank;
  const specials = (Object.keys(implied) as (keyof Special)[]).filter((name) => special[name] !== undefined);
  const promised = new Set([...can, ...specials.flatMap((name) => implied[name])]);
  if (secrets && users.some((user) => secrets(user).length === 0))
    throw new Error('The bank has `secrets`, but names none for one of its users');
  for (const need of needs) {
    if (isControl(need)) {
      if (!bank[need]) return `the bank has no \`${need}\``;
    } else if (isSpecial(need)) {
      if (special[need] === undefined) return `the bank has no \`special.${need}\``;
    } else if (!bank.mine[methods[need]] || !bank.theirs[methods[need]]) {
      if (promised.has(need)) throw new Error(`The bank promises “${need}”, which its transport does not describe`);
      return `the transport does not describe “${need}”`;
    }
  }
  return undefined;
}

/** One check each: a bank of its own, what it needs of that bank, two users, and a refusal that must be one of ours. */
import { isConnectionsError, type ConnectionsError } from '../../core/model/errors';
import type { Transport } from '../../core/transport';
import type { Bank } from './bank';
import { describedBy } from './described';
import { missingFor, NothingToCheck, type BankWith, type CheckedBank, type Need } from './needs';

export interface Matchers {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toContain(expected: unknown): void;
  not: Pick<Matchers, 'toBe' | 'toEqual' | 'toContain'>;
}

/** As Vitest and Jest have them; `node:test` with an `expect` of these three matchers. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  /** Where the body is given a context with `skip(reason)` (Vitest, `node:test`), a check with nothing to check calls it. */
  it(name: string, body: (...context: readonly unknown[]) => Promise<void>): void;
  expect(actual: unknown): Matchers;
}

export interface Checks {
  describe(name: string, body: () => void): void;
  /** @param needs without which there is nothing to check: the check then shows as skipped, or fails where the bank promised it */
  check<const N extends Need>(name: string, needs: readonly N[], body: (bank: BankWith<N>) => Promise<void>): void;
  expect(actual: unknown): Matchers;
  /** Fails in these words unless it holds, where a number or a word alone would not say what it is about. */
  expectThat(words: string, holds: boolean): void;
  /** What a call was refused with; fails when it was not, or with an error that is none of ours. */
  refusalOf(call: Promise<unknown>): Promise<ConnectionsError>;
  /** Fails unless the call was refused with one of these codes. */
  expectRefusal(call: Promise<unknown>, ...codes: readonly string[]): Promise<void>;
}

export function createChecks({ describe, it, expect }: TestRunner, make: () => Bank | Promise<Bank>): Checks {
  async function refusalOf(call: Promise<unknown>): Promise<ConnectionsError> {
    const thrown = await call.then(
      () => 'the call was answered',
      (error: unknown) => error,
    );
    if (isConnectionsError(thrown)) return thrown;
    throw new Error('Expected a refusal by a ConnectionsError', { cause: thrown });
  }

  function expectThat(words: string, holds: boolean): void {
    if (!holds) throw new Error(`Expected that ${words}`);
  }

  /** @returns why there was nothing to check, where there was not */
  async function run(needs: readonly Need[], body: (bank: CheckedBank) => Promise<void>): Promise<string | undefined> {
    const bank = await make();
    try {
      const [mine, theirs] = await Promise.all(bank.users.map((user) => describedBy(bank.transport(user))));
      const checked = { ...bank, mine: mine as Transport, theirs: theirs as Transport };
      const missing = missingFor(needs, checked);
      if (missing === undefined) await body(checked);
      return missing;
    } catch (thrown) {
      if (thrown instanceof NothingToCheck) return thrown.message;
      throw thrown;
    } finally {
      await bank.close?.();
    }
  }

  return {
    describe,
    expect: (actual) => expect(actual),
    check(name, needs, body) {
      // A parameter of its own would make Jest wait for a callback.
      it(name, async (...context) => {
        const reason = await run(needs, body as (bank: CheckedBank) => Promise<void>);
        if (reason !== undefined) skip(name, reason, context[0]);
      });
    },
    expectThat,
    refusalOf,
    async expectRefusal(call, ...codes) {
      const { code } = await refusalOf(call);
      expectThat(`the call is refused with “${codes.join('” or “')}”, not with “${code}”`, codes.includes(code));
    },
  };
}

function skip(name: string, reason: string, context: unknown): void {
  const own = context as { skip?: (reason: string) => void } | undefined;
  if (typeof own?.skip === 'function') own.skip(reason);
  // oxlint-disable-next-line no-console -- where a test that runs cannot be skipped, there is no other place for it
  else console.warn(`Nothing to check for “${name}”: ${reason}`);
}

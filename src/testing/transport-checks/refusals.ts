/** What a transport promises of what it throws. */
import { createConnectionsError, isErrorCode, type ConnectionsError } from '../../core/model/errors';
import { findActive, findInactive } from './bank';
import type { Checks } from './checks';
import type { CheckedBank } from './needs';
import { notPlain } from './plain';
import { countSecrets } from './secrets';
import { faultsIn } from './shape';
import { failure as failureShape } from './shapes';

export function describeRefusals({ describe, check, expect, refusalOf, expectThat }: Checks): void {
  /** One of each kind that can be had from this bank. */
  async function refusalsOf({ mine, theirs, special = {} }: CheckedBank): Promise<readonly ConnectionsError[]> {
    const inactive = await findInactive(mine);
    const active = await findActive(mine);
    const calls = [
      mine.getConnection('unknown'),
      mine.getJob('unknown'),
      mine.listConnections({}, { signal: AbortSignal.abort() }),
      mine.refreshConnection?.('unknown'),
      mine.purgeConnection?.(inactive.id),
      mine.revokeConnection?.('unknown'),
      mine.revealProfile?.(active.id, 'password' as 'fullName'),
      mine.answerChallenge?.('unknown', ['1234']),
      mine.startConsent?.({ purpose: 'reauthorize', connectionId: 'unknown' }),
      special.limited === undefined ? undefined : mine.refreshConnection?.(special.limited),
      theirs.getConnection(active.id),
    ];
    return Promise.all(calls.filter((call) => call !== undefined).map(refusalOf));
  }

  describe('a refusal', () => {
    check('is an error of the kit, under a code and in words that the kit knows', [], async (bank) => {
      for (const error of await refusalsOf(bank)) {
        expect([error instanceof Error, error.name, isErrorCode(error.code)]).toEqual([true, 'ConnectionsError', true]);
        expect(error.message).toBe(createConnectionsError(error.code).message);
      }
    });

    check('says who must act, in plain data without a sentence', [], async (bank) => {
      const failures = (await refusalsOf(bank)).map(({ failure }) => failure);
      expect(failures.flatMap((failure) => notPlain(failure))).toEqual([]);
      expect(failures.flatMap((failure) => faultsIn(failureShape, failure, 'failure'))).toEqual([]);
    });

    check('holds no personal data', ['secrets'], async (bank) => {
      const errors = await refusalsOf(bank);
      const shown = errors.map((error) => [error.message, error.stack, String(error.cause), JSON.stringify(error)]);
      expectThat('no refusal holds a value of `secrets`', countSecrets(bank, shown) === 0);
    });
  });
}

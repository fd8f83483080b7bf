/** What a transport promises of what it does not offer. */
import { readDescription, type Capability } from '../../core/transport';
import { listAll } from './bank';
import type { Checks } from './checks';

export function describeCapabilities({ describe, check, expectRefusal }: Checks): void {
  describe('a capability that is not described', () => {
    check('is refused where there is a method for it', async ({ transport, users: [me], mine }) => {
      const raw = transport(me);
      const { can } = await readDescription(raw);
      const [{ id = '' } = {}] = await listAll(mine);
      const calls: Readonly<Record<Exclude<Capability, 'watch'>, () => Promise<unknown> | undefined>> = {
        refresh: () => raw.refreshConnection?.(id),
        purge: () => raw.purgeConnection?.(id),
        revoke: () => raw.revokeConnection?.(id),
        listJobs: () => raw.listJobs?.({}),
        reveal: () => raw.revealProfile?.(id, 'fullName'),
        answerChallenge: () => raw.answerChallenge?.('any', ['1234']),
        consent: () => raw.startConsent?.({ purpose: 'manage' }),
      };
      for (const [capability, call] of Object.entries(calls)) {
        if (!can.some((one) => one === capability)) await expectRefusal(call(), 'not-supported', 'forbidden');
      }
    });
  });
}

/** What a transport promises of what it offers, and of what it does not. */
import { capabilitiesOf, readDescription, type Capability } from '../../core/transport';
import { findActive } from './bank';
import type { Checks } from './checks';
import { NothingToCheck } from './needs';

export function describeCapabilities({ describe, check, expect, expectRefusal }: Checks): void {
  describe('a description', () => {
    check('says no more than the methods can do, and nothing twice', [], async ({ transport, users: [me] }) => {
      const { can, denied = [] } = await readDescription(transport(me));
      const described = (await transport(me).describe?.())?.can ?? can;
      expect(described.filter((capability) => !capabilitiesOf(transport(me)).includes(capability))).toEqual([]);
      expect(new Set([...described, ...denied]).size).toBe(described.length + denied.length);
    });
  });

  describe('a capability that is not described', () => {
    check('is refused where there is a method for it', [], async ({ transport, users: [me], mine }) => {
      const raw = transport(me);
      const { can } = await readDescription(raw);
      const { id } = await findActive(mine);
      const calls: Readonly<Record<Capability, () => Promise<unknown> | undefined>> = {
        refresh: () => raw.refreshConnection?.(id),
        purge: () => raw.purgeConnection?.(id),
        revoke: () => raw.revokeConnection?.(id),
        listJobs: () => raw.listJobs?.({}),
        reveal: () => raw.revealProfile?.(id, 'fullName'),
        answerChallenge: () => raw.answerChallenge?.('any', ['1234']),
        consent: () => raw.startConsent?.({ purpose: 'manage' }),
        watch: () => raw.watch?.({ signal: new AbortController().signal })[Symbol.asyncIterator]().next(),
      };
      const undescribed = capabilitiesOf(raw).filter((capability) => !can.includes(capability));
      if (undescribed.length === 0) throw new NothingToCheck('the transport describes all that it has methods for');
      for (const capability of undescribed) {
        await expectRefusal(calls[capability]() ?? Promise.resolve(), 'not-supported', 'forbidden');
      }
    });
  });
}

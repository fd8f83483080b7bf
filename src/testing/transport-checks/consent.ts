/** What a transport promises of the way to the page where a person consents. */
import type { ConsentStart } from '../../core/transport';
import { findActive } from './bank';
import type { Checks } from './checks';
import { NothingToCheck } from './needs';
import { faultsIn } from './shape';
import { consentStart } from './shapes';

const purposes = ['connect', 'manage', 'extend', 'reauthorize'] as const;

export function describeConsent({ describe, check, expect }: Checks): void {
  describe('consent', () => {
    for (const purpose of purposes) {
      check(`to ${purpose} starts with a page of the web or a token`, ['consent'], async ({ mine }) => {
        const about = purpose === 'connect' ? {} : { connectionId: (await findActive(mine)).id };
        const start = await mine.startConsent({ purpose, state: 'state-1', ...about });
        expect(faultsIn(consentStart, start, 'start')).toEqual([]);
      });
    }

    check('carries the state with it to the page, so that it comes back', ['consent'], async ({ mine }) => {
      const { id: connectionId } = await findActive(mine);
      for (const about of [{ purpose: 'connect' } as const, { purpose: 'reauthorize', connectionId } as const]) {
        expect(carriedBy(await mine.startConsent({ ...about, state: 'state-1 ä/&' }))).toContain('state-1 ä/&');
      }
    });

    check('carries the institution that was chosen', ['consent', 'institutionId'], async ({ mine, institutionId }) => {
      expect(carriedBy(await mine.startConsent({ purpose: 'connect', institutionId }))).toContain(institutionId);
    });

    check('carries where to come back to', ['consent', 'returnUrl'], async ({ mine, returnUrl }) => {
      expect(carriedBy(await mine.startConsent({ purpose: 'connect', returnUrl }))).toContain(returnUrl);
    });
  });
}

/** The values in the address of the page. */
function carriedBy(start: ConsentStart): readonly string[] {
  if (start.type !== 'redirect') throw new NothingToCheck('the transport gives a token, and no page');
  return [...new URL(start.url).searchParams.values()];
}

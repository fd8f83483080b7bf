/** What a transport promises of the way to the page where a person consents. */
import { findActive } from './bank';
import type { Checks } from './checks';
import { isTime } from './plain';

const web = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$))/;

export function describeConsent({ describe, check, expect, expectRefusal }: Checks): void {
  describe('consent', () => {
    check('starts with a page of the web or a token, whatever it is for', async ({ mine }) => {
      const { id: connectionId } = await findActive(mine);
      for (const purpose of ['connect', 'manage', 'extend', 'reauthorize'] as const) {
        const about = purpose === 'connect' ? {} : { connectionId };
        const start = await mine.startConsent?.({ purpose, state: 'state-1', ...about });
        if (!start) return;
        const isRedirect = start.type === 'redirect';
        const isGood = isRedirect
          ? web.test(start.url)
          : start.type === 'token' && start.token !== '' && isTime(start.expiresAt ?? '2026-01-01');
        expect([purpose, isGood]).toEqual([purpose, true]);
      }
    });

    check('is not started for an unknown connection', async ({ mine }) => {
      const request = { purpose: 'reauthorize', connectionId: 'unknown' } as const;
      await expectRefusal(mine.startConsent?.(request), 'not-found');
    });

    check('is not started by one who has left', async ({ mine }) => {
      const request = { purpose: 'connect' } as const;
      await expectRefusal(mine.startConsent?.(request, { signal: AbortSignal.abort() }), 'aborted');
    });
  });
}

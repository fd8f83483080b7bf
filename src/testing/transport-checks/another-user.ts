/** What a transport promises of two users: each has what is theirs. What it promises of each call is in `every-call.ts`. */
import { listAll } from './bank';
import type { Checks } from './checks';

export function describeAnotherUser({ describe, check, expect, expectThat }: Checks): void {
  describe('another user', () => {
    check('has connections of their own, and sees none of mine', [], async ({ mine, theirs }) => {
      const ids = (await listAll(mine)).map(({ id }) => id);
      const others = (await listAll(theirs)).map(({ id }) => id);
      expectThat('the other user has connections', others.length > 0);
      expect(others.filter((id) => ids.includes(id))).toEqual([]);
    });
  });
}

/** The contract of a transport as a test suite, for any runner: whoever writes a transport calls it once. */
import { describeAnotherUser } from './transport-checks/another-user';
import type { Bank } from './transport-checks/bank';
import { describeCapabilities } from './transport-checks/capabilities';
import { describeChallenge } from './transport-checks/challenge';
import { createChecks, type TestRunner } from './transport-checks/checks';
import { describeConsent } from './transport-checks/consent';
import { describeEveryAnswer } from './transport-checks/every-answer';
import { describeEveryCall } from './transport-checks/every-call';
import { describeJobs } from './transport-checks/jobs';
import { describePaging } from './transport-checks/paging';
import { describePrivacy } from './transport-checks/privacy';
import { describePurge } from './transport-checks/purge';
import { describeReads } from './transport-checks/reads';
import { describeRefresh } from './transport-checks/refresh';
import { describeRefusals } from './transport-checks/refusals';
import { describeRevoke } from './transport-checks/revoke';
import { describeWatch } from './transport-checks/watch';

export type { Bank as TransportUnderTest } from './transport-checks/bank';
export type { TestRunner } from './transport-checks/checks';

/**
 * Defines the tests of a transport. Each makes a bank of its own and closes it.
 * What a transport has no method for, or does not describe, is not asked of it: such a check, as one that needs a control
 * which the bank does not have, shows as skipped with the reason. It fails where `make` promised what it needs.
 * @param runner `describe`, `it` and `expect` of the test runner (Vitest, Jest, or `node:test` with an `expect` of three matchers)
 * @param make a bank with two users, each with at least three connections: two active ones, of which the first has a profile,
 *   accounts and a refresh that succeeds within ten minutes, and one that is not active
 */
export function describeTransport(runner: TestRunner, make: () => Bank | Promise<Bank>): void {
  const checks = createChecks(runner, make);
  describeCapabilities(checks);
  describeEveryCall(checks);
  describeEveryAnswer(checks);
  describeReads(checks);
  describePaging(checks);
  describeRefusals(checks);
  describeRefresh(checks);
  describePurge(checks);
  describeRevoke(checks);
  describeJobs(checks);
  describeChallenge(checks);
  describeConsent(checks);
  describePrivacy(checks);
  describeAnotherUser(checks);
  describeWatch(checks);
}

/** The contract of a transport as a test suite, for any runner: whoever writes a transport calls it once. */
import { describeCommands } from './transport-checks/commands';
import { describeJobs } from './transport-checks/jobs';
import { describePrivacy } from './transport-checks/privacy';
import { describeReads } from './transport-checks/reads';
import { createChecks, type Bank, type TestRunner } from './transport-checks/bank';

export type { Bank as TransportUnderTest, TestRunner } from './transport-checks/bank';

/**
 * Defines the tests of a transport. Each makes a bank of its own and closes it.
 * @param runner `describe`, `it` and `expect` of the test runner (Vitest, Jest)
 * @param make a bank with two users, each with at least two connections: the first active one with a profile, accounts and a
 *   refresh that succeeds within ten minutes, and one that is not active
 */
export function describeTransport(runner: TestRunner, make: () => Bank | Promise<Bank>): void {
  const checks = createChecks(runner, make);
  describeReads(checks);
  describeCommands(checks);
  describeJobs(checks);
  describePrivacy(checks);
}

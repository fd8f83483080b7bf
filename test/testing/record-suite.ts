/** Runs the contract suite with a runner that only records what came of each check. */
import { expect } from 'vitest';
import { describeTransport, type TransportUnderTest } from '../../src/testing/describe-transport';

export interface Run {
  names: readonly string[];
  failed: readonly { name: string; thrown: unknown }[];
  /** Each check with the reason. */
  skipped: readonly string[];
}

/** @param context what the runner gives to each test */
export async function recordSuite(make: () => TransportUnderTest, context: object = {}): Promise<Run> {
  const checks: { name: string; body: (context: object) => Promise<void> }[] = [];
  const path: string[] = [];
  const recorder = {
    describe(name: string, body: () => void) {
      path.push(name);
      body();
      path.pop();
    },
    it: (name: string, body: (context: object) => Promise<void>) =>
      void checks.push({ name: [...path, name].join(' › '), body }),
    expect,
  };
  describeTransport(recorder, make);
  const failed: { name: string; thrown: unknown }[] = [];
  const skipped: string[] = [];
  for (const { name, body } of checks) {
    const skip = (reason: string) => skipped.push(`${name}: ${reason}`);
    await body({ skip, ...context }).catch((thrown: unknown) => failed.push({ name, thrown }));
  }
  return { names: checks.map(({ name }) => name), failed, skipped };
}

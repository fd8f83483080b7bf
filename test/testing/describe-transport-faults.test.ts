import { describe, expect, it } from 'vitest';
import { describeTransport } from '../../src/testing/describe-transport';
import { brokenTransports, type BrokenTransport } from './broken-transports/index';
import { createSmallBank } from './small-bank';

interface Run {
  names: readonly string[];
  failed: readonly string[];
  skipped: readonly string[];
}

/** Runs the suite with a runner that only records. */
async function run(fault: BrokenTransport['break']): Promise<Run> {
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
  describeTransport(recorder, () => {
    const bank = createSmallBank();
    return {
      ...bank,
      transport: (userId) => ({ ...bank.transport(userId), ...fault(bank.transport(userId), bank, userId) }),
    };
  });
  const failed: string[] = [];
  const skipped: string[] = [];
  for (const { name, body } of checks) {
    const skip = (reason: string) => skipped.push(`${name}: ${reason}`);
    await body({ skip }).catch(() => failed.push(name));
  }
  return { names: checks.map(({ name }) => name), failed, skipped };
}

describe('describeTransport', () => {
  it('passes where nothing is broken, each check under a name of its own', async () => {
    const { names, failed, skipped } = await run(() => ({}));
    expect(failed).toEqual([]);
    // It describes all that it can do: the one thing that this bank has not.
    expect(skipped).toEqual([
      'a capability that is not described › is refused where there is a method for it: the transport describes all that it has methods for',
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('finds every broken transport, and each check finds at least one', async () => {
    const alive: string[] = [];
    const proven = new Set<string>();
    let alone = 0;
    let names: readonly string[] = [];
    for (const broken of brokenTransports) {
      const result = await run(broken.break);
      names = result.names;
      if (result.failed.length === 1) alone += 1;
      if (result.failed.includes(broken.check)) proven.add(broken.check);
      else
        alive.push(`${broken.fault}: not found by “${broken.check}”, but by ${result.failed.join('; ') || 'nothing'}`);
    }
    const killed = brokenTransports.length - alive.length;
    console.info(`broken transports killed: ${killed} / ${brokenTransports.length}`);
    console.info(`of these found by that one check alone: ${alone}`);
    console.info(`checks that have killed one: ${proven.size} / ${names.length}`);
    expect(alive).toEqual([]);
    expect(names.filter((name) => !proven.has(name))).toEqual([]);
  }, 60_000);
});

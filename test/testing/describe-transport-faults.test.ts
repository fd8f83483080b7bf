import { describe, expect, it } from 'vitest';
import { brokenTransports, type BrokenTransport } from './broken-transports/index';
import { recordSuite, type Run } from './record-suite';
import { createSmallBank } from './small-bank';

function run(fault: BrokenTransport['break']): Promise<Run> {
  return recordSuite(() => {
    const bank = createSmallBank();
    return {
      ...bank,
      transport: (userId) => ({ ...bank.transport(userId), ...fault(bank.transport(userId), bank, userId) }),
    };
  });
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
      const failed = result.failed.map(({ name }) => name);
      if (failed.length === 1) alone += 1;
      if (failed.includes(broken.check)) proven.add(broken.check);
      else alive.push(`${broken.fault}: not found by “${broken.check}”, but by ${failed.join('; ') || 'nothing'}`);
    }
    const killed = brokenTransports.length - alive.length;
    console.info(`broken transports killed: ${killed} / ${brokenTransports.length}`);
    console.info(`of these found by that one check alone: ${alone}`);
    console.info(`checks that have killed one: ${proven.size} / ${names.length}`);
    expect(alive).toEqual([]);
    expect(names.filter((name) => !proven.has(name))).toEqual([]);
  }, 60_000);
});

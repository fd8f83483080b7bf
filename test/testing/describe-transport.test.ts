import { describe, expect, it } from 'vitest';
import { describeTransport } from '../../src/testing/describe-transport';
import { createSmallBank } from './small-bank';
import { faults, type Fault } from './transport-faults';

describe('describeTransport on a bank that keeps the contract', () => {
  describeTransport({ describe, it, expect }, createSmallBank);
});

describe('describeTransport on a bank without a single capability', () => {
  describeTransport({ describe, it, expect }, () => {
    const bank = createSmallBank();
    return {
      ...bank,
      transport(userId) {
        const { listConnections, getConnection, getJob } = bank.transport(userId);
        return { listConnections, getConnection, getJob };
      },
    };
  });
});

/** The names of the checks, and of those that failed. */
async function run(fault: Fault): Promise<{ names: readonly string[]; failed: readonly string[] }> {
  const checks: { name: string; body: () => Promise<void> }[] = [];
  const collect = {
    describe: (_name: string, body: () => void) => body(),
    it: (name: string, body: () => Promise<void>) => void checks.push({ name, body }),
    expect,
  };
  describeTransport(collect, () => {
    const bank = createSmallBank();
    return {
      ...bank,
      transport: (userId) => ({ ...bank.transport(userId), ...fault(bank.transport(userId), bank, userId) }),
    };
  });
  const failed: string[] = [];
  for (const { name, body } of checks) await body().catch(() => failed.push(name));
  return { names: checks.map(({ name }) => name), failed };
}

describe('describeTransport on a bank with one fault', () => {
  it('has a fault here for each of its checks', async () => {
    const { names, failed } = await run(() => ({}));
    expect(failed).toEqual([]);
    expect([...new Set(names)].sort()).toEqual(Object.keys(faults).sort());
  });

  it.each(Object.entries(faults))('fails the check: %s', async (name, fault) => {
    expect((await run(fault)).failed).toContain(name);
  });
});

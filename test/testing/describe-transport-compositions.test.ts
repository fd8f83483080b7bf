import { describe, expect, it } from 'vitest';
import { describeTransport, sandboxCode, type TransportUnderTest } from '../../src/testing';
import { compositionNames, compositions, namelessInstitution, type Composition } from './compositions';

/** What the institutions of the sandbox play by default. */
function special({ bank, users: [me] }: Composition): Required<NonNullable<TransportUnderTest['special']>> {
  const at = (institutionId: string) =>
    bank.connections(me).find((connection) => connection.institutionId === institutionId)?.id ?? '';
  const challenge = { connectionId: at('AU00010'), right: [sandboxCode], wrong: ['000000'] };
  const retrying = at('AU00008');
  bank.putOff(me, retrying);
  const nameless = at(namelessInstitution);
  return { failing: at('AU00002'), limited: at('AU00009'), retrying, nameless, unknown: at('AU00011'), challenge };
}

describe.each(compositionNames)('%s', (name) => {
  describeTransport({ describe, it, expect }, async () => {
    const bank = await compositions[name]();
    return { ...bank, special: special(bank) };
  });
});

it('the purge and the revoke, for which Basiq has no job, are listed among the refreshes of Basiq', async () => {
  const bank = await compositions['rest transport → handler → Basiq transport → a Basiq server, over two sockets']();
  try {
    const transport = bank.transport('user-1');
    const { items } = await transport.listConnections({ status: 'active', limit: 1 });
    const id = items[0]?.id ?? '';
    await transport.purgeConnection?.(id, { runId: 'run-1' });
    await bank.advance(60_000);
    await transport.refreshConnection?.(id, { runId: 'run-1' });
    await bank.advance(60_000);
    await transport.revokeConnection?.(id);
    const jobs = await transport.listJobs?.({ connectionId: id, limit: 3 });
    expect(jobs?.items.map(({ kind, status, runId }) => [kind, status, runId])).toEqual([
      ['revoke', 'succeeded', undefined],
      ['refresh', 'succeeded', 'run-1'],
      ['purge', 'succeeded', 'run-1'],
    ]);
    const purge = jobs?.items[2];
    expect(purge && (await transport.getJob(purge.id))).toEqual(purge);
  } finally {
    await bank.close?.();
  }
});

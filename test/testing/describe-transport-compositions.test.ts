import { describe, expect, it } from 'vitest';
import {
  createBasiqSandbox,
  createFakeClock,
  createSandboxBank,
  describeTransport,
  sandboxCode,
  sandboxSecrets,
  type SandboxBank,
  type TransportUnderTest,
} from '../../src/testing';
import { listen } from '../../src/testing/node';
import { createBasiq } from '../../src/transports/basiq';
import { createSandboxTransport } from '../../src/transports/sandbox';
import { overHttp } from './over-http';

const runner = { describe, it, expect };
const users = ['user-1', 'user-2'] as const;

/** What the institutions of the sandbox play by default. */
function special(bank: SandboxBank): Required<NonNullable<TransportUnderTest['special']>> {
  const at = (institutionId: string) =>
    bank.connections(users[0]).find((connection) => connection.institutionId === institutionId)?.id ?? '';
  const challenge = { connectionId: at('AU00010'), right: [sandboxCode], wrong: ['000000'] };
  return { failing: at('AU00002'), limited: at('AU00009'), challenge };
}

function sandbox(): TransportUnderTest {
  const clock = createFakeClock();
  const bank = createSandboxBank({ clock, users });
  return {
    users,
    transport: (userId) => createSandboxTransport({ bank, userId }),
    advance: clock.advance,
    secrets: (userId) => sandboxSecrets(bank, userId),
    special: special(bank),
    remembersKeys: true,
  };
}

async function basiq(): Promise<TransportUnderTest> {
  const clock = createFakeClock();
  const server = createBasiqSandbox({ clock, users });
  const { url, close } = await listen(server.fetch);
  const { transport } = createBasiq({ apiKey: server.apiKey, baseUrl: url, clock });
  return {
    users,
    transport,
    advance: clock.advance,
    close,
    secrets: (userId) => sandboxSecrets(server.bank, userId),
    special: special(server.bank),
  };
}

describe('the sandbox transport', () => describeTransport(runner, sandbox));

describe('rest transport → handler → sandbox transport, over a socket', () =>
  describeTransport(runner, () => overHttp(sandbox())));

describe('the Basiq transport → a Basiq server, over a socket', () => describeTransport(runner, basiq));

describe('rest transport → handler → Basiq transport → a Basiq server, over two sockets', () => {
  describeTransport(runner, async () => overHttp(await basiq()));

  it('lists the purge and the revoke, for which Basiq has no job, among the refreshes of Basiq', async () => {
    const bank = await overHttp(await basiq());
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
});

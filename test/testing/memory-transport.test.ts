import { describe, expect, it } from 'vitest';
import {
  buildConnections,
  buildJob,
  createFakeClock,
  createMemoryTransport,
  describeTransport,
  type MemoryTransportOptions,
} from '../../src/testing';

const second = 1_000;

describeTransport({ describe, it, expect }, () => {
  const clock = createFakeClock();
  const transports = new Map<string, ReturnType<typeof createMemoryTransport>>();
  const open = (user: string) => {
    const id = (place: number) => `${user}-${place}`;
    const facts = [
      {},
      {},
      { status: 'invalid' },
      {},
      {},
      { refreshAvailableAt: new Date(clock.now() + 600 * second).toISOString() },
      { status: 'unknown', rawStatus: 'on-hold', institution: { id: 'bank-7', name: 'bank-7' } },
    ] as const;
    const profile = { fullName: `${user} Belson`, emailAddresses: [`${user}@hooli.example`] };
    const connections = buildConnections(facts.map((one, place) => ({ ...one, id: id(place), profile })));
    return createMemoryTransport({
      clock,
      connections,
      refresh: (connectionId) =>
        connectionId === id(3)
          ? { fails: { code: 'service-unavailable' } }
          : connectionId === id(4)
            ? { challenge: { answer: '2580' } }
            : {},
    });
  };
  return {
    users: ['ann', 'bob'],
    advance: clock.advance,
    can: ['refresh', 'purge', 'revoke', 'listJobs', 'answerChallenge', 'consent'],
    transport(user) {
      const transport = transports.get(user) ?? open(user);
      transports.set(user, transport);
      return transport;
    },
    secrets: (user) => [`${user} Belson`, `${user}@hooli.example`],
    institutionId: 'bank-1',
    returnUrl: 'https://page.example/accounts',
    special: {
      failing: 'ann-3',
      limited: 'ann-5',
      unknown: 'ann-6',
      challenge: { connectionId: 'ann-4', right: ['2580'], wrong: ['0000'] },
    },
  };
});

function open(options: MemoryTransportOptions) {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ connections: buildConnections(1), clock, ...options });
  return { clock, transport, refresh: () => transport.refreshConnection?.('connection-1') };
}

describe('a planned refresh', () => {
  it('ends at its time, at its step and with its code, and the connection becomes what was planned', async () => {
    const fails = { at: 'transactions', code: 'connector-error', becomes: 'invalid' } as const;
    const { clock, transport, refresh } = open({ refresh: { duration: 9 * second, fails } });
    const { id = '' } = (await refresh()) ?? {};
    await clock.advance(9 * second - 1);
    expect(await transport.getJob(id)).toMatchObject({ status: 'running' });
    expect((await transport.getConnection('connection-1')).status).toBe('active');
    await clock.advance(1);
    const job = await transport.getJob(id);
    expect(job).toMatchObject({ status: 'failed', failure: { code: 'connector-error', actor: 'support' } });
    expect(job.steps.map(({ key, status }) => [key, status])).toEqual([
      ['authenticate', 'succeeded'],
      ['accounts', 'succeeded'],
      ['transactions', 'failed'],
    ]);
    expect((await transport.getConnection('connection-1')).status).toBe('invalid');
  });

  it('brings back, when it succeeds, what a purge has deleted', async () => {
    const { clock, transport, refresh } = open({});
    await transport.purgeConnection?.('connection-1');
    expect(await transport.getConnection('connection-1')).toMatchObject({ accounts: [] });
    await refresh();
    await clock.advance(3 * second);
    const { profile, accounts, lastSyncedAt } = await transport.getConnection('connection-1');
    expect([profile?.fullName, accounts.length]).toEqual(['G••• B•••', 1]);
    expect(lastSyncedAt).toBe(new Date(clock.now()).toISOString());
  });

  it('does not bring a link back that was revoked while it ran', async () => {
    const { clock, transport, refresh } = open({ refresh: { fails: { code: 'connector-error', becomes: 'invalid' } } });
    const { id = '' } = (await refresh()) ?? {};
    await transport.revokeConnection?.('connection-1');
    await clock.advance(10 * second);
    expect(await transport.getJob(id)).toMatchObject({ status: 'failed' });
    expect(await transport.getConnection('connection-1')).toMatchObject({ status: 'revoked' });
  });

  it('cannot take a time that is none', async () => {
    await expect(open({ refresh: { duration: -1 } }).refresh()).rejects.toThrow(RangeError);
  });
});

describe('a bank in memory', () => {
  it('lets a person do no more than they may', async () => {
    const { transport, refresh } = open({ can: ['listJobs'] });
    expect((await transport.describe?.())?.can).toEqual(['listJobs']);
    await expect(refresh()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('holds the jobs that it was given', async () => {
    const { transport } = open({ jobs: [buildJob(), buildJob({ id: 'job-2', connectionId: 'other' })] });
    const { items } = (await transport.listJobs?.({ connectionId: 'connection-1' })) ?? {};
    expect(items?.map(({ id }) => id)).toEqual(['job-1']);
  });

  it('is empty unless something is put into it', async () => {
    expect((await createMemoryTransport().listConnections({})).items).toEqual([]);
  });
});

/** What the sandbox transport promises beyond the contract of all transports. */
import { describe, expect, it } from 'vitest';
import { newestFirst } from '../../../src/core/model/job';
import { createSandboxTransport } from '../../../src/transports/sandbox/sandbox-transport';
import { minute, refusalOf, second, setUp, setUpScenario } from './set-up';

describe('a purge', () => {
  it('deletes what a reveal would tell, until the next refresh', async () => {
    const { transport, id, refresh, read } = await setUpScenario('happy');
    const before = await transport.revealProfile(id, 'phoneNumbers');
    await transport.purgeConnection(id);
    expect((await read()).profile).toBeUndefined();
    expect(await transport.revealProfile(id, 'phoneNumbers')).toEqual([]);
    await refresh();
    expect(await transport.revealProfile(id, 'phoneNumbers')).toEqual(before);
  });

  it('stays in the history as a record of the kit, with its run', async () => {
    const { transport, clock, id } = await setUpScenario('happy');
    const job = await transport.purgeConnection(id, { runId: 'run-1' });
    await clock.advance(second);
    await transport.refreshConnection(id, { runId: 'run-1' });
    const { items } = await transport.listJobs({ connectionId: id, limit: 2 });
    expect(items.map(({ kind, recordedBy, runId }) => [kind, recordedBy, runId])).toEqual([
      ['refresh', 'provider', 'run-1'],
      ['purge', 'kit', 'run-1'],
    ]);
    expect(await transport.getJob(job.id)).toEqual(job);
  });

  it('is done once for one key, also when data came back since', async () => {
    const { transport, id, refresh, read } = await setUpScenario('happy');
    const first = await transport.purgeConnection(id, { idempotencyKey: 'key' });
    await refresh();
    expect((await transport.purgeConnection(id, { idempotencyKey: 'key' })).id).toBe(first.id);
    expect((await read()).accounts).not.toEqual([]);
  });
});

describe('a revoke', () => {
  it('keeps the connection in the list, with its date and its accounts', async () => {
    const { transport, clock, id, read } = await setUpScenario('happy');
    const { accounts } = await read();
    await transport.revokeConnection(id);
    const now = new Date(clock.now()).toISOString();
    expect(await read()).toMatchObject({ status: 'revoked', revokedAt: now, accounts });
    const { items } = await transport.listConnections({ status: 'revoked' });
    expect(items.map((connection) => connection.id)).toContain(id);
  });

  it('ends a refresh that runs, and nothing comes of it', async () => {
    const { transport, clock, id, read } = await setUpScenario('slow');
    const { lastSyncedAt } = await read();
    const { id: jobId } = await transport.refreshConnection(id);
    await clock.advance(5 * second);
    await transport.revokeConnection(id);
    expect(await transport.getJob(jobId)).toMatchObject({ status: 'failed', failure: { code: 'invalid-connection' } });
    await clock.advance(5 * minute);
    expect(await read()).toMatchObject({ status: 'revoked', lastSyncedAt });
  });

  it('is not undone by a refresh that would have made the link invalid', async () => {
    const { transport, clock, id, read } = await setUpScenario('account-locked');
    await transport.refreshConnection(id);
    await transport.revokeConnection(id);
    await clock.advance(minute);
    expect((await read()).status).toBe('revoked');
  });

  it('is final', async () => {
    const { transport, id } = await setUpScenario('happy');
    await transport.revokeConnection(id);
    for (const again of [
      transport.refreshConnection(id),
      transport.purgeConnection(id),
      transport.revokeConnection(id),
    ]) {
      expect(await refusalOf(again)).toMatchObject({ code: 'not-available' });
    }
  });
});

describe('the job list', () => {
  it('has one order for jobs of the same time', async () => {
    const { transport } = setUp({ scenario: 'happy' });
    for (const { id } of (await transport.listConnections({})).items) {
      await transport.purgeConnection(id);
      await transport.refreshConnection(id);
    }
    const { items } = await transport.listJobs({});
    expect(items.map(({ id }) => id)).toEqual([...items].sort(newestFirst).map(({ id }) => id));
  });
});

describe('an answer', () => {
  it('is a copy: what a caller does with it changes nothing', async () => {
    const { transport, id } = await setUpScenario('happy');
    const { id: jobId } = await transport.refreshConnection(id);
    const ask = async () => [
      await transport.describe(),
      await transport.listConnections({}),
      await transport.getConnection(id),
      await transport.getJob(jobId),
      await transport.listJobs({}),
      await transport.revealProfile(id, 'phoneNumbers'),
    ];
    const before = structuredClone(await ask());
    for (const answer of await ask()) spoil(answer);
    expect(await ask()).toEqual(before);
  });

  it('of the bank itself is a copy, too', () => {
    const { bank } = setUp();
    const ask = () => [
      bank.institutions(),
      bank.connections('gavin'),
      bank.jobs('gavin'),
      bank.consents('gavin'),
      bank.personalData('gavin'),
    ];
    const before = structuredClone(ask());
    for (const answer of ask()) spoil(answer);
    expect(ask()).toEqual(before);
  });

  it('comes without any timer', async () => {
    const { transport, clock, id } = await setUpScenario('happy');
    await transport.refreshConnection(id);
    await transport.purgeConnection(id);
    expect(clock.pending()).toBe(0);
  });

  it('is given up when the caller leaves right after asking', async () => {
    const { transport, id, read } = await setUpScenario('happy');
    const controller = new AbortController();
    const call = transport.purgeConnection(id, { signal: controller.signal });
    controller.abort();
    expect(await refusalOf(call)).toMatchObject({ code: 'aborted' });
    expect((await read()).accounts).not.toEqual([]);
  });

  it('refuses a cursor or a limit that is none', async () => {
    const { transport } = setUp();
    for (const query of [{ cursor: 'none' }, { limit: 0 }, { limit: 1.5 }, { limit: -1 }]) {
      expect(await refusalOf(transport.listConnections(query))).toMatchObject({ code: 'invalid-request' });
      expect(await refusalOf(transport.listJobs(query))).toMatchObject({ code: 'invalid-request' });
    }
  });
});

describe('consent', () => {
  it('starts with a redirect that carries what was asked', async () => {
    const { transport, id } = await setUpScenario('happy');
    const start = await transport.startConsent({ purpose: 'extend', connectionId: id, state: 'a b&c' });
    const url = new URL(start.type === 'redirect' ? start.url : '');
    expect(Object.fromEntries(url.searchParams)).toEqual({ purpose: 'extend', connectionId: id, state: 'a b&c' });
  });

  it("is not started for another user's connection", async () => {
    const { transportOf } = setUp();
    const [theirs] = (await transportOf('monica').listConnections({})).items;
    const call = transportOf('gavin').startConsent({ purpose: 'extend', connectionId: theirs?.id ?? '' });
    expect(await refusalOf(call)).toMatchObject({ code: 'not-found' });
  });
});

describe('a transport without options', () => {
  it('has a bank of its own in real time', async () => {
    const [one, other] = [createSandboxTransport(), createSandboxTransport()];
    const [first] = (await one.listConnections({})).items;
    await one.purgeConnection?.(first?.id ?? '');
    expect((await one.getConnection(first?.id ?? '')).accounts).toEqual([]);
    expect((await other.getConnection(first?.id ?? '')).accounts).not.toEqual([]);
    const [job] = (await one.listJobs?.({ limit: 1 }))?.items ?? [];
    expect(Math.abs(Date.parse(job?.createdAt ?? '') - Date.now())).toBeLessThan(minute);
  });

  it('serves a user of the given bank only', () => {
    const { bank } = setUp();
    expect(() => createSandboxTransport({ bank, userId: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });
});

function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    spoil(inner);
    Reflect.set(value, key, 'spoiled');
  }
}

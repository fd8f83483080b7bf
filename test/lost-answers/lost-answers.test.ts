/** A real client on a bank that executes a command and loses its answer: nothing destructive is ever repeated by itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compositionNames } from '../testing/compositions';
import { minute, openPage, type Page } from './set-up';

/** The sandbox bank lists its own purges; Basiq has no job for them. */
const keepsRecord = (name: string) => name.includes('handler → sandbox');

let page: Page;
afterEach(() => page.close());

/** Reads anew, lets time pass, looks again at what is unknown, and opens the page anew. */
async function goOn(): Promise<void> {
  const { client, id, jobs, pass } = page;
  await client.load();
  await client.loadConnection(id);
  await client.loadJobs({ connectionId: id });
  for (const job of jobs().filter(({ status }) => status === 'unknown')) await client.checkAgain(job.id);
  for (let minutes = 0; minutes < 20; minutes += 1) await pass(minute);
  page = await page.reload();
  await page.pass(minute);
}

describe.each(compositionNames)('where answers to commands get lost on the way through %s', (name) => {
  beforeEach(async () => {
    page = await openPage(name, { hears: false });
  });

  it('a revoke succeeds by reading the connection, and is sent once', async () => {
    const { client, id, bank, ended } = page;
    const result = await ended(client.run(id, 'revoke'));
    expect(result).toMatchObject({ outcome: 'succeeded', remaining: [], jobs: [{ kind: 'revoke' }] });
    expect(client.connections.getState().byId[id]).toMatchObject({ status: 'revoked', operation: null });
    expect(client.connections.getState().byId[id]).not.toHaveProperty('failure');
    await goOn();
    expect(bank.commands()).toEqual(['revoke']);
  });

  it.each([['purge'], ['purgeAndRefresh'], ['purgeAndRevoke']] as const)(
    'the purge of %s is unknown and left to the person; nothing is sent again, and nothing after it',
    async (action) => {
      const { client, id, bank, jobs, ended } = page;
      const result = await ended(client.run(id, action));
      expect(result).toMatchObject({ outcome: 'unknown', jobs: [{ kind: 'purge', status: 'unknown' }] });
      expect(result.remaining[0]).toBe('purge');
      const [kept = undefined, ...others] = jobs().filter(({ kind }) => kind === 'purge');
      expect([kept?.id, others]).toEqual([result.jobs[0]?.id, []]);
      expect(kept).toEqual(result.jobs[0]);
      expect(client.connections.getState().byId[id]).toMatchObject({ status: 'active', operation: null });
      expect(bank.bank.connection(bank.users[0], id).accounts).toEqual([]);
      await goOn();
      expect(bank.commands()).toEqual(['purge']);
      expect(page.client.availability(id, 'purge')).toEqual({ available: true });
    },
  );

  it('a refresh is found, and followed to its end', async () => {
    const { client, id, bank, ended } = page;
    const result = await ended(client.run(id, 'refresh'));
    const { id: jobId } = bank.bank.jobs(bank.users[0]).find(({ connectionId }) => connectionId === id) ?? {};
    expect(result).toMatchObject({ outcome: 'succeeded', jobs: [{ id: jobId, kind: 'refresh', status: 'succeeded' }] });
    await goOn();
    expect(bank.commands()).toEqual(['refresh']);
  });
});

describe.each(compositionNames.filter((name) => name.includes('handler')))('the history of %s', (name) => {
  beforeEach(async () => {
    page = await openPage(name);
  });

  it('says after a reload what is known of the purge, in one entry: that it is done, or that nobody knows', async () => {
    const { jobs } = await page.ended(page.client.run(page.id, 'purge'));
    page = await page.reload();
    const kept = page.jobs().filter(({ kind }) => kind === 'purge');
    const known = keepsRecord(name) ? { status: 'succeeded' } : { status: 'unknown', failure: jobs[0]?.failure };
    const { id, runId } = jobs[0] ?? {};
    expect(kept).toMatchObject([{ id, runId, kind: 'purge', recordedBy: 'kit', ...known }]);
  });

  it('says that a revoke has succeeded once somebody has read that the connection is gone', async () => {
    const { id, bank } = page;
    const transport = bank.transport(bank.users[0]);
    const lost = await transport.revokeConnection?.(id, { idempotencyKey: 'key-1' });
    expect(lost?.status).toBe('unknown');
    await transport.getConnection(id).catch(() => {});
    expect(await transport.getJob(lost?.id ?? '')).toMatchObject({ kind: 'revoke', status: 'succeeded' });
  });

  it('answers the same key with the same record, and asks the bank no more', async () => {
    const { id, bank } = page;
    const transport = bank.transport(bank.users[0]);
    const ask = () => transport.revokeConnection?.(id, { idempotencyKey: 'key-1' });
    const first = await ask();
    expect(first).toMatchObject({ kind: 'revoke', status: 'unknown' });
    expect(await ask()).toEqual(first);
    expect(bank.commands()).toEqual(['revoke']);
  });
});

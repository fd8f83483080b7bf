/** What a transport promises of its pages: complete, in one order, without doubles, behind cursors that only it can read. */
import type { Page, Transport } from '../../core/transport';
import { findActive, readAll, refreshTwice, type Bank } from './bank';
import type { Checks } from './checks';

type List = (query: { cursor?: string; limit?: number }) => Promise<Page<{ id: string }>>;

export function describePaging(checks: Checks): void {
  describePagesOf(
    checks,
    'pages of connections',
    async ({ mine }) =>
      (query) =>
        mine.listConnections(query),
  );
  describePagesOf(checks, 'pages of jobs', async (bank) => {
    const { listJobs } = bank.mine;
    if (listJobs) await refreshTwice(bank, bank.mine);
    return listJobs && ((query) => listJobs(query));
  });

  const { describe, check, expect } = checks;
  describe('pages of jobs', () => {
    check('are not moved by a job that comes in between', async (bank) => {
      const { mine } = bank;
      const { listJobs } = mine;
      if (!listJobs) return;
      const { id } = await refreshTwice(bank, mine);
      const before = await readAll((cursor) => listJobs(cursor));
      const first = await listJobs({ limit: 1 });
      if (first.nextCursor === undefined) return;
      await bank.advance(1_000);
      await mine.refreshConnection?.(id);
      const rest = await readAll((cursor) => listJobs({ ...cursor, limit: 5 }), first.nextCursor);
      expect([...first.items, ...rest].map((job) => job.id)).toEqual(before.map((job) => job.id));
    });
  });
}

function describePagesOf(
  { describe, check, expect, refusalOf }: Checks,
  name: string,
  open: (bank: Bank & { mine: Transport }) => Promise<List | undefined>,
): void {
  describe(name, () => {
    check('hold together what the whole list holds, in its order', async (bank) => {
      const list = await open(bank);
      if (!list) return;
      const ids = (await readAll(list)).map(({ id }) => id);
      const limit = Math.max(1, Math.ceil(ids.length / 4));
      const paged = await readAll((cursor) => list({ ...cursor, limit }));
      expect(paged.map(({ id }) => id)).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    });

    check('are no longer than was asked, and not the last where more follows', async (bank) => {
      const list = await open(bank);
      if (!list) return;
      const all = await readAll(list);
      const { items, nextCursor } = await list({ limit: 1 });
      expect([items.length, typeof nextCursor]).toEqual([
        Math.min(1, all.length),
        all.length > 1 ? 'string' : 'undefined',
      ]);
    });

    check('are the same again under the same cursor', async (bank) => {
      const list = await open(bank);
      if (!list) return;
      const { nextCursor } = await list({ limit: 1 });
      if (nextCursor === undefined) return;
      const ask = async () => (await list({ limit: 1, cursor: nextCursor })).items;
      expect(await ask()).toEqual(await ask());
    });

    check('do not begin anew under a cursor that was never given', async (bank) => {
      const list = await open(bank);
      if (!list) return;
      const items = await list({ cursor: 'never given' }).then(
        (page) => page.items,
        async (thrown: unknown) => (await refusalOf(Promise.reject(thrown))) && [],
      );
      expect(items).toEqual([]);
    });
  });
}

/** A cursor of the first user's list, if it has two pages. */
export async function cursorOf(transport: Transport): Promise<string | undefined> {
  await findActive(transport);
  return (await transport.listConnections({ limit: 1 })).nextCursor;
}

/** What a transport promises of its pages: complete, in one order, without doubles, behind cursors that only it can read. */
import type { Capability, Page } from '../../core/transport';
import { findTwoActive, follow, readAll, refreshTwice } from './bank';
import type { Checks } from './checks';
import type { CheckedBank } from './needs';

interface PagedList {
  name: string;
  needs: readonly Capability[];
  /** Makes sure of two rows, and gives the list of the first user, or of the second one. */
  open(bank: CheckedBank): Promise<{ mine: List; theirs: List }>;
  /** Narrows it so that there is less, but still something. */
  narrow(bank: CheckedBank): Promise<object>;
}
type List = (query: { cursor?: string; limit?: number }) => Promise<Page<{ id: string }>>;

const connections: PagedList = {
  name: 'pages of connections',
  needs: [],
  open: ({ mine, theirs }) =>
    Promise.resolve({
      mine: (query) => mine.listConnections(query),
      theirs: (query) => theirs.listConnections(query),
    }),
  narrow: () => Promise.resolve({ status: 'active' }),
};

const jobs: PagedList = {
  name: 'pages of jobs',
  needs: ['listJobs', 'refresh'],
  async open(bank) {
    const { mine, theirs } = bank;
    await refreshTwice(bank, mine);
    const none: Page<{ id: string }> = { items: [] };
    return {
      mine: async (query) => (await mine.listJobs?.(query)) ?? none,
      theirs: async (query) => (await theirs.listJobs?.(query)) ?? none,
    };
  },
  /** To one connection, with a job of another one in between. */
  async narrow(bank) {
    const [{ id: connectionId }, other] = await findTwoActive(bank.mine);
    for (const id of [other.id, connectionId]) {
      await bank.advance(60_000);
      const job = await bank.mine.refreshConnection?.(id);
      if (job) await follow(bank, bank.mine, job);
    }
    return { connectionId };
  },
};

export function describePaging(checks: Checks): void {
  for (const list of [connections, jobs]) describePagesOf(checks, list);

  const { describe, check, expect } = checks;
  describe('pages of jobs', () => {
    check('are not moved by a job that comes in between', ['listJobs', 'refresh'], async (bank) => {
      const { mine } = bank;
      const { id } = await refreshTwice(bank, mine);
      const before = await readAll((cursor) => mine.listJobs(cursor));
      const first = await mine.listJobs({ limit: 1 });
      expect(typeof first.nextCursor).toBe('string');
      await bank.advance(1_000);
      await mine.refreshConnection(id);
      const rest = await readAll((cursor) => mine.listJobs({ ...cursor, limit: 5 }), first.nextCursor);
      expect([...first.items, ...rest].map((job) => job.id)).toEqual(before.map((job) => job.id));
    });
  });
}

function describePagesOf(
  { describe, check, expect, refusalOf, expectThat }: Checks,
  { name, needs, open, narrow }: PagedList,
) {
  /** What is listed under a cursor that may as well be refused. */
  const itemsUnder = (list: List, cursor: string) =>
    list({ cursor }).then(
      (page) => page.items.map(({ id }) => id),
      async (thrown: unknown): Promise<readonly string[]> => (await refusalOf(Promise.reject(thrown))) && [],
    );

  describe(name, () => {
    check('hold together what the whole list holds, in its order', needs, async (bank) => {
      const { mine: list } = await open(bank);
      const ids = (await readAll(list)).map(({ id }) => id);
      const limit = Math.max(1, Math.ceil(ids.length / 4));
      const paged = await readAll((cursor) => list({ ...cursor, limit }));
      expect(paged.map(({ id }) => id)).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    });

    check('of a narrowed list hold together what it holds whole', needs, async (bank) => {
      const { mine: list } = await open(bank);
      const narrowed = await narrow(bank);
      const whole = await readAll((cursor) => list({ ...cursor, ...narrowed }));
      const paged = await readAll((cursor) => list({ ...cursor, ...narrowed, limit: 1 }));
      expectThat('the narrowed list has two rows or more', whole.length > 1);
      expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    });

    check('are no longer than was asked, and not the last where more follows', needs, async (bank) => {
      const { mine: list } = await open(bank);
      expectThat('the whole list has two rows or more', (await readAll(list)).length > 1);
      const { items, nextCursor } = await list({ limit: 1 });
      expect([items.length, typeof nextCursor]).toEqual([1, 'string']);
    });

    check('are the same again under the same cursor', needs, async (bank) => {
      const { mine: list } = await open(bank);
      const { nextCursor = '' } = await list({ limit: 1 });
      const ask = async () => (await list({ limit: 1, cursor: nextCursor })).items;
      const first = await ask();
      expect(first.length).toBe(1);
      expect(await ask()).toEqual(first);
    });

    check('do not begin anew under a cursor that was never given', needs, async (bank) => {
      const { mine: list } = await open(bank);
      expect(await itemsUnder(list, 'never given')).toEqual([]);
    });

    check("hold nothing of another user's under a cursor of theirs", needs, async (bank) => {
      const { mine, theirs } = await open(bank);
      const ids = (await readAll(mine)).map(({ id }) => id);
      const { nextCursor = '' } = await mine({ limit: 1 });
      expect((await itemsUnder(theirs, nextCursor)).filter((id) => ids.includes(id))).toEqual([]);
    });
  });
}

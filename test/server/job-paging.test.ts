import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Job } from '../../src/core/model/job';
import type { JobQuery, Page } from '../../src/core/transport';
import { createMemoryJournal, type Journal } from '../../src/server';
import { listJobs, type JobSources } from '../../src/server/job-list';
import { createJournalReader } from '../../src/server/journal-reader';
import { connection, createAsk, createFakeTransport, kitJob, providerJob } from './fake-transport';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** Pages of a provider, by their number; after the last one comes the page that `next` names. */
function pagesOf(pages: readonly (readonly Job[])[], next: (page: number) => number | undefined) {
  return vi.fn(async ({ cursor = '0' }: JobQuery): Promise<Page<Job>> => {
    const following = next(Number(cursor));
    return { items: pages[Number(cursor)] ?? [], ...(following !== undefined && { nextCursor: String(following) }) };
  });
}

async function readAll(sources: JobSources, limit: number) {
  const items: Job[] = [];
  const cursors: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Job> = await listJobs(sources, { limit, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor !== undefined) cursors.push(cursor);
  } while (cursor !== undefined && cursors.length < 5_000);
  return { items, cursors };
}

const read = (journal: Journal) =>
  createJournalReader(journal, (thrown) => {
    throw thrown;
  });

describe('a list of jobs ends', () => {
  it.each([1, 2, 50])('on a provider whose cursors go round, with %d at a time', async (limit) => {
    const pages = [[3], [2], [1]].map((minutes) =>
      minutes.map((minute) => providerJob(`j-${minute}`, { createdAt: at(minute) })),
    );
    const listProviderJobs = pagesOf(pages, (page) => (page + 1) % 3);
    const sources = { userId: 'user-1', journal: read(createMemoryJournal()), listProviderJobs };
    const { items } = await readAll(sources, limit);
    expect(items.map(({ id }) => id)).toEqual(['j-3', 'j-2', 'j-1']);
    expect(listProviderJobs.mock.calls.length).toBeLessThan(20);
  });

  it('on a provider that goes round over HTTP', async () => {
    const transport = createFakeTransport();
    transport.listJobs.mockImplementation(pagesOf([[providerJob('j-1')], []], (page) => 1 - page));
    const { body } = await createAsk(transport)('GET /jobs');
    expect((body.items as Job[]).map(({ id }) => id)).toEqual(['j-1']);
    expect(transport.listJobs.mock.calls.length).toBeLessThan(5);
  });

  it('on a provider whose empty pages never end, however its cursors are called', async () => {
    const listProviderJobs = pagesOf([[providerJob('j-1')]], (page) => page + 1);
    const sources = { userId: 'user-1', journal: read(createMemoryJournal()), listProviderJobs };
    expect((await readAll(sources, 50)).items.map(({ id }) => id)).toEqual(['j-1']);
    expect(listProviderJobs.mock.calls.length).toBeLessThan(200);
  });

  it('but goes on over some empty pages', async () => {
    const pages = [[providerJob('j-2', { createdAt: at(2) })], [], [], [], [providerJob('j-1', { createdAt: at(1) })]];
    const listProviderJobs = pagesOf(pages, (page) => (page < 4 ? page + 1 : undefined));
    const sources = { userId: 'user-1', journal: read(createMemoryJournal()), listProviderJobs };
    expect((await readAll(sources, 1)).items.map(({ id }) => id)).toEqual(['j-2', 'j-1']);
  });
});

describe('one bad row', () => {
  const bad = [null, 'text', {}, { id: 7 }] as object[] as Job[];

  it('costs no other: of the jobs', async () => {
    const transport = createFakeTransport();
    transport.listJobs.mockResolvedValue({ items: [...bad, providerJob('j-1')] });
    const { status, body } = await createAsk(transport)('GET /jobs');
    expect([status, (body.items as Job[]).map(({ id }) => id)]).toEqual([200, ['j-1']]);
  });

  it('costs no other: of the connections', async () => {
    const transport = createFakeTransport();
    transport.listConnections.mockResolvedValue({ items: [null, connection] as (typeof connection)[] });
    const { status, body } = await createAsk(transport)('GET /connections');
    expect([status, (body.items as Job[]).map(({ id }) => id)]).toEqual([200, ['c-1']]);
  });
});

describe('the cursor of a list of jobs', () => {
  const longest = 6_000;

  /** As large as the provider likes, in an order of its own. */
  const ofProvider = (jobs: readonly Job[], size?: number) => async (query: JobQuery) => {
    const limit = size ?? query.limit ?? 50;
    const start = Number(query.cursor ?? 0);
    const items = jobs.slice(start, start + limit);
    return start + limit < jobs.length ? { items, nextCursor: String(start + limit) } : { items };
  };

  it.each([
    ['by pages as asked', undefined],
    ['by pages of its own size', 170],
    ['in one page, whatever is asked', 10_000],
  ])('does not grow with 2,000 jobs of one moment that come %s; each is given once', async (_how, size) => {
    const jobs = Array.from({ length: 2_000 }, (_none, index) => providerJob(`job-${(index * 7_919) % 2_000}`));
    const sources = {
      userId: 'user-1',
      journal: read(createMemoryJournal()),
      listProviderJobs: ofProvider(jobs, size),
    };
    const { items, cursors } = await readAll(sources, 50);
    expect(items).toHaveLength(2_000);
    expect(new Set(items.map(({ id }) => id)).size).toBe(2_000);
    expect(Math.max(...cursors.map((cursor) => cursor.length))).toBeLessThan(longest);
  });

  it('does not grow with jobs of one moment in the journal, or with long ids', async () => {
    const journal = createMemoryJournal();
    for (let index = 0; index < 300; index += 1)
      await journal.append('user-1', kitJob('purge', { id: `ä${'x'.repeat(100)}${index}` }));
    const { items, cursors } = await readAll(
      { userId: 'user-1', journal: read(journal), listProviderJobs: ofProvider([]) },
      20,
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(300);
    expect(items).toHaveLength(300);
    expect(Math.max(...cursors.map((cursor) => cursor.length))).toBeLessThan(longest);
  });

  it('loses none of many ties, whatever the sizes of the pages and which source knows them', async () => {
    const row = fc.tuple(fc.nat(1), fc.constantFrom('provider', 'kit'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 60, maxLength: 260 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 300 }),
        async (rows, limit, size) => {
          const journal = createMemoryJournal();
          const jobs = rows.map(([minute, source], index) => {
            return { source, job: kitJob('purge', { id: `job-${(index * 101) % 263}`, createdAt: at(minute) }) };
          });
          const theirs = jobs.filter(({ source }) => source === 'provider').map(({ job }) => job);
          for (const { job, source } of jobs) if (source === 'kit') await journal.append('user-1', job);
          const sorted = theirs.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
          const sources = { userId: 'user-1', journal: read(journal), listProviderJobs: ofProvider(sorted, size) };
          const { items, cursors } = await readAll(sources, limit);
          expect(items.map(({ id }) => id).sort()).toEqual(jobs.map(({ job }) => job.id).sort());
          expect(items.map(({ createdAt }) => createdAt)).toEqual(
            items
              .map(({ createdAt }) => createdAt)
              .toSorted()
              .toReversed(),
          );
          expect(Math.max(0, ...cursors.map((cursor) => cursor.length))).toBeLessThan(longest);
        },
      ),
      { numRuns: 60 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { newestFirst, type Job } from '../../src/core/model/job';
import type { JobQuery, Page } from '../../src/core/transport';
import { createMemoryJournal, type Journal } from '../../src/server';
import { listJobs } from '../../src/server/job-list';
import { createJournalReader } from '../../src/server/journal-reader';
import { createAsk, createFakeTransport, kitJob, providerJob } from './fake-transport';

function at(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
}

/** A provider that orders jobs of the same time in its own way. */
function pagesOf(jobs: readonly Job[]) {
  const sorted = [...jobs].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || (a.id < b.id ? -1 : 1));
  return async ({ cursor, limit = 50 }: JobQuery): Promise<Page<Job>> => {
    const start = Number(cursor ?? 0);
    const items = sorted.slice(start, start + limit);
    return start + limit < jobs.length ? { items, nextCursor: String(start + limit) } : { items };
  };
}

const read = (journal: Journal) =>
  createJournalReader(journal, (thrown) => {
    throw thrown;
  });

describe('the job list of the handler', () => {
  it("lists the kit's jobs among the provider's, newest first", async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    transport.purgeConnection.mockResolvedValue(kitJob('purge', { id: 'p-1', createdAt: at(2) }));
    await ask('POST /connections/c-1/purge');
    transport.listJobs.mockResolvedValue({
      items: [providerJob('j-3', { createdAt: at(3) }), providerJob('j-1', { createdAt: at(1) })],
    });
    const { body } = await ask('GET /connections/c-1/jobs');
    expect((body.items as Job[]).map(({ id, kind }) => [id, kind])).toEqual([
      ['j-3', 'other'],
      ['p-1', 'purge'],
      ['j-1', 'other'],
    ]);
    expect(transport.listJobs).toHaveBeenCalledWith(
      { connectionId: 'c-1', limit: 50 },
      { signal: expect.any(AbortSignal) },
    );
  });

  it('gives a job of the provider the kind and run under which it was begun', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    await ask('POST /connections/c-1/refresh', { headers: { 'Connections-Kit-Run': 'run-1' } });
    transport.listJobs.mockResolvedValue({ items: [providerJob('j-1')] });
    const expected = { id: 'j-1', kind: 'refresh', runId: 'run-1', status: 'running' };
    expect((await ask('GET /jobs')).body).toMatchObject({ items: [expected] });
    expect((await ask('GET /jobs/j-1')).body).toMatchObject(expected);
  });

  it("answers a job of the kit's from the journal alone", async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    const { body } = await ask('POST /connections/c-1/purge');
    expect((await ask(`GET /jobs/${String(body.id)}`)).body).toEqual(body);
    expect(transport.getJob).not.toHaveBeenCalled();
  });

  it('knows how a job ended when the provider has forgotten it', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    await ask('POST /connections/c-1/refresh');
    const settled = providerJob('j-1', { status: 'succeeded', updatedAt: at(5) });
    transport.getJob.mockResolvedValueOnce(settled);
    await ask('GET /jobs/j-1');
    transport.getJob.mockRejectedValue(createConnectionsError('not-found'));
    const expected = { id: 'j-1', kind: 'refresh', status: 'succeeded' };
    expect((await ask('GET /jobs/j-1')).body).toMatchObject(expected);
    expect((await ask('GET /jobs')).body).toMatchObject({ items: [expected] });
  });

  it('does not let a late answer of the provider reopen a job that has ended', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    await ask('POST /connections/c-1/refresh');
    transport.getJob.mockResolvedValueOnce(providerJob('j-1', { status: 'succeeded', updatedAt: at(5) }));
    await ask('GET /jobs/j-1');
    transport.listJobs.mockResolvedValue({ items: [providerJob('j-1')] });
    expect((await ask('GET /jobs/j-1')).body.status).toBe('succeeded');
    expect((await ask('GET /jobs')).body).toMatchObject({ items: [{ id: 'j-1', status: 'succeeded' }] });
  });

  it('lists a job once that both know', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    const job = kitJob('purge', { id: 'p-1' });
    transport.purgeConnection.mockResolvedValue(job);
    await ask('POST /connections/c-1/purge');
    transport.listJobs.mockResolvedValue({ items: [job] });
    expect((await ask('GET /jobs')).body).toEqual({ items: [job] });
  });

  it("shows another user neither the kit's jobs nor what it knows of the provider's", async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    const { body } = await ask('POST /connections/c-1/purge', { user: 'user-1' });
    transport.getJob.mockRejectedValue(createConnectionsError('not-found'));
    expect((await ask('GET /jobs', { user: 'user-2' })).body).toEqual({ items: [] });
    expect((await ask(`GET /jobs/${String(body.id)}`, { user: 'user-2' })).status).toBe(404);
  });

  it("asks the provider alone for what has not settled, and narrows the kit's jobs as asked", async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    const { body } = await ask('POST /connections/c-1/purge');
    expect((await ask('GET /jobs?unsettled=true')).body).toEqual({ items: [] });
    expect((await ask('GET /jobs?connectionId=c-2')).body).toEqual({ items: [] });
    expect((await ask('GET /jobs?ids=x&ids=')).body).toEqual({ items: [] });
    expect((await ask(`GET /jobs?ids=x&ids=${String(body.id)}`)).body).toEqual({ items: [body] });
    expect(transport.listJobs).toHaveBeenCalledWith({ unsettled: true, limit: 50 }, expect.anything());
  });

  it('gives every job once and in order, whatever the pages, the ties and what both sources know', async () => {
    const jobs = fc.uniqueArray(fc.tuple(fc.nat(40), fc.nat(5), fc.constantFrom('provider', 'kit', 'both')), {
      selector: ([id]) => id,
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(jobs, fc.integer({ min: 1, max: 6 }), async (rows, limit) => {
        const journal = createMemoryJournal();
        const ofProvider: Job[] = [];
        const all = rows.map(([id, minute, source]) => {
          const job = kitJob('purge', { id: `job-${id}`, createdAt: at(minute) });
          if (source !== 'kit') ofProvider.push(job);
          return { job, source };
        });
        for (const { job, source } of all) if (source !== 'provider') await journal.append('user-1', job);
        const sources = { userId: 'user-1', journal: read(journal), listProviderJobs: pagesOf(ofProvider) };

        const listed: Job[] = [];
        let cursor: string | undefined;
        do {
          const page: Page<Job> = await listJobs(sources, { limit, ...(cursor !== undefined && { cursor }) });
          expect(page.items.length).toBe(Math.min(limit, all.length - listed.length));
          listed.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== undefined);

        const expected = all.map(({ job }) => job).sort(newestFirst);
        expect(listed.map((job) => job.createdAt)).toEqual(expected.map((job) => job.createdAt));
        expect(listed.map((job) => job.id).sort()).toEqual(expected.map((job) => job.id).sort());
      }),
    );
  });

  it("leaves the provider's running jobs to the provider, and does not trouble the journal for them", async () => {
    const journal = createMemoryJournal();
    await journal.append('user-1', providerJob('j-1', { kind: 'refresh' }));
    const list = vi.spyOn(journal, 'list');
    const sources = { userId: 'user-1', journal: read(journal), listProviderJobs: pagesOf([]) };
    expect(await listJobs(sources, {})).toEqual({ items: [] });
    expect(list).toHaveBeenCalledTimes(1);
    expect(await listJobs(sources, { unsettled: true })).toEqual({ items: [] });
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('is not moved by a job that arrives between two pages', async () => {
    const journal = createMemoryJournal();
    for (const minute of [1, 2, 3])
      await journal.append('user-1', kitJob('purge', { id: `p-${minute}`, createdAt: at(minute) }));
    const sources = { userId: 'user-1', journal: read(journal), listProviderJobs: pagesOf([]) };
    const first = await listJobs(sources, { limit: 2 });
    await journal.append('user-1', kitJob('revoke', { id: 'p-9', createdAt: at(9) }));
    const second = await listJobs(sources, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((job) => job.id)).toEqual(['p-3', 'p-2', 'p-1']);
  });

  it('comes to an end with a provider whose pages do not', async () => {
    const listProviderJobs = async () => ({ items: [providerJob('j-1')], nextCursor: 'again' });
    const sources = { userId: 'user-1', journal: read(createMemoryJournal()), listProviderJobs };
    expect((await listJobs(sources, {})).items.map((job) => job.id)).toEqual(['j-1']);
  });
});

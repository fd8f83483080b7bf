import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../../src/server';
import { kitJob, providerJob } from './fake-transport';

describe('createMemoryJournal', () => {
  it('finds a job by the idempotency key of its user alone', async () => {
    const journal = createMemoryJournal();
    const job = kitJob('purge');
    await journal.append('user-1', job, 'key-1');
    expect(await journal.find('user-1', 'key-1')).toEqual(job);
    expect(await journal.find('user-2', 'key-1')).toBeNull();
    expect(await journal.find('user-1', 'key-2')).toBeNull();
  });

  it('lists newest first, page by page', async () => {
    const journal = createMemoryJournal();
    for (const day of [2, 1, 3]) {
      await journal.append('user-1', kitJob('purge', { id: `p-${day}`, createdAt: `2026-01-0${day}T00:00:00Z` }));
    }
    const first = await journal.list('user-1', { limit: 2 });
    const second = await journal.list('user-1', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(first.items.map((job) => job.id)).toEqual(['p-3', 'p-2']);
    expect(second.items.map((job) => job.id)).toEqual(['p-1']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('narrows by connection, ids and what has not settled', async () => {
    const journal = createMemoryJournal();
    await journal.append('user-1', kitJob('purge', { id: 'p-1' }));
    await journal.append('user-1', providerJob('j-1', { connectionId: 'c-2' }));
    const idsOf = async (query: Parameters<typeof journal.list>[1]) =>
      (await journal.list('user-1', query)).items.map((job) => job.id);
    expect(await idsOf({ connectionId: 'c-2' })).toEqual(['j-1']);
    expect(await idsOf({ ids: ['p-1', 'x'] })).toEqual(['p-1']);
    expect(await idsOf({ ids: [] })).toEqual([]);
    expect(await idsOf({ unsettled: true })).toEqual(['j-1']);
  });

  it('replaces what it knew of a job, and never unsettles it', async () => {
    const journal = createMemoryJournal();
    await journal.append('user-1', providerJob('j-1', { kind: 'refresh', runId: 'run-1' }), 'key-1');
    await journal.append('user-1', providerJob('j-1', { status: 'succeeded' }));
    await journal.append('user-1', providerJob('j-1'));
    expect((await journal.list('user-1', {})).items).toEqual([
      providerJob('j-1', { kind: 'refresh', runId: 'run-1', status: 'succeeded' }),
    ]);
    expect((await journal.find('user-1', 'key-1'))?.status).toBe('succeeded');
  });

  it('does not grow without end', async () => {
    const journal = createMemoryJournal();
    for (let count = 0; count < 1_200; count += 1) {
      await journal.append('user-1', kitJob('purge', { id: `p-${count}` }), `key-${count}`);
    }
    expect((await journal.list('user-1', {})).items).toHaveLength(1_000);
    expect(await journal.find('user-1', 'key-0')).toBeNull();
    expect((await journal.find('user-1', 'key-1199'))?.id).toBe('p-1199');
  });
});

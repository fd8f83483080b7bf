import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/core/model/job';
import { selectHistory } from '../../../src/core/stores/selectors';
import { at, buildJob } from '../builders';
import { setUp, type SetUp } from '../set-up';

const settled = (index: number, job: Partial<Job> = {}) =>
  buildJob({ id: `j${index}`, status: 'succeeded', createdAt: at(-60 * index), ...job });

/** Jobs of one connection, the newest first, on pages of two. */
function setUpHistory(count: number): SetUp {
  const all = setUp();
  all.bank.pageSize = 2;
  for (let index = 1; index <= count; index += 1) all.bank.jobs.set(`j${index}`, settled(index));
  return all;
}

const first = { connectionId: 'c1', limit: 2 };
const reach = ({ client }: SetUp, key = 'c1') => client.jobs.getState().histories[key];
const older = (all: SetUp) => {
  const cursor = reach(all)?.cursor;
  return all.client.loadJobs({ ...first, ...(cursor !== undefined && { cursor }) });
};
const shown = ({ client }: SetUp) => selectHistory(client.jobs.getState(), 'c1').map(({ id }) => id);

describe('a history that is read page by page', () => {
  it('asks for one page, and says that it is not all', async () => {
    const all = setUpHistory(5);
    await all.client.loadJobs(first);
    expect(all.bank.called('listJobs')).toHaveLength(1);
    expect(shown(all)).toEqual(['j1', 'j2']);
    expect(reach(all)).toEqual({ load: { status: 'ready', complete: false }, cursor: '2', since: at(-120) });
  });

  it('goes on where it ended, to the last page', async () => {
    const all = setUpHistory(5);
    await all.client.loadJobs(first);
    await older(all);
    expect(shown(all)).toEqual(['j1', 'j2', 'j3', 'j4']);
    await older(all);
    expect(shown(all)).toEqual(['j1', 'j2', 'j3', 'j4', 'j5']);
    expect(reach(all)).toMatchObject({ load: { status: 'ready', complete: true } });
    expect(reach(all)).not.toHaveProperty('cursor');
  });

  it('stays where it is when the newest are read again', async () => {
    const all = setUpHistory(5);
    await all.client.loadJobs(first);
    await older(all);
    all.bank.jobs = new Map([['new', settled(0, { id: 'new' })], ...all.bank.jobs]);
    await all.client.loadJobs(first);
    expect(shown(all)).toEqual(['new', 'j1', 'j2', 'j3', 'j4']);
    expect(reach(all)).toMatchObject({ cursor: '4', since: at(-240) });
  });

  it('begins anew, without a gap, when what came meanwhile fills more than a page', async () => {
    const all = setUpHistory(3);
    await all.client.loadJobs(first);
    const news = ['x', 'y', 'z'].map((id, index) => settled(0, { id, createdAt: at(100 - index) }));
    all.bank.jobs = new Map([...news.map((job) => [job.id, job] as const), ...all.bank.jobs]);
    await all.client.loadJobs(first);
    expect(shown(all)).toEqual(['x', 'y']);
    await older(all);
    expect(shown(all)).toEqual(['x', 'y', 'z', 'j1']);
  });

  it('holds back an older job that came by another way, until its page has come; not one that goes on', async () => {
    const all = setUpHistory(5);
    await all.client.loadJobs(first);
    all.bank.jobs.set('going', buildJob({ id: 'going', createdAt: at(-9_999) }));
    await all.client.checkAgain('j5');
    await all.client.checkAgain('going');
    expect(shown(all)).toEqual(['j1', 'j2', 'going']);
  });

  it('keeps what has come when a page fails, and goes on with that page', async () => {
    const all = setUpHistory(4);
    await all.client.loadJobs(first);
    all.bank.fail('listJobs', 'network');
    await older(all);
    expect(reach(all)).toMatchObject({ load: { status: 'failed', complete: false }, cursor: '2' });
    await older(all);
    expect(shown(all)).toEqual(['j1', 'j2', 'j3', 'j4']);
  });

  it('begins anew after a cursor that is taken no more', async () => {
    const all = setUpHistory(4);
    await all.client.loadJobs(first);
    all.bank.fail('listJobs', 'invalid-request');
    await older(all);
    expect(reach(all)).toMatchObject({ load: { status: 'failed', complete: false } });
    expect(reach(all)).not.toHaveProperty('cursor');
    await older(all);
    await older(all);
    expect(shown(all)).toEqual(['j1', 'j2', 'j3', 'j4']);
  });

  it('does not go round with cursors that do', async () => {
    const all = setUpHistory(4);
    const { listJobs } = all.bank.transport;
    all.bank.transport.listJobs = async (query, options) => ({
      items: (await listJobs?.(query, options))?.items ?? [],
      nextCursor: '2',
    });
    await all.client.loadJobs(first);
    await older(all);
    expect(reach(all)?.load).toMatchObject({ status: 'failed', failure: { code: 'bad-response' } });
  });

  it('is one of its own for each connection, and for all', async () => {
    const all = setUpHistory(5);
    await all.client.loadJobs(first);
    await all.client.loadJobs();
    expect(reach(all)?.load.complete).toBe(false);
    expect(reach(all, '')?.load.complete).toBe(true);
  });

  it('never shows a gap, however many jobs there are and pages were read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 5 }), async (count, reads) => {
        const all = setUpHistory(count);
        await all.client.loadJobs(first);
        for (let read = 0; read < reads && reach(all)?.load.complete === false; read += 1) await older(all);
        const expected = Math.min(count, (reads + 1) * 2);
        expect(shown(all)).toEqual(Array.from({ length: expected }, (_, index) => `j${index + 1}`));
      }),
      { numRuns: 30 },
    );
  });
});

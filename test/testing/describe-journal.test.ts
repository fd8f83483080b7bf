import { describe, expect, it } from 'vitest';
import { createMemoryJournal, type Journal } from '../../src/server';
import { describeJournal } from '../../src/testing/describe-journal';
import { createArrayJournal } from './array-journal';

describe('the journal in memory', () => describeJournal({ describe, it, expect }, createMemoryJournal));
describe('a journal on an array of lines', () => describeJournal({ describe, it, expect }, createArrayJournal));

type Fault = (good: Journal) => Partial<Journal>;

/** Journals with one fault each, by the check that must find it. */
const faults: Readonly<Record<string, Fault>> = {
  'gives a job back with all that it was given': (good) => ({
    append: (userId, { challenge: _dropped, ...job }, key) => good.append(userId, job, key),
  }),
  'finds nothing under a key that was never used': (good) => ({
    find: async (userId, key) => (await good.find(userId, key)) ?? (await good.list(userId, {})).items[0] ?? null,
  }),
  'keeps the keys of users apart': (good) => ({
    find: async (userId, key) => (await good.find(userId, key)) ?? good.find('user-1', key),
  }),
  'keeps the jobs of users apart, whatever their names': (good) => ({
    append: (userId, job, key) => good.append(userId.toLowerCase().replace(/\W/g, '').slice(0, 4), job, key),
    find: (userId, key) => good.find(userId.toLowerCase().replace(/\W/g, '').slice(0, 4), key),
    list: (userId, query) => good.list(userId.toLowerCase().replace(/\W/g, '').slice(0, 4), query),
  }),
  'gives nothing of a user by the cursor of another': (good) => ({
    list: (userId, query) => good.list(query.cursor === undefined ? userId : 'user-1', query),
  }),
  'lists the newest first, in whatever order they came': (good) => ({
    list: async (userId, query) => {
      const page = await good.list(userId, query);
      return { ...page, items: [...page.items].reverse() };
    },
  }),
  'gives by pages what the whole list holds': (good) => ({
    list: (userId, { limit: _ignored, ...query }) => good.list(userId, query),
  }),
  'gives jobs of the same moment by pages, each once': (good) => ({
    list: async (userId, { cursor, limit = 100, ...query }) => {
      const { items } = await good.list(userId, query);
      const rest = items.filter((job) => cursor === undefined || job.createdAt < cursor);
      const last = rest[limit - 1];
      return { items: rest.slice(0, limit), ...(last && limit < rest.length && { nextCursor: last.createdAt }) };
    },
  }),
  'is not moved by a job that arrives between two pages': (good) => ({
    list: async (userId, { cursor = '0', limit = 100, ...query }) => {
      const { items } = await good.list(userId, query);
      const end = Number(cursor) + limit;
      return { items: items.slice(Number(cursor), end), ...(end < items.length && { nextCursor: String(end) }) };
    },
  }),
  'does not begin anew under a cursor that was never given': (good) => ({
    list: (userId, { cursor, ...query }) =>
      good.list(userId, cursor === undefined || cursor.includes(' ') ? query : { ...query, cursor }),
  }),
  'narrows by connection': (good) => ({
    list: (userId, { connectionId: _ignored, ...query }) => good.list(userId, query),
  }),
  'narrows by ids, of which none is none': (good) => ({
    list: (userId, { ids = [], ...query }) => good.list(userId, ids.length === 0 ? query : { ...query, ids }),
  }),
  'narrows to what has not settled': (good) => ({
    list: (userId, { unsettled: _ignored, ...query }) => good.list(userId, query),
  }),
  'has a job once, as it was appended last': (good) => ({
    append: async (userId, job, key) => {
      const isKnown = (await good.list(userId, { ids: [job.id] })).items.length > 0;
      if (!isKnown) await good.append(userId, job, key);
    },
  }),
  'does not unsettle a job': (good) => {
    const latest = new Map<string, Awaited<ReturnType<Journal['find']>>>();
    return {
      append: async (userId, job, key) => {
        latest.set(job.id, job);
        await good.append(userId, job, key);
      },
      find: async (userId, key) => latest.get((await good.find(userId, key))?.id ?? '') ?? null,
    };
  },
  'loses none of those that are appended at the same time': (good) => {
    let writing = false;
    return {
      append: async (userId, job, key) => {
        if (writing) return;
        writing = true;
        await good.append(userId, job, key);
        writing = false;
      },
    };
  },
};

async function run(fault: Fault): Promise<{ names: readonly string[]; failed: readonly string[] }> {
  const checks: { name: string; body: () => Promise<void> }[] = [];
  const recorder = {
    describe: (_name: string, body: () => void) => body(),
    it: (name: string, body: () => Promise<void>) => void checks.push({ name, body }),
    expect,
  };
  describeJournal(recorder, () => {
    const good = createArrayJournal();
    return { ...good, ...fault(good) };
  });
  const failed: string[] = [];
  for (const { name, body } of checks) await body().catch(() => failed.push(name));
  return { names: checks.map(({ name }) => name), failed };
}

describe('describeJournal', () => {
  it('has a broken journal here for each of its checks', async () => {
    const { names, failed } = await run(() => ({}));
    expect(failed).toEqual([]);
    expect(Object.keys(faults)).toEqual(names);
  });

  it('finds every broken journal', async () => {
    const killed: string[] = [];
    for (const [name, fault] of Object.entries(faults)) {
      if ((await run(fault)).failed.includes(name)) killed.push(name);
    }
    console.info(`broken journals killed: ${killed.length} / ${Object.keys(faults).length}`);
    expect(killed).toEqual(Object.keys(faults));
  });
});

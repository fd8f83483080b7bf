import { describe, expect, it } from 'vitest';
import { createJob } from '../../src/core/model/create-job';
import { createMemoryJournal, type Journal } from '../../src/server';
import { describeJournal } from '../../src/testing/describe-journal';
import { createArrayJournal } from './array-journal';

describe('the journal in memory', () => describeJournal({ describe, it, expect }, createMemoryJournal));
describe('a journal on an array of lines', () => describeJournal({ describe, it, expect }, createArrayJournal));

function createWithoutReserve(): Journal {
  const { append, find, list } = createArrayJournal();
  return { append, find, list };
}
describe('a journal that reserves nothing', () => describeJournal({ describe, it, expect }, createWithoutReserve));

/** `undefined` for a method that it does not have. */
type Fault = (good: Required<Journal>) => { [Name in keyof Journal]?: Journal[Name] | undefined };

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
  'takes a key for the first who asks, and tells the others what it was taken for': (good) => ({
    reserve: async (userId, key, target) => ({ ...(await good.reserve(userId, key, target)), target }),
  }),
  'says each time the same of when a key was taken, if it says it at all': (good) => ({
    reserve: async (...taken) => ({ ...(await good.reserve(...taken)), since: new Date().toISOString() }),
  }),
  'takes a key for one alone of those who ask at the same time': (good) => {
    const seen = new Map<string, string>();
    return {
      reserve: async (userId, key, target) => {
        const id = JSON.stringify([userId, key]);
        const taken = seen.get(id);
        await Promise.resolve();
        if (taken === undefined) seen.set(id, target);
        await good.reserve(userId, key, target);
        return { reserved: taken === undefined, target: taken ?? target };
      },
      release: async (userId, key) => void seen.delete(JSON.stringify([userId, key])),
    };
  },
  'keeps what a key was taken for word by word': (good) => ({
    reserve: (userId, key, target) => good.reserve(userId, key, target.slice(0, 255)),
  }),
  'keeps the reservations of users and keys apart, whatever their names': (good) => ({
    reserve: (userId, key, target) => good.reserve(userId.toLowerCase(), key, target),
    release: (userId, key) => good.release(userId.toLowerCase(), key),
  }),
  'makes no job of a reservation': (good) => ({
    reserve: async (userId, key, target) => {
      const reservation = await good.reserve(userId, key, target);
      const job = createJob({ kind: 'other', connectionId: null, status: 'queued' });
      if (reservation.reserved) await good.append(userId, job, key);
      return reservation;
    },
  }),
  'leaves a key taken when its job was appended': (good) => ({
    append: async (userId, job, key) => {
      await good.append(userId, job, key);
      if (key !== undefined) await good.release(userId, key);
    },
  }),
  'frees a key that is released, for anything': () => ({ release: async () => {} }),
};

/** Broken in other ways, by the check that finds them. */
const more: readonly (readonly [check: keyof typeof faults & string, what: string, fault: Fault])[] = [
  [
    'takes a key for the first who asks, and tells the others what it was taken for',
    'reserves, and cannot release',
    () => ({ release: undefined }),
  ],
  ['frees a key that is released, for anything', 'releases, and cannot reserve', () => ({ reserve: undefined })],
  [
    'takes a key for the first who asks, and tells the others what it was taken for',
    'gives a key to everybody',
    () => ({ reserve: async (_userId, _key, target) => ({ reserved: true, target }) }),
  ],
  [
    'keeps the reservations of users and keys apart, whatever their names',
    'has one key for all users',
    (good) => ({ reserve: (_userId, key, target) => good.reserve('all', key, target) }),
  ],
  [
    'keeps the reservations of users and keys apart, whatever their names',
    'releases all keys of a user',
    (good) => {
      const keys = new Map<string, string[]>();
      return {
        reserve: (userId, key, target) => {
          keys.set(userId, [...(keys.get(userId) ?? []), key]);
          return good.reserve(userId, key, target);
        },
        release: async (userId) => {
          for (const key of keys.get(userId) ?? []) await good.release(userId, key);
        },
      };
    },
  ],
];

async function run(fault: Fault) {
  const checks: { name: string; body: (context?: unknown) => Promise<void> }[] = [];
  const skipped: string[] = [];
  const recorder = {
    describe: (_name: string, body: () => void) => body(),
    it: (name: string, body: (context?: unknown) => Promise<void>) => void checks.push({ name, body }),
    expect,
  };
  describeJournal(recorder, () => {
    const good = createArrayJournal();
    return { ...good, ...fault(good) } as Journal;
  });
  const failed: string[] = [];
  for (const { name, body } of checks) await body({ skip: () => skipped.push(name) }).catch(() => failed.push(name));
  return { names: checks.map(({ name }) => name), failed, skipped };
}

describe('describeJournal', () => {
  it('has a broken journal here for each of its checks', async () => {
    const { names, failed } = await run(() => ({}));
    expect(failed).toEqual([]);
    expect(Object.keys(faults)).toEqual(names);
  });

  it('finds every broken journal', async () => {
    const broken = [...Object.entries(faults).map(([name, fault]) => [name, name, fault] as const), ...more];
    const survived: string[] = [];
    for (const [check, what, fault] of broken) if (!(await run(fault)).failed.includes(check)) survived.push(what);
    console.info(`broken journals killed: ${broken.length - survived.length} / ${broken.length}`);
    expect(survived).toEqual([]);
  });

  it('skips what a journal does not have, and says so; what it has is checked all the same', async () => {
    const none = { reserve: undefined, release: undefined };
    const { names, failed, skipped } = await run(() => none);
    expect([failed, skipped]).toEqual([[], names.slice(-8)]);
    const unsorted = faults['lists the newest first, in whatever order they came'];
    expect((await run((good) => ({ ...unsorted?.(good), ...none }))).failed).not.toEqual([]);
  });
});

/** One list, newest first and with one paging, of the provider's jobs and those that only the journal has. */
import { isSettled, newestFirst, type Job } from '../core/model/job';
import type { JobQuery, Page } from '../core/transport';
import { readCursor, writeCursor, type Position } from './job-cursor';
import type { Journal } from './journal';
import { recall } from './recall';

export interface JobSources {
  userId: string;
  journal: Journal;
  listProviderJobs: ListJobs;
}

type ListJobs = (query: JobQuery) => Promise<Page<Job>>;

const usualLimit = 50;

/** @throws ConnectionsError `invalid-request` for a cursor that is none of ours */
export async function listJobs(sources: JobSources, query: JobQuery): Promise<Page<Job>> {
  const { cursor, ...filter } = { ...query, limit: query.limit ?? usualLimit };
  const position: Position = cursor === undefined ? { time: Infinity, ids: [] } : readCursor(cursor);
  const given = new Set(position.ids);
  const isNew = (job: Job) => timeOf(job) <= position.time && !given.has(job.id);
  const provider = createStream(fromProvider(sources), filter, position.provider);
  const journal = createStream(fromJournal(sources), filter, position.journal);

  const items: Job[] = [];
  for (;;) {
    const heads = await Promise.all([provider.peek(isNew), journal.peek(isNew)]);
    const next = heads.filter((job) => job !== undefined).sort(newestFirst)[0];
    if (next === undefined) return { items };
    if (items.length === filter.limit) break;
    items.push(next);
    given.add(next.id);
  }
  const time = Math.min(...items.map(timeOf));
  const ids = [
    ...(time === position.time ? position.ids : []),
    ...items.filter((job) => timeOf(job) === time).map(idOf),
  ];
  return { items, nextCursor: writeCursor({ time, ids, provider: provider.cursor(), journal: journal.cursor() }) };
}

/** The newest of both sources, at the price of one request: for who looks again and again, and pages never. */
export async function listNewestJobs(sources: JobSources, limit: number): Promise<readonly Job[]> {
  const lists = [fromProvider(sources), fromJournal(sources)];
  const [ofProvider = [], ofJournal = []] = await Promise.all(lists.map(async (list) => (await list({ limit })).items));
  const given = new Set(ofProvider.map(idOf));
  const onlyInJournal = ofJournal.filter((job) => !given.has(job.id));
  return [...ofProvider, ...onlyInJournal].sort(newestFirst).slice(0, limit);
}

/** A source read page by page, only as far as it is looked at. */
function createStream(list: ListJobs, filter: JobQuery, start: Position['provider']) {
  let cursor = start;
  let page: Page<Job> | undefined;
  let index = 0;

  return {
    /** The next job that passes; those that do not are left behind. */
    async peek(passes: (job: Job) => boolean): Promise<Job | undefined> {
      while (cursor !== null) {
        page ??= await list(cursor === undefined ? filter : { ...filter, cursor });
        for (; index < page.items.length; index += 1) {
          const job = page.items[index];
          if (job && passes(job)) return job;
        }
        cursor = page.nextCursor === cursor ? null : (page.nextCursor ?? null);
        page = undefined;
        index = 0;
      }
      return undefined;
    },
    /** Of the page that holds the next job; null after the last. */
    cursor: () => cursor,
  };
}

function fromProvider({ userId, journal, listProviderJobs }: JobSources): ListJobs {
  return async (query) => {
    const page = await listProviderJobs(query);
    return { ...page, items: [...(await recall(journal, userId, page.items))].sort(newestFirst) };
  };
}

/** Of the provider's own jobs the journal knows only how they ended, so a running one is left to the provider. */
function fromJournal({ userId, journal }: JobSources): ListJobs {
  return async (query) => {
    if (query.unsettled) return { items: [] };
    const page = await journal.list(userId, query);
    return { ...page, items: page.items.filter((job) => job.recordedBy === 'kit' || isSettled(job)) };
  };
}

function timeOf(job: Job): number {
  return Date.parse(job.createdAt) || 0;
}

function idOf(job: Job): string {
  return job.id;
}

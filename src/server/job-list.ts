/** One list, newest first and with one paging, of the provider's jobs and those that only the journal has. */
import { isSettled, newestFirst, type Job } from '../core/model/job';
import type { JobQuery, Page } from '../core/transport';
import { jobPageFields } from './contract-fields';
import { readCursor, writeCursor, type Position } from './job-cursor';
import { createJobSource, timeOf, type ListJobs } from './job-source';
import type { JournalReader } from './journal-reader';
import { joinLost } from './lost-answers';
import { recall } from './recall';
import { takeFields } from './take-fields';

export interface JobSources {
  userId: string;
  journal: JournalReader;
  listProviderJobs: ListJobs;
}

const usualLimit = 50;

/** @throws ConnectionsError `invalid-request` for a cursor that is none of ours */
export async function listJobs(sources: JobSources, query: JobQuery): Promise<Page<Job>> {
  const { cursor, ...filter } = { ...query, limit: query.limit ?? usualLimit };
  const start: Position = cursor === undefined ? { time: Infinity, ids: [] } : readCursor(cursor);
  const given = new Set(start.ids);
  const isNew = (job: Job) => timeOf(job) <= start.time && !given.has(job.id);
  const provider = createJobSource(fromProvider(sources), filter, start.provider, start.time);
  const journal = createJobSource(fromJournal(sources), filter, start.journal, start.time);

  const items: Job[] = [];
  for (;;) {
    const next = newerOf(...(await Promise.all([provider.peek(isNew), journal.peek(isNew)])));
    if (next === undefined) return { items };
    if (items.length === filter.limit) break;
    items.push(next);
    given.add(next.id);
  }
  const time = Math.min(...items.map(timeOf));
  const before = time === start.time ? start : { ids: [] };
  const nextCursor = writeCursor({
    ...before,
    time,
    ids: [...before.ids, ...items.filter((job) => timeOf(job) === time).map(idOf)],
    provider: provider.place(time),
    // What a journal that fails now holds may be read for the next page.
    journal: sources.journal.hasFailed() ? start.journal : journal.place(time),
  });
  return { items, nextCursor };
}

/** The newest of both sources, at the price of one request: for who looks again and again, and pages never. */
export async function listNewestJobs(sources: JobSources, limit: number): Promise<readonly Job[]> {
  const lists = [fromProvider(sources), fromJournal(sources)];
  const [ofProvider = [], ofJournal = []] = await Promise.all(lists.map(async (list) => (await list({ limit })).items));
  const given = new Set(ofProvider.map(idOf));
  const onlyInJournal = ofJournal.filter((job) => !given.has(job.id));
  return [...ofProvider, ...onlyInJournal].sort(newestFirst).slice(0, limit);
}

function fromProvider({ userId, journal, listProviderJobs }: JobSources): ListJobs {
  return async (query) => {
    const page = takeFields(jobPageFields, await listProviderJobs(query));
    const jobs = (page.items ?? []).filter(({ id }) => typeof id === 'string');
    const recalled = await recall(journal, userId, jobs);
    return { ...page, items: [...(await joinLost(journal, userId, recalled))].sort(newestFirst) };
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

/** Of the same job the provider's news. */
function newerOf(provider: Job | undefined, journal: Job | undefined): Job | undefined {
  if (!provider || !journal) return provider ?? journal;
  return provider.id === journal.id || newestFirst(provider, journal) < 0 ? provider : journal;
}

function idOf(job: Job): string {
  return job.id;
}

/** One source of the joined job list, read page by page and only as far as it is looked at. */
import type { Job } from '../core/model/job';
import type { JobQuery, Page } from '../core/transport';
import type { Place } from './job-cursor';

export type ListJobs = (query: JobQuery) => Promise<Page<Job>>;

export interface JobSource {
  /** The next job that passes; those that do not are left behind. */
  peek(passes: (job: Job) => boolean): Promise<Job | undefined>;
  /** Where the next job is; `time` is that of the last job given. */
  place(time: number): Place;
}

/** In one request. A provider may have some pages without a job that passes; one that has more has them without end. */
const mostPagesInVain = 50;

/** @param time of the last job that was given on the page before */
export function createJobSource(list: ListJobs, filter: JobQuery, start: Place = {}, time = Infinity): JobSource {
  const asked = new Set<string | undefined>();
  let { cursor, after } = start;
  let items: readonly Job[] | undefined;
  let following: string | null = null;
  let index = 0;
  let inVain = 0;

  async function readPage(of: string | undefined): Promise<readonly Job[]> {
    asked.add(of);
    inVain += 1;
    const page = await list(of === undefined ? filter : { ...filter, cursor: of });
    following = asked.has(page.nextCursor) ? null : (page.nextCursor ?? null);
    // In an order that stays as it is, so that a place in it does.
    return [...page.items].sort((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1)).filter(isAfter);
  }

  /** Of the page where the one before had ended. */
  function isAfter(job: Job): boolean {
    return after === undefined || timeOf(job) < time || (timeOf(job) === time && job.id < after);
  }

  return {
    async peek(passes) {
      while (cursor !== null) {
        items ??= await readPage(cursor);
        for (; index < items.length; index += 1) {
          const job = items[index];
          if (!job || !passes(job)) continue;
          inVain = 0;
          return job;
        }
        cursor = inVain < mostPagesInVain ? following : null;
        items = after = undefined;
        index = 0;
      }
      return undefined;
    },
    place(lastTime) {
      const last = items?.[index - 1];
      if (last && timeOf(last) === lastTime) return { cursor, after: last.id };
      return { cursor, after: index === 0 && lastTime === time ? after : undefined };
    },
  };
}

/** Milliseconds since 1970; what has no time is the oldest. */
export function timeOf(job: Job): number {
  return Date.parse(job.createdAt) || 0;
}

/** The history of a connection, or of all, read page by page towards the oldest; how far it was read stands in the store. */
import type { StoreApi } from 'zustand/vanilla';
import { createConnectionsError, toConnectionsError } from '../model/errors';
import type { Job } from '../model/job';
import { allConnections, reachOf, withReach, type HistoryReach, type JobsState } from '../stores/job-store';
import { selectJob } from '../stores/selectors';
import type { JobQuery, Page } from '../transport';
import type { Intake } from './intake';

export interface ReadHistory {
  /**
   * Reads the page that `query` asks for. A first page that joins what was read before leaves the reach where it is.
   * @returns whether nothing older is left. Throws ConnectionsError; `bad-response` for cursors that go round
   */
  read(query: JobQuery): Promise<boolean>;
  reset(): void;
}

interface Options {
  jobs: StoreApi<JobsState>;
  intake: Pick<Intake, 'putJobs'>;
  ask(query: JobQuery): Promise<Page<Job>>;
}

export function createReadHistory({ jobs, intake, ask }: Options): ReadHistory {
  /** By history: the cursors that were given out since its first page. */
  const cursors = new Map<string, Set<string>>();

  function write(key: string, change: (reach: HistoryReach) => HistoryReach): void {
    jobs.setState((state) => withReach(state, key, change(reachOf(state, key))), true);
  }

  async function askOrBeginAnew(key: string, query: JobQuery): Promise<Page<Job>> {
    try {
      return await ask(query);
    } catch (thrown) {
      // A cursor may be refused after a while: the next attempt begins with the newest.
      if (query.cursor !== undefined && toConnectionsError(thrown).code === 'invalid-request')
        write(key, ({ load }) => ({ load }));
      throw thrown;
    }
  }

  async function read(query: JobQuery): Promise<boolean> {
    const key = query.connectionId ?? allConnections;
    const page = await askOrBeginAnew(key, query);
    const known = jobs.getState();
    const { since, load } = reachOf(known, key);
    const reached = since === undefined ? Infinity : Date.parse(since);
    const joins = page.items.some(({ id, createdAt }) => selectJob(known, id) && Date.parse(createdAt) >= reached);
    intake.putJobs(page.items);
    if (query.cursor === undefined && joins) return load.complete;

    const given = query.cursor === undefined ? new Set<string>() : (cursors.get(key) ?? new Set());
    cursors.set(key, given);
    if (page.nextCursor !== undefined && given.has(page.nextCursor)) throw createConnectionsError('bad-response');
    const times = [...page.items.map(({ createdAt }) => createdAt), ...(query.cursor && since ? [since] : [])];
    write(key, (reach) => ({
      load: reach.load,
      ...(page.nextCursor !== undefined && { cursor: page.nextCursor }),
      ...(times.length > 0 && { since: times.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a)) }),
    }));
    if (page.nextCursor !== undefined) given.add(page.nextCursor);
    return page.nextCursor === undefined;
  }

  return { read, reset: () => cursors.clear() };
}

/** Remembers commands and kit-recorded jobs, per user: history beyond the provider's, and no command twice. */
import { isSettled, mergeJob, newestFirst, type Job } from '../core/model/job';
import type { JobQuery, Page } from '../core/transport';

/** Who has a key. */
export interface Reservation {
  /** True for the one who has taken it with this call. */
  reserved: boolean;
  /** What it was taken for, word by word. */
  target: string;
  /**
   * ISO 8601: when it was taken. A journal that keeps it lets the handler see that whoever took the key is gone, and answer that
   * nobody knows what became of the command; without it such a key is a conflict for ever.
   */
  since?: string;
}

/** `describeJournal` of `connections-kit/testing` holds an implementation to all of this. */
export interface Journal {
  /** A job of a known id replaces what was kept of it, but a settled one is never unsettled. */
  append(userId: string, job: Job, idempotencyKey?: string): Promise<void>;
  /** The job of that user's command, as it was appended last. */
  find(userId: string, idempotencyKey: string): Promise<Job | null>;
  /** That user's jobs, newest first; a job that arrives between two pages moves nothing. */
  list(userId: string, query: JobQuery): Promise<Page<Job>>;
  /**
   * Takes a key of that user for one command before it is sent, in one step: of all who ask, in whatever process, one is told
   * `reserved: true`. The others are told what it was taken for. A key stays taken, also when its job was appended, until it is
   * released. Without this and `release` a command is deduplicated in flight by each process alone.
   */
  reserve?(userId: string, idempotencyKey: string, target: string): Promise<Reservation>;
  /** The command was refused and has changed nothing: its key is free again. */
  release?(userId: string, idempotencyKey: string): Promise<void>;
}

interface UserRecord {
  jobs: Map<string, Job>;
  jobIdOfKey: Map<string, string>;
  targetOfKey: Map<string, string>;
}

const longestHistory = 1_000;
const mostUsers = 10_000;

/** Lives as long as the process; of each user the last 1,000 jobs, of the users the last 10,000. */
export function createMemoryJournal(): Journal {
  const users = new Map<string, UserRecord>();

  function open(userId: string): UserRecord {
    const user = users.get(userId) ?? { jobs: new Map(), jobIdOfKey: new Map(), targetOfKey: new Map() };
    putLast(users, userId, user, mostUsers);
    return user;
  }

  return {
    async append(userId, job, idempotencyKey) {
      const user = open(userId);
      putLast(user.jobs, job.id, mergeJob(user.jobs.get(job.id), job), longestHistory);
      if (idempotencyKey !== undefined) putLast(user.jobIdOfKey, idempotencyKey, job.id, longestHistory);
    },
    async find(userId, idempotencyKey) {
      const user = users.get(userId);
      return user?.jobs.get(user.jobIdOfKey.get(idempotencyKey) ?? '') ?? null;
    },
    async list(userId, query) {
      const jobs = [...(users.get(userId)?.jobs.values() ?? [])].filter((job) => matches(job, query)).sort(newestFirst);
      return pageOf(jobs, query);
    },
    async reserve(userId, idempotencyKey, target) {
      const { targetOfKey } = open(userId);
      const taken = targetOfKey.get(idempotencyKey);
      putLast(targetOfKey, idempotencyKey, taken ?? target, longestHistory);
      return { reserved: taken === undefined, target: taken ?? target };
    },
    async release(userId, idempotencyKey) {
      users.get(userId)?.targetOfKey.delete(idempotencyKey);
    },
  };
}

function putLast<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}

function matches(job: Job, { connectionId, ids, unsettled }: JobQuery): boolean {
  if (connectionId !== undefined && job.connectionId !== connectionId) return false;
  if (ids !== undefined && !ids.includes(job.id)) return false;
  return unsettled !== true || !isSettled(job);
}

/** The cursor names the last job of the page, so that a job which arrives meanwhile moves nothing. */
function pageOf(jobs: readonly Job[], { cursor, limit = jobs.length }: JobQuery): Page<Job> {
  const start = cursor === undefined ? 0 : jobs.findIndex((job) => job.id === cursor) + 1;
  if (cursor !== undefined && start === 0) return { items: [] };
  const items = jobs.slice(start, start + limit);
  const last = items.at(-1);
  return start + limit < jobs.length && last ? { items, nextCursor: last.id } : { items };
}

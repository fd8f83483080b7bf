/**
 * What this browser remembers of a person's gestures over a reload: ids, kinds and times, no personal data. It is kept under
 * the scope alone, and forgotten with a log-out (`log-out.ts`). A record that cannot be read, or of another version, counts as none.
 */
import { actions, type ActionName } from '../model/actions';
import type { Job } from '../model/job';
import type { Environment } from './environment';
import { nameOf } from './names';

/** One gesture that has not come to its end. */
export interface RunRecord {
  runId: string;
  connectionId: string;
  action: ActionName;
  /** ISO 8601. */
  startedAt: string;
  /** How many of its operations have succeeded. */
  done: number;
  /** How many of them were asked for; one more than are done while an answer is awaited. */
  asked: number;
  /** It stopped with operations left over, which are to be offered. */
  stopped?: true;
}

export interface Ledger {
  runs(): readonly RunRecord[];
  putRun(run: RunRecord): void;
  dropRuns(isDone: (run: RunRecord) => boolean): void;
  /** Those that only this browser knows: the provider has no job for them. */
  jobs(): readonly Job[];
  putJobs(jobs: readonly Job[]): void;
}

interface Options {
  scope: string | undefined;
  storage: Environment['storage'];
  now(): number;
  /** Whether nobody has logged out elsewhere: what is kept is another person's then. */
  isCurrent(): boolean;
}

interface Entries {
  runs: readonly RunRecord[];
  jobs: readonly Job[];
}

/** Milliseconds; as long as Basiq keeps its own jobs (`domain.md` §2). */
const longestMemory = 7 * 24 * 60 * 60_000;
const mostJobs = 100;

export function createLedger({ scope, storage, now, isCurrent }: Options): Ledger {
  const key = scope === undefined || storage === null ? undefined : nameOf(scope, 'ledger');

  function read(): Entries {
    try {
      const entries: unknown = key === undefined ? null : JSON.parse(storage?.getItem(key) ?? 'null');
      if (!isEntries(entries) || !isCurrent()) return { runs: [], jobs: [] };
      const isYoung = (time: string) => now() - Date.parse(time) < longestMemory;
      const { runs, jobs } = entries;
      return {
        runs: runs.filter(({ startedAt }) => isYoung(startedAt)),
        jobs: jobs.filter(({ createdAt }) => isYoung(createdAt)),
      };
    } catch {
      return { runs: [], jobs: [] };
    }
  }

  /** A full or forbidden storage costs the memory of a reload, never the gesture. */
  function write({ runs, jobs }: Entries): void {
    if (key === undefined || !isCurrent()) return;
    const kept = { runs, jobs: jobs.slice(-mostJobs) };
    try {
      if (kept.runs.length + kept.jobs.length === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify(kept));
    } catch {}
  }

  return {
    runs: () => read().runs,
    putRun(run) {
      const { runs, jobs } = read();
      write({ runs: [...runs.filter(({ runId }) => runId !== run.runId), run], jobs });
    },
    dropRuns(isDone) {
      const { runs, jobs } = read();
      if (runs.some(isDone)) write({ runs: runs.filter((run) => !isDone(run)), jobs });
    },
    jobs: () => read().jobs,
    putJobs(incoming) {
      if (incoming.length === 0) return;
      const { runs, jobs } = read();
      const ids = new Set(incoming.map(({ id }) => id));
      write({ runs, jobs: [...jobs.filter(({ id }) => !ids.has(id)), ...incoming] });
    },
  };
}

function isEntries(value: unknown): value is Entries {
  if (typeof value !== 'object' || value === null || !('runs' in value) || !('jobs' in value)) return false;
  const { runs, jobs } = value;
  return Array.isArray(runs) && Array.isArray(jobs) && runs.every(isRun) && jobs.every(isKept);
}

function isRun(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const run = value as Partial<Record<keyof RunRecord, unknown>>;
  return (
    typeof run.runId === 'string' &&
    typeof run.connectionId === 'string' &&
    typeof run.action === 'string' &&
    Object.hasOwn(actions, run.action) &&
    !Number.isNaN(Date.parse(String(run.startedAt))) &&
    Number.isInteger(run.done) &&
    Number.isInteger(run.asked)
  );
}

function isKept(value: unknown): boolean {
  const job = value as Partial<Record<keyof Job, unknown>> | null;
  return typeof job?.id === 'string' && typeof job.createdAt === 'string' && typeof job.status === 'string';
}

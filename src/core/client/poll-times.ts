/** When each job is asked for next. */
import type { Clock } from '../model/clock';
import type { Job } from '../model/job';
import { pollDelay, shortest } from '../model/poll-schedule';
import { deadlineOf } from './deadline';

export interface PollTimes {
  has(jobId: string): boolean;
  delete(jobId: string): void;
  clear(): void;
  /** Jobs that are put off together are drawn one delay, so that they are due together and cost one request. */
  putOff(jobs: readonly Job[]): void;
  /** What is to be asked for now, and soon enough to go with it; nothing while nothing is due. */
  due(): readonly string[];
  /** Milliseconds until something is due; nothing when there is nothing to ask for. */
  wait(): number | undefined;
  /** How the last round went. @param retryAt ISO 8601: not to be asked before */
  answered(): void;
  failed(retryAt: string | undefined): void;
}

interface Options {
  clock: Clock;
  random(): number;
  isPushed(): boolean;
}

/** What is due within this time is asked for together with what is due now. Milliseconds. */
const together = 5_000;
/** A timer that is set for longer than 24.8 days runs at once. Milliseconds. */
const longestTimer = 2 ** 31 - 1;

export function createPollTimes({ clock, random, isPushed }: Options): PollTimes {
  const dueAt = new Map<string, number>();
  /** When the first of them is due; unknown once that one was put off. */
  let first: number | undefined;
  let failures = 0;
  let notBefore = 0;
  let lastSeen = 0;

  /** A time of day that is set back, as a laptop does that wakes up, must not put off by as much what was to be asked. */
  function keepPace(): void {
    const setBack = Math.max(0, lastSeen - clock.now());
    lastSeen = clock.now();
    if (setBack === 0) return;
    for (const [id, at] of dueAt) put(id, at - setBack);
    notBefore -= setBack;
  }

  function put(jobId: string, at: number): void {
    if (dueAt.get(jobId) === first) first = undefined;
    dueAt.set(jobId, at);
    if (first !== undefined) first = Math.min(first, at);
  }

  const next = () => Math.max(notBefore, (first ??= earliest(dueAt.values())));

  return {
    has: (jobId) => dueAt.has(jobId),
    delete(jobId) {
      if (dueAt.get(jobId) === first) first = undefined;
      dueAt.delete(jobId);
    },
    clear() {
      dueAt.clear();
      first = undefined;
      failures = 0;
      notBefore = 0;
    },
    putOff(jobs) {
      keepPace();
      const now = clock.now();
      const state = { now, failures, notBefore, isPushed: isPushed(), random: random() };
      for (const job of jobs) {
        const deadline = deadlineOf(job);
        const at = now + pollDelay(job, state);
        put(job.id, deadline > now ? Math.min(at, Math.max(deadline, notBefore, now + shortest)) : at);
      }
    },
    due() {
      const now = clock.now();
      if (next() > now) return [];
      return [...dueAt].filter(([, at]) => at <= now + together).map(([id]) => id);
    },
    wait() {
      keepPace();
      return dueAt.size === 0 ? undefined : Math.min(Math.max(0, next() - clock.now()), longestTimer);
    },
    answered: () => void (failures = 0),
    failed(retryAt) {
      failures += 1;
      notBefore = retryAt === undefined ? 0 : Date.parse(retryAt) || 0;
    },
  };
}

/** A spread of thousands would not fit on the stack. */
function earliest(times: Iterable<number>): number {
  let first = Infinity;
  for (const time of times) first = Math.min(first, time);
  return first;
}

/**
 * Follows jobs to their end: one heartbeat for the whole client, not a timer per job.
 *
 * - Asks only while somebody needs to know: the client is started, or an action waits.
 * - One due job is asked for by itself, several by one list.
 * - Hidden or offline: no requests; visible or online again: what is due is asked for at once.
 * - Past its deadline, or when the provider no longer knows it, a job is `unknown`; it is asked for again only on request.
 * - When nobody is signed in, it stops until a request succeeds again.
 */
import type { StoreApi } from 'zustand/vanilla';
import { createConnectionsError, toConnectionsError } from '../model/errors';
import { isSettled, type Job } from '../model/job';
import { pollDelay } from '../model/poll-schedule';
import type { JobsState } from '../stores/job-store';
import { selectJob } from '../stores/selectors';
import { createAsker } from './ask-jobs';
import type { ClientEvent } from './client';
import type { Environment } from './environment';
import type { Intake } from './intake';
import { isCancelled, type Requests } from './requests';

export interface Tracker {
  start(): () => void;
  /** Resolves with the job once it is settled or lost sight of. Rejects with ConnectionsError when the client ends first. */
  settled(jobId: string): Promise<Job>;
  /** To be called with every news of a job. */
  noticeJobs(jobs: readonly Job[]): void;
  /** To be called when what allows or forbids asking has changed. */
  schedule(): void;
  reset(): void;
}

interface Options {
  jobs: StoreApi<JobsState>;
  intake: Pick<Intake, 'putJobs' | 'loseSight'>;
  requests: Requests;
  environment: Environment;
  /** Whether several jobs can be asked for at once. */
  canListJobs(): boolean;
  emit(event: ClientEvent): void;
}

interface Waiter {
  resolve(job: Job): void;
  reject(error: unknown): void;
}

/** A timer that is set for longer than 24.8 days runs at once. Milliseconds. */
const longestTimer = 2 ** 31 - 1;

export function createTracker({ jobs, intake, requests, environment, canListJobs, emit }: Options): Tracker {
  const { clock } = environment;
  const dueAt = new Map<string, number>();
  const waiters = new Map<string, Set<Waiter>>();
  const asker = createAsker({ requests, intake, canListJobs, onGone: lose });
  let started = 0;
  let timer: unknown;
  let asking = false;
  let failures = 0;
  let notBefore = 0;
  let unsubscribe: (() => void) | undefined;

  const jobOf = (jobId: string) => selectJob(jobs.getState(), jobId);
  const isNeeded = () => (started > 0 || waiters.size > 0) && !requests.isDisposed();
  const mayAsk = () => environment.visible.get() && environment.online.get() && !requests.isSignedOut();
  const isTracked = (job: Job | undefined) =>
    job !== undefined && !isSettled(job) && job.recordedBy === 'provider' && !isPastDeadline(job, clock.now());

  function delay(job: Job): void {
    dueAt.set(
      job.id,
      clock.now() + pollDelay(job, { now: clock.now(), failures, notBefore, random: environment.random() }),
    );
  }

  function schedule(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    followSurroundings();
    if (!isNeeded() || asking || !mayAsk() || dueAt.size === 0) return;
    const nextAsk = Math.max(notBefore, Math.min(...dueAt.values()));
    const nextDeadline = Math.min(...[...dueAt.keys()].map((id) => deadlineOf(jobOf(id))));
    const wait = Math.max(0, Math.min(nextAsk, nextDeadline) - clock.now());
    timer = clock.setTimeout(() => void beat(), Math.min(wait, longestTimer));
  }

  function followSurroundings(): void {
    if (isNeeded() && !unsubscribe) {
      const stops = [environment.visible.subscribe(schedule), environment.online.subscribe(schedule)];
      unsubscribe = () => stops.forEach((stop) => stop());
    } else if (!isNeeded() && unsubscribe) {
      unsubscribe();
      unsubscribe = undefined;
    }
  }

  async function beat(): Promise<void> {
    loseOverdue();
    const now = clock.now();
    const due = now < notBefore ? [] : [...dueAt].filter(([, at]) => at <= now).map(([id]) => id);
    if (due.length > 0 && mayAsk()) {
      asking = true;
      emit({ type: 'poll-sent' });
      await ask(due);
      asking = false;
    }
    schedule();
  }

  async function ask(due: readonly string[]): Promise<void> {
    try {
      await asker.ask(due);
      failures = 0;
    } catch (thrown) {
      if (isCancelled(thrown)) return;
      const { failure } = toConnectionsError(thrown);
      failures += 1;
      notBefore = failure.retryAt === undefined ? 0 : Date.parse(failure.retryAt) || 0;
    }
    for (const id of due) {
      const job = jobOf(id);
      if (job && isTracked(job)) delay(job);
      else dueAt.delete(id);
    }
  }

  /** The provider may still be working: `unknown`, never failed. */
  function lose(jobId: string): void {
    const job = jobOf(jobId);
    dueAt.delete(jobId);
    if (!job || isSettled(job)) return;
    const lost = intake.loseSight(job);
    for (const waiter of waiters.get(jobId) ?? []) waiter.resolve(lost);
    waiters.delete(jobId);
  }

  function loseOverdue(): void {
    for (const id of dueAt.keys()) {
      const job = jobOf(id);
      if (!job || (!isSettled(job) && isPastDeadline(job, clock.now()))) lose(id);
    }
  }

  function noticeJobs(news: readonly Job[]): void {
    for (const job of news) {
      if (isSettled(job)) {
        dueAt.delete(job.id);
        for (const waiter of waiters.get(job.id) ?? []) waiter.resolve(job);
        waiters.delete(job.id);
      } else if (isTracked(job)) {
        delay(job);
      } else if (job.recordedBy === 'provider' && job.status !== 'unknown') {
        lose(job.id);
      }
    }
    schedule();
  }

  return {
    start() {
      started += 1;
      if (started === 1) {
        noticeJobs(Object.values(jobs.getState().byId).filter((job) => !dueAt.has(job.id)));
      }
      schedule();
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        started -= 1;
        schedule();
      };
    },
    settled(jobId) {
      const known = jobOf(jobId);
      if (known && !dueAt.has(jobId)) noticeJobs([known]);
      const job = jobOf(jobId);
      if (job && !isTracked(job)) return Promise.resolve(job);
      return new Promise((resolve, reject) => {
        const waiting = waiters.get(jobId) ?? new Set();
        waiters.set(jobId, waiting.add({ resolve, reject }));
        schedule();
      });
    },
    noticeJobs,
    schedule,
    reset() {
      const waiting = [...waiters.values()].flatMap((set) => [...set]);
      waiters.clear();
      dueAt.clear();
      failures = 0;
      notBefore = 0;
      schedule();
      for (const waiter of waiting) waiter.reject(createConnectionsError('aborted'));
    },
  };
}

/** Milliseconds since 1970; `Infinity` when there is none. */
function deadlineOf(job: Job | undefined): number {
  return (job?.deadlineAt !== undefined && Date.parse(job.deadlineAt)) || Infinity;
}

function isPastDeadline(job: Job, now: number): boolean {
  return deadlineOf(job) <= now;
}

/**
 * Follows jobs to their end: one heartbeat for the whole client, not a timer per job.
 *
 * - Asks only while somebody needs to know: the client is started, or an action waits.
 * - Of several tabs only the one that leads asks; the others hear of it.
 * - One due job is asked for by itself, several by one list.
 * - Hidden or offline: no requests; visible or online again: what is due is asked for at once.
 * - What another way has told (push, another tab) counts as an answer; after a push the next question may wait longer.
 * - Past its deadline it is looked at once more; then, or when the provider no longer knows it, a job is `unknown`, and asked
 *   for again only on request. While that last look finds nobody, it is tried again.
 * - When nobody is signed in, it stops until a request succeeds again.
 */
import type { StoreApi } from 'zustand/vanilla';
import { toConnectionsError } from '../model/errors';
import { isSettled, type Job } from '../model/job';
import { pollDelay, shortest } from '../model/poll-schedule';
import type { JobsState } from '../stores/job-store';
import { selectJob } from '../stores/selectors';
import { createAsker } from './ask-jobs';
import type { ClientEvent } from './client';
import { deadlineOf } from './deadline';
import type { Environment } from './environment';
import type { Intake } from './intake';
import { createJobWaiters } from './job-waiters';
import { isCancelled, type Requests } from './requests';
import type { Tabs } from './tabs';

export interface Tracker {
  start(): () => void;
  /** Resolves with the job once it is settled or lost sight of. Rejects with ConnectionsError when the client ends first. */
  settled(jobId: string): Promise<Job>;
  /** To be called with every news of a job. */
  noticeJobs(jobs: readonly Job[]): void;
  /** To be called with what was pushed, news or not. */
  noticePush(jobIds: readonly string[]): void;
  /** Another tab has lost sight of it. */
  noticeLost(jobId: string): void;
  /** Whether asking is possible and somebody needs to know. */
  mayAsk(): boolean;
  /** To be called when what allows or forbids asking has changed. */
  schedule(): void;
  reset(): void;
}

interface Options {
  jobs: StoreApi<JobsState>;
  intake: Pick<Intake, 'putJobs' | 'loseSight'>;
  requests: Requests;
  environment: Environment;
  tabs: Pick<Tabs, 'leads' | 'compete' | 'tell'>;
  /** Whether several jobs can be asked for at once. */
  canListJobs(): boolean;
  /** Called when the first start, or the first waiter, needs to know, and when the last one no longer does. */
  onNeed(isNeeded: boolean): void;
  /** Called when asking has become possible. */
  onReach(): void;
  /** Called when the page is visible and online again, whoever is signed in. */
  onReturn(): void;
  /** Whether events are to be followed; called with every change of what matters, also with the same word again. */
  follow(wants: boolean): void;
  emit(event: ClientEvent): void;
}

/** What is due within this time is asked for together with what is due now. Milliseconds. */
const together = 5_000;
/** A timer that is set for longer than 24.8 days runs at once. Milliseconds. */
const longestTimer = 2 ** 31 - 1;

export function createTracker(options: Options): Tracker {
  const { jobs, intake, requests, environment, tabs, canListJobs, emit } = options;
  const { clock } = environment;
  const dueAt = new Map<string, number>();
  /** When the provider last answered, by job. Milliseconds since 1970. */
  const answeredAt = new Map<string, number>();
  const waiters = createJobWaiters();
  const asker = createAsker({ requests, intake, canListJobs, onGone: lose });
  let started = 0;
  let timer: unknown;
  let asking = false;
  let failures = 0;
  let notBefore = 0;
  let lastSeen = 0;
  let reached = false;
  let unsubscribe: (() => void) | undefined;

  const jobOf = (jobId: string) => selectJob(jobs.getState(), jobId);
  const isNeeded = () => (started > 0 || waiters.some()) && !requests.isDisposed();
  const canReach = () => isNeeded() && environment.visible.get() && environment.online.get() && !requests.isSignedOut();
  const isTracked = (job: Job | undefined) =>
    job !== undefined && !isSettled(job) && job.recordedBy === 'provider' && !hasHadLastLook(job);

  function hasHadLastLook(job: Job): boolean {
    const deadline = deadlineOf(job);
    return deadline <= clock.now() && (answeredAt.get(job.id) ?? 0) >= deadline;
  }

  /** Jobs that are delayed together are drawn one delay, so that they are due together and cost one request. */
  function delay(those: readonly Job[], isPushed = false): void {
    keepPace();
    const now = clock.now();
    const state = { now, failures, notBefore, isPushed, random: environment.random() };
    for (const job of those) {
      const deadline = deadlineOf(job);
      const at = now + pollDelay(job, state);
      dueAt.set(job.id, deadline > now ? Math.min(at, Math.max(deadline, notBefore, now + shortest)) : at);
    }
  }

  /** A time of day that is set back, as a laptop does that wakes up, must not put off by as much what was to be asked. */
  function keepPace(): void {
    const setBack = Math.max(0, lastSeen - clock.now());
    lastSeen = clock.now();
    if (setBack === 0) return;
    for (const [id, at] of dueAt) dueAt.set(id, at - setBack);
    notBefore -= setBack;
  }

  function schedule(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    keepPace();
    followSurroundings();
    const wasReached = reached;
    reached = canReach();
    if (reached && !wasReached) options.onReach();
    tabs.compete(reached);
    options.follow(reached && tabs.leads());
    if (!reached || asking || !tabs.leads() || dueAt.size === 0) return;
    const nextAsk = Math.max(notBefore, earliest(dueAt.values()));
    timer = clock.setTimeout(() => void beat(), Math.min(Math.max(0, nextAsk - clock.now()), longestTimer));
  }

  function onSurroundings(): void {
    schedule();
    if (isNeeded() && environment.visible.get() && environment.online.get()) options.onReturn();
  }

  function followSurroundings(): void {
    if (isNeeded() && !unsubscribe) {
      const stops = [environment.visible.subscribe(onSurroundings), environment.online.subscribe(onSurroundings)];
      unsubscribe = () => stops.forEach((stop) => stop());
      options.onNeed(true);
    } else if (!isNeeded() && unsubscribe) {
      unsubscribe();
      unsubscribe = undefined;
      options.onNeed(false);
    }
  }

  async function beat(): Promise<void> {
    const now = clock.now();
    const isDue = now >= notBefore && earliest(dueAt.values()) <= now;
    const due = [...dueAt].filter(([, at]) => at <= now + together).map(([id]) => id);
    if (isDue && canReach() && tabs.leads()) {
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
      for (const id of due) answeredAt.set(id, clock.now());
    } catch (thrown) {
      if (isCancelled(thrown)) return;
      const { failure } = toConnectionsError(thrown);
      failures += 1;
      notBefore = failure.retryAt === undefined ? 0 : Date.parse(failure.retryAt) || 0;
    }
    const asked = due.map(jobOf).filter((job) => job !== undefined);
    delay(asked.filter(isTracked));
    for (const job of asked) if (!isTracked(job)) lose(job.id);
  }

  /** The provider may still be working: `unknown`, never failed. */
  function lose(jobId: string): void {
    const job = jobOf(jobId);
    dueAt.delete(jobId);
    answeredAt.delete(jobId);
    if (!job || isSettled(job)) return;
    tabs.tell({ type: 'job-lost', jobId });
    loseSight(job);
  }

  function loseSight(job: Job): void {
    waiters.resolve(intake.loseSight(job));
  }

  function noticeJobs(news: readonly Job[]): void {
    for (const job of news) {
      if (isSettled(job)) {
        dueAt.delete(job.id);
        waiters.resolve(job);
      } else if (isTracked(job) && !dueAt.has(job.id) && deadlineOf(job) <= clock.now()) {
        if (job.status !== 'unknown') lose(job.id);
      }
    }
    delay(news.filter((job) => isTracked(job) && (dueAt.has(job.id) || deadlineOf(job) > clock.now())));
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
      const settled = waiters.wait(jobId);
      schedule();
      return settled;
    },
    noticeJobs,
    noticePush(jobIds) {
      for (const id of jobIds) {
        const job = jobOf(id);
        answeredAt.set(id, clock.now());
        if (job && dueAt.has(id)) delay([job], true);
      }
      schedule();
    },
    noticeLost(jobId) {
      const job = jobOf(jobId);
      dueAt.delete(jobId);
      if (job && !isSettled(job) && job.status !== 'unknown') loseSight(job);
    },
    mayAsk: canReach,
    schedule,
    reset() {
      dueAt.clear();
      answeredAt.clear();
      failures = 0;
      notBefore = 0;
      waiters.abort();
      schedule();
    },
  };
}

/** A spread of thousands would not fit on the stack. */
function earliest(times: Iterable<number>): number {
  let first = Infinity;
  for (const time of times) first = Math.min(first, time);
  return first;
}

/**
 * Follows jobs to their end: one heartbeat for the whole client, not a timer per job.
 *
 * - Asks only while somebody needs to know: the client is started, or an action waits.
 * - Of several tabs only the one that leads asks; the others hear of it.
 * - One due job is asked for by itself, several by one list.
 * - Hidden or offline: no requests; visible or online again: what is due is asked for at once.
 * - What another way has told (push, another tab) counts as an answer; while push tells, questions are but a safety net.
 * - Past its deadline it is looked at once more; then, or when the provider no longer knows it, a job is `unknown`, and asked
 *   for again only on request. While that last look finds nobody, it is tried again.
 * - When nobody is signed in, it stops until a request succeeds again.
 */
import type { StoreApi } from 'zustand/vanilla';
import { createConnectionsError, toConnectionsError } from '../model/errors';
import { isSettled, type Job } from '../model/job';
import type { JobsState } from '../stores/job-store';
import { selectJob } from '../stores/selectors';
import { createAsker } from './ask-jobs';
import type { ClientEvent } from './client';
import { deadlineOf } from './deadline';
import type { Environment } from './environment';
import type { Intake } from './intake';
import { createJobWaiters } from './job-waiters';
import { createPollTimes } from './poll-times';
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
  /** The provider does not know it, or no longer: it counts as lost sight of, in every tab. */
  lose(jobId: string): void;
  /** Another tab has lost sight of it. */
  noticeLost(jobId: string): void;
  /** Whether somebody needs to know: the client is started, or an action waits. */
  isNeeded(): boolean;
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
  /** Whether changes are told without asking; silence then means that there are none. */
  isPushed(): boolean;
  /** Whether events are to be followed; called with every change of what matters, also with the same word again. */
  follow(wants: boolean): void;
  emit(event: ClientEvent): void;
}

export function createTracker(options: Options): Tracker {
  const { jobs, intake, requests, environment, tabs, canListJobs, emit } = options;
  const { clock } = environment;
  const times = createPollTimes({ clock, random: environment.random, isPushed: options.isPushed });
  /** When the provider last answered, by job. Milliseconds since 1970. */
  const answeredAt = new Map<string, number>();
  const waiters = createJobWaiters();
  const asker = createAsker({ requests, intake, canListJobs, onGone: lose });
  let started = 0;
  let timer: { handle: unknown; at: number } | undefined;
  let asking = false;
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

  function schedule(): void {
    followSurroundings();
    const wasReached = reached;
    reached = canReach();
    if (reached && !wasReached) options.onReach();
    tabs.compete(reached);
    options.follow(reached && tabs.leads());
    beatIn(reached && !asking && tabs.leads() ? times.wait() : undefined);
  }

  /** @param wait milliseconds; nothing for never */
  function beatIn(wait: number | undefined): void {
    const now = clock.now();
    // Most news only put a question off: the beat that is to come will find nothing due, and look when something is.
    if (timer && wait !== undefined && timer.at >= now && timer.at <= now + wait) return;
    clock.clearTimeout(timer?.handle);
    timer = wait === undefined ? undefined : { handle: clock.setTimeout(() => void beat(), wait), at: now + wait };
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
    timer = undefined;
    const due = times.due();
    if (due.length > 0 && canReach() && tabs.leads()) {
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
      times.answered();
      for (const id of due) answeredAt.set(id, clock.now());
    } catch (thrown) {
      if (isCancelled(thrown)) return;
      times.failed(toConnectionsError(thrown).failure.retryAt);
    }
    const asked = due.map(jobOf).filter((job) => job !== undefined);
    times.putOff(asked.filter(isTracked));
    for (const job of asked) if (!isTracked(job)) lose(job.id);
  }

  /** The provider may still be working: `unknown`, never failed. */
  function lose(jobId: string): void {
    const job = jobOf(jobId);
    times.delete(jobId);
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
        times.delete(job.id);
        waiters.resolve(job);
      } else if (isTracked(job) && !times.has(job.id) && deadlineOf(job) <= clock.now()) {
        if (job.status !== 'unknown') lose(job.id);
      }
    }
    times.putOff(news.filter((job) => isTracked(job) && (times.has(job.id) || deadlineOf(job) > clock.now())));
    schedule();
  }

  return {
    start() {
      started += 1;
      if (started === 1) {
        noticeJobs(jobs.getState().table.entries.filter((job) => !times.has(job.id)));
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
      if (known && !times.has(jobId)) noticeJobs([known]);
      const job = jobOf(jobId);
      // A log-out, or the end of the client, came between the answer to the command and this.
      if (!job || requests.isDisposed()) return Promise.reject(createConnectionsError('aborted'));
      // Settled, or lost sight of by another tab while the answer to the command was on its way: nobody asks for it any more.
      if (!times.has(jobId)) return Promise.resolve(job);
      const settled = waiters.wait(jobId);
      schedule();
      return settled;
    },
    noticeJobs,
    noticePush(jobIds) {
      for (const id of jobIds) {
        const job = jobOf(id);
        answeredAt.set(id, clock.now());
        if (job && times.has(id)) times.putOff([job]);
      }
      schedule();
    },
    lose,
    noticeLost(jobId) {
      const job = jobOf(jobId);
      times.delete(jobId);
      if (job && !isSettled(job) && job.status !== 'unknown') loseSight(job);
      schedule();
    },
    isNeeded,
    mayAsk: canReach,
    schedule,
    reset() {
      times.clear();
      answeredAt.clear();
      waiters.abort();
      schedule();
    },
  };
}

/**
 * Asks the provider in the place of all streams of one user.
 *
 * - Jobs: as often as a client would (`pollDelay`) while one is under way, every 15 to 30 seconds else, and soon after a command.
 * - Connections: every minute, and when a job has settled. What is there at first is not told: the page has just read it.
 * - After failed requests ever more seldom; never before the time that the provider named (`Retry-After`).
 */
import type { Clock } from '../core/model/clock';
import { toConnectionsError } from '../core/model/errors';
import { isSettled, type Job } from '../core/model/job';
import { pollDelay } from '../core/model/poll-schedule';
import type { Transport, TransportEvent } from '../core/transport';
import { connectionFields } from './contract-fields';
import { listNewestJobs } from './job-list';
import type { Journal } from './journal';
import { createJournalReader } from './journal-reader';
import type { Report } from './report';
import { takeFields } from './take-fields';

export interface Poller {
  /** @throws what the transport throws */
  poll(signal: AbortSignal): Promise<void>;
  /** Milliseconds until it is time to poll; 0 when it is. */
  delay(): number;
  /** Milliseconds until the provider allows it at all. @param thrown what else it has said just now */
  forbidden(thrown?: unknown): number;
  /** Something has changed: it is time as soon as the provider allows it. */
  hasten(changed: { connections: boolean }): void;
}

interface Options {
  userId: string;
  journal: Journal;
  clock: Pick<Clock, 'now'>;
  /** In [0, 1). */
  random(): number;
  /** Asked for each time: a newer session may have come. */
  transport(): Transport;
  /** @returns whether that was news */
  tell(event: TransportEvent): boolean;
  /** Hears why the journal failed; what the provider says is told all the same. */
  report: Report;
}

const mostJobs = 50;
const mostPages = 20;
/** Milliseconds. */
const shortestIdle = 15_000;
const longestIdle = 30_000;
const longestAfterFailures = 60_000;
const betweenConnections = 60_000;

export function createPoller({ userId, journal, clock, random, transport, tell, report }: Options): Poller {
  let running: readonly Job[] = [];
  let facts: ReadonlyMap<string, string> | undefined;
  let connectionsDueAt = 0;
  let dueAt = 0;
  /** Since the poll began that is under way: its answers may be older than the change. */
  let isHastened = false;
  let notBefore = 0;
  let failures = 0;

  async function pollJobs(signal: AbortSignal): Promise<void> {
    const source = transport();
    if (!source.listJobs) return;
    const listProviderJobs: NonNullable<Transport['listJobs']> = (query) =>
      source.listJobs?.(query, { signal }) ?? Promise.resolve({ items: [] });
    const history = createJournalReader(journal, report);
    const jobs = await listNewestJobs({ userId, journal: history, listProviderJobs }, mostJobs);
    running = jobs.filter((job) => !isSettled(job) && job.recordedBy === 'provider');
    for (const job of [...jobs].reverse()) {
      const isNews = tell({ type: 'job-changed', job });
      if (isNews && isSettled(job)) connectionsDueAt = 0;
    }
  }

  async function pollConnections(signal: AbortSignal): Promise<void> {
    connectionsDueAt = clock.now() + betweenConnections;
    const read = new Map<string, string>();
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const { items, nextCursor } = await transport().listConnections(cursor === undefined ? {} : { cursor }, {
        signal,
      });
      for (const item of items) {
        const connection = takeFields(connectionFields, item);
        read.set(connection.id, JSON.stringify(connection));
        if (facts && facts.get(connection.id) !== read.get(connection.id))
          tell({ type: 'connection-changed', connection });
      }
      cursor = nextCursor;
      if (cursor === undefined) break;
    }
    const isWhole = cursor === undefined;
    const gone = isWhole ? [...(facts?.keys() ?? [])].filter((id) => !read.has(id)) : [];
    for (const connectionId of gone) tell({ type: 'connection-removed', connectionId });
    facts = isWhole ? read : new Map([...(facts ?? []), ...read]);
  }

  function askAgain(thrown: unknown): never {
    connectionsDueAt = 0;
    throw thrown;
  }

  /** Of all that is under way the first that is due; one chance for all, or many jobs would make it short. */
  function usualDelay(): number {
    const state = { now: clock.now(), failures, random: random() };
    const idle = shortestIdle + state.random * (longestIdle - shortestIdle);
    return Math.min(
      failures === 0 ? idle : Math.min(longestAfterFailures, idle * 2 ** failures),
      ...running.map((job) => pollDelay(job, state)),
    );
  }

  return {
    async poll(signal) {
      isHastened = false;
      try {
        await pollJobs(signal);
        if (clock.now() >= connectionsDueAt) await pollConnections(signal).catch(askAgain);
        failures = 0;
        notBefore = 0;
      } catch (thrown) {
        failures += 1;
        notBefore = retryTimeOf(thrown);
        throw thrown;
      } finally {
        if (!isHastened) dueAt = clock.now() + usualDelay();
      }
    },
    delay: () => Math.max(0, Math.max(dueAt, notBefore) - clock.now()),
    forbidden: (thrown) => Math.max(0, Math.max(notBefore, retryTimeOf(thrown)) - clock.now()),
    hasten({ connections }) {
      isHastened = true;
      dueAt = 0;
      if (connections) connectionsDueAt = 0;
    },
  };
}

/** Milliseconds since 1970; 0 where none was named. */
function retryTimeOf(thrown: unknown): number {
  const { retryAt } = toConnectionsError(thrown).failure;
  return (retryAt !== undefined && Date.parse(retryAt)) || 0;
}

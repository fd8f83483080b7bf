/** What one user's streams are told: the transport's own events or, where it has none, what asking finds. */
import type { Clock } from '../core/model/clock';
import { toConnectionsError, type ErrorCode } from '../core/model/errors';
import { isSettled, type Job } from '../core/model/job';
import type { Transport, TransportEvent } from '../core/transport';
import { eventFields } from './contract-fields';
import { createEventLog, type EventLog } from './event-log';
import type { Journal } from './journal';
import { createJournalReader } from './journal-reader';
import { joinLost } from './lost-answers';
import { createPoller } from './poller';
import { recall } from './recall';
import type { Report } from './report';
import { takeFields } from './take-fields';

/** One stream. */
export interface Viewer {
  transport: Transport;
  report: Report;
  onNews(): void;
}

export interface Feed {
  log: EventLog;
  /** Once the jobs as they are stand in the log. Rejects as the transport does, and the feed has ended then. */
  opened: Promise<void>;
  enter(viewer: Viewer): void;
  /** How many streams follow it. */
  viewers(): number;
  /** The last one's leave ends the feed, unless somebody comes within five seconds. */
  leave(viewer: Viewer): void;
  /** Its stream goes on: a sign of life, time and again. */
  stay(): void;
  /** Its request has ended without a word to it, as those of Workers may. */
  isGone(): boolean;
  /** A command of the user was answered by this job, or by nothing that could be understood. Never throws: it was executed. */
  notice(job?: Job): void;
}

interface Options {
  userId: string;
  journal: Journal;
  clock: Clock;
  random(): number;
  /** Whether nobody but its own stream may touch its timers and signals: a command is then heard of at the next turn. */
  apart: boolean;
  onEnd(): void;
}

/** Milliseconds. */
const linger = 5_000;
const longestPause = 60_000;
/** A provider may name any time; a timer takes no more than 24 days. */
const longestTimer = 3_600_000;
/** Of one that is apart. */
const longestTurn = 2_000;
/** More than the first poll may take, and several heartbeats. */
const longestSilence = 120_000;

/** After these the transport will not push, however often it is asked. */
const neverPushes: readonly ErrorCode[] = ['not-supported', 'forbidden', 'not-found', 'not-available'];

export function createFeed({ userId, journal, clock, random, apart, onEnd }: Options, first: Viewer): Feed {
  const log = createEventLog();
  const viewers = new Set([first]);
  const ending = new AbortController();
  const { signal } = ending;
  let last = first;
  let lingering: unknown;
  let wake = () => {};
  let seenAt = clock.now();

  /** Of those that are there, the one who has signed in last: an older session may have ended meanwhile. */
  const viewer = () => [...viewers].at(-1) ?? last;
  const report: Report = (thrown) => viewer().report(thrown);
  const poller = createPoller({ userId, journal, clock, random, transport: () => viewer().transport, tell, report });
  const opened = open();
  opened.catch(end);

  /** One odd event costs no other. */
  function tell(event: TransportEvent): boolean {
    try {
      const isNews = !signal.aborted && log.add(onlyContract(event));
      if (isNews) for (const each of viewers) each.onNews();
      return isNews;
    } catch (thrown) {
      report(thrown);
      return false;
    }
  }

  async function tellRecalled(event: TransportEvent): Promise<void> {
    if (event.type !== 'job-changed') return void tell(event);
    const history = createJournalReader(journal, report);
    const [job = event.job] = await joinLost(history, userId, await recall(history, userId, [event.job]));
    tell({ ...event, job });
  }

  async function open(): Promise<void> {
    const pushing = first.transport.watch ? follow() : Promise.resolve();
    await poller.poll(signal);
    void pushing.then(pollOn);
  }

  async function pollOn(): Promise<void> {
    while (!signal.aborted) {
      const delay = poller.delay();
      if (delay > 0) await pause(delay);
      else await pollAgain();
    }
  }

  async function pollAgain(): Promise<void> {
    await poller.poll(signal).catch((thrown: unknown) => {
      if (!signal.aborted) report(thrown);
    });
  }

  /** Until the end, or until the transport says that it never pushes. What was told while the link was lost is asked for. */
  async function follow(): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      let forbidden = 0;
      try {
        // A signal of its own for each link: what listens to it goes with the link.
        const link = AbortSignal.any([signal]);
        for await (const event of viewer().transport.watch?.({ signal: link }) ?? []) {
          if (signal.aborted) return;
          failures = 0;
          await tellRecalled(event).catch(report);
        }
      } catch (thrown) {
        if (signal.aborted || neverPushes.includes(toConnectionsError(thrown).code)) return;
        report(thrown);
        forbidden = poller.forbidden(thrown);
      }
      await pause(Math.max(forbidden, (0.5 + random() / 2) * Math.min(longestPause, 1_000 * 2 ** failures)));
      if (!signal.aborted && poller.forbidden() === 0) await pollAgain();
    }
  }

  /** Ends early when somebody has acted. */
  function pause(delay: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => wake(), Math.min(apart ? longestTurn : longestTimer, delay));
      wake = () => {
        clock.clearTimeout(timer);
        resolve();
      };
      if (signal.aborted) wake();
    });
  }

  function end(): void {
    clock.clearTimeout(lingering);
    ending.abort();
    wake();
    onEnd();
  }

  return {
    log,
    opened,
    viewers: () => viewers.size,
    stay: () => void (seenAt = clock.now()),
    isGone: () => apart && clock.now() - seenAt > longestSilence,
    enter(entering) {
      clock.clearTimeout(lingering);
      viewers.add(entering);
    },
    leave(leaving) {
      if (!viewers.delete(leaving)) return;
      last = leaving;
      if (viewers.size > 0 || signal.aborted) return;
      if (apart) end();
      else lingering = clock.setTimeout(end, linger);
    },
    notice(job) {
      if (job && !apart) tell({ type: 'job-changed', job });
      poller.hasten({ connections: job === undefined || isSettled(job) });
      if (apart) return;
      try {
        wake();
      } catch (thrown) {
        // Workers let no request touch the timer of another's stream.
        report(thrown);
      }
    },
  };
}

/** @throws ConnectionsError `bad-response` for what is no event of the contract */
function onlyContract(event: TransportEvent): TransportEvent {
  switch (event.type) {
    case 'job-changed':
      return { type: event.type, job: takeFields(eventFields[event.type].job, event.job) };
    case 'connection-changed':
      return { type: event.type, connection: takeFields(eventFields[event.type].connection, event.connection) };
    case 'connection-removed':
      return takeFields(eventFields[event.type], event);
  }
}

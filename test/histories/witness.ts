/** Whoever looks on, and remembers what the promises are judged by. */
import type { ClientEvent, ConnectionsClient } from '../../src/core/client/client';
import { isSettled, type Job } from '../../src/core/model/job';
import type { JobsState } from '../../src/core/stores/job-store';
import type { Bank, Command } from './bank';
import type { Page, Press } from './world';
import { operationsOf } from './world';

interface Options {
  bank: Bank;
  /** True time. Milliseconds since 1970. */
  now(): number;
  pushes: boolean;
  pages: readonly Page[];
  stored: ReadonlyMap<string, string>;
  isOnline(): boolean;
}

const second = 1_000;
const minute = 60 * second;
/** The longest delay of the schedule after failures, and while push tells. */
const longest = minute;
/** The longest delay of the schedule otherwise. */
const usual = 15 * second;
/** The provider itself tries again later. */
const longestOfRetries = 5 * minute;
/** The schedule: at most so many rounds a minute. */
const mostRounds = 60;

export function createWitness({ bank, now, pushes, pages, stored, isOnline }: Options) {
  const breaches: string[] = [];
  /** The press behind each gesture. */
  const gestures = new Map<string, Press>();
  const rounds = new Map<number, number[]>();
  const jumps: number[] = [];
  let calmSince = now();
  let lastFault = -Infinity;
  let judged = 0;
  /** Those up to this one have logged out. */
  let gone = 0;

  const disturb = () => void (calmSince = now());
  const breach = (said: string) => void breaches.push(said);
  const mayAsk = ({ tab, client, isFrozen }: Page) =>
    !isFrozen() && tab.visible.get() && isOnline() && client.connections.getState().signedOut !== true;

  function noticeGesture(
    page: Page,
    event: Extract<ClientEvent, { type: 'action-requested' | 'action-settled' }>,
  ): void {
    const { runId, connectionId, action } = event;
    if (gestures.has(runId)) return;
    const press = [...page.presses].find(
      (one) => one.runId === undefined && one.connectionId === connectionId && one.action === action,
    );
    if (!press) return breach(`${action} of ${connectionId} was begun without a press`);
    press.runId = runId;
    gestures.set(runId, press);
  }

  function noticeRound(page: Page): void {
    const own = (rounds.get(page.number) ?? []).filter((at) => at > now() - minute);
    own.push(now());
    rounds.set(page.number, own);
    const leaps = jumps.filter((at) => at > now() - minute).length;
    if (own.length > mostRounds + leaps) breach(`page ${page.number} asked ${own.length} times in a minute`);
    if (!mayAsk(page)) breach(`page ${page.number} asked while it could or should not`);
  }

  function compare(state: JobsState, before: JobsState): void {
    const isCleared = Object.keys(state.byId).length === 0;
    for (const job of Object.values(before.byId)) {
      const next = state.byId[job.id];
      if (next === job || !isSettled(job)) continue;
      if (next ? next.status !== job.status : !isCleared) breach(`${job.id} was ${job.status}, then ${next?.status}`);
    }
  }

  /** What the bank was told to do since the last look, and by whom. */
  function judgeCommands(): void {
    for (; judged < bank.commands.length; judged += 1) {
      const command = bank.commands[judged];
      if (command) judgeCommand(command, bank.commands.slice(0, judged));
    }
  }

  function judgeCommand({ kind, connectionId, runId, page, isRepeated }: Command, before: readonly Command[]): void {
    const said = `${kind} of ${connectionId} in ${runId} by page ${page}`;
    const press = gestures.get(runId ?? '');
    const operations = press ? operationsOf(press.action) : [];
    if (!press || press.connectionId !== connectionId || !operations.includes(kind))
      return breach(`${said}: no gesture`);
    const done = before.filter((one) => one.runId === runId && !one.isRepeated).map((one) => one.kind);
    const [first] = operations;
    if (first !== kind && first && !done.includes(first)) breach(`${said}: before what precedes it`);
    if (!isRepeated && done.includes(kind)) breach(`${said}: executed twice`);
    if (page === press.page) return;
    if (kind !== 'refresh') breach(`${said}: pressed on page ${press.page}`);
    if (pages.some(({ presses }) => presses.has(press))) breach(`${said}: page ${press.page} is still at it`);
  }

  /** Nobody's word of the bank's end may be later than one heartbeat, once it can be had. */
  function judgeSettled(page: Page): void {
    const isCalm = page.isMounted && mayAsk(page) && bank.coolUntil() <= now();
    for (const job of Object.values(page.client.jobs.getState().byId)) {
      if (isSettled(job) || job.recordedBy === 'kit') continue;
      const truth = bank.job(job.id);
      const settledAt = bank.settledAt(job.id);
      if (!isCalm || settledAt === undefined || !truth) continue;
      if (job.status === 'unknown') judgeLost(job, truth);
      else if (now() > dueOf(job, settledAt))
        breach(`page ${page.number}: ${job.id} still ${job.status}, ended ${now() - settledAt} ms ago`);
    }
  }

  function judgeLost(job: Job, truth: Job): void {
    const isYoung = now() - Date.parse(truth.createdAt) < 30 * minute;
    if (isYoung && jumps.length === 0 && job.id.startsWith(`p${bank.person()}-`)) breach(`${job.id} was lost sight of`);
  }

  function dueOf(job: Job, settledAt: number): number {
    const heartbeat = job.retryAt === undefined ? (pushes ? longest : usual) : longestOfRetries;
    return (
      Math.max(calmSince, lastFault + longest, bank.coolUntil() + longest, bank.lagsUntil(), settledAt) +
      heartbeat +
      second
    );
  }

  function judgeForgotten(page: Page): void {
    const { connections, jobs } = page.client;
    const found = formerIn(JSON.stringify([connections.getState(), jobs.getState()]));
    if (found) breach(`page ${page.number} still has ${found}`);
  }

  function formerIn(text: string): string | undefined {
    return [...text.matchAll(/p(\d+)-[a-z]*\d*/g)].find(([, person]) => Number(person) <= gone)?.[0];
  }

  return {
    disturb,
    breach,
    noticeFault: () => void (lastFault = now()),
    noticeJump() {
      jumps.push(now());
      disturb();
    },
    noticeLogOut: () => void (gone = bank.people()),
    noticeEvent(number: number, event: ClientEvent) {
      const page = pages.find((one) => one.number === number);
      if (!page) return;
      if (event.type === 'action-requested') noticeGesture(page, event);
      if (event.type === 'poll-sent') noticeRound(page);
      if (event.type === 'signed-out' || event.type === 'push-lost') lastFault = now();
    },
    follow(client: ConnectionsClient) {
      client.jobs.subscribe(compare);
    },
    /** @param isSettledDown nothing is on its way any more, but for what waits by the clock */
    judge(isSettledDown: boolean) {
      judgeCommands();
      if (isSettledDown) {
        for (const page of pages) {
          judgeSettled(page);
          if (gone > 0 && !page.isFrozen()) judgeForgotten(page);
        }
        if (gone > 0) for (const [key, value] of stored) if (formerIn(value)) breach(`the storage still has ${key}`);
      }
      if (breaches.length > 0) throw new Error(breaches.join('\n'));
    },
  };
}

/**
 * One gesture, read top to bottom: for each operation of the action, ask → job → settle → next.
 *
 * - A second press while busy joins the first and sends nothing.
 * - After an operation that did not succeed, none is sent.
 * - What a page that is gone had not done yet is offered; a refresh younger than 15 minutes goes on by itself, a purge or a
 *   revoke never.
 */
import { actions, isOperationKind, type ActionName, type OperationKind } from '../model/actions';
import type { Availability } from '../model/availability';
import { createConnectionsError, toConnectionsError } from '../model/errors';
import { isSettled, type Job } from '../model/job';
import type { AskOperation } from './ask-operation';
import type { ActionResult, ClientEvent, GestureOptions } from './client';
import type { Intake, Operation } from './intake';
import type { Ledger, RunRecord } from './ledger';
import type { Tabs } from './tabs';
import type { Tracker } from './track-jobs';

export interface RunAction {
  run(connectionId: string, action: ActionName, gesture?: GestureOptions): Promise<ActionResult>;
  /** Goes on with a gesture of a page that is gone; to be called by the one tab that holds it. Never rejects. */
  resume(run: RunRecord): Promise<void>;
  isOwn(runId: string): boolean;
  /** What runs is let go of: a later press joins none of it. */
  reset(): void;
}

interface Options {
  intake: Intake;
  tracker: Pick<Tracker, 'settled'>;
  ledger: Ledger;
  tabs: Tabs;
  asking: AskOperation;
  now(): number;
  createId(): string;
  availability(connectionId: string, action: ActionName): Availability;
  /** Reads the connection anew. Throws ConnectionsError. */
  readConnection(connectionId: string): Promise<void>;
  emit(event: ClientEvent): void;
}

/** Milliseconds after the press in which a refresh that was left over goes on by itself. */
const freshGesture = 15 * 60_000;

export function createRunAction(options: Options): RunAction {
  const { intake, tracker, ledger, tabs, asking, emit } = options;
  const running = new Map<string, { action: ActionName; runId: string; result: Promise<ActionResult> }>();

  const isOwn = (runId: string) => [...running.values()].some((one) => one.runId === runId);

  /** @param jobs those that are settled or lost sight of, added as it goes */
  async function runOperations(start: RunRecord, jobs: Job[], gesture?: GestureOptions): Promise<ActionResult> {
    const { connectionId, action, runId } = start;
    const operations: readonly OperationKind[] = actions[action];
    let { done } = start;
    for (const kind of operations.slice(done)) {
      begin(connectionId, { kind, runId, action });
      ledger.putRun({ ...start, done, asked: done + 1 });
      const job = await settle(connectionId, { kind, runId, action }, gesture);
      if (!isOwn(runId)) throw createConnectionsError('aborted');
      jobs.push(job);
      if (job.status !== 'succeeded') return resultOf(jobs, operations.slice(done));
      done += 1;
      ledger.putRun({ ...start, done, asked: done });
    }
    return resultOf(jobs, []);
  }

  async function settle(connectionId: string, operation: Operation, gesture?: GestureOptions): Promise<Job> {
    const asked = await asking.ask(connectionId, operation, gesture);
    if (asked.recordedBy === 'provider') begin(connectionId, { ...operation, jobId: asked.id });
    return tracker.settled(asked.id);
  }

  function begin(connectionId: string, operation: Operation): void {
    intake.beginOperation(connectionId, operation);
    tabs.tell({ type: 'operation-begun', connectionId, operation });
  }

  async function perform(start: RunRecord, gesture?: GestureOptions): Promise<ActionResult> {
    const { connectionId, action, runId } = start;
    emit({ type: 'action-requested', connectionId, action, runId });
    const jobs: Job[] = [];
    let result: ActionResult;
    try {
      result = await runOperations(start, jobs, gesture);
      await readAfter(connectionId, result);
      if (result.outcome === 'partial' && isOwn(runId)) offer(start, result.remaining);
      else finish(connectionId, runId, result.outcome);
    } catch (thrown) {
      const remaining = actions[action].slice(start.done + jobs.length);
      result = { outcome: 'unknown', jobs, remaining, failure: toConnectionsError(thrown).failure };
    } finally {
      intake.endOperation(connectionId, runId);
    }
    emit({ type: 'action-settled', connectionId, action, runId, outcome: result.outcome });
    return result;
  }

  /** With a success nothing is left over of what was begun before, either. */
  function finish(connectionId: string, runId: string, outcome: ActionResult['outcome']): void {
    const isAll = outcome === 'succeeded';
    ledger.dropRuns((run) => run.runId === runId || (isAll && run.connectionId === connectionId));
    if (isAll) intake.setRemaining(connectionId, []);
  }

  function offer(start: RunRecord, remaining: readonly OperationKind[]): void {
    const done = actions[start.action].length - remaining.length;
    ledger.putRun({ ...start, done, asked: done, stopped: true });
    intake.setRemaining(start.connectionId, remaining);
  }

  /** A refresh changes what the bank says of the connection, whether it succeeded or failed. */
  async function readAfter(connectionId: string, result: ActionResult): Promise<void> {
    const fetched = result.jobs.some((job) => job.kind === 'refresh' && isSettled(job));
    if (fetched) await options.readConnection(connectionId).catch(() => {});
  }

  /** A job that this client did not start (found after a reload, or another tab's) is joined by its own gesture. */
  async function join(connectionId: string, action: ActionName): Promise<ActionResult | undefined> {
    const job = asking.jobInFlight(connectionId);
    const [operation, ...more] = actions[action];
    if (job === undefined || job.kind !== operation || more.length > 0) return undefined;
    try {
      const settled = await tracker.settled(job.id);
      return resultOf([settled], settled.status === 'succeeded' ? [] : [operation]);
    } catch (thrown) {
      const { failure } = toConnectionsError(thrown);
      return { outcome: 'unknown', jobs: [job], remaining: [operation], failure };
    }
  }

  function own(start: RunRecord, gesture?: GestureOptions): Promise<ActionResult> {
    const { connectionId, action, runId } = start;
    const result = perform(start, gesture).finally(() => {
      if (running.get(connectionId)?.result === result) running.delete(connectionId);
    });
    running.set(connectionId, { action, runId, result });
    return result;
  }

  async function run(connectionId: string, action: ActionName, gesture?: GestureOptions): Promise<ActionResult> {
    const current = running.get(connectionId);
    if (current?.action === action) return current.result;
    const availability = options.availability(connectionId, action);
    if (!availability.available) {
      const joined = availability.reason === 'busy' && !current ? await join(connectionId, action) : undefined;
      return joined ?? { outcome: 'unavailable', jobs: [], remaining: actions[action] };
    }
    const runId = options.createId();
    const letGo = tabs.hold(runId);
    const startedAt = new Date(options.now()).toISOString();
    return own({ runId, connectionId, action, startedAt, done: 0, asked: 0 }, gesture).finally(letGo);
  }

  /** What an interrupted purge or revoke came to; nothing when it was not asked for, or when it was a refresh. */
  async function findInterrupted({ connectionId, action, runId, done, asked }: RunRecord): Promise<Job | undefined> {
    const kind = actions[action][done];
    if (asked <= done || kind === undefined || kind === 'refresh') return undefined;
    return asking.findOut(connectionId, { kind, runId, action });
  }

  async function resume(start: RunRecord): Promise<void> {
    const { connectionId, action } = start;
    const found = await findInterrupted(start);
    const done = found?.status === 'succeeded' ? start.done + 1 : start.done;
    const rest = { ...start, done, asked: done };
    const remaining: readonly OperationKind[] = actions[action].slice(done);
    if (remaining.length === 0) return finish(connectionId, start.runId, 'succeeded');
    const isFresh = options.now() - Date.parse(start.startedAt) < freshGesture;
    if (remaining.join() !== 'refresh' || !isFresh) return offer(rest, remaining);
    const availability = options.availability(connectionId, 'refresh');
    if (availability.available) await own(rest);
    else if (availability.reason === 'busy') finish(connectionId, start.runId, 'failed');
    else offer(rest, remaining);
  }

  return {
    run,
    resume: (start) => resume(start).catch(() => {}),
    isOwn,
    reset: () => running.clear(),
  };
}

function resultOf(jobs: readonly Job[], remaining: readonly OperationKind[]): ActionResult {
  const last = jobs.at(-1);
  const someDone = jobs.some((job) => job.status === 'succeeded' && isOperationKind(job.kind));
  const outcome =
    remaining.length === 0 ? 'succeeded' : last?.status === 'unknown' ? 'unknown' : someDone ? 'partial' : 'failed';
  return { outcome, jobs, remaining, ...(last?.failure && { failure: last.failure }) };
}

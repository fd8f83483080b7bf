/**
 * One gesture, read top to bottom: for each operation of the action, ask → job → settle → next.
 *
 * - A second press while busy joins the first and sends nothing.
 * - After an operation that did not succeed, none is sent.
 * - A purge or revoke whose answer was lost is never sent again by itself: a revoke is settled by reading the connection,
 *   a purge is `unknown` and left to the person.
 */
import { actions, isOperationKind, type ActionName, type OperationKind } from '../model/actions';
import type { Availability } from '../model/availability';
import { createJob } from '../model/create-job';
import { createConnectionsError, toConnectionsError } from '../model/errors';
import type { Failure } from '../model/failure';
import { isSettled, type Job } from '../model/job';
import type { JobsState } from '../stores/job-store';
import { selectJobs } from '../stores/selectors';
import type { CommandOptions, Transport } from '../transport';
import type { ActionResult, ClientEvent, GestureOptions } from './client';
import type { Intake, Operation } from './intake';
import { isAnswerLost, isCancelled, type Requests } from './requests';
import type { Tracker } from './track-jobs';

export interface RunAction {
  run(connectionId: string, action: ActionName, gesture?: GestureOptions): Promise<ActionResult>;
  /** What runs is let go of: a later press joins none of it. */
  reset(): void;
}

interface Options {
  requests: Requests;
  intake: Intake;
  tracker: Tracker;
  jobs(): JobsState;
  createId(): string;
  availability(connectionId: string, action: ActionName): Availability;
  /** Reads the connection anew. Throws ConnectionsError. */
  readConnection(connectionId: string): Promise<void>;
  readJobs(connectionId: string): Promise<void>;
  emit(event: ClientEvent): void;
}

const methods = {
  refresh: 'refreshConnection',
  purge: 'purgeConnection',
  revoke: 'revokeConnection',
} as const satisfies Record<OperationKind, keyof Transport>;

export function createRunAction(options: Options): RunAction {
  const { requests, intake, tracker, emit } = options;
  const running = new Map<string, { action: ActionName; result: Promise<ActionResult> }>();

  /** @param jobs those that are settled or lost sight of, added as it goes */
  async function runOperations(
    connectionId: string,
    action: ActionName,
    runId: string,
    jobs: Job[],
    gesture: GestureOptions | undefined,
  ): Promise<ActionResult> {
    const operations: readonly OperationKind[] = actions[action];
    for (const [index, kind] of operations.entries()) {
      intake.beginOperation(connectionId, { kind, runId, action });
      const job = await settleOperation(connectionId, { kind, runId, action }, gesture);
      jobs.push(job);
      if (job.status !== 'succeeded') return resultOf(jobs, operations.slice(index));
    }
    return resultOf(jobs, []);
  }

  async function settleOperation(
    connectionId: string,
    operation: Operation,
    gesture: GestureOptions | undefined,
  ): Promise<Job> {
    const asked = await ask(connectionId, operation, gesture);
    if (asked.recordedBy === 'provider') intake.beginOperation(connectionId, { ...operation, jobId: asked.id });
    return tracker.settled(asked.id);
  }

  /** The job of the operation; when the request itself failed, the kit records a job that says so. */
  async function ask(
    connectionId: string,
    { kind, runId }: Operation,
    gesture: GestureOptions | undefined,
  ): Promise<Job> {
    try {
      const job = await requests.send(
        (transport, signal) =>
          command(transport, kind)(connectionId, { signal, runId, idempotencyKey: `${runId}.${kind}` }),
        gesture,
      );
      const ownRun = job.recordedBy === 'kit' ? undefined : job.runId;
      return put({ ...job, kind, connectionId: job.connectionId ?? connectionId, runId: ownRun ?? runId });
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown;
      const { failure } = toConnectionsError(thrown);
      const found = isAnswerLost(thrown) ? await findOut(connectionId, kind) : 'failed';
      if (typeof found !== 'string') return put({ ...found, runId: found.runId ?? runId });
      const reason = found === 'succeeded' ? undefined : failure;
      return put(recordJob(options, connectionId, kind, runId, found, reason));
    }
  }

  /** What became of an operation whose answer was lost: its job, or how it ended. Throws when the client ends meanwhile. */
  async function findOut(connectionId: string, kind: OperationKind): Promise<Job | Job['status']> {
    if (kind === 'purge') return 'unknown';
    return kind === 'refresh' ? ((await findRefresh(connectionId)) ?? 'failed') : revokedOrNot(connectionId);
  }

  function put(job: Job): Job {
    return intake.putJobs([job])[0] ?? job;
  }

  /** A refresh whose answer was lost may run all the same. */
  async function findRefresh(connectionId: string): Promise<Job | undefined> {
    try {
      await options.readJobs(connectionId);
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown;
    }
    const job = jobInFlight(connectionId);
    return job?.kind === 'refresh' ? job : undefined;
  }

  function jobInFlight(connectionId: string): Job | undefined {
    return selectJobs(options.jobs(), connectionId).find((job) => !isSettled(job) && job.status !== 'unknown');
  }

  async function revokedOrNot(connectionId: string): Promise<Job['status']> {
    try {
      const connection = await requests.send((transport, signal) => transport.getConnection(connectionId, { signal }));
      return connection.status === 'revoked' ? 'succeeded' : 'failed';
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown;
      return toConnectionsError(thrown).code === 'not-found' ? 'succeeded' : 'unknown';
    }
  }

  async function perform(
    connectionId: string,
    action: ActionName,
    gesture: GestureOptions | undefined,
  ): Promise<ActionResult> {
    const runId = options.createId();
    emit({ type: 'action-requested', connectionId, action, runId });
    const jobs: Job[] = [];
    let result: ActionResult;
    try {
      result = await runOperations(connectionId, action, runId, jobs, gesture);
      await readAfter(connectionId, result);
      if (result.outcome === 'partial') intake.setRemaining(connectionId, result.remaining);
      if (result.outcome === 'succeeded') intake.setRemaining(connectionId, []);
    } catch (thrown) {
      const remaining = actions[action].slice(jobs.length);
      result = { outcome: 'unknown', jobs, remaining, failure: toConnectionsError(thrown).failure };
    } finally {
      intake.endOperation(connectionId, runId);
    }
    emit({ type: 'action-settled', connectionId, action, runId, outcome: result.outcome });
    return result;
  }

  /** A refresh changes what the bank says of the connection, whether it succeeded or failed. */
  async function readAfter(connectionId: string, result: ActionResult): Promise<void> {
    const fetched = result.jobs.some((job) => job.kind === 'refresh' && isSettled(job));
    if (fetched) await options.readConnection(connectionId).catch(() => {});
  }

  /** A job that this client did not start (found after a reload, or another tab's) is joined by its own gesture. */
  async function join(connectionId: string, action: ActionName): Promise<ActionResult | undefined> {
    const job = jobInFlight(connectionId);
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

  async function run(connectionId: string, action: ActionName, gesture?: GestureOptions): Promise<ActionResult> {
    const current = running.get(connectionId);
    if (current?.action === action) return current.result;
    const availability = options.availability(connectionId, action);
    if (!availability.available) {
      const joined = availability.reason === 'busy' && !current ? await join(connectionId, action) : undefined;
      return joined ?? { outcome: 'unavailable', jobs: [], remaining: actions[action] };
    }
    const result = perform(connectionId, action, gesture).finally(() => {
      if (running.get(connectionId)?.result === result) running.delete(connectionId);
    });
    running.set(connectionId, { action, result });
    return result;
  }

  return { run, reset: () => running.clear() };
}

function command(transport: Transport, kind: OperationKind) {
  return (connectionId: string, commandOptions: CommandOptions): Promise<Job> => {
    const job = transport[methods[kind]]?.(connectionId, commandOptions);
    return job ?? Promise.reject(createConnectionsError('not-supported'));
  };
}

function resultOf(jobs: readonly Job[], remaining: readonly OperationKind[]): ActionResult {
  const last = jobs.at(-1);
  const someDone = jobs.some((job) => job.status === 'succeeded' && isOperationKind(job.kind));
  const outcome =
    remaining.length === 0 ? 'succeeded' : last?.status === 'unknown' ? 'unknown' : someDone ? 'partial' : 'failed';
  return { outcome, jobs, remaining, ...(last?.failure && { failure: last.failure }) };
}

/** Recorded after every job known so far, so that a clock that runs behind the provider's does not hide the failure. */
function recordJob(
  options: Options,
  connectionId: string,
  kind: OperationKind,
  runId: string,
  status: Job['status'],
  failure: Failure | undefined,
): Job {
  const newest = selectJobs(options.jobs(), connectionId)[0];
  const now = options.intake.moment();
  const after = newest === undefined ? 0 : Date.parse(newest.updatedAt) + 1;
  const createdAt = new Date(Math.max(Date.parse(now), after || 0)).toISOString();
  const id = options.createId();
  return createJob({
    id,
    kind,
    connectionId,
    status,
    runId,
    createdAt,
    recordedBy: 'kit',
    ...(failure && { failure }),
  });
}

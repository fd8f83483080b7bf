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
import { selectJobs, selectUnsettledJob } from '../stores/selectors';
import type { CommandOptions, Transport } from '../transport';
import type { ActionResult, ClientEvent } from './client';
import type { Intake, Operation } from './intake';
import { isAnswerLost, type Requests } from './requests';
import type { Tracker } from './track-jobs';

export type RunAction = (connectionId: string, action: ActionName) => Promise<ActionResult>;

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

  async function runOperations(connectionId: string, action: ActionName, runId: string): Promise<ActionResult> {
    const jobs: Job[] = [];
    const operations: readonly OperationKind[] = actions[action];
    for (const [index, kind] of operations.entries()) {
      intake.beginOperation(connectionId, { kind, runId, action });
      const job = await settleOperation(connectionId, { kind, runId, action });
      jobs.push(job);
      if (job.status !== 'succeeded') return resultOf(jobs, operations.slice(index));
    }
    return resultOf(jobs, []);
  }

  async function settleOperation(connectionId: string, operation: Operation): Promise<Job> {
    const asked = await ask(connectionId, operation.kind, operation.runId);
    if (asked.recordedBy === 'provider') intake.beginOperation(connectionId, { ...operation, jobId: asked.id });
    return tracker.settled(asked.id);
  }

  /** The job of the operation; when the request itself failed, the kit records a job that says so. */
  async function ask(connectionId: string, kind: OperationKind, runId: string): Promise<Job> {
    try {
      const job = await requests.send((transport, signal) =>
        command(transport, kind)(connectionId, { signal, runId, idempotencyKey: `${runId}.${kind}` }),
      );
      return put({ ...job, kind, runId: job.runId ?? runId });
    } catch (thrown) {
      const { code, failure } = toConnectionsError(thrown);
      if (code === 'aborted' || code === 'disposed') throw thrown;
      const found = isAnswerLost(thrown) ? await findOut(connectionId, kind) : 'failed';
      if (typeof found !== 'string') return found;
      const reason = found === 'succeeded' ? undefined : failure;
      return put(recordJob(options, connectionId, kind, runId, found, reason));
    }
  }

  /** What became of an operation whose answer was lost: its job, or how it ended. */
  async function findOut(connectionId: string, kind: OperationKind): Promise<Job | Job['status']> {
    if (kind === 'purge') return 'unknown';
    return kind === 'refresh' ? ((await findRefresh(connectionId)) ?? 'failed') : revokedOrNot(connectionId);
  }

  function put(job: Job): Job {
    return intake.putJobs([job])[0] ?? job;
  }

  /** A refresh whose answer was lost may run all the same. */
  async function findRefresh(connectionId: string): Promise<Job | undefined> {
    await options.readJobs(connectionId).catch(() => {});
    const job = selectUnsettledJob(options.jobs(), connectionId);
    return job?.kind === 'refresh' && job.status !== 'unknown' ? job : undefined;
  }

  async function revokedOrNot(connectionId: string): Promise<Job['status']> {
    try {
      const connection = await requests.send((transport, signal) => transport.getConnection(connectionId, { signal }));
      return connection.status === 'revoked' ? 'succeeded' : 'failed';
    } catch (thrown) {
      return toConnectionsError(thrown).code === 'not-found' ? 'succeeded' : 'unknown';
    }
  }

  async function perform(connectionId: string, action: ActionName): Promise<ActionResult> {
    const runId = options.createId();
    emit({ type: 'action-requested', connectionId, action, runId });
    let result: ActionResult;
    try {
      result = await runOperations(connectionId, action, runId);
      await readAfter(connectionId, result);
      intake.setRemaining(connectionId, result.outcome === 'partial' ? result.remaining : []);
    } catch (thrown) {
      result = {
        outcome: 'unknown',
        jobs: [],
        remaining: actions[action],
        failure: toConnectionsError(thrown).failure,
      };
    } finally {
      intake.endOperation(connectionId);
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
    const job = selectUnsettledJob(options.jobs(), connectionId);
    const [operation, ...more] = actions[action];
    if (job === undefined || job.status === 'unknown' || job.kind !== operation || more.length > 0) return undefined;
    const settled = await tracker.settled(job.id).catch(() => undefined);
    return settled && resultOf([settled], settled.status === 'succeeded' ? [] : [operation]);
  }

  return async (connectionId, action) => {
    const current = running.get(connectionId);
    if (current?.action === action) return current.result;
    const availability = options.availability(connectionId, action);
    if (!availability.available) {
      const joined = availability.reason === 'busy' && !current ? await join(connectionId, action) : undefined;
      return joined ?? { outcome: 'unavailable', jobs: [], remaining: actions[action] };
    }
    const result = perform(connectionId, action).finally(() => running.delete(connectionId));
    running.set(connectionId, { action, result });
    return result;
  };
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

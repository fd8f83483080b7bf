/**
 * One operation asked for, and the job that says what became of it.
 *
 * - When the request itself failed, the kit records a job that says so.
 * - A purge or revoke whose answer was lost is never sent again by itself: a revoke is settled by reading the connection,
 *   a purge is `unknown` and left to the person. So it is with one whose answer a server has lost: its record keeps its id.
 */
import type { OperationKind } from '../model/actions';
import { createJob } from '../model/create-job';
import { createConnectionsError, toConnectionsError } from '../model/errors';
import { createFailure, type Failure } from '../model/failure';
import type { ConnectionState } from '../model/connection';
import { isSettled, type Job } from '../model/job';
import type { JobsState } from '../stores/job-store';
import { selectJob, selectJobs } from '../stores/selectors';
import type { CommandOptions, Transport } from '../transport';
import type { GestureOptions } from './client';
import type { Intake, Operation } from './intake';
import { isAnswerLost, isCancelled, type Requests } from './requests';

export interface AskOperation {
  /** Throws ConnectionsError when the client ends meanwhile. */
  ask(connectionId: string, operation: Operation, gesture?: GestureOptions): Promise<Job>;
  /** What became of a purge or revoke that a page which is gone has asked for; sends no command. Throws as `ask` does. */
  findOut(connectionId: string, operation: Operation): Promise<Job>;
  /**
   * What the connection says of a purge or revoke that is `unknown`: without data it was purged; with data that no refresh has
   * fetched since it was not. Throws ConnectionsError.
   */
  lookAgain(job: Job): Promise<Job>;
  jobInFlight(connectionId: string): Job | undefined;
}

interface Options {
  requests: Requests;
  intake: Intake;
  jobs(): JobsState;
  createId(): string;
  connection(connectionId: string): ConnectionState | undefined;
  /** Throws ConnectionsError. */
  readConnection(connectionId: string): Promise<void>;
  readJobs(connectionId: string): Promise<void>;
}

const methods = {
  refresh: 'refreshConnection',
  purge: 'purgeConnection',
  revoke: 'revokeConnection',
} as const satisfies Record<OperationKind, keyof Transport>;

export function createAskOperation(options: Options): AskOperation {
  const { requests, intake, jobs, createId, readJobs } = options;

  function put(job: Job): Job {
    return intake.putJobs([job])[0] ?? job;
  }

  function jobInFlight(connectionId: string): Job | undefined {
    return selectJobs(jobs(), connectionId).find((job) => !isSettled(job) && job.status !== 'unknown');
  }

  /** A refresh whose answer was lost may run all the same. */
  async function findRefresh(connectionId: string): Promise<Job | undefined> {
    try {
      await readJobs(connectionId);
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown;
    }
    const job = jobInFlight(connectionId);
    return job?.kind === 'refresh' ? job : undefined;
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

  /** Recorded after every job known so far, so that a clock that runs behind the provider's does not hide the failure. */
  function record(
    connectionId: string,
    operation: Operation,
    status: Job['status'],
    failure: Failure,
    id = createId(),
  ): Job {
    const newest = selectJobs(jobs(), connectionId)[0];
    const after = newest === undefined ? 0 : Date.parse(newest.updatedAt) + 1;
    const createdAt = new Date(Math.max(Date.parse(intake.moment()), after || 0)).toISOString();
    const { kind, runId } = operation;
    return put(
      createJob({
        id,
        kind,
        connectionId,
        status,
        runId,
        createdAt,
        recordedBy: 'kit',
        ...(status !== 'succeeded' && { failure }),
      }),
    );
  }

  /** Unless somebody else has found it out meanwhile. */
  function settleAs({ failure, ...job }: Job, status: Job['status']): Job {
    const known = selectJob(jobs(), job.id);
    if (known && isSettled(known)) return known;
    return put({ ...job, status, ...(status !== 'succeeded' && failure && { failure }), updatedAt: intake.moment() });
  }

  async function findOut(connectionId: string, operation: Operation, failure: Failure, id?: string): Promise<Job> {
    const { kind, runId } = operation;
    if (kind === 'purge') return record(connectionId, operation, 'unknown', failure, id);
    if (kind === 'revoke') return record(connectionId, operation, await revokedOrNot(connectionId), failure, id);
    const job = await findRefresh(connectionId);
    return job ? put({ ...job, runId: job.runId ?? runId }) : record(connectionId, operation, 'failed', failure, id);
  }

  return {
    async ask(connectionId, operation, gesture) {
      const { kind, runId } = operation;
      try {
        const job = await requests.send(
          (transport, signal) =>
            command(transport, kind)(connectionId, { signal, runId, idempotencyKey: `${runId}.${kind}` }),
          gesture,
        );
        const isLost = job.recordedBy === 'kit' && job.status === 'unknown';
        if (isLost) return await findOut(connectionId, operation, job.failure ?? createFailure('network'), job.id);
        const ownRun = job.recordedBy === 'kit' ? undefined : job.runId;
        return put({ ...job, kind, connectionId: job.connectionId ?? connectionId, runId: ownRun ?? runId });
      } catch (thrown) {
        if (isCancelled(thrown)) throw thrown;
        const { failure } = toConnectionsError(thrown);
        if (isAnswerLost(thrown)) return findOut(connectionId, operation, failure);
        return record(connectionId, operation, 'failed', failure);
      }
    },
    async findOut(connectionId, operation) {
      const { kind, runId } = operation;
      const told = selectJobs(jobs(), connectionId).find((job) => job.runId === runId && job.kind === kind);
      return findOut(connectionId, operation, told?.failure ?? createFailure('network'), told?.id);
    },
    async lookAgain(job) {
      const { connectionId, kind } = job;
      if (connectionId === null) return job;
      if (kind === 'revoke' && job.status === 'unknown') return settleAs(job, await revokedOrNot(connectionId));
      await options.readConnection(connectionId);
      const detail = options.connection(connectionId)?.detail;
      if (kind !== 'purge' || job.status !== 'unknown' || !detail) return job;
      if (!detail.profile && detail.accounts.length === 0) return settleAs(job, 'succeeded');
      const isFetchedSince = selectJobs(jobs(), connectionId).some(
        (other) => other.kind === 'refresh' && Date.parse(other.createdAt) >= Date.parse(job.createdAt),
      );
      return isFetchedSince ? job : settleAs(job, 'failed');
    },
    jobInFlight,
  };
}

function command(transport: Transport, kind: OperationKind) {
  return (connectionId: string, commandOptions: CommandOptions): Promise<Job> => {
    const job = transport[methods[kind]]?.(connectionId, commandOptions);
    return job ?? Promise.reject(createConnectionsError('not-supported'));
  };
}

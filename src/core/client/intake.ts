/** Where facts come up: the only writer of the two stores. It merges what arrives and draws the consequences. */
import type { StoreApi } from 'zustand/vanilla';
import type { OperationKind } from '../model/actions';
import { knownFromJobs, type Connection, type ConnectionDetail, type ConnectionState } from '../model/connection';
import { isSettled, mergeJob, observeSteps, type Job } from '../model/job';
import { isExpectedTransition } from '../model/lifecycle';
import { withDeadline } from './deadline';
import { withConnections, type ConnectionsState } from '../stores/connection-store';
import { withJobs, type JobsState } from '../stores/job-store';
import { selectConnection, selectJob, selectJobs } from '../stores/selectors';
import { withoutConnections, withOrder } from '../stores/whole-list';
import type { ClientEvent } from './client';
import { mergeIncoming } from './merge-incoming';
import type { JobsTold } from './tabs';

export type Operation = NonNullable<ConnectionState['operation']>;

export interface Intake {
  /** ISO 8601, later than every moment before: what was asked first is never taken for what was asked last. */
  moment(): string;
  putConnections(connections: readonly (Connection | ConnectionDetail)[], requestedAt: string): void;
  /** The other side says that it is there no longer. One that was revoked here, or is being so, stays to be seen. */
  removeConnection(connectionId: string): void;
  /** Drops what a whole list, asked at `requestedAt`, no longer names. */
  keepConnections(ids: ReadonlySet<string>, requestedAt: string): void;
  /**
   * @param told by another tab; the consequences that it has drawn are drawn here, too
   * @returns the jobs as they are now known
   */
  putJobs(jobs: readonly Job[], told?: JobsTold): readonly Job[];
  /** The provider may still be working on it: `unknown`, never failed. Not asked for again but on request. */
  loseSight(job: Job): Job;
  /** This client is about to ask for an operation, or has: it counts as in flight whatever the jobs say. */
  beginOperation(connectionId: string, operation: Operation): void;
  endOperation(connectionId: string, runId: string): void;
  /** Whether a job is of an operation that was begun and has not ended: whoever begun it looks after its consequences. */
  isOwnGesture(job: Job): boolean;
  setRemaining(connectionId: string, remaining: readonly OperationKind[]): void;
  reset(): void;
}

interface Options {
  connections: StoreApi<ConnectionsState>;
  jobs: StoreApi<JobsState>;
  now(): number;
  emit(event: ClientEvent): void;
  /** Called with what is news, and with those jobs among it that have settled just now. */
  onJobs(news: readonly Job[], settledNow: readonly Job[], at: string): void;
  onConnections(facts: readonly (Connection | ConnectionDetail)[], requestedAt: string): void;
  onRemaining(connectionId: string, remaining: readonly OperationKind[]): void;
}

export function createIntake(options: Options): Intake {
  const { connections, jobs, now, emit, onJobs, onConnections, onRemaining } = options;
  /** What is known from the start may come from a clock that runs ahead: whatever is asked from here on is newer. */
  let last = latest(connections.getState().table.entries.map(({ confirmedAt }) => confirmedAt));
  const begun = new Map<string, Operation>();
  const leftOver = new Map<string, readonly OperationKind[]>();

  function moment(): string {
    last = Math.max(now(), last + 1);
    return new Date(last).toISOString();
  }

  function writeConnections(changed: readonly ConnectionState[]): void {
    const before = connections.getState();
    connections.setState(withConnections(before, changed), true);
    for (const { id, status } of changed) {
      const from = selectConnection(before, id)?.status;
      if (from !== undefined && from !== status) {
        emit({
          type: 'status-changed',
          connectionId: id,
          from,
          to: status,
          expected: isExpectedTransition(from, status),
        });
      }
    }
  }

  /** A connection with what its jobs say about it. */
  function derive(connection: ConnectionState): ConnectionState {
    const { operation, failure, purgedAt, remaining, ...facts } = connection;
    const known = knownFromJobs(selectJobs(jobs.getState(), connection.id));
    const left = leftOver.get(connection.id);
    const derived: ConnectionState = {
      ...facts,
      ...known,
      operation: begun.get(connection.id) ?? known.operation,
      ...(left && { remaining: left }),
    };
    const same =
      isSame(operation, derived.operation) &&
      isSame(failure, derived.failure) &&
      isSame(remaining, derived.remaining) &&
      purgedAt === derived.purgedAt;
    return same ? connection : derived;
  }

  function update(connectionId: string, change: (connection: ConnectionState) => ConnectionState): void {
    updateEach([connectionId], change);
  }

  function updateEach(ids: readonly (string | null)[], change: (connection: ConnectionState) => ConnectionState): void {
    const known = ids.flatMap((id) => (id === null ? [] : (selectConnection(connections.getState(), id) ?? [])));
    writeConnections(known.map((connection) => derive(change(connection))));
  }

  return {
    moment,
    putConnections(incoming, requestedAt) {
      last = Math.max(last, latest([requestedAt]));
      const before = connections.getState();
      const merged = incoming.map((connection) =>
        derive(mergeIncoming(selectConnection(before, connection.id), connection, requestedAt)),
      );
      writeConnections(merged);
      onConnections(incoming, requestedAt);
    },
    keepConnections(ids, requestedAt) {
      const gone = connections
        .getState()
        .table.entries.filter(
          ({ id, status, operation, confirmedAt }) =>
            !ids.has(id) &&
            status !== 'revoked' &&
            operation === null &&
            !(Date.parse(confirmedAt) > Date.parse(requestedAt)),
        );
      const goneIds = new Set(gone.map(({ id }) => id));
      connections.setState((state) => withOrder(withoutConnections(state, goneIds), [...ids]), true);
    },
    removeConnection(connectionId) {
      const known = selectConnection(connections.getState(), connectionId);
      if (known?.status === 'revoked' || known?.operation) return;
      connections.setState((state) => withoutConnections(state, new Set([connectionId])), true);
    },
    putJobs(incoming, told) {
      const before = jobs.getState();
      const seenAt = new Date(now()).toISOString();
      const latestById = new Map<string, Job>();
      for (const job of incoming) {
        const known = latestById.get(job.id) ?? selectJob(before, job.id);
        latestById.set(job.id, mergeJob(known, withDeadline(known, observeSteps(known, job, seenAt), now())));
      }
      const merged = [...latestById.values()];
      const news = merged.filter((job) => job !== selectJob(before, job.id));
      if (news.length === 0) return merged;
      jobs.setState((state) => withJobs(state, news), true);
      for (const job of news) emit({ type: 'job-changed', job });
      const settledNow = news.filter((job) => {
        const known = selectJob(before, job.id);
        return (
          isSettled(job) && (known ? !isSettled(known) : isBegun(begun, job) || told?.settled.includes(job.id) === true)
        );
      });
      const at = told?.at ?? moment();
      last = Math.max(last, latest([at]));
      for (const { connectionId, kind, status } of settledNow)
        if (connectionId !== null && status === 'succeeded' && kind !== 'purge') leftOver.delete(connectionId);
      const settledBy = new Map(news.map((job) => [job.connectionId, [] as Job[]]));
      for (const job of settledNow) settledBy.get(job.connectionId)?.push(job);
      updateEach([...settledBy.keys()], (connection) =>
        (settledBy.get(connection.id) ?? []).reduce((known, job) => afterJob(known, job, at), connection),
      );
      onJobs(news, settledNow, at);
      return merged;
    },
    loseSight(job) {
      const lost: Job = { ...job, status: 'unknown', deadlineAt: new Date(now()).toISOString() };
      jobs.setState((state) => withJobs(state, [lost]), true);
      emit({ type: 'job-changed', job: lost });
      if (job.connectionId !== null) update(job.connectionId, (connection) => connection);
      return lost;
    },
    beginOperation(connectionId, operation) {
      begun.set(connectionId, operation);
      update(connectionId, (connection) => connection);
    },
    endOperation(connectionId, runId) {
      if (begun.get(connectionId)?.runId !== runId) return;
      begun.delete(connectionId);
      update(connectionId, (connection) => connection);
    },
    isOwnGesture: (job) => isBegun(begun, job),
    setRemaining(connectionId, remaining) {
      if (isSame(leftOver.get(connectionId) ?? [], remaining)) return;
      if (remaining.length === 0) leftOver.delete(connectionId);
      else leftOver.set(connectionId, remaining);
      update(connectionId, (connection) => connection);
      onRemaining(connectionId, remaining);
    },
    reset() {
      begun.clear();
      leftOver.clear();
    },
  };
}

/** The consequences of a job that has just settled. Reads that were asked before it are stale from here on. */
function afterJob(connection: ConnectionState, job: Job, at: string): ConnectionState {
  const confirmed = { ...connection, confirmedAt: at };
  if (job.status !== 'succeeded') return confirmed;
  if (job.kind === 'purge') {
    const consent = connection.detail?.consent;
    return { ...confirmed, detail: { accounts: [], ...(consent && { consent }) } };
  }
  return job.kind === 'revoke' ? { ...confirmed, status: 'revoked', revokedAt: job.updatedAt } : confirmed;
}

/** A job that is born settled has consequences only as the answer to a command; in a history they are long past. */
function isBegun(begun: ReadonlyMap<string, Operation>, job: Job): boolean {
  const operation = job.connectionId === null ? undefined : begun.get(job.connectionId);
  return operation?.kind === job.kind && (job.runId === operation.runId || job.id === operation.jobId);
}

/** Milliseconds since 1970; 0 when none can be read. */
function latest(times: readonly string[]): number {
  return times.reduce((last, time) => Math.max(last, Date.parse(time) || 0), 0);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

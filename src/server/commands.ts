/** Runs every command once per user and idempotency key, in flight included, and keeps its job in the journal. */
import { isOperationKind, type OperationKind } from '../core/model/actions';
import { createJob } from '../core/model/create-job';
import { isConnectionsError, type ErrorCode } from '../core/model/errors';
import type { Job } from '../core/model/job';
import type { CommandOptions } from '../core/transport';
import type { Journal } from './journal';
import { readFailure, refuse } from './problem';
import { recall } from './recall';
import type { Report } from './report';

export interface Command {
  userId: string;
  /** What it is about; a key belongs to one target. */
  target: { operation: OperationKind; connectionId: string } | { answeredJobId: string };
  options: CommandOptions;
  execute(): Promise<Job>;
  /** Hears why the journal failed where that changes nothing. */
  report: Report;
}

export interface Commands {
  /** @throws ConnectionsError `conflict` when the key was used for something else; else whatever `execute` throws */
  run(command: Command): Promise<Job>;
}

interface Run {
  target: string;
  job: Promise<Job>;
}

/** How many commands whose end is not known (or could not be written to the journal) are remembered. */
const mostKept = 1_000;

/** @param now milliseconds since 1970, for the jobs that only the handler records */
export function createCommands(journal: Journal, now: () => number = Date.now): Commands {
  const runs = new Map<string, Run>();
  const kept: string[] = [];

  async function execute(command: Command): Promise<Job> {
    const answer = await command.execute().catch((thrown: unknown) => recordLost(thrown, command, now()));
    const answered = complete(answer, command);
    const [job = answered] = await recall(journal, command.userId, [answered]).catch((thrown: unknown) => {
      command.report(thrown);
      return [answered];
    });
    return job;
  }

  async function runOnce(command: Command, idempotencyKey: string, id: string): Promise<Job> {
    let forget = true;
    try {
      const known = await journal.find(command.userId, idempotencyKey);
      if (known) return expectTarget(known, command);
      forget = false;
      const job = await execute(command);
      forget = await append(journal, command, job);
      return job;
    } catch (thrown) {
      forget ||= isConnectionsError(thrown) && notExecuted.has(thrown.code);
      throw thrown;
    } finally {
      if (forget) runs.delete(id);
      else kept.push(id);
      if (kept.length > mostKept) runs.delete(kept.shift() ?? '');
    }
  }

  return {
    async run(command) {
      const { idempotencyKey } = command.options;
      if (idempotencyKey === undefined) {
        const job = await execute(command);
        await append(journal, command, job);
        return job;
      }
      const id = JSON.stringify([command.userId, idempotencyKey]);
      const target = JSON.stringify(command.target);
      const running = runs.get(id);
      if (running && running.target !== target) throw refuse('conflict');
      if (running) return running.job;
      const job = runOnce(command, idempotencyKey, id);
      runs.set(id, { target, job });
      return job;
    },
  };
}

/** Refusals: the other side did nothing, so the same key may be tried again. After any other error nobody knows. */
const notExecuted: ReadonlySet<ErrorCode> = new Set([
  'invalid-request',
  'unauthorized',
  'forbidden',
  'step-up-required',
  'not-found',
  'conflict',
  'rate-limited',
  'not-supported',
  'not-available',
] as const);

const answerLost: ReadonlySet<ErrorCode> = new Set(['network', 'timeout', 'bad-response', 'aborted'] as const);

/**
 * The record of a purge or revoke of which nobody knows whether it was executed: under its key it must not be asked again.
 * Of a refresh the provider has a job that can be found. What says how it ended is thrown on.
 */
function recordLost(thrown: unknown, { target }: Command, now: number): Job {
  const isLost = isConnectionsError(thrown) && answerLost.has(thrown.code);
  if (!isLost || !('operation' in target) || target.operation === 'refresh') throw thrown;
  return createJob({
    kind: target.operation,
    connectionId: target.connectionId,
    status: 'unknown',
    createdAt: new Date(now).toISOString(),
    failure: readFailure(thrown.failure, thrown.code),
  });
}

/** A journal that cannot be written to must not lose the answer of a command that was executed. */
async function append(journal: Journal, { userId, options, report }: Command, job: Job): Promise<boolean> {
  try {
    await journal.append(userId, job, options.idempotencyKey);
    return true;
  } catch (thrown) {
    report(thrown);
    return false;
  }
}

/** What the provider does not know of the job that it began. */
function complete(job: Job, { target, options }: Command): Job {
  const kind = job.kind === 'other' && 'operation' in target ? target.operation : job.kind;
  const runId = job.runId ?? options.runId;
  return { ...job, kind, ...(runId !== undefined && { runId }) };
}

function expectTarget(job: Job, { target }: Command): Job {
  const same =
    'operation' in target
      ? (job.connectionId ?? target.connectionId) === target.connectionId &&
        (!isOperationKind(job.kind) || job.kind === target.operation)
      : job.id === target.answeredJobId;
  if (!same) throw refuse('conflict');
  return job;
}

/** Runs every command once per user and idempotency key, in flight included, and keeps its job in the journal. */
import { isOperationKind, type OperationKind } from '../core/model/actions';
import { isConnectionsError, type ErrorCode } from '../core/model/errors';
import type { Job } from '../core/model/job';
import type { CommandOptions } from '../core/transport';
import type { Journal } from './journal';
import { refuse } from './problem';
import { recall } from './recall';

export interface Command {
  userId: string;
  /** What it is about; a key belongs to one target. */
  target: { operation: OperationKind; connectionId: string } | { answeredJobId: string };
  options: CommandOptions;
  execute(): Promise<Job>;
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

export function createCommands(journal: Journal): Commands {
  const runs = new Map<string, Run>();
  const kept: string[] = [];

  async function execute(command: Command): Promise<Job> {
    const answered = complete(await command.execute(), command);
    const [job = answered] = await recall(journal, command.userId, [answered]).catch(() => [answered]);
    return job;
  }

  async function runOnce(command: Command, idempotencyKey: string, id: string): Promise<Job> {
    let forget = true;
    try {
      const known = await journal.find(command.userId, idempotencyKey);
      if (known) return expectTarget(known, command);
      forget = false;
      const job = await execute(command);
      forget = await append(journal, command.userId, job, idempotencyKey);
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
        await append(journal, command.userId, job);
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

/** A journal that cannot be written to must not lose the answer of a command that was executed. */
async function append(journal: Journal, userId: string, job: Job, idempotencyKey?: string): Promise<boolean> {
  return journal.append(userId, job, idempotencyKey).then(
    () => true,
    () => false,
  );
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

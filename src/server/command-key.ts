/** Which command an idempotency key belongs to: one, whoever asks and in whatever process. */
import type { OperationKind } from '../core/model/actions';
import type { Clock } from '../core/model/clock';
import { isOperationKind } from '../core/model/actions';
import { createJob } from '../core/model/create-job';
import { createFailure } from '../core/model/failure';
import type { Job } from '../core/model/job';
import type { ConsentPurpose } from '../core/transport';
import type { Journal, Reservation } from './journal';
import { refuse } from './problem';

/** What a command is about; ids and names of operations alone, for the journal keeps it. */
export type Target =
  | { operation: OperationKind; connectionId: string }
  | { answeredJobId: string }
  | { consent: ConsentPurpose; connectionId: string | null; institutionId: string | null };

export interface KeyedCommand {
  userId: string;
  idempotencyKey: string;
  target: Target;
  runId?: string | undefined;
}

/** Milliseconds. The other process may be at its end, or gone: then nobody knows what became of its command. */
const longestWait = 10_000;
const betweenLooks = 500;
/** A command whose job is not there by then has lost its process: the handler gives one up much sooner. */
const longestCommand = 10 * 60_000;

/**
 * Takes the key, or waits for the command of another process that has it.
 * @returns the job of that command; nothing when this one is to be executed now
 * @throws ConnectionsError `conflict` when the key was used for something else, or its command does not end; what the journal throws
 */
export async function takeKey(journal: Journal, command: KeyedCommand, clock: Clock): Promise<Job | undefined> {
  const { target } = command;
  const givenUp = clock.now() + longestWait;
  for (;;) {
    const { reserved, since } = await reserve(journal, command);
    const known = await find(journal, command, reserved);
    if (known) return expectTarget(known, target);
    if (reserved) return undefined;
    if (since !== undefined && clock.now() - Date.parse(since) > longestCommand)
      return recordLost(journal, command, since);
    if (clock.now() >= givenUp) throw refuse('conflict');
    await new Promise<void>((resolve) => clock.setTimeout(resolve, betweenLooks));
  }
}

/** Where it cannot be read whether the command was executed, it is not, and its key must not stay taken for that. */
async function find(journal: Journal, { userId, idempotencyKey }: KeyedCommand, isOurs: boolean) {
  try {
    return await journal.find(userId, idempotencyKey);
  } catch (thrown) {
    if (isOurs) await journal.release?.(userId, idempotencyKey).catch(() => {});
    throw thrown;
  }
}

/** @returns who has it now; always this one, where the journal reserves nothing */
export async function reserve(journal: Journal, command: KeyedCommand): Promise<Reservation> {
  const { userId, idempotencyKey } = command;
  const target = JSON.stringify(command.target);
  const taken = await journal.reserve?.(userId, idempotencyKey, target);
  if (taken !== undefined && taken.target !== target) throw refuse('conflict');
  return taken ?? { reserved: true, target };
}

/**
 * The process that had the key is gone, and nobody knows whether its command was executed: it is not executed now. Whoever
 * finds this first makes the record; two who find it at once make the same.
 * @throws ConnectionsError `timeout` for what has no record of the kit's: the provider's jobs tell
 */
async function recordLost(journal: Journal, command: KeyedCommand, since: string): Promise<Job> {
  const { userId, idempotencyKey, target, runId } = command;
  if (!('operation' in target) || target.operation === 'refresh') throw refuse('timeout');
  const job = createJob({
    id: `lost-${idempotencyKey}`,
    kind: target.operation,
    connectionId: target.connectionId,
    status: 'unknown',
    recordedBy: 'kit',
    createdAt: new Date(since).toISOString(),
    failure: createFailure('timeout'),
    ...(runId !== undefined && { runId }),
  });
  await journal.append(userId, job, idempotencyKey);
  return job;
}

/** As far as a job tells: a journal that reserves nothing does not know what the key was used for. */
function expectTarget(job: Job, target: Target): Job {
  if (!isOf(job, target)) throw refuse('conflict');
  return job;
}

function isOf(job: Job, target: Target): boolean {
  if ('answeredJobId' in target) return job.id === target.answeredJobId;
  if ('consent' in target) return false;
  const isOfConnection = (job.connectionId ?? target.connectionId) === target.connectionId;
  return isOfConnection && (!isOperationKind(job.kind) || job.kind === target.operation);
}

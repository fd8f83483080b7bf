/** Runs every command once per user and idempotency key, in flight included, and keeps its job in the journal. */
import type { Clock } from '../core/model/clock';
import { createJob } from '../core/model/create-job';
import { isConnectionsError, type ErrorCode } from '../core/model/errors';
import type { Job } from '../core/model/job';
import type { CommandOptions } from '../core/transport';
import { reserve, takeKey, type Target } from './command-key';
import type { Journal } from './journal';
import { readFailure, refuse } from './problem';
import { recall } from './recall';
import type { Report } from './report';
import { createRunMemory } from './run-memory';

/** What asks for something under a key. */
export interface Claim {
  userId: string;
  /** A key belongs to one target. */
  target: Target;
  /** What the request says besides; under one key it is the same. Compared by this process alone, and kept by nobody. */
  body?: unknown;
  options: CommandOptions;
  /** Hears why the journal failed where that changes nothing. */
  report: Report;
}

export interface Command extends Claim {
  execute(): Promise<Job>;
}

export interface Commands {
  /** @throws ConnectionsError `conflict` when the key was used for something else; what the journal throws, and then nothing was executed; else whatever `execute` throws */
  run(command: Command): Promise<Job>;
  /**
   * Uses a key up for what has no job and may be done again, but is the same each time.
   * @throws ConnectionsError `conflict` when the key was used for something else; else whatever `perform` throws
   */
  use<T>(claim: Claim, perform: () => Promise<T>): Promise<T>;
}

export function createCommands(journal: Journal, clock: Clock): Commands {
  const runs = createRunMemory();
  const salt = crypto.randomUUID();

  async function execute(command: Command): Promise<Job> {
    const answer = await command.execute().catch((thrown: unknown) => recordLost(thrown, command, clock.now()));
    const answered = complete(answer, command);
    const [job = answered] = await recall(journal, command.userId, [answered]).catch((thrown: unknown) => {
      command.report(thrown);
      return [answered];
    });
    await append(journal, command, job);
    return job;
  }

  async function runOnce(command: Command, idempotencyKey: string): Promise<Job> {
    const { userId, target } = command;
    let hasRun = false;
    try {
      const { runId } = command.options;
      const known = await takeKey(journal, { userId, idempotencyKey, target, runId }, clock);
      if (known) return known;
      hasRun = true;
      return await execute(command);
    } catch (thrown) {
      if (hasRun && isRefusal(thrown)) {
        hasRun = false;
        await release(command, idempotencyKey);
      }
      throw thrown;
    } finally {
      runs.end(userId, idempotencyKey, hasRun);
    }
  }

  async function release({ userId, report }: Claim, idempotencyKey: string): Promise<void> {
    await journal.release?.(userId, idempotencyKey).catch(report);
  }

  /** As it ended: the journal may have heard more since, or have lost it, or never had it. */
  async function recallRun({ userId, report }: Claim, idempotencyKey: string, job: Promise<Job>): Promise<Job> {
    const known = await journal.find(userId, idempotencyKey).catch(report);
    return known ?? job;
  }

  /** @throws ConnectionsError `conflict` */
  async function recollect(claim: Claim, idempotencyKey: string) {
    const fingerprint = await fingerprintOf(claim, salt);
    const known = runs.get(claim.userId, idempotencyKey);
    if (known && known.fingerprint !== fingerprint) throw refuse('conflict');
    return { fingerprint, known };
  }

  return {
    async run(command) {
      const { idempotencyKey } = command.options;
      if (idempotencyKey === undefined) return execute(command);
      const { fingerprint, known } = await recollect(command, idempotencyKey);
      if (known?.job) return known.isInFlight ? known.job : recallRun(command, idempotencyKey, known.job);
      const job = runOnce(command, idempotencyKey);
      runs.begin(command.userId, idempotencyKey, { fingerprint, job });
      return job;
    },
    async use(claim, perform) {
      const { userId, target, report } = claim;
      const { idempotencyKey } = claim.options;
      if (idempotencyKey === undefined) return perform();
      const { fingerprint, known } = await recollect(claim, idempotencyKey);
      if (known) return perform();
      runs.begin(userId, idempotencyKey, { fingerprint });
      let isUsed = false;
      try {
        await reserve(journal, { userId, idempotencyKey, target }).catch(unlessOurs(report));
        isUsed = true;
        return await perform();
      } catch (thrown) {
        if (isUsed && isRefusal(thrown)) {
          isUsed = false;
          await release(claim, idempotencyKey);
        }
        throw thrown;
      } finally {
        runs.end(userId, idempotencyKey, isUsed);
      }
    },
  };
}

/** A digest: the answers to a bank's question are nobody's to keep. */
async function fingerprintOf({ target, body }: Claim, salt: string): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([salt, target, body]));
  return new Uint8Array(await subtleCrypto().digest('SHA-256', text)).join();
}

interface NodeProcess {
  getBuiltinModule?(name: 'node:crypto'): { webcrypto: Crypto };
}

/** A page that jsdom plays, in a host's tests, has none: there it is Node's, without an import that other places have not. */
function subtleCrypto(): SubtleCrypto {
  const own = crypto.subtle as SubtleCrypto | undefined;
  const { process } = globalThis as { process?: NodeProcess };
  const subtle = own ?? process?.getBuiltinModule?.('node:crypto').webcrypto.subtle;
  if (subtle === undefined)
    throw new Error('There is no crypto.subtle here: a page has it over https and on localhost.');
  return subtle;
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

function isRefusal(thrown: unknown): boolean {
  return isConnectionsError(thrown) && notExecuted.has(thrown.code);
}

/** The journal's failure, and not its word that the key is another's. */
function unlessOurs(report: Report) {
  return (thrown: unknown) => {
    if (isConnectionsError(thrown)) throw thrown;
    report(thrown);
  };
}

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
async function append(journal: Journal, { userId, options, report }: Command, job: Job): Promise<void> {
  await journal.append(userId, job, options.idempotencyKey).catch(report);
}

/** What the provider does not know of the job that it began. */
function complete(job: Job, { target, options }: Command): Job {
  const kind = job.kind === 'other' && 'operation' in target ? target.operation : job.kind;
  const runId = job.runId ?? options.runId;
  return { ...job, kind, ...(runId !== undefined && { runId }) };
}

/** What the bank does when it is asked to: each command checks the state of the link, and leaves a job behind. */
import { AnswerLost, type BankJob, type BankRefusal, type RefusalReason } from './bank-facts';
import type { SandboxInstitution } from './institutions';
import { challengeAt, outcomeAt, readJob, type JobRecord } from './job-record';
import { addJob, type ConnectionRecord, type Ledger } from './ledger';
import { linkEnded, type Scenario } from './scenarios';

/** What goes with a command beside its target. */
export interface BankCommand {
  /** The command with this key is executed once; no other command can have it. */
  idempotencyKey?: string | undefined;
  /** Jobs of one multi-step action share it. */
  runId?: string | undefined;
}

export interface Link {
  ledger: Ledger;
  connection: ConnectionRecord;
  institution: SandboxInstitution;
  scenario: Scenario;
}

export interface CommandContext {
  now: number;
  /** @param retryAt milliseconds since 1970 */
  refuse(reason: RefusalReason, retryAt?: number): BankRefusal;
  correlationId(): string;
}

/** The job that runs already is joined; a key's own job is answered again. */
export function refresh(link: Link, command: BankCommand, context: CommandContext): { job: BankJob; joined: boolean } {
  const { ledger, connection, institution, scenario } = link;
  const { now, refuse } = context;
  const { runId } = command;
  const running = ledger.jobs.find((job) => job.connectionId === connection.id && !outcomeAt(job, now));
  const job = once('refresh', link, command, context, () => {
    if (running) {
      if (runId !== undefined) running.runId ??= runId;
      return running;
    }
    if (connection.revoked || connection.status === 'pre-init') throw refuse('wrong-state');
    if (scenario.rateLimit !== undefined) connection.limitLifts ??= now + scenario.rateLimit;
    const { limitLifts } = connection;
    if (limitLifts !== undefined && limitLifts > now) throw refuse('rate-limited', limitLifts);
    const attempt = connection.nextAttempt ?? scenario.refresh;
    delete connection.nextAttempt;
    return addJob(ledger, connection, institution, { kind: 'refresh', start: now, attempt, applied: false, runId });
  });
  return { job: readJob(job, now), joined: job === running };
}

/** All data of the link is deleted at once; the link stays. Active links only (Basiq's rule). */
export function purge(link: Link, command: BankCommand, context: CommandContext): BankJob {
  const { connection, scenario } = link;
  const job = once('purge', link, command, context, () => {
    if (connection.status !== 'active') throw context.refuse('wrong-state');
    connection.hasData = false;
    if (scenario.refreshAfterPurge) connection.nextAttempt = scenario.refreshAfterPurge;
    return record('purge', link, command, context);
  });
  return readJob(job, context.now);
}

/** The link ends at once, and with it the job that runs; stored accounts stay. */
export function revoke(link: Link, command: BankCommand, context: CommandContext): BankJob {
  const { ledger, connection } = link;
  const { now } = context;
  const job = once('revoke', link, command, context, () => {
    if (connection.revoked) throw context.refuse('wrong-state');
    for (const other of ledger.jobs) {
      if (other.connectionId === connection.id && !outcomeAt(other, now)) other.cut = { at: now, failure: linkEnded };
    }
    connection.revoked = { at: now, by: 'provider' };
    connection.status = 'revoked';
    return record('revoke', link, command, context);
  });
  return readJob(job, now);
}

/**
 * The right answer lets the job go on; one that comes again under its key changes nothing. A wrong one is refused and the
 * challenge waits on, until it expires (OpenAPI core, `postJobMfa`: "Returns a job if MFA response was correct. Returns an
 * error otherwise.").
 */
export function answer(
  { job, ledger }: { job: JobRecord; ledger: Ledger },
  answers: readonly string[],
  { idempotencyKey }: BankCommand,
  { now, refuse }: CommandContext,
): BankJob {
  const target = `answer ${job.id}`;
  if (jobUnder(idempotencyKey, target, ledger, refuse)) return readJob(job, now);
  const challenge = challengeAt(job, now);
  if (!challenge) throw refuse('not-waiting');
  if (answers.length !== 1 || answers[0]?.trim() !== challenge.answer) throw refuse('wrong-answer');
  job.answeredAt = now;
  if (idempotencyKey !== undefined) ledger.executed.set(idempotencyKey, { target, jobId: job.id });
  return readJob(job, now);
}

/** The person agreed at the bank's own page: the link is set up anew, and its consent lasts a year from now. */
export function approve(link: Link, { now, refuse }: CommandContext): BankJob {
  const { ledger, connection, institution } = link;
  if (connection.revoked) throw refuse('wrong-state');
  const running = ledger.jobs.find((job) => job.connectionId === connection.id && !outcomeAt(job, now));
  if (running) return readJob(running, now);
  connection.status = 'pending';
  connection.expires = now + consentLifetime;
  const job = addJob(ledger, connection, institution, { kind: 'connect', start: now, attempt: {}, applied: false });
  return readJob(job, now);
}

const consentLifetime = 365 * 24 * 60 * 60_000;

/** A command is executed once for its key, and answered with its job; where the bank loses answers, nobody hears of it. */
function once(
  operation: 'refresh' | 'purge' | 'revoke',
  { ledger, connection, scenario }: Link,
  { idempotencyKey }: BankCommand,
  { refuse }: CommandContext,
  execute: () => JobRecord,
): JobRecord {
  const target = `${operation} ${connection.id}`;
  const job = jobUnder(idempotencyKey, target, ledger, refuse) ?? execute();
  if (idempotencyKey !== undefined) ledger.executed.set(idempotencyKey, { target, jobId: job.id });
  if (scenario.losesAnswers) throw new AnswerLost();
  return job;
}

/** The job of the command that had this key; the key of another command is refused. */
function jobUnder(
  key: string | undefined,
  target: string,
  ledger: Ledger,
  refuse: CommandContext['refuse'],
): JobRecord | undefined {
  const done = key === undefined ? undefined : ledger.executed.get(key);
  if (done !== undefined && done.target !== target) throw refuse('key-taken');
  return done && ledger.jobs.find(({ id }) => id === done.jobId);
}

/** The provider has no job for a purge or a revoke, so the kit's own record is kept. */
function record(kind: 'purge' | 'revoke', link: Link, { runId }: BankCommand, context: CommandContext): JobRecord {
  const { ledger, connection, institution } = link;
  const job: JobRecord = {
    id: ledger.nextJobId(),
    userId: ledger.userId,
    connectionId: connection.id,
    institutionId: institution.id,
    kind,
    start: context.now,
    delay: 0,
    steps: [],
    correlationId: context.correlationId(),
    applied: true,
    ...(runId !== undefined && { runId }),
  };
  ledger.jobs.push(job);
  return job;
}

/** A job of the bank as a start and a plan: everything it says at a given time follows from the two. */
import type { BankChallenge, BankJob, BankStep, StepFailure, StepTitle } from './bank-facts';
import { challengeExpired } from './scenarios';

export interface PlannedStep {
  title: StepTitle;
  /** Milliseconds; of a challenge, until it expires. */
  duration: number;
  failure?: StepFailure;
  challenge?: BankChallenge & { answer: string };
  /** Milliseconds from its start until the provider tries again by itself. */
  putOff?: number;
  /** Why it was put off. */
  waitsFor?: StepFailure;
}

/** Times in milliseconds since 1970. */
export interface JobRecord {
  id: string;
  userId: string;
  connectionId: string;
  institutionId: string;
  kind: BankJob['kind'];
  start: number;
  /** Milliseconds before the first step begins. */
  delay: number;
  steps: readonly PlannedStep[];
  correlationId: string;
  runId?: string;
  /** When the right answer to the challenge came. */
  answeredAt?: number;
  /** The link was ended while the job ran. */
  cut?: { at: number; failure: StepFailure };
  /** What the connection becomes when the job fails. */
  becomesOnFailure?: string;
  /** Whether the connection has taken over what came out of the job. */
  applied: boolean;
}

export function readJob(record: JobRecord, now: number): BankJob {
  const { id, userId, connectionId, institutionId, kind, start, correlationId, runId } = record;
  const { steps, updated, ended } = walk(record, now);
  return {
    id,
    userId,
    connectionId,
    institutionId,
    kind,
    created: iso(start),
    updated: iso(updated),
    steps,
    correlationId,
    ...(ended && { ended: iso(updated) }),
    ...(runId !== undefined && { runId }),
  };
}

/** How the job ended, or nothing while it runs. */
export function outcomeAt(record: JobRecord, now: number): { at: number; succeeded: boolean } | undefined {
  const { steps, updated, ended } = walk(record, now);
  return ended ? { at: updated, succeeded: !steps.some((step) => step.status === 'failed') } : undefined;
}

/** The challenge that waits for its answer at that time. */
export function challengeAt(record: JobRecord, now: number): PlannedStep['challenge'] {
  const running = walk(record, now).steps.findIndex((step) => step.status === 'in-progress');
  return record.steps[running]?.challenge;
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** After a step that failed the later ones stay pending for ever, as at Basiq. */
function walk(record: JobRecord, now: number): { steps: readonly BankStep[]; updated: number; ended: boolean } {
  let updated = record.start;
  let begins = record.start + record.delay;
  let stopped = false;
  const steps = record.steps.map((planned): BankStep => {
    const { title } = planned;
    const end = endOf(record, planned, begins);
    const startedAt = Math.min(begins, end.at);
    if (stopped || startedAt > now) {
      stopped = true;
      return { title, status: 'pending' };
    }
    const begun = { title, startedAt: iso(startedAt), ...challengeOf(planned) };
    if (end.at > now) {
      stopped = true;
      updated = startedAt;
      return { ...begun, status: 'in-progress', ...waitOf(planned, startedAt) };
    }
    updated = begins = end.at;
    stopped = end.failure !== undefined;
    const ended = { ...begun, endedAt: iso(end.at) };
    return end.failure ? { ...ended, status: 'failed', failure: { ...end.failure } } : { ...ended, status: 'success' };
  });
  const failed = steps.some((step) => step.status === 'failed');
  return { steps, updated, ended: failed || steps.every((step) => step.status === 'success') };
}

function endOf(record: JobRecord, step: PlannedStep, begins: number): { at: number; failure?: StepFailure } {
  const { cut, answeredAt } = record;
  const at = step.challenge && answeredAt !== undefined ? answeredAt : begins + step.duration;
  const failure = step.failure ?? (step.challenge && answeredAt === undefined ? challengeExpired : undefined);
  if (cut && cut.at < at) return cut;
  return failure ? { at, failure } : { at };
}

function waitOf({ putOff, waitsFor }: PlannedStep, startedAt: number): Pick<BankStep, 'waitsFor'> {
  return putOff === undefined || !waitsFor ? {} : { waitsFor: { ...waitsFor, retryAt: iso(startedAt + putOff) } };
}

function challengeOf({ challenge }: PlannedStep): Pick<BankStep, 'challenge'> {
  if (challenge === undefined) return {};
  const { answer: _kept, input, ...facts } = challenge;
  return { challenge: { ...facts, input: [...input] } };
}

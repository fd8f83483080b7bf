/** The record of one operation, from asked to settled; what Job History lists. */
import type { OperationKind } from './actions';
import type { Failure } from './failure';

/**
 * What the job is for: an `OperationKind`, or the provider's work on a new or repaired link (`connect`, `reauthorize`).
 * `other` is whatever else a provider does.
 */
export type JobKind = OperationKind | 'connect' | 'reauthorize' | 'other';

/** Settled are `succeeded` and `failed`. `unknown`: sight was lost, or the answer to a command was; it can still settle. */
export type JobStatus = 'queued' | 'running' | 'waiting-input' | 'succeeded' | 'failed' | 'unknown';

/** One step of a job. After a failed one the later ones may stay `pending` for ever (Basiq). Times are ISO 8601. */
export interface JobStep {
  /** `authenticate`, `challenge`, `accounts`, `transactions`, `statements`, or the provider's own title in kebab-case. */
  key: string;
  status: 'pending' | 'running' | 'succeeded' | 'failed' | 'unknown';
  /** As the provider said or, where it says nothing, as this client first saw it. */
  startedAt?: string;
  endedAt?: string;
}

/** Times are ISO 8601. */
export interface Job {
  id: string;
  kind: JobKind;
  /** null while the provider has not said (a bank being linked). */
  connectionId: string | null;
  status: JobStatus;
  steps: readonly JobStep[];
  createdAt: string;
  updatedAt: string;
  /** `kit`: the provider has no job for it (purge, revoke); it is born settled and never asked for again. */
  recordedBy: 'provider' | 'kit';
  /** Jobs of one multi-step action share it. */
  runId?: string;
  failure?: Failure;
  challenge?: Challenge;
  /** When the provider itself will try again. */
  retryAt?: string;
  /** After this the client stops asking and says `unknown`. */
  deadlineAt?: string;
}

/** What the bank asks the person before a job goes on (Basiq's step `mfa-challenge`). */
export interface Challenge {
  /** `token`: a code that was sent to the person or that their device shows. */
  kind: 'token' | 'security-questions';
  /** Digit runs and e-mail addresses in the bank's words are masked. */
  question: string;
  /** The words beside each field to be filled in, in the order of the answers; masked alike. */
  inputs: readonly string[];
  /** ISO 8601: so long the bank waits. */
  expiresAt?: string;
}

/** Whether it has succeeded or failed. One of status `unknown` is not settled: it can still turn out either way. */
export function isSettled(job: Pick<Job, 'status'>): boolean {
  return job.status === 'succeeded' || job.status === 'failed';
}

/** Compares for a list with the newest job first. Jobs of the same time keep a fixed order. */
export function newestFirst(a: Job, b: Job): number {
  return (
    Date.parse(b.createdAt) - Date.parse(a.createdAt) ||
    Date.parse(b.updatedAt) - Date.parse(a.updatedAt) ||
    (a.id < b.id ? 1 : -1)
  );
}

/**
 * The status of a job whose provider gives none: any failed → failed; all succeeded → succeeded; any running → running;
 * a step status nobody knows → unknown; else, and without steps, queued. After a failed step Basiq leaves the later ones
 * `pending` for ever (`domain.md` §2).
 */
export function jobStatusOfSteps(steps: readonly JobStep[]): JobStatus {
  const has = (status: JobStep['status']) => steps.some((step) => step.status === status);
  if (has('failed')) return 'failed';
  if (steps.length > 0 && steps.every((step) => step.status === 'succeeded')) return 'succeeded';
  if (has('running')) return 'running';
  if (has('unknown')) return 'unknown';
  return 'queued';
}

/**
 * Older news never wins; equal news returns the same reference; a settled job stays settled.
 * Order is by `updatedAt`, ties by progress, so push, poll, another tab and a late answer may arrive in any order.
 * What only the kit knows (run, kind, connection, observed step times) is kept when the provider's news lacks it.
 */
export function mergeJob(known: Job | undefined, incoming: Job): Job {
  if (known === undefined) return incoming;
  const told = keepWhatOnlyOneKnows(incoming, known);
  // Most answers are no news: whose text comes first need not be known for these.
  if (isEqual(told, known)) return known;
  if (compareNews(incoming, known) > 0) return told;
  const kept = keepWhatOnlyOneKnows(known, incoming);
  return isEqual(kept, known) ? known : kept;
}

/** Positive when `a` is the newer news. */
function compareNews(a: Job, b: Job): number {
  return (
    Number(isSettled(a)) - Number(isSettled(b)) ||
    Date.parse(a.updatedAt) - Date.parse(b.updatedAt) ||
    progress(a) - progress(b) ||
    compareText(providerText(a), providerText(b))
  );
}

/** Without what is taken over from other news, or the order of arrival would decide. */
function providerText({
  runId: _run,
  deadlineAt: _deadline,
  kind: _kind,
  connectionId: _connection,
  ...job
}: Job): string {
  return stableText({ ...job, steps: job.steps.map(({ key, status }) => ({ key, status })) });
}

const statusRank: Readonly<Record<JobStatus, number>> = {
  unknown: 0,
  queued: 1,
  running: 2,
  'waiting-input': 3,
  failed: 4,
  succeeded: 5,
};

function progress(job: Job): number {
  const ended = job.steps.filter((step) => step.status === 'succeeded' || step.status === 'failed').length;
  const running = job.steps.filter((step) => step.status === 'running').length;
  return (ended * 2 + running) * 10 + statusRank[job.status];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keepWhatOnlyOneKnows(newer: Job, older: Job): Job {
  const times = new Map(older.steps.map((step) => [step.key, step]));
  const runId = newer.runId ?? older.runId;
  const deadlineAt = newer.deadlineAt ?? older.deadlineAt;
  return {
    ...newer,
    kind: newer.kind === 'other' ? older.kind : newer.kind,
    connectionId: newer.connectionId ?? older.connectionId,
    ...(runId !== undefined && { runId }),
    ...(deadlineAt !== undefined && { deadlineAt }),
    steps: newer.steps.map((step) => withObservedTimes(step, times.get(step.key))),
  };
}

function withObservedTimes(step: JobStep, earlier: JobStep | undefined): JobStep {
  if (earlier === undefined || step.status === 'pending') return step;
  const startedAt = step.startedAt ?? earlier.startedAt;
  const endedAt = step.status === 'running' ? step.endedAt : (step.endedAt ?? earlier.endedAt);
  return { ...step, ...(startedAt !== undefined && { startedAt }), ...(endedAt !== undefined && { endedAt }) };
}

/** By content: in which order fields were set is no news, and what is undefined is as good as absent. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  return (
    Object.keys(one).every((key) => isEqual(one[key], other[key])) &&
    Object.keys(other).every((key) => key in one || other[key] === undefined)
  );
}

/** JSON with sorted keys, so that the order in which fields were set does not count as news. */
function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b)))
      : inner,
  );
}

/** A job that is first seen later than this after its creation may have been at its step for long. Milliseconds. */
const justCreated = 5_000;

/**
 * Notes when this client saw each step start and end, where the provider says nothing (Basiq has no step times). A step that
 * was under way when the job was first seen has no start: it is not known.
 */
export function observeSteps(known: Job | undefined, incoming: Job, now: string): Job {
  if (known === undefined && isSettled(incoming)) return incoming;
  const isSeenFromStart = known !== undefined || Date.parse(now) - Date.parse(incoming.createdAt) <= justCreated;
  const before = new Map((known?.steps ?? []).map((step) => [step.key, step]));
  const steps = incoming.steps.map((step): JobStep => {
    const earlier = before.get(step.key);
    const wasRunning = !isSeenFromStart || earlier?.status === 'running';
    const starts = step.status === 'running' && step.startedAt === undefined && !wasRunning;
    const ended = step.status === 'succeeded' || step.status === 'failed';
    const ends = ended && step.endedAt === undefined && earlier?.status === 'running';
    return { ...step, ...(starts && { startedAt: now }), ...(ends && { endedAt: now }) };
  });
  return { ...incoming, steps };
}

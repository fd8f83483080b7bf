/** A Basiq job as ours. Pure and tolerant: what is not understood is `unknown` or left out. */
import { jobStatusOfSteps, type Challenge, type Job, type JobKind, type JobStatus } from '../../core/model/job';
import type { JobStep } from '../../core/model/job';
import { failureOf, readProviderError } from './read-error';
import { field, id, list, maskedText, positive, record, records, term, text, time, type WireRecord } from './wire';

/** What the wire does not say of a job, but this server may know. */
export interface KnownOfJob {
  kind?: JobKind;
  connectionId?: string;
  connectionCreatedAt?: string;
  runId?: string;
  /** ISO 8601, for a job without dates. */
  fallbackTime: string;
}

/** Nothing for a row without an id: nobody could ask for it. */
export function toJob(wire: WireRecord, known: KnownOfJob): Job | undefined {
  const jobId = id(field(wire, 'id'));
  if (jobId === undefined) return undefined;
  const created = time(field(wire, 'created')) ?? time(field(wire, 'createdDate'));
  const updated = time(field(wire, 'updated')) ?? time(field(wire, 'updatedDate'));
  const createdAt = created ?? updated ?? known.fallbackTime;
  const updatedAt = updated ?? createdAt;
  const connectionId = known.connectionId ?? linkOfJob(wire)?.connectionId ?? null;
  const steps = records(field(wire, 'steps'));
  const mapped = distinct(steps.map(toStep));
  const derived = mapped.length > 0 ? jobStatusOfSteps(mapped) : statusOf(field(wire, 'status'));
  const isOpen = derived !== 'succeeded' && derived !== 'failed';
  const challenge = isOpen ? challengeOf(steps, updatedAt) : undefined;
  const retryAt = isOpen ? retryOf(steps, updatedAt) : undefined;
  return {
    id: jobId,
    kind: known.kind ?? kindOf(wire, connectionId, createdAt, known.connectionCreatedAt),
    connectionId,
    status: challenge === undefined ? derived : 'waiting-input',
    steps: mapped,
    createdAt,
    updatedAt,
    recordedBy: 'provider',
    ...(known.runId !== undefined && { runId: known.runId }),
    ...(derived === 'failed' && { failure: failureOf(errorOf(steps), 'unknown-error') }),
    ...(challenge !== undefined && { challenge }),
    ...(retryAt !== undefined && { retryAt }),
  };
}

export interface JobLink {
  userId: string;
  connectionId: string;
}

/**
 * Whose and which connection a job names: `links.source` (OpenAPI: "Resource that initiated creation of this Job … only
 * returned for Connection jobs") or, before it is there, the link that its first step results in. Absolute or relative.
 */
export function linkOfJob(wire: WireRecord): JobLink | undefined {
  const results = records(field(wire, 'steps')).flatMap((step) => records(field(step, 'result')));
  const urls = [field(field(wire, 'links'), 'source'), ...results.map((result) => field(result, 'url'))];
  return urls.map(connectionOfUrl).find((link) => link !== undefined);
}

function connectionOfUrl(url: unknown): JobLink | undefined {
  const address = typeof url === 'string' ? url.replace(/[?#][^]*$/, '') : '';
  const [, user, connection] = /\/users\/([^/]+)\/connections\/([^/]+)\/?$/.exec(address) ?? [];
  try {
    if (user === undefined || connection === undefined) return undefined;
    return { userId: decodeURIComponent(user), connectionId: decodeURIComponent(connection) };
  } catch {
    return undefined;
  }
}

const setUpWindow = 2 * 60_000;

function kindOf(
  wire: WireRecord,
  connectionId: string | null,
  createdAt: string,
  connectionCreatedAt?: string,
): JobKind {
  const jobType = text(field(wire, 'jobType'))?.toLowerCase() ?? 'connection';
  if (jobType !== 'connection') return 'other';
  if (connectionId === null) return 'connect';
  const age = Date.parse(createdAt) - Date.parse(connectionCreatedAt ?? '');
  return Math.abs(age) <= setUpWindow ? 'connect' : 'refresh';
}

const keys = new Map([
  ['verify-credentials', 'authenticate'],
  ['mfa-challenge', 'challenge'],
  ['retrieve-accounts', 'accounts'],
  ['retrieve-transactions', 'transactions'],
  ['retrieve-statements', 'statements'],
]);

const stepStatuses = new Map<string, JobStep['status']>([
  ['pending', 'pending'],
  ['in-progress', 'running'],
  ['success', 'succeeded'],
  ['failed', 'failed'],
]);

function toStep(step: WireRecord): JobStep {
  const status = text(field(step, 'status'))?.toLowerCase() ?? '';
  return { key: keyOf(step), status: stepStatuses.get(status) ?? 'unknown' };
}

/** A title that is none of Basiq's is kept where it is a word of a machine: a sentence, or digits, may be about a person. */
function keyOf(step: WireRecord): string {
  const title = text(field(step, 'title'), 80) ?? '';
  const key = title
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return keys.get(key) ?? (term(title) !== undefined && key !== '' ? key : 'step');
}

/** Two steps of one title are told apart by a number, so that a key names one step. */
function distinct(steps: readonly JobStep[]): readonly JobStep[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return steps.map((step) => {
    let key = step.key;
    let count = counts.get(step.key) ?? 1;
    while (seen.has(key)) key = `${step.key}-${(count += 1)}`;
    counts.set(step.key, count);
    seen.add(key);
    return { ...step, key };
  });
}

/** Only jobs that are not of a connection have a status of their own (OpenAPI: reports). */
function statusOf(value: unknown): JobStatus {
  if (value === undefined || value === null) return 'queued';
  const status = stepStatuses.get(text(value)?.toLowerCase() ?? '') ?? 'unknown';
  return status === 'pending' ? 'queued' : status;
}

/** The result of the step that failed: an object, an array, null, or an error body. */
function errorOf(steps: readonly WireRecord[]) {
  const failed = steps.find((step) => toStep(step).status === 'failed');
  return readProviderError(field(failed, 'result'));
}

/** `{type: "mfa", method, description, input[], expiryMs, links.response}` (OpenAPI, example of `getJob`); it stays after its answer. */
function challengeOf(steps: readonly WireRecord[], updatedAt: string): Challenge | undefined {
  const waiting = steps.find((step) => {
    const { key, status } = toStep(step);
    return key === 'challenge' && status !== 'succeeded' && status !== 'failed';
  });
  const result = records(field(waiting, 'result')).find((candidate) => text(field(candidate, 'type')) === 'mfa');
  if (record(result) === undefined) return undefined;
  const question = maskedText(field(result, 'description'), 500) ?? '';
  const inputs = list(field(result, 'input')).flatMap((input) => maskedText(input, 500) ?? []);
  const expiryMs = positive(field(result, 'expiryMs'));
  const expiresAt = expiryMs === undefined ? undefined : later(updatedAt, expiryMs);
  return {
    kind: text(field(result, 'method')) === 'security-questions' ? 'security-questions' : 'token',
    question,
    inputs: inputs.length > 0 ? inputs.slice(0, 10) : [question],
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

const providerRetry = 2 * 60 * 60_000;

/** While a bank is down Basiq may try again by itself every two hours (`domain.md` §2); asking sooner brings nothing. */
function retryOf(steps: readonly WireRecord[], updatedAt: string): string | undefined {
  const isWaiting = steps.some((step) => readProviderError(field(step, 'result')).code === 'service-unavailable');
  return isWaiting ? later(updatedAt, providerRetry) : undefined;
}

function later(from: string, milliseconds: number): string | undefined {
  const date = new Date(Date.parse(from) + milliseconds);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? undefined : date.toISOString();
}

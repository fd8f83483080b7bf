/** One refresh as a test plans it; the walk through its steps is the sandbox bank's. */
import type { Job } from '../../core/model/job';
import type { ConnectionStatus } from '../../core/model/lifecycle';
import { toJob } from '../../transports/sandbox/job-mapping';
import { readJob, type JobRecord, type PlannedStep } from '../../transports/sandbox/job-record';
import { linkEnded } from '../../transports/sandbox/scenarios';

/** How a refresh goes. Without `fails` it succeeds. */
export interface RefreshPlan {
  /** Milliseconds until it ends, however it ends; the wait for an answer comes on top. Default: 3,000. */
  duration?: number;
  fails?: {
    /** The step that fails; the first one by default. */
    at?: 'authenticate' | 'accounts' | 'transactions';
    /** Such as `invalid-credentials` or `service-unavailable`. */
    code: string;
    /** What the connection is then; it stays what it was by default. */
    becomes?: ConnectionStatus;
  };
  /** After it has signed in the bank asks this, for two minutes. */
  challenge?: { answer: string; question?: string };
}

export interface Refresh {
  id: string;
  connectionId: string;
  plan: RefreshPlan;
  /** Whether the connection has taken over what came of it. */
  isApplied: boolean;
  /** @param now milliseconds since 1970 */
  read(now: number): Job;
  /** Whether it was the right answer. */
  answer(answers: readonly string[], now: number): boolean;
  /** The link ends, and so does the refresh that runs. */
  cut(now: number): void;
}

interface Start {
  id: string;
  connectionId: string;
  start: number;
  runId: string | undefined;
}

/** In the bank's own words. */
const titles = {
  authenticate: 'verify-credentials',
  accounts: 'retrieve-accounts',
  transactions: 'retrieve-transactions',
} as const;
const keys = ['authenticate', 'accounts', 'transactions'] as const;
/** Milliseconds. */
const expiryMs = 2 * 60_000;

/** @throws RangeError for a duration that cannot be */
export function createRefresh(plan: RefreshPlan, { id, connectionId, start, runId }: Start): Refresh {
  const record: JobRecord = {
    id,
    userId: '',
    connectionId,
    institutionId: '',
    kind: 'refresh',
    start,
    delay: 0,
    steps: stepsOf(plan),
    correlationId: `correlation-${id}`,
    applied: false,
    ...(runId !== undefined && { runId }),
  };
  return {
    id,
    connectionId,
    plan,
    isApplied: false,
    read: (now) => toJob(readJob(record, now)),
    answer(answers, now) {
      const isRight = answers.length === 1 && answers[0]?.trim() === plan.challenge?.answer;
      if (isRight) record.answeredAt = now;
      return isRight;
    },
    cut: (now) => void (record.cut ??= { at: now, failure: linkEnded }),
  };
}

function stepsOf({ duration = 3_000, fails, challenge }: RefreshPlan): readonly PlannedStep[] {
  if (!(duration >= 0 && duration < Infinity))
    throw new RangeError(`The duration of a refresh must be milliseconds, and is ${duration}.`);
  const { at = 'authenticate', code = '' } = fails ?? {};
  const walked = fails ? keys.indexOf(at) + 1 : keys.length;
  const failure = { code, title: '', detail: '' };
  const steps = keys.map((key): PlannedStep => ({
    title: titles[key],
    duration: duration / walked,
    ...(fails && at === key && { failure }),
  }));
  if (!challenge) return steps;
  const { answer, question: description = 'Enter the code that your bank has sent you.' } = challenge;
  const asked = { method: 'token' as const, description, input: ['Code'], expiryMs, answer };
  return steps.toSpliced(1, 0, { title: 'mfa-challenge', duration: expiryMs, challenge: asked });
}

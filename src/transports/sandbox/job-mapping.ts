/** The bank's raw facts of a job as ours: neutral step keys, a failure code instead of the bank's words, a masked question. Pure. */
import { createFailure } from '../../core/model/failure';
import { jobStatusOfSteps, type Challenge, type Job, type JobStep } from '../../core/model/job';
import { mask } from '../../core/model/mask';
import type { BankJob, BankStep } from './bank-facts';

export function toJob(job: BankJob): Job {
  const { id, kind, connectionId, created, updated, runId, correlationId } = job;
  const isRecord = kind === 'purge' || kind === 'revoke';
  const steps = job.steps.map(toStep);
  const waiting = job.steps.find(({ challenge, status }) => challenge && status === 'in-progress');
  const retryAt = job.steps.find(({ waitsFor }) => waitsFor)?.waitsFor?.retryAt;
  const failed = job.steps.find(({ failure }) => failure)?.failure;
  return {
    id,
    kind,
    connectionId,
    status: isRecord ? 'succeeded' : waiting ? 'waiting-input' : jobStatusOfSteps(steps),
    steps,
    createdAt: created,
    updatedAt: updated,
    recordedBy: isRecord ? 'kit' : 'provider',
    ...(runId !== undefined && { runId }),
    ...(failed && { failure: createFailure(codeOf(failed), { correlationId }) }),
    ...challengeOf(waiting),
    ...(retryAt !== undefined && { retryAt }),
  };
}

const keys = new Map([
  ['verify-credentials', 'authenticate'],
  ['mfa-challenge', 'challenge'],
  ['retrieve-accounts', 'accounts'],
  ['retrieve-transactions', 'transactions'],
  ['retrieve-statements', 'statements'],
]);

/** Titles of the bank are in kebab-case already. */
export function stepKey(title: string): string {
  return keys.get(title) ?? title;
}

const stepStatuses = {
  pending: 'pending',
  'in-progress': 'running',
  success: 'succeeded',
  failed: 'failed',
} as const satisfies Record<BankStep['status'], JobStep['status']>;

function toStep({ title, status, startedAt, endedAt }: BankStep): JobStep {
  return {
    key: stepKey(title),
    status: stepStatuses[status],
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

/** A locked account is told apart by its detail alone (`domain.md` §2). */
function codeOf({ code, detail }: { code: string; detail: string }): string {
  return code === 'invalid-credentials' && /\blocked\b/i.test(detail) ? 'account-locked' : code;
}

function challengeOf(step: BankStep | undefined): { challenge?: Challenge } {
  if (!step?.challenge || step.startedAt === undefined) return {};
  const { method, description, input, expiryMs } = step.challenge;
  return {
    challenge: {
      kind: method,
      question: mask.freeText(description),
      inputs: input.map(mask.freeText),
      expiresAt: new Date(Date.parse(step.startedAt) + expiryMs).toISOString(),
    },
  };
}

/** Jobs as the server sent them, read field by field. */
import { createFailure, type Failure } from '../../core/model/failure';
import type { Challenge, Job, JobKind, JobStatus, JobStep } from '../../core/model/job';
import { mask } from '../../core/model/mask';
import { fieldsOf, firsts, oneOf, present, rows, term, text, time, truth, word, words } from './fields';

const kinds = ['refresh', 'purge', 'revoke', 'connect', 'reauthorize', 'other'] as const satisfies readonly JobKind[];
const statuses = [
  'queued',
  'running',
  'waiting-input',
  'succeeded',
  'failed',
  'unknown',
] as const satisfies readonly JobStatus[];
const stepStatuses = ['pending', 'running', 'succeeded', 'failed', 'unknown'] as const;

/** `undefined` for what is no job: without an id or any time it can be neither followed nor listed. */
export function readJob(value: unknown): Job | undefined {
  const fields = fieldsOf(value);
  const id = text(fields.id);
  const createdAt = time(fields.createdAt) ?? time(fields.updatedAt);
  if (id === undefined || createdAt === undefined) return undefined;
  return present({
    id,
    kind: oneOf(kinds, fields.kind) ?? 'other',
    connectionId: text(fields.connectionId) ?? null,
    status: oneOf(statuses, fields.status) ?? 'unknown',
    steps: firsts(rows(fields.steps, readStep) ?? [], (step) => step.key),
    createdAt,
    updatedAt: time(fields.updatedAt) ?? createdAt,
    recordedBy: oneOf(['provider', 'kit'], fields.recordedBy) ?? 'provider',
    runId: text(fields.runId),
    failure: readFailure(fields.failure),
    challenge: readChallenge(fields.challenge),
    retryAt: time(fields.retryAt),
    deadlineAt: time(fields.deadlineAt),
  });
}

function readStep(value: unknown): JobStep | undefined {
  const fields = fieldsOf(value);
  const key = term(fields.key);
  if (key === undefined) return undefined;
  return present({
    key,
    status: oneOf(stepStatuses, fields.status) ?? 'unknown',
    startedAt: time(fields.startedAt),
    endedAt: time(fields.endedAt),
  });
}

/** A failure without a code that can be shown is none. What the server does not say follows from the code. */
export function readFailure(value: unknown): Failure | undefined {
  const fields = fieldsOf(value);
  const code = term(fields.code);
  if (code === undefined) return undefined;
  return {
    ...createFailure(code),
    ...present({
      actor: oneOf(['user', 'wait', 'developer', 'support'], fields.actor),
      retryable: truth(fields.retryable),
      retryAt: time(fields.retryAt),
      correlationId: word(fields.correlationId),
    }),
  };
}

/** Without a word of what is asked for there is still one thing to be typed. */
function readChallenge(value: unknown): Challenge | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = fieldsOf(value);
  const question = readQuestion(fields.question) ?? '';
  const inputs = rows(fields.inputs, readQuestion) ?? [];
  return present({
    kind: oneOf(['token', 'security-questions'], fields.kind) ?? 'token',
    question,
    inputs: inputs.length > 0 ? inputs : [question],
    expiresAt: time(fields.expiresAt),
  });
}

function readQuestion(value: unknown): string | undefined {
  return typeof value === 'string' ? (words(mask.freeText(value)) ?? '') : undefined;
}

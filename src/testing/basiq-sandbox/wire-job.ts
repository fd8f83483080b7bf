/** Jobs of the bank as Basiq's wire writes them: no status at the top, no times at the steps (`basiq-core.json`, `domain.md` §2). */
import type { BankJob, BankStep } from '../../transports/sandbox/bank-facts';
import { userUrl } from './wire-connection';

export function toWireJobReference({ id }: BankJob, origin: string) {
  return { type: 'job', id, links: { self: `${origin}/jobs/${id}` } };
}

export function toWireJob(job: BankJob, origin: string) {
  const { institutionId, created, updated, userId, connectionId, steps } = job;
  const { links, ...reference } = toWireJobReference(job, origin);
  const source = `${userUrl(origin, userId)}/connections/${connectionId}`;
  const institution = `${origin}/institutions/${institutionId}`;
  return {
    ...reference,
    created,
    updated,
    jobType: 'connection',
    institution: { type: 'institution', id: institutionId, links: { self: institution, source } },
    steps: steps.map((step) => ({ title: step.title, status: step.status, result: resultOf(step, job, origin) })),
    links: { ...links, source },
  };
}

/** The question stays at its step after the answer, as in the examples of `getJob`. */
function resultOf(step: BankStep, job: BankJob, origin: string) {
  if (step.failure) return { type: 'error', ...step.failure };
  if (step.waitsFor) {
    const { retryAt: _unsaid, ...error } = step.waitsFor;
    return { type: 'error', ...error };
  }
  if (step.challenge) {
    return { type: 'mfa', ...step.challenge, links: { response: `${origin}/jobs/${job.id}/mfa` } };
  }
  return step.status === 'success' ? { type: 'link', url: resourceOf(step.title, job) } : null;
}

function resourceOf(title: BankStep['title'], { userId, connectionId, institutionId }: BankJob): string {
  const user = userUrl('', userId);
  const filter = `?filter=institution.id.eq('${institutionId}')`;
  if (title === 'retrieve-accounts') return `${user}/accounts${filter}`;
  if (title === 'retrieve-transactions') return `${user}/transactions${filter}`;
  if (title === 'retrieve-statements') return `${user}/statements`;
  return `${user}/connections/${connectionId}`;
}

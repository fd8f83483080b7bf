/** What became of commands whose answers were lost, where it can be known later; nobody is asked for it. */
import { isSettled, type Job } from '../core/model/job';
import { jobFields } from './contract-fields';
import type { JournalReader } from './journal-reader';
import { takeFields } from './take-fields';

/**
 * A revoke whose answer was lost has succeeded once its connection is seen to be revoked or gone.
 * @param now milliseconds since 1970
 * @returns the jobs that have settled by this
 */
export async function settleRevokes(
  journal: JournalReader,
  userId: string,
  connectionIds: readonly string[],
  now: number,
): Promise<readonly Job[]> {
  const settled: Job[] = [];
  for (const connectionId of new Set(connectionIds)) {
    const { items } = await journal.list(userId, { connectionId, unsettled: true });
    for (const { failure: _lost, ...job } of items.filter((one) => one.kind === 'revoke' && isLost(one)))
      settled.push({ ...job, status: 'succeeded', updatedAt: new Date(now).toISOString() });
  }
  for (const job of settled) await journal.append(userId, job);
  return settled;
}

/**
 * Where the provider keeps a record of its own of a purge or revoke whose answer was lost, the two are one: the handler's, under
 * the id that the page was given, as the provider says that it ended. They are known to be one by their run, in which a
 * connection is purged once and revoked once.
 */
export async function joinLost(journal: JournalReader, userId: string, jobs: readonly Job[]): Promise<readonly Job[]> {
  const joined: Job[] = [];
  for (const job of jobs) joined.push(canBeOfLost(job) ? await joinOne(journal, userId, job) : job);
  return joined;
}

type OfRun = Job & { connectionId: string };

function canBeOfLost(job: Job): job is OfRun {
  const isDestructive = job.kind === 'purge' || job.kind === 'revoke';
  return isDestructive && isSettled(job) && job.runId !== undefined && job.connectionId !== null;
}

async function joinOne(journal: JournalReader, userId: string, job: OfRun): Promise<Job> {
  const { connectionId, kind, runId } = job;
  const { items } = await journal.list(userId, { connectionId });
  // One that the journal has under its own id was answered.
  if (items.some(({ id }) => id === job.id)) return job;
  const ours = items.find((one) => one.recordedBy === 'kit' && one.kind === kind && one.runId === runId);
  if (ours === undefined || isSettled(ours)) return ours ?? job;
  const { id, createdAt, updatedAt, recordedBy } = ours;
  const isLater = Date.parse(job.updatedAt) > Date.parse(updatedAt);
  const joined = { ...job, id, createdAt, recordedBy, ...(!isLater && { updatedAt }) };
  await journal.append(userId, takeFields(jobFields, joined));
  return joined;
}

function isLost(job: Job): boolean {
  return job.recordedBy === 'kit' && job.status === 'unknown';
}

/** One answer of each kind that can be had from a bank, and the form that it must have. */
import { profileFields } from '../../core/model/connection';
import { isSettled, type Job } from '../../core/model/job';
import { findActive, follow, listAll, listenTo } from './bank';
import type { CheckedBank } from './needs';
import { faultsIn, list, type Promised, type Shape } from './shape';
import * as shapes from './shapes';

export interface Answer {
  of: string;
  shape: Shape;
  value: unknown;
}

export async function answersOf(bank: CheckedBank): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const note = <T>(of: string, shape: Shape, value: T): T => {
    if (value !== undefined) answers.push({ of, shape, value });
    return value;
  };
  const { mine, special = {} } = bank;
  const { id } = await findActive(mine);
  const listening = mine.watch && listenTo(bank, mine.watch);
  if (listening) await bank.advance(1_000);

  note('description', shapes.description, await mine.describe?.());
  note('page', shapes.pageOf(shapes.connection), await mine.listConnections({ limit: 2 }));
  for (const connection of await listAll(mine)) {
    note('connection', shapes.connection, connection);
    note('detail', shapes.connectionDetail, await mine.getConnection(connection.id));
  }
  for (const purpose of ['connect', 'manage', 'extend', 'reauthorize'] as const) {
    const about = purpose === 'connect' ? {} : { connectionId: id };
    note('consent', shapes.consentStart, await mine.startConsent?.({ purpose, state: 'state-1', ...about }));
  }
  for (const field of profileFields) note('reveal', shapes.revealed, await mine.revealProfile?.(id, field));

  for (const connectionId of [id, special.failing, special.challenge?.connectionId]) {
    if (connectionId === undefined) continue;
    const asked = note('refresh', shapes.job, await mine.refreshConnection?.(connectionId, { runId: 'run-1' }));
    if (asked) for (const job of await readsOf(bank, asked)) note('job', shapes.job, job);
  }
  note('page of jobs', shapes.pageOf(shapes.job), await mine.listJobs?.({ limit: 2 }));
  note('purge', shapes.job, await mine.purgeConnection?.(id, { runId: 'run-2' }));
  note('detail', shapes.connectionDetail, await mine.getConnection(id));
  note('revoke', shapes.job, await mine.revokeConnection?.(id));
  note('page of jobs', shapes.pageOf(shapes.job), await mine.listJobs?.({}));
  if (listening) note('events', list(shapes.event), await listening.stop());
  return answers;
}

/** A job as it is read until it has settled; what it asks is answered. */
async function readsOf(bank: CheckedBank, asked: Job): Promise<readonly Job[]> {
  const { mine, special = {} } = bank;
  const reads: Job[] = [];
  const read = async (job: Job, isAwaited: (job: Job) => boolean) =>
    follow(bank, mine, job, (one) => {
      reads.push(one);
      return isAwaited(one);
    });
  const job = await read(asked, (one) => isSettled(one) || one.status === 'waiting-input');
  if (job.status !== 'waiting-input' || !special.challenge || !mine.answerChallenge) return reads;
  const answered = await mine.answerChallenge(job.id, special.challenge.right);
  await read(answered, isSettled);
  return reads;
}

/** The places at which these answers break that promise, each once. */
export function placesWith(promise: Promised, answers: readonly Answer[]): readonly string[] {
  const faults = answers.flatMap(({ of, shape, value }) => faultsIn(shape, value, of));
  return [...new Set(faults.filter((fault) => fault.promise === promise).map(({ place }) => place))];
}

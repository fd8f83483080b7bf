/** What an endpoint has, and what all of them share. */
import type { Clock } from '../core/model/clock';
import { isSettled, type Job } from '../core/model/job';
import type { RequestOptions, Transport } from '../core/transport';
import { answerJson } from './answer';
import type { Commands } from './commands';
import { jobFields } from './contract-fields';
import type { Feeds } from './feeds';
import type { Guard } from './guard';
import type { JournalReader } from './journal-reader';
import { refuse } from './problem';
import type { Report } from './report';

/** One request of a signed-in user, and all that is needed to answer it. */
export interface Exchange {
  request: Request;
  query: URLSearchParams;
  /** For reads: over when the browser hangs up. */
  reading: RequestOptions;
  userId: string;
  transport: Transport;
  guard: Guard;
  /** For reads, which go on where the journal does not. */
  history: JournalReader;
  commands: Commands;
  feeds: Feeds;
  clock: Clock;
  redirectHosts: readonly string[];
  report: Report;
}

/** @param id the connection or job that the path names; empty where it names none */
export type Endpoint = (exchange: Exchange, id: string) => Promise<Response>;

export async function keptJob({ history, userId }: Exchange, jobId: string): Promise<Job | undefined> {
  return (await history.list(userId, { ids: [jobId], limit: 1 })).items[0];
}

export function answerJob(job: Job, status = isSettled(job) ? 200 : 202): Response {
  return answerJson(jobFields, job, status);
}

/** @throws ConnectionsError `not-supported` for what this transport does not have */
export function provided<T>(method: T | undefined): T {
  if (method === undefined) throw refuse('not-supported');
  return method;
}

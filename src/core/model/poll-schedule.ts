/**
 * How long to wait before a job is asked for again. Pure.
 *
 * - A young job is asked for often, an old one seldom: a quarter of its age, between 1 s and 15 s.
 * - While the provider itself waits to retry, not before that time, and then within 15 s.
 * - After failed requests the delay doubles with each, to one minute at the most.
 * - A time that the server named (`Retry-After`) is honoured.
 * - Up to a quarter of the delay is added at random, so that many clients do not ask in step.
 */
import type { Job } from './job';

export interface PollState {
  /** Milliseconds since 1970. */
  now: number;
  /** Requests that failed in a row. */
  failures: number;
  /** Milliseconds since 1970: the server asked not to be asked before. */
  notBefore?: number;
  /** A number in [0, 1). */
  random: number;
}

const shortest = 1_000;
const longest = 15_000;
const longestAfterFailures = 60_000;

/** @returns milliseconds from `now` */
export function pollDelay(job: Pick<Job, 'createdAt' | 'retryAt'>, state: PollState): number {
  const age = Math.max(0, state.now - Date.parse(job.createdAt)) || 0;
  const usual = Math.min(longest, Math.max(shortest, age / 4));
  const delay = Math.min(longestAfterFailures, usual * 2 ** state.failures);
  const jittered = delay * (1 + state.random / 4);
  const retryAt = job.retryAt === undefined ? 0 : Date.parse(job.retryAt) || 0;
  return Math.max(jittered, retryAt - state.now, (state.notBefore ?? 0) - state.now);
}

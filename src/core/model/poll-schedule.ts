/**
 * How long to wait before a job is asked for again. Pure.
 *
 * - Never under 1 s: one client sends at most 60 rounds a minute, however many jobs it follows.
 * - A young job is asked for often, an old one seldom: at the latest after a quarter of its age, and after 15 s at the most.
 * - While the provider itself waits to retry, within 5 minutes, and within 15 s of the time that it named.
 * - A job of which push has just told is asked for within a minute: the question is a safety net.
 * - After failed requests the longest delay doubles with each, to one minute at the most.
 * - A time that the server named (`Retry-After`) is honoured.
 * - The delay is drawn from all of that room (full jitter), so that many clients do not ask in step.
 */
import type { Job } from './job';

export interface PollState {
  /** Milliseconds since 1970. */
  now: number;
  /** Requests that failed in a row. */
  failures: number;
  /** Milliseconds since 1970: the server asked not to be asked before. */
  notBefore?: number;
  /** Push has just told of this job. */
  isPushed?: boolean;
  /** A number in [0, 1). */
  random: number;
}

/** Milliseconds. */
export const shortest = 1_000;
const longest = 15_000;
const longestOnPush = 60_000;
const longestAfterFailures = 60_000;
const longestOfRetries = 5 * 60_000;

/** @returns whole milliseconds from `now` */
export function pollDelay(job: Pick<Job, 'createdAt' | 'retryAt'>, state: PollState): number {
  const age = Math.max(0, state.now - Date.parse(job.createdAt)) || 0;
  const retryIn = (job.retryAt !== undefined && Date.parse(job.retryAt) - state.now) || 0;
  const usual = state.isPushed ? longestOnPush : Math.min(longest, Math.max(shortest, age / 4));
  const room = retryIn > longest ? Math.min(longestOfRetries, retryIn) : usual;
  const latest =
    state.failures === 0 ? room : Math.max(room, Math.min(longestAfterFailures, room * 2 ** state.failures));
  const drawn = Math.ceil(shortest + state.random * (latest - shortest));
  return Math.max(drawn, (state.notBefore ?? 0) - state.now);
}

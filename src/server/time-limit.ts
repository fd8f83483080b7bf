/** An end to waiting for the host's own code: what hangs there must hold no answer for ever. */
import type { Clock } from '../core/model/clock';
import { refuse } from './problem';
import type { Report } from './report';

/** Milliseconds. Well within what a browser waits for an answer (`createRestTransport`: 30 seconds). */
export const patience = 5_000;

/** Twice what one request of the kit's own transports may take, so that these give up first, and say more of it. */
const usualTimeout = 60_000;
/** A longer timer would fire at once. */
const longestTimer = 2 ** 31 - 1;

class TookTooLong extends Error {}

/**
 * What comes too late is dropped, an error too.
 * @param what is waited for, in the words of the error
 * @param limit milliseconds
 * @throws what `begin` throws; an Error when it has not ended within the limit
 */
export async function withinPatience<T>(
  clock: Clock,
  what: string,
  begin: () => T | Promise<T>,
  limit = patience,
): Promise<T> {
  let timer: unknown;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new TookTooLong(`${what} did not end within ${limit / 1_000} seconds.`));
    timer = clock.setTimeout(giveUp, limit);
  });
  const begun = (async () => begin())();
  return Promise.race([begun, late]).finally(() => clock.clearTimeout(timer));
}

/** Waits for what an answer cannot do without. @throws ConnectionsError `timeout`, which the host hears of; what `begin` throws */
export type Await = <T>(what: string, begin: () => T | Promise<T>) => Promise<T>;

export function createAwait({ timeout = usualTimeout }: { timeout?: number }, clock: Clock, report: Report): Await {
  const isLimited = timeout > 0 && timeout <= longestTimer;
  return async (what, begin) => {
    if (!isLimited) return begin();
    return withinPatience(clock, what, begin, timeout).catch((thrown: unknown) => {
      if (!(thrown instanceof TookTooLong)) throw thrown;
      report(thrown);
      throw refuse('timeout');
    });
  };
}

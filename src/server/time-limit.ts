/** An end to waiting for the host's own code: what hangs there must hold no answer for ever. */
import type { Clock } from '../core/model/clock';

/** Milliseconds. Well within what a browser waits for an answer (`createRestTransport`: 30 seconds). */
export const patience = 5_000;

/**
 * What comes too late is dropped, an error too.
 * @param what is waited for, in the words of the error
 * @throws what `begin` throws; an Error when it has not ended within five seconds
 */
export async function withinPatience<T>(clock: Clock, what: string, begin: () => T | Promise<T>): Promise<T> {
  let timer: unknown;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new Error(`${what} did not end within ${patience / 1_000} seconds.`));
    timer = clock.setTimeout(giveUp, patience);
  });
  const begun = (async () => begin())();
  return Promise.race([begun, late]).finally(() => clock.clearTimeout(timer));
}

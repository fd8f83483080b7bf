/** A task of the event loop, out of promises alone: it needs no clock, and comes at the same place in every run. */

/** Enough for what is ready to come first, and for a chain of promises that it leads to. */
const hops = 32;

/** What browsers deliver by a task (a lock, a message) comes after the promises that are ready now, in the order of the calls. */
export async function nextTask(): Promise<void> {
  for (let hop = 0; hop < hops; hop += 1) await undefined;
}

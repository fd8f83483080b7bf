/** A refresh of many connections: a few at a time, and a result for each. */
import type { ActionResult } from './client';

const atOnce = 3;

export async function refreshMany(
  connectionIds: readonly string[],
  refresh: (connectionId: string) => Promise<ActionResult>,
): Promise<ReadonlyMap<string, ActionResult>> {
  const queue = [...connectionIds];
  const results = new Map<string, ActionResult>();
  async function work(): Promise<void> {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) results.set(id, await refresh(id));
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

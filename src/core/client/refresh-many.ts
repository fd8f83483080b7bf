/** A refresh of many connections: a few at a time, and a result for each. */
import type { ActionResult } from './client';

const atOnce = 3;

export async function refreshMany(
  connectionIds: readonly string[],
  refresh: (connectionId: string) => Promise<ActionResult>,
  onSettled?: (connectionId: string, result: ActionResult) => void,
): Promise<ReadonlyMap<string, ActionResult>> {
  const queue = [...connectionIds];
  const results = new Map<string, ActionResult>();
  async function work(): Promise<void> {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const result = await refresh(id);
      results.set(id, result);
      onSettled?.(id, result);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

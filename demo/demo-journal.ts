/** The handler's journal of the demo: what begins anew at the sandbox bank begins anew here, and nothing else does. */
import { createMemoryJournal, type Journal } from 'connections-kit/server';

export interface DemoJournal extends Journal {
  /** The history of these connections up to now is no longer listed. */
  forget(connectionIds: readonly string[]): void;
}

export function createDemoJournal(now: () => number = Date.now): DemoJournal {
  const journal = createMemoryJournal();
  const forgottenAt = new Map<string, number>();
  return {
    ...journal,
    async list(userId, query) {
      const page = await journal.list(userId, query);
      const items = page.items.filter(
        ({ connectionId, createdAt }) => Date.parse(createdAt) > (forgottenAt.get(connectionId ?? '') ?? 0),
      );
      return { ...page, items };
    },
    forget(connectionIds) {
      for (const id of connectionIds) forgottenAt.set(id, now());
    },
  };
}

/** Where answers wait for later ones to overtake them. */
import type { Clock } from '../../core/model/clock';
import { startWait } from './wait';

export interface Shelf {
  /** Until `passed` was called for a later request, or the longest hold is over. Rejects with ConnectionsError `aborted`. */
  hold(request: number, signal: AbortSignal | undefined): Promise<void>;
  passed(request: number): void;
}

/** Milliseconds. */
const longestHold = 5_000;

export function createShelf(clock: Clock): Shelf {
  const held = new Map<number, () => void>();
  return {
    async hold(request, signal) {
      const { over, end } = startWait(clock, longestHold, signal);
      held.set(request, end);
      try {
        await over;
      } finally {
        held.delete(request);
      }
    },
    passed(request) {
      // By a timer, so that whoever waits for the later answer has it first.
      for (const [earlier, end] of held) if (earlier < request) clock.setTimeout(end, 0);
    },
  };
}

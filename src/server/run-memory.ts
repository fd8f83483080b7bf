/** The commands of this process by user and key: all in flight and, of each user, the last that have ended. No user's pushes out another's. */
import type { Job } from '../core/model/job';

export interface Run {
  /** Equal for equal requests. */
  fingerprint: string;
  /** None of a request that has no job, and took its key all the same. */
  job?: Promise<Job>;
}

export interface RunMemory {
  get(userId: string, key: string): (Run & { isInFlight: boolean }) | undefined;
  begin(userId: string, key: string, run: Run): void;
  /** @param keep false for one that has changed nothing: its key may be used anew */
  end(userId: string, key: string, keep: boolean): void;
}

/** Of the users those who acted last are remembered. */
export function createRunMemory(mostOfUser = 100, mostUsers = 1_000): RunMemory {
  const inFlight = new Map<string, Map<string, Run>>();
  const ended = new Map<string, Map<string, Run>>();

  return {
    get(userId, key) {
      const running = inFlight.get(userId)?.get(key);
      const run = running ?? ended.get(userId)?.get(key);
      return run && { ...run, isInFlight: running !== undefined };
    },
    begin(userId, key, run) {
      inFlight.set(userId, (inFlight.get(userId) ?? new Map<string, Run>()).set(key, run));
    },
    end(userId, key, keep) {
      const running = inFlight.get(userId);
      const run = running?.get(key);
      running?.delete(key);
      if (running?.size === 0) inFlight.delete(userId);
      if (!keep || run === undefined) return;
      const own = ended.get(userId) ?? new Map<string, Run>();
      ended.delete(userId);
      ended.set(userId, own.set(key, run));
      dropFirst(own, mostOfUser);
      dropFirst(ended, mostUsers);
    },
  };
}

function dropFirst(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

/** Which rows of a history are open, and which one is to come into view. A row hears of itself alone: there may be thousands. */

export interface OpenJobs {
  subscribe(listener: () => void): () => void;
  isOpen(jobId: string): boolean;
  set(jobId: string, open: boolean): void;
  /** Opens a row and, as soon as it is there, brings it into view. */
  reach(jobId: string): void;
  isWanted(jobId: string): boolean;
  /** To be called by the wanted row once it is there. @returns whether it was still wanted */
  arrive(jobId: string): boolean;
}

export function createOpenJobs(): OpenJobs {
  const open = new Set<string>();
  const listeners = new Set<() => void>();
  let wanted: string | undefined;

  function tell(): void {
    for (const listener of listeners) listener();
  }
  function set(jobId: string, isOpen: boolean): void {
    if (isOpen) open.add(jobId);
    else open.delete(jobId);
    tell();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isOpen: (jobId) => open.has(jobId),
    set,
    reach(jobId) {
      wanted = jobId;
      set(jobId, true);
    },
    isWanted: (jobId) => wanted === jobId,
    arrive(jobId) {
      if (wanted !== jobId) return false;
      wanted = undefined;
      return true;
    },
  };
}

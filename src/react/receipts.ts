/** Which gestures of this page wait to have their receipt taken, and the name of their bank for when the connection has gone. */
import type { Institution, Job } from '../core';

export interface Receipts {
  /** Notes what a gesture has deleted or ended, or may have. */
  add(connectionId: string, institution: Institution | undefined, jobs: readonly Job[]): void;
  dismiss(connectionId: string): void;
  /** A job of the last such gesture. */
  waiting(connectionId: string): string | undefined;
  institution(connectionId: string): Institution | undefined;
  subscribe(listener: () => void): () => void;
}

export function createReceipts(): Receipts {
  const waiting = new Map<string, string>();
  const institutions = new Map<string, Institution>();
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());

  return {
    add(connectionId, institution, jobs) {
      const last = jobs.filter((job) => isReceipted(job) && job.status !== 'failed').at(-1);
      if (!last) return;
      waiting.set(connectionId, last.id);
      if (institution) institutions.set(connectionId, institution);
      changed();
    },
    dismiss(connectionId) {
      waiting.delete(connectionId);
      changed();
    },
    waiting: (connectionId) => waiting.get(connectionId),
    institution: (connectionId) => institutions.get(connectionId),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What takes something away, once it has come to an end or its answer was lost. */
export function isReceipted({ kind, status }: Job): boolean {
  return (
    (kind === 'purge' || kind === 'revoke') && (status === 'succeeded' || status === 'failed' || status === 'unknown')
  );
}

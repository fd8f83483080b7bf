/** Which of several components says what concerns them all, so that it is said once wherever they stand. */

export interface Turns {
  /** @param first goes before those that are there already: it stands around them */
  join(id: string, first: boolean): () => void;
  /** Whose turn it is. */
  current(): string | undefined;
  subscribe(listener: () => void): () => void;
}

export function createTurns(): Turns {
  const listeners = new Set<() => void>();
  let queue: readonly string[] = [];

  function change(next: readonly string[]): void {
    queue = next;
    for (const listener of listeners) listener();
  }

  return {
    join(id, first) {
      change(first ? [id, ...queue] : [...queue, id]);
      return () => change(queue.filter((other) => other !== id));
    },
    current: () => queue[0],
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** One for each subject. */
export function createTurnsOf(): (subject: string) => Turns {
  const turns = new Map<string, Turns>();
  return (subject) => {
    const known = turns.get(subject) ?? createTurns();
    turns.set(subject, known);
    return known;
  };
}

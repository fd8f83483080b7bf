/** What one server remembers per user and id: bounded, the least recently used is forgotten first. */

export interface Memory<T> {
  get(userId: string, id: string): T | undefined;
  set(userId: string, id: string, value: T): void;
}

export function createMemory<T>(limit: number): Memory<T> {
  const kept = new Map<string, T>();
  const keyOf = (userId: string, id: string) => JSON.stringify([userId, id]);

  function put(key: string, value: T): void {
    kept.delete(key);
    kept.set(key, value);
    const oldest = kept.keys().next();
    if (kept.size > limit && oldest.done !== true) kept.delete(oldest.value);
  }

  return {
    get(userId, id) {
      const key = keyOf(userId, id);
      const value = kept.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set: (userId, id, value) => put(keyOf(userId, id), value),
  };
}

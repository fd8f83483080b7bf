import { describe, expect, it } from 'vitest';
import { createRunMemory } from '../../src/server/run-memory';

const run = { fingerprint: 'one' };

describe('what a process remembers of commands', () => {
  it("is each user's own, also while they are in flight", () => {
    const memory = createRunMemory();
    memory.begin('user-1', 'key', run);
    expect(memory.get('user-2', 'key')).toBeUndefined();
    expect(memory.get('user-1', 'key')).toEqual({ ...run, isInFlight: true });
  });

  it('are the last of each user that have ended', () => {
    const memory = createRunMemory(2);
    for (const key of ['first', 'second', 'third']) {
      memory.begin('user-1', key, run);
      memory.end('user-1', key, true);
    }
    expect(['first', 'second', 'third'].map((key) => memory.get('user-1', key) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

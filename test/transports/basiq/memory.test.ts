import { describe, expect, it } from 'vitest';
import { createMemory } from '../../../src/transports/basiq/memory';

describe('a memory', () => {
  it('keeps what is remembered of one user from another', () => {
    const memory = createMemory<string>(10);
    memory.set('a', 'b:c', 'first');
    expect(memory.get('a:b', 'c')).toBeUndefined();
    expect(memory.get('a', 'b:c')).toBe('first');
  });

  it('forgets what was used least recently', () => {
    const memory = createMemory<number>(2);
    memory.set('u', '1', 1);
    memory.set('u', '2', 2);
    memory.get('u', '1');
    memory.set('u', '3', 3);
    expect(['1', '2', '3'].map((id) => memory.get('u', id))).toEqual([1, undefined, 3]);
  });
});

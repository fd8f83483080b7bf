import { describe, expect, it } from 'vitest';
import { actionOf, actions, isOperationKind, operationKinds } from '../../../src/core/model/actions';

describe('the actions', () => {
  it('are the five gestures, each a list of operations in order', () => {
    expect(actions).toEqual({
      refresh: ['refresh'],
      purge: ['purge'],
      revoke: ['revoke'],
      purgeAndRefresh: ['purge', 'refresh'],
      purgeAndRevoke: ['purge', 'revoke'],
    });
  });

  it('consist of operations only', () => {
    const used: readonly string[] = Object.values(actions).flat();
    expect(used.filter((kind) => !isOperationKind(kind))).toEqual([]);
    expect(new Set(used)).toEqual(new Set(operationKinds));
  });

  it('are known by their operations, in their order', () => {
    for (const [name, operations] of Object.entries(actions)) expect(actionOf(operations)).toBe(name);
    expect(actionOf(['refresh', 'purge'])).toBeUndefined();
    expect(actionOf([])).toBeUndefined();
  });

  it.each(['connect', 'reauthorize', 'other', 'purgeAndRefresh', '', 'toString'])('do not know %j', (kind) => {
    expect(isOperationKind(kind)).toBe(false);
  });
});

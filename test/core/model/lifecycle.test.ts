import { describe, expect, it } from 'vitest';
import {
  connectionStatuses,
  isConnectionStatus,
  isExpectedTransition,
  lifecycle,
  type ConnectionStatus,
} from '../../../src/core/model/lifecycle';

/** Read a row as "from `active` the link may become …"; what is not named is a surprise. */
const expectedFrom: Readonly<Record<ConnectionStatus, readonly ConnectionStatus[]>> = {
  'pre-init': ['pending', 'active', 'failed', 'revoked'],
  pending: ['active', 'invalid', 'failed', 'revoked'],
  active: ['pending', 'invalid', 'revoked'],
  invalid: ['pending', 'active', 'revoked'],
  failed: ['pending', 'active', 'revoked'],
  revoked: [],
  unknown: ['pre-init', 'pending', 'active', 'invalid', 'failed', 'revoked'],
};
const pairs = connectionStatuses.flatMap((from) => connectionStatuses.map((to) => ({ from, to })));

describe('the lifecycle', () => {
  it('has a row for each status of the contract', () => {
    expect([...connectionStatuses].sort()).toEqual(
      ['pre-init', 'pending', 'active', 'invalid', 'failed', 'revoked', 'unknown'].sort(),
    );
  });

  it('leads from every status to statuses only', () => {
    const targets = Object.values(lifecycle).flatMap((row) => Object.values(row));
    expect(targets).not.toHaveLength(0);
    expect(targets.filter((target) => !isConnectionStatus(target))).toEqual([]);
  });

  it('leads by one event to one status, wherever it starts', () => {
    const targets = new Map<string, Set<string>>();
    for (const row of Object.values(lifecycle)) {
      for (const [event, target] of Object.entries(row)) {
        targets.set(event, (targets.get(event) ?? new Set()).add(target));
      }
    }
    for (const [event, reached] of targets) expect([event, reached.size]).toEqual([event, 1]);
  });

  it('ends with revoked', () => {
    expect(lifecycle.revoked).toEqual({});
  });

  it.each(pairs)('knows whether $from may become $to', ({ from, to }) => {
    const expected = from === to || to === 'unknown' || expectedFrom[from].includes(to);
    expect(isExpectedTransition(from, to)).toBe(expected);
  });

  it('never lets a link that was active become one that failed to be set up', () => {
    expect(isExpectedTransition('active', 'failed')).toBe(false);
  });

  it.each(['', 'Active', 'init', 'deleted', 'constructor', '__proto__', 'toString', null, undefined, 1, {}])(
    'does not take %j for a status',
    (value) => {
      expect(isConnectionStatus(value)).toBe(false);
    },
  );
});

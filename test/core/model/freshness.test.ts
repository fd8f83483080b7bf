import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultStaleAfter, isStale } from '../../../src/core/model/freshness';
import { connectionStatuses } from '../../../src/core/model/lifecycle';
import { at, buildState, start } from '../builders';

const now = (seconds: number) => Date.parse(at(seconds));

describe('what is known of a connection', () => {
  it('is old past ten minutes, and not a moment before', () => {
    const connection = buildState({ confirmedAt: start });
    expect(isStale(connection, now(0) + defaultStaleAfter)).toBe(false);
    expect(isStale(connection, now(0) + defaultStaleAfter + 1)).toBe(true);
    expect(defaultStaleAfter).toBe(600_000);
  });

  it.each(connectionStatuses.filter((status) => status !== 'revoked'))(
    'grows old whatever its status: %s',
    (status) => {
      expect(isStale(buildState({ status }), now(601))).toBe(true);
    },
  );

  it('is final once the link was revoked', () => {
    expect(isStale(buildState({ status: 'revoked' }), now(1e6))).toBe(false);
  });

  it('is not old where the time is not known, or no age counts as old', () => {
    expect(isStale(buildState(), 0)).toBe(false);
    expect(isStale(buildState(), now(1e9), Infinity)).toBe(false);
  });

  it('grows old once, and stays so', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (age, more, staleAfter) => {
        const is = (old: number) => isStale(buildState(), now(0) + old, staleAfter);
        return !is(age) || is(age + more);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { mergeConnection, type Connection, type ConnectionState } from '../../../src/core/model/connection';
import { deepFreeze } from '../freeze';
import { at, buildConnection, buildState } from '../builders';

const failure = { code: 'invalid-credentials', actor: 'user', retryable: true } as const;
const known = deepFreeze(
  buildState({
    confirmedAt: at(10),
    rawStatus: 'weird',
    refreshAvailableAt: at(60),
    lastSyncedAt: at(-60),
    operation: { kind: 'refresh', runId: 'r1' },
    failure,
    remaining: ['refresh'],
    purgedAt: at(1),
    detail: { accounts: [] },
  }),
);

function merge(incoming: Connection, requestedAt: string, from: ConnectionState | undefined = known) {
  return mergeConnection<ConnectionState>(from, incoming, requestedAt);
}

describe('mergeConnection', () => {
  it('makes of the first news a connection with nothing in flight', () => {
    const connection = buildConnection();
    expect(mergeConnection<ConnectionState>(undefined, connection, at(1))).toEqual({
      ...connection,
      operation: null,
      confirmedAt: at(1),
    });
  });

  it('takes the newer facts', () => {
    const merged = merge(buildConnection({ status: 'invalid', lastSyncedAt: at(11) }), at(11));
    expect(merged).toMatchObject({ status: 'invalid', lastSyncedAt: at(11), confirmedAt: at(11) });
  });

  it('takes an answer to a read that was asked at the very moment', () => {
    expect(merge(buildConnection({ status: 'invalid' }), at(10)).status).toBe('invalid');
  });

  it('ignores an answer to a read that was asked before', () => {
    expect(merge(buildConnection({ status: 'invalid' }), at(9.999))).toBe(known);
  });

  it('compares moments, not their spelling', () => {
    const before = '2026-11-22T19:00:09+10:00';
    expect(merge(buildConnection({ status: 'invalid' }), before)).toBe(known);
  });

  it('drops facts that vanished', () => {
    const merged = merge(buildConnection(), at(11));
    for (const gone of ['rawStatus', 'refreshAvailableAt', 'lastSyncedAt']) expect(merged).not.toHaveProperty(gone);
  });

  it('keeps what is known beside the facts', () => {
    const merged = merge(buildConnection(), at(11));
    expect(merged).toMatchObject({
      operation: known.operation,
      failure,
      remaining: ['refresh'],
      purgedAt: at(1),
      detail: { accounts: [] },
    });
  });
});

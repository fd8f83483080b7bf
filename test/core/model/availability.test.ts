import { describe, expect, it } from 'vitest';
import { actions, operationKinds, type ActionName } from '../../../src/core/model/actions';
import { availability, type AvailabilityContext, type UnavailableReason } from '../../../src/core/model/availability';
import type { ConnectionState } from '../../../src/core/model/connection';
import { connectionStatuses, type ConnectionStatus } from '../../../src/core/model/lifecycle';
import { capabilities, type Description } from '../../../src/core/transport';
import { at, buildState, start } from '../builders';

const now = Date.parse(start);
const everything: Description = { can: capabilities, revokeData: 'kept' };
const actionNames = Object.keys(actions) as readonly ActionName[];

/** Domain.md §3, and "purge is only for active connections" of the origin document. */
const offered: Readonly<Record<ConnectionStatus, readonly ActionName[]>> = {
  'pre-init': ['revoke'],
  pending: ['revoke'],
  active: ['refresh', 'purge', 'revoke', 'purgeAndRefresh', 'purgeAndRevoke'],
  invalid: ['refresh', 'revoke'],
  failed: ['refresh', 'revoke'],
  revoked: [],
  unknown: ['revoke'],
};

/** What stands in the way, one at a time: how it is brought about, and which actions it concerns. */
interface Obstacle {
  reason: Exclude<UnavailableReason, 'status'>;
  state?: Partial<ConnectionState>;
  context?: Partial<AvailabilityContext>;
  concerns(action: ActionName): boolean;
  until?: string;
}
const refreshes = (action: ActionName) => (actions[action] as readonly string[]).includes('refresh');
const obstacles: readonly Obstacle[] = [
  { reason: 'busy', state: { operation: { kind: 'refresh', runId: 'r1' } }, concerns: () => true },
  { reason: 'cool-down', state: { refreshAvailableAt: at(60) }, concerns: refreshes, until: at(60) },
  { reason: 'unsupported', context: { description: { ...everything, can: [] } }, concerns: () => true },
  {
    reason: 'forbidden',
    context: { description: { ...everything, can: [], denied: operationKinds } },
    concerns: () => true,
  },
  { reason: 'offline', context: { online: false }, concerns: () => true },
  { reason: 'signed-out', context: { signedOut: true }, concerns: () => true },
];
const permanent: readonly UnavailableReason[] = ['unsupported', 'forbidden'];

const cells = connectionStatuses.flatMap((status) => actionNames.map((action) => ({ status, action })));

function ask(action: ActionName, state: Partial<ConnectionState>, context: Partial<AvailabilityContext> = {}) {
  return availability(buildState(state), action, { description: everything, now, online: true, ...context });
}

describe.each(cells)('$action of a connection that is $status', ({ status, action }) => {
  const isOffered = offered[status].includes(action);

  it(isOffered ? 'can be taken' : 'cannot be taken because of the status', () => {
    expect(ask(action, { status })).toEqual(isOffered ? { available: true } : { available: false, reason: 'status' });
  });

  it.each(obstacles)('says what lasts longest when $reason', ({ reason, state, context, concerns, until }) => {
    const given = ask(action, { status, ...state }, context);
    if (!isOffered && !permanent.includes(reason)) expect(given).toEqual({ available: false, reason: 'status' });
    else if (!concerns(action)) expect(given).toEqual({ available: true });
    else expect(given).toEqual({ available: false, reason, ...(until !== undefined && { until }) });
  });
});

describe('availability', () => {
  it.each(actionNames)('of %s needs every one of its operations', (action) => {
    for (const missing of actions[action]) {
      const description = { ...everything, can: capabilities.filter((capability) => capability !== missing) };
      expect(ask(action, {}, { description })).toEqual({ available: false, reason: 'unsupported' });
      expect(ask(action, {}, { description: { ...description, denied: [missing] } })).toEqual({
        available: false,
        reason: 'forbidden',
      });
    }
  });

  it('does not call forbidden what is denied beside the action', () => {
    const description: Description = { can: ['refresh'], denied: ['revoke'], revokeData: 'kept' };
    expect(ask('purge', {}, { description })).toEqual({ available: false, reason: 'unsupported' });
    expect(ask('refresh', {}, { description })).toEqual({ available: true });
  });

  it('takes nothing away while nobody has said what can be done', () => {
    for (const action of actionNames) {
      expect(availability(buildState(), action, { now, online: true })).toEqual({ available: true });
    }
  });

  it('ends a cool-down at its very moment', () => {
    expect(ask('refresh', { refreshAvailableAt: at(0.001) })).toMatchObject({ reason: 'cool-down', until: at(0.001) });
    expect(ask('refresh', { refreshAvailableAt: at(0) })).toEqual({ available: true });
  });

  it('does not let an unreadable cool-down block for ever', () => {
    expect(ask('refresh', { refreshAvailableAt: 'soon' })).toEqual({ available: true });
  });

  it('never lets a failure block a retry', () => {
    const failure = { code: 'invalid-credentials', actor: 'user', retryable: true } as const;
    expect(ask('refresh', { failure, remaining: ['refresh'] })).toEqual({ available: true });
  });
});

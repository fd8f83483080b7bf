/** One check each: a bank of its own, two users, and a refusal that must be one of ours. */
import { isConnectionsError, type ConnectionsError } from '../../core/model/errors';
import { capabilitiesOf, type Capability, type Transport } from '../../core/transport';
import type { Bank } from './bank';

export interface Matchers {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toContain(expected: unknown): void;
  toBeGreaterThan(expected: number): void;
  not: Pick<Matchers, 'toBe' | 'toEqual' | 'toContain'>;
}

/** As Vitest and Jest have them; `node:test` with an `expect` of these five matchers. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
  expect(actual: unknown): Matchers;
}

export interface CheckedBank extends Bank {
  /** The first user's transport, with no method but those that it describes. */
  mine: Transport;
  /** The second user's. */
  theirs: Transport;
}

export interface Checks {
  describe(name: string, body: () => void): void;
  check(name: string, body: (bank: CheckedBank) => Promise<void>): void;
  expect(actual: unknown): Matchers;
  /** What a call was refused with; fails when it was not, or with an error that is none of ours. */
  refusalOf(call: Promise<unknown>): Promise<ConnectionsError>;
  /** Fails unless the call, where there is one, was refused with this code. */
  expectRefusal(call: Promise<unknown> | undefined, ...codes: readonly string[]): Promise<void>;
}

export function createChecks({ describe, it, expect }: TestRunner, make: () => Bank | Promise<Bank>): Checks {
  async function refusalOf(call: Promise<unknown>): Promise<ConnectionsError> {
    const thrown = await call.then(
      () => 'the call was answered',
      (error: unknown) => error,
    );
    if (isConnectionsError(thrown)) return thrown;
    throw new Error('Expected a refusal by a ConnectionsError', { cause: thrown });
  }

  return {
    describe,
    expect: (actual) => expect(actual),
    check(name, body) {
      it(name, async () => {
        const bank = await make();
        const [me, other] = bank.users;
        try {
          const [mine, theirs] = [await described(bank.transport(me)), await described(bank.transport(other))];
          await body({ ...bank, mine, theirs });
        } finally {
          await bank.close?.();
        }
      });
    },
    refusalOf,
    async expectRefusal(call, ...codes) {
      if (call !== undefined) expect(codes).toContain((await refusalOf(call)).code);
    },
  };
}

const methods = {
  refresh: 'refreshConnection',
  purge: 'purgeConnection',
  revoke: 'revokeConnection',
  listJobs: 'listJobs',
  reveal: 'revealProfile',
  answerChallenge: 'answerChallenge',
  consent: 'startConsent',
  watch: 'watch',
} as const satisfies Record<Capability, keyof Transport>;

/** A method that is there, but not described, may not be asked for. */
async function described(transport: Transport): Promise<Transport> {
  const can = (await transport.describe?.())?.can ?? capabilitiesOf(transport);
  const offered = capabilitiesOf(transport).filter((capability) => can.includes(capability));
  const bound: Transport = {
    listConnections: (query, options) => transport.listConnections(query, options),
    getConnection: (connectionId, options) => transport.getConnection(connectionId, options),
    getJob: (jobId, options) => transport.getJob(jobId, options),
  };
  const optional = offered.map((capability) => {
    const method: unknown = transport[methods[capability]];
    return [methods[capability], typeof method === 'function' ? method.bind(transport) : undefined];
  });
  return Object.assign(bound, Object.fromEntries(optional));
}

/** What the checks of a transport stand on: a bank of their own each, and ways to wait, to page and to be refused. */
import type { Connection } from '../../core/model/connection';
import { isConnectionsError, type ConnectionsError } from '../../core/model/errors';
import { isSettled, type Job } from '../../core/model/job';
import { readDescription, type Capability, type Page, type Transport } from '../../core/transport';

export interface Matchers {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toContain(expected: unknown): void;
  toBeGreaterThan(expected: number): void;
  not: Pick<Matchers, 'toBe' | 'toEqual' | 'toContain'>;
}

/** As Vitest and Jest have them. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
  expect(actual: unknown): Matchers;
}

export interface Bank {
  transport(userId: string): Transport;
  /** Lets time pass, in milliseconds. */
  advance(milliseconds: number): Promise<void>;
  users: readonly [string, string];
  close?(): Promise<void>;
  /** Raw personal values of a user, none of which may be in any answer but a reveal's. */
  secrets?(userId: string): readonly string[];
}

export interface Checks {
  describe(name: string, body: () => void): void;
  check(name: string, body: (bank: Bank & { mine: Transport; theirs: Transport }) => Promise<void>): void;
  expect(actual: unknown): Matchers;
  /** What a call was refused with; fails when it was not, or with an error that is none of ours. */
  refusalOf(call: Promise<unknown> | undefined): Promise<ConnectionsError>;
  /** A capability that is not there must not be claimed either. */
  withMethod<Name extends keyof Transport>(
    transport: Transport,
    name: Name,
    capability: Capability,
    body: (method: NonNullable<Transport[Name]>) => Promise<void>,
  ): Promise<void>;
}

export function createChecks({ describe, it, expect }: TestRunner, make: () => Bank | Promise<Bank>): Checks {
  return {
    describe,
    expect: (actual) => expect(actual),
    check(name, body) {
      it(name, async () => {
        const bank = await make();
        const [me, other] = bank.users;
        try {
          await body({ ...bank, mine: bank.transport(me), theirs: bank.transport(other) });
        } finally {
          await bank.close?.();
        }
      });
    },
    async refusalOf(call) {
      const thrown = await Promise.resolve(call).then(
        () => 'the call was answered',
        (error: unknown) => error,
      );
      if (isConnectionsError(thrown)) return thrown;
      throw new Error('Expected a refusal by a ConnectionsError', { cause: thrown });
    },
    async withMethod(transport, name, capability, body) {
      const method = transport[name];
      if (method) return body(method.bind(transport) as NonNullable<Transport[typeof name]>);
      expect((await readDescription(transport)).can).not.toContain(capability);
    },
  };
}

const mostPages = 1_000;

/** All items of a paged list, in their order. */
export async function readAll<T>(list: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await list(cursor === undefined ? {} : { cursor });
    items.push(...answer.items);
    if (answer.nextCursor === undefined) return items;
    cursor = answer.nextCursor;
  }
  throw new Error('The list does not come to an end');
}

export async function listAll(transport: Transport): Promise<readonly Connection[]> {
  return readAll((cursor) => transport.listConnections(cursor));
}

/** The first active connection, whose refresh succeeds. */
export async function findActive(transport: Transport): Promise<Connection> {
  return found((await listAll(transport)).find((connection) => connection.status === 'active'));
}

export async function findInactive(transport: Transport): Promise<Connection> {
  return found((await listAll(transport)).find((connection) => connection.status !== 'active'));
}

function found<T>(connection: T | undefined): T {
  if (connection === undefined) throw new Error('The bank needs an active connection and one that is not');
  return connection;
}

const patience = 10 * 60_000;
const step = 1_000;

/** Follows a job until it has settled, as a client would. */
export async function settle(bank: Bank, transport: Transport, job: Job): Promise<Job> {
  let latest = job;
  for (let waited = 0; !isSettled(latest) && waited < patience; waited += step) {
    await bank.advance(step);
    latest = await transport.getJob(job.id);
  }
  return latest;
}

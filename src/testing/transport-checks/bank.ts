/** What the checks of a transport stand on: a bank of their own each, and ways to wait in it, to page and to find. */
import type { Connection } from '../../core/model/connection';
import { isSettled, type Job } from '../../core/model/job';
import type { Capability, Page, Transport, TransportEvent } from '../../core/transport';
import { NothingToCheck } from './needs';

/** Connections of the first user that no list tells apart. */
export interface Special {
  /** Its refresh is taken on, and fails. */
  failing?: string;
  /** Its refresh is refused as too early, with the time of the next one. */
  limited?: string;
  /** Its refresh is put off, for the bank is down: the provider will try again by itself, and the job says when. */
  retrying?: string;
  /** The provider says no name of its institution. */
  nameless?: string;
  /** The provider has a word for its status that nobody knows. */
  unknown?: string;
  /** Its refresh asks something within a minute. */
  challenge?: { connectionId: string; right: readonly string[]; wrong: readonly string[] };
}

/**
 * A provider with two users, whom nobody else uses, and the ways in which the checks act on it. What is not given is not
 * checked.
 */
export interface Bank {
  transport(userId: string): Transport;
  /** Lets time pass, in milliseconds. */
  advance(milliseconds: number): Promise<void>;
  /** The ids of the two, whose data differs. */
  users: readonly [string, string];
  /** Called after each check. */
  close?(): Promise<void>;
  /** What the transport must be able to do: without it a check fails, where it else would have nothing to check. */
  can?: readonly Capability[];
  /** Raw personal values of a user, none of which may be in any answer but a reveal's. */
  secrets?(userId: string): readonly string[];
  /** A connection that is named here must do what it is named for, and the transport be able to ask it. */
  special?: Special;
  /** From now on a row that nobody can read stands among the good ones, in every list that the provider gives. */
  spoil?(): void | Promise<void>;
  /** Breaks the links over which events come, once. */
  cut?(): void | Promise<void>;
  /** From now on commands are executed, and their answers lost. Gives how many have come to the provider since then. */
  loseAnswers?(): () => number;
  /** Of an institution that can be chosen to be linked: the way to the consent must carry it. */
  institutionId?: string;
  /** Where a person may be sent back to: the way to the consent must carry it. Not every provider takes one. */
  returnUrl?: string;
  /** Whether a settled command is known again by its key: the handler knows it, a provider seldom. Default: false. */
  remembersKeys?: boolean;
}

const mostPages = 1_000;

/** All items of a paged list, in their order. */
export async function readAll<T>(
  list: (cursor: { cursor?: string }) => Promise<Page<T>>,
  start?: string,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor = start;
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

export async function findTwoActive(transport: Transport): Promise<readonly [Connection, Connection]> {
  const [first, second] = (await listAll(transport)).filter(({ status }) => status === 'active');
  if (!first || !second) throw new Error('The bank needs two active connections');
  return [first, second];
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

/** Follows a job, as a client would, until it is as awaited; at the longest for ten minutes. */
export async function follow(
  bank: Pick<Bank, 'advance'>,
  transport: Transport,
  job: Job,
  isAwaited: (job: Job) => boolean = isSettled,
): Promise<Job> {
  let latest = job;
  for (let waited = 0; !isAwaited(latest) && waited < patience; waited += step) {
    await bank.advance(step);
    latest = await transport.getJob(job.id);
  }
  return latest;
}

/** Two refreshes of one connection, a minute apart; none where there is no refresh. */
export async function refreshTwice(
  bank: Pick<Bank, 'advance'>,
  transport: Transport,
): Promise<{ id: string; refreshes: readonly string[] }> {
  const { id } = await findActive(transport);
  const refreshes: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    await bank.advance(60_000);
    const job = await transport.refreshConnection?.(id);
    if (job === undefined) break;
    await follow(bank, transport, job);
    refreshes.push(job.id);
  }
  return { id, refreshes };
}

/** A job of a refresh and one of a purge, as far as there are such commands. */
export async function makeJobs(transport: Transport): Promise<readonly Job[]> {
  const { id } = await findActive(transport);
  // The purge is first: a provider may take none while a refresh runs.
  const jobs = [await transport.purgeConnection?.(id), await transport.refreshConnection?.(id)];
  const made = jobs.filter((job) => job !== undefined);
  if (made.length === 0) throw new NothingToCheck('no command of the transport makes a job');
  return made;
}

/** What a user is told from now on, until it is stopped. */
export function listenTo(bank: Pick<Bank, 'advance'>, watch: NonNullable<Transport['watch']>) {
  const controller = new AbortController();
  const events: TransportEvent[] = [];
  const reading = (async () => {
    for await (const event of watch({ signal: controller.signal })) events.push(event);
  })();
  reading.catch(() => {});
  return {
    events: events as readonly TransportEvent[],
    /** @throws what the events ended with */
    async stop(): Promise<readonly TransportEvent[]> {
      await bank.advance(step);
      controller.abort();
      await Promise.race([reading, bank.advance(step)]);
      return events;
    },
  };
}

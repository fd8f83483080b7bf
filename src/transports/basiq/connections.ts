/** The connections of one user: joined with their institutions, and masked before they leave. */
import type { Account, Connection, ConnectionDetail, Institution, ProfileField } from '../../core/model/connection';
import { profileFields } from '../../core/model/connection';
import { createConnectionsError } from '../../core/model/errors';
import { isSettled } from '../../core/model/job';
import type { ConnectionQuery, Page } from '../../core/transport';
import type { Connectors, Institutions } from './connectors';
import { createdDateOf, type Jobs } from './jobs';
import { institutionIdOf, methodOf, toAccount, toConnection, toConsent } from './mapping';
import type { Memory } from './memory';
import { optional } from './optional';
import { pageOf } from './page';
import { profileValues, toProfile } from './profile-mapping';
import type { UserApi } from './user-api';
import { field, records, type WireRecord } from './wire';

type Signal = AbortSignal | undefined;

export interface Connections {
  list(query: ConnectionQuery, signal: Signal): Promise<Page<Connection>>;
  get(connectionId: string, signal: Signal): Promise<ConnectionDetail>;
  reveal(connectionId: string, name: ProfileField, signal: Signal): Promise<readonly string[]>;
}

export interface ConnectionsOptions {
  api: UserApi;
  userId: string;
  connectors: Connectors;
  jobs: Jobs;
  createdDates: Memory<string>;
  /** ISO 8601, by connection: before this the provider does not take a refresh. */
  coolDowns: Memory<string>;
  now(): number;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const { api, userId, connectors, jobs, createdDates, coolDowns, now } = options;

  function connectionOf(wire: WireRecord, institutions: Institutions): Connection | undefined {
    const connection = toConnection(wire, institutionOf(wire, institutions));
    if (connection === undefined) return undefined;
    createdDates.set(userId, connection.id, createdDateOf(wire));
    const until = coolDowns.get(userId, connection.id);
    const isCooling = until !== undefined && Date.parse(until) > now();
    return isCooling ? { ...connection, refreshAvailableAt: until } : connection;
  }

  /** Basiq has no word for a set-up that failed: the link was never used, and its last settled job failed. Jobs are read only for such. */
  async function withFailedSetUps(connections: readonly Connection[], signal: Signal): Promise<readonly Connection[]> {
    if (!connections.some(wasNeverUsed)) return connections;
    const known = await optional(jobs.list({}, signal), signal);
    const lastJobs = new Map(
      known?.items
        .filter(isSettled)
        .reverse()
        .map((job) => [job.connectionId, job]),
    );
    return connections.map((connection) => {
      const last = lastJobs.get(connection.id);
      return last?.status === 'failed' && wasNeverUsed(connection) ? { ...connection, status: 'failed' } : connection;
    });
  }

  return {
    async list(query, signal) {
      const [rows, institutions] = await Promise.all([api.connections(signal), connectors.institutions(signal)]);
      const connections = new Map<string, Connection>();
      for (const row of rows) {
        const connection = connectionOf(row, institutions);
        if (connection !== undefined && !connections.has(connection.id)) connections.set(connection.id, connection);
      }
      const known = await withFailedSetUps([...connections.values()], signal);
      return pageOf(
        known.filter((connection) => isAsked(connection, query)),
        query,
      );
    },

    /**
     * Essential is the connection alone. Without the accounts read through the user, those that the connection itself
     * lists are shown; without consents or connectors the detail stands without them.
     */
    async get(connectionId, signal) {
      const [wire, institutions, accounts, consents] = await Promise.all([
        api.connection(connectionId, signal),
        connectors.institutions(signal),
        optional(api.accounts(connectionId, signal), signal),
        optional(api.consents(signal), signal),
      ]);
      const [connection] = await withFailedSetUps(present(connectionOf(wire, institutions)), signal);
      if (connection === undefined) throw createConnectionsError('bad-response');
      const profile = toProfile(wire);
      const consent = consents && toConsent(consents);
      return {
        ...connection,
        accounts: toAccounts(accounts ?? records(field(field(wire, 'accounts'), 'data'))),
        ...(profile !== undefined && { profile }),
        ...(consent !== undefined && { consent }),
      };
    },

    async reveal(connectionId, name, signal) {
      if (!profileFields.includes(name)) throw createConnectionsError('invalid-request');
      return profileValues(await api.connection(connectionId, signal), name);
    },
  };
}

function institutionOf(wire: WireRecord, institutions: Institutions): Institution {
  return institutions(institutionIdOf(wire) ?? 'unknown', methodOf(field(wire, 'method')));
}

function wasNeverUsed(connection: Connection): boolean {
  const { status, lastSyncedAt } = connection;
  return lastSyncedAt === undefined && (status === 'pre-init' || status === 'pending' || status === 'invalid');
}

function isAsked(connection: Connection, { status, text }: ConnectionQuery): boolean {
  const { name, shortName = '' } = connection.institution;
  const sought = (text ?? '').trim().toLowerCase();
  return (
    (status === undefined || connection.status === status) &&
    (name.toLowerCase().includes(sought) || shortName.toLowerCase().includes(sought))
  );
}

/** Of two rows with one id the first counts, as everywhere. */
function toAccounts(rows: readonly WireRecord[]): readonly Account[] {
  const accounts = new Map<string, Account>();
  for (const account of rows.map(toAccount)) {
    if (account !== undefined && !accounts.has(account.id)) accounts.set(account.id, account);
  }
  return [...accounts.values()];
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** The link between a user and an institution: plain, serialisable facts, and what one client knows beside them. */
import type { ActionName, OperationKind } from './actions';
import type { Failure } from './failure';
import { isSettled, newestFirst, type Job } from './job';
import type { ConnectionStatus } from './lifecycle';

/** The bank. Only `id` and `name` are certain; the rest shows where the provider says it (Basiq: `GET /connectors`). */
export interface Institution {
  id: string;
  /** Falls back to the id when the provider gives no name. */
  name: string;
  shortName?: string;
  /** `https:` or `data:image/…` only; anything else is dropped at the boundary. */
  logoUrl?: string;
  country?: string;
  health?: 'operational' | 'degraded' | 'outage' | 'maintenance' | 'unknown';
  /** Where the person can recover a forgotten bank password. */
  recoveryUrl?: string;
  /** Usual duration in milliseconds by step key, for an honest progress estimate. */
  averageDurations?: Readonly<Record<string, number>>;
}

/** What a transport says of a connection: facts only, nothing of what this client is doing. Times are ISO 8601. */
export interface Connection {
  id: string;
  institution: Institution;
  status: ConnectionStatus;
  /** The provider's own word when it is none of ours. */
  rawStatus?: string;
  method?: 'web' | 'open-banking' | 'statement' | 'other';
  createdAt?: string;
  lastSyncedAt?: string;
  /** End of the consent. */
  expiresAt?: string;
  revokedAt?: string;
  /** Earliest time of the next refresh, when the provider says one. */
  refreshAvailableAt?: string;
}

/** A connection with what is read for it alone: the masked profile, the accounts, and the consent. */
export interface ConnectionDetail extends Connection {
  profile?: Profile;
  accounts: readonly Account[];
  consent?: Consent;
}

/** Masked strings only; see the remainder table in `mask.ts`. An absent field is one the provider did not share. */
export interface Profile {
  fullName?: string;
  phoneNumbers?: readonly string[];
  emailAddresses?: readonly string[];
  physicalAddresses?: readonly string[];
}

/** The fields of a `Profile`; each is masked, and revealed, by itself. */
export type ProfileField = keyof Profile;
/** All fields that a profile can have, in the order in which they are shown. */
export const profileFields = [
  'fullName',
  'phoneNumbers',
  'emailAddresses',
  'physicalAddresses',
] as const satisfies readonly ProfileField[];

/** Read through the user. `number` is masked; `name` has digit runs masked. Money is a decimal string as the bank sent it. */
export interface Account {
  id: string;
  name: string;
  type?: string;
  number?: string;
  currency?: string;
  balance?: string;
  availableFunds?: string;
  available: boolean;
  updatedAt?: string;
}

/** What the person agreed to share, in the provider's words, with what it names as the purpose. Times are ISO 8601. */
export interface Consent {
  givenAt?: string;
  expiresAt?: string;
  endedAt?: string;
  purpose?: string;
  data: readonly { name: string; description?: string }[];
}

/** A connection as the store holds it: the transport's facts, and what this client knows beside them. */
export interface ConnectionState extends Connection {
  /** In flight; derived from jobs and requests, never sent over the wire. */
  operation: {
    kind: OperationKind;
    jobId?: string;
    runId: string;
    /** The gesture that it is part of, when this client made it. */
    action?: ActionName;
  } | null;
  /** Of the last finished action; gone with the next success. */
  failure?: Failure;
  /** Left over from an interrupted action, to be offered (a destructive one is never resumed by itself). */
  remaining?: readonly OperationKind[];
  /** When these facts were last confirmed by the transport. */
  confirmedAt: string;
  /** Set by a purge, cleared by the next successful refresh. */
  purgedAt?: string;
  detail?: Pick<ConnectionDetail, 'profile' | 'accounts' | 'consent'>;
}

/**
 * The newer facts win whole; what is known beside them stays.
 * An answer to a read that was asked before a command settled is ignored: the settled command moved `confirmedAt`.
 * @param requestedAt when the read that brought `incoming` was asked
 */
export function mergeConnection<C extends Connection>(
  known: C | undefined,
  incoming: Connection,
  requestedAt: string,
): C {
  if (known === undefined) return { operation: null, ...incoming, confirmedAt: requestedAt } as Connection as C;
  const confirmedAt = 'confirmedAt' in known ? known.confirmedAt : undefined;
  if (typeof confirmedAt === 'string' && Date.parse(requestedAt) < Date.parse(confirmedAt)) return known;
  return { ...withoutFacts(known), ...incoming, confirmedAt: requestedAt } as Connection as C;
}

const facts: Readonly<Record<keyof Connection, true>> = {
  id: true,
  institution: true,
  status: true,
  rawStatus: true,
  method: true,
  createdAt: true,
  lastSyncedAt: true,
  expiresAt: true,
  revokedAt: true,
  refreshAvailableAt: true,
};

function withoutFacts(connection: Connection): Partial<Connection> {
  return Object.fromEntries(Object.entries(connection).filter(([key]) => !Object.hasOwn(facts, key)));
}

type KnownFromJobs = Pick<ConnectionState, 'operation' | 'failure' | 'purgedAt'>;

/** What the jobs of a connection say about it: what is in flight, how the last one ended, and whether data was purged since. */
export function knownFromJobs(jobs: readonly Job[]): KnownFromJobs {
  const sorted = [...jobs].sort(newestFirst);
  const inFlight = sorted.find((job) => !isSettled(job) && job.status !== 'unknown' && isOperation(job.kind));
  const settled = sorted.filter(isSettled);
  const last = settled[0];
  const succeeded = settled.filter((job) => job.status === 'succeeded');
  const lastPurge = succeeded.findIndex((job) => job.kind === 'purge');
  const refreshedSince = succeeded.slice(0, Math.max(lastPurge, 0)).some((job) => fetchesData(job));
  const purge = refreshedSince ? undefined : succeeded[lastPurge];
  return {
    operation:
      inFlight && isOperation(inFlight.kind)
        ? { kind: inFlight.kind, jobId: inFlight.id, runId: inFlight.runId ?? inFlight.id }
        : null,
    ...(last?.status === 'failed' && last.failure && { failure: last.failure }),
    ...(purge && { purgedAt: purge.updatedAt }),
  };
}

function isOperation(kind: Job['kind']): kind is OperationKind {
  return kind === 'refresh' || kind === 'purge' || kind === 'revoke';
}

function fetchesData(job: Job): boolean {
  return job.kind === 'refresh' || job.kind === 'connect' || job.kind === 'reauthorize';
}

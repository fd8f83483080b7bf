/** The one seam to the outside. Adapters implement it, the server handler exposes it, decorators wrap it. */
import type { OperationKind } from './model/actions';
import type { Connection, ConnectionDetail, ProfileField } from './model/connection';
import type { Job } from './model/job';
import type { ConnectionStatus } from './model/lifecycle';

/** For every request. An abort rejects with `aborted`; a command that was sent may be executed all the same. */
export interface RequestOptions {
  signal?: AbortSignal;
}

/** For a request that changes something. */
export interface CommandOptions extends RequestOptions {
  /** One per operation of one gesture; the same key is never executed twice by the handler. */
  idempotencyKey?: string;
  /** Jobs of one multi-step action share it. */
  runId?: string;
}

/** One page of a list. Without `nextCursor` it is the last. */
export interface Page<T> {
  items: readonly T[];
  /** Opaque: it is given back as `cursor`, and means nothing else. */
  nextCursor?: string;
}

/** Which connections, and which page of them. Filters are joined by and. */
export interface ConnectionQuery {
  /** A page's `nextCursor`. */
  cursor?: string;
  /** How many at the most, a positive integer; the handler takes up to 1,000. */
  limit?: number;
  status?: ConnectionStatus;
  /** Part of the institution's name. */
  text?: string;
}

/** Which jobs, and which page of them. Filters are joined by and. */
export interface JobQuery {
  connectionId?: string;
  ids?: readonly string[];
  /** Those that have neither succeeded nor failed; `false` is no filter. */
  unsettled?: boolean;
  /** A page's `nextCursor`. */
  cursor?: string;
  /** How many at the most, a positive integer; the handler takes up to 1,000. */
  limit?: number;
}

/** All capabilities, in a fixed order. */
export const capabilities = [
  'refresh',
  'purge',
  'revoke',
  'listJobs',
  'reveal',
  'answerChallenge',
  'consent',
  'watch',
] as const;

/** What a transport can do beside reading connections and a job: each has a method of `Transport`. */
export type Capability = OperationKind | 'listJobs' | 'reveal' | 'answerChallenge' | 'consent' | 'watch';

/** What a transport says of itself for this user; buttons and the words of confirms follow it. */
export interface Description {
  /** What this user may do here. */
  can: readonly Capability[];
  /** What the provider could do but this user may not: told apart from what cannot be done at all. */
  denied?: readonly Capability[];
  /** What revoking does with stored data: the confirm text follows it. */
  revokeData: 'kept' | 'deleted' | 'unknown';
}

/**
 * What the person visits the bank's page for: to link a bank (or finish linking it), to repair a link, to make its consent
 * last longer, or to look at all that was agreed.
 */
export type ConsentPurpose = 'connect' | 'reauthorize' | 'extend' | 'manage';

/** A visit to the bank's consent page, before it is begun. */
export interface ConsentRequest {
  purpose: ConsentPurpose;
  /** Of the link that it is about; absent for a new one. */
  connectionId?: string;
  /** The bank that is chosen already. */
  institutionId?: string;
  /** Where the bank's page sends the person back to. Not every provider takes one (Basiq's is set in its dashboard). */
  returnUrl?: string;
  /** Comes back in the return URL, where `finishConsent` checks it. The client draws one. */
  state?: string;
}
/** The URL or token is a credential: navigated to or handed over, never stored or logged. */
export type ConsentStart = { type: 'redirect'; url: string } | { type: 'token'; token: string; expiresAt?: string };

/** News over `watch`. Full objects, never patches, so that they may arrive late, twice or in any order. */
export type TransportEvent =
  | { type: 'connection-changed'; connection: Connection }
  | { type: 'connection-removed'; connectionId: string }
  | { type: 'job-changed'; job: Job };

/** A missing method is a missing capability; `describe` may narrow it for this user. Throws ConnectionsError only. */
export interface Transport {
  describe?(options?: RequestOptions): Promise<Description>;
  listConnections(query: ConnectionQuery, options?: RequestOptions): Promise<Page<Connection>>;
  getConnection(connectionId: string, options?: RequestOptions): Promise<ConnectionDetail>;
  getJob(jobId: string, options?: RequestOptions): Promise<Job>;
  refreshConnection?(connectionId: string, options?: CommandOptions): Promise<Job>;
  purgeConnection?(connectionId: string, options?: CommandOptions): Promise<Job>;
  revokeConnection?(connectionId: string, options?: CommandOptions): Promise<Job>;
  listJobs?(query: JobQuery, options?: RequestOptions): Promise<Page<Job>>;
  answerChallenge?(jobId: string, answers: readonly string[], options?: CommandOptions): Promise<Job>;
  startConsent?(request: ConsentRequest, options?: CommandOptions): Promise<ConsentStart>;
  /** The raw values of one profile field; held by the asker for a limited time, never stored. */
  revealProfile?(connectionId: string, field: ProfileField, options?: RequestOptions): Promise<readonly string[]>;
  /** Full objects, never patches. Ends when the signal aborts; a lost link is its own to mend. */
  watch?(options: { signal: AbortSignal }): AsyncIterable<TransportEvent>;
}

const methodOf = {
  refresh: 'refreshConnection',
  purge: 'purgeConnection',
  revoke: 'revokeConnection',
  listJobs: 'listJobs',
  reveal: 'revealProfile',
  answerChallenge: 'answerChallenge',
  consent: 'startConsent',
  watch: 'watch',
} as const satisfies Record<Capability, keyof Transport>;

/** What a transport can do by the methods that it has. */
export function capabilitiesOf(transport: Transport): readonly Capability[] {
  return capabilities.filter((capability) => transport[methodOf[capability]] !== undefined);
}

/** What a transport says of itself or, where it says nothing, what its methods say. */
export async function readDescription(transport: Transport, options?: RequestOptions): Promise<Description> {
  const can = capabilitiesOf(transport);
  if (!transport.describe) return { can, revokeData: 'unknown' };
  const description = await transport.describe(options);
  return { ...description, can: description.can.filter((capability) => can.includes(capability)) };
}

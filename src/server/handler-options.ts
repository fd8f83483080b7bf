/** What a host gives to the handler: who is asking, over which transport, and who hears of it. */
import type { OperationKind } from '../core/model/actions';
import type { Clock } from '../core/model/clock';
import type { ProfileField } from '../core/model/connection';
import type { Capability, Transport } from '../core/transport';
import type { Journal } from './journal';

export type Awaitable<T> = T | Promise<T>;

/** Who is asking, as your own session says it. */
export interface Session {
  /** The provider's user whose connections these are. */
  userId: string;
  /** Who is acting, when it is not that user (a support agent). */
  actorId?: string;
  /** Narrows what may be done. */
  can?: readonly Capability[];
}

/** What `authorize` is asked for and `onAudit` hears of. Reading masked data is neither. */
export type AuditedOperation = OperationKind | 'reveal' | 'consent' | 'answer-challenge';

/** Who did what to which connection, and what came of it; never a raw value. */
export interface AuditEvent {
  operation: AuditedOperation;
  userId: string;
  actorId?: string;
  connectionId?: string;
  field?: ProfileField;
  /** Of the request: a refresh that was taken on has succeeded here, whatever becomes of its job. */
  outcome: 'succeeded' | 'failed' | 'denied';
  /** ISO 8601. */
  at: string;
}

/**
 * Why it may not be done: never (403 `forbidden`), or not before the person has confirmed who they are (403
 * `step-up-required`).
 */
export type Denial = 'forbidden' | 'step-up-required';

/**
 * Needed are `authenticate` and `transport`. What your functions throw and the kit does not know is answered with 500, which
 * says nothing of it.
 */
export interface HandlerOptions<S extends Session, C = undefined> {
  /**
   * null answers 401; what is neither null nor a session that names its user answers 500. Nothing that the browser sends
   * chooses the user elsewhere.
   */
  authenticate(request: Request, context: C): Awaitable<S | null>;
  /** An `unauthorized` thrown here or by a method is the server's credential, and signs nobody out. */
  transport(session: S): Awaitable<Transport>;
  /** The path under which the handler is mounted. Default: none. */
  basePath?: string | ((request: Request) => string);
  /** Absent: everything but reveal is allowed. */
  authorize?(check: {
    session: S;
    request: Request;
    operation: AuditedOperation;
    connectionId?: string;
    field?: ProfileField;
  }): Awaitable<true | { deny: Denial }>;
  /**
   * Awaited before a reveal is answered, for five seconds; if it throws or has not ended by then, the value is withheld. Of
   * what has happened already the answer is given all the same.
   */
  onAudit?(event: AuditEvent): Awaitable<void>;
  /**
   * Where `returnUrl` of a consent may lead: hosts, or hosts with their port, without wildcards. https only, but for this
   * machine. Default: the host that the request was sent to.
   */
  redirectHosts?: readonly string[];
  /**
   * Hears what your own code (`authenticate`, `transport`, `authorize`, `onAudit`, `journal` …) or the transport threw and
   * the kit does not know; the answer says nothing of it, and stays as it is whatever happens here. Such an error holds
   * what its author put into it, personal data and tokens too: look before you log it.
   */
  onError?(error: unknown, request: Request): void;
  /** Default: in memory, of this handler alone. One that several processes share must have `reserve` and `release`. */
  journal?: Journal;
  /**
   * Milliseconds for each call of `authenticate`, `transport`, `authorize`, and of a method of the transport but `watch`. Default
   * 60,000; 0 or Infinity is no limit. What has not ended by then is answered with 504, and `onError` hears which it was; a
   * command is not sent again, for it may still be executed.
   */
  timeout?: number;
  /**
   * `true` where no request may touch the streams, timers and signals of another (Cloudflare Workers). Each stream of events then
   * asks for itself, where else all streams of a user share one asking. Default: false.
   */
  isolatesRequests?: boolean;
  /** Milliseconds since 1970. Default: the clock's. */
  now?: () => number;
  /** The time by which events are asked for and told. Default: the system's. */
  clock?: Clock;
}

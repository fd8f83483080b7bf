/** What a client is, for those who use one. */
import type { ActionName, OperationKind } from '../model/actions';
import type { Availability } from '../model/availability';
import type { Connection, ConnectionDetail, ProfileField } from '../model/connection';
import type { Failure } from '../model/failure';
import type { Job } from '../model/job';
import type { ConnectionStatus } from '../model/lifecycle';
import type { ConnectionsState } from '../stores/connection-store';
import type { JobsState } from '../stores/job-store';
import type { ListReach, ReadonlyStore } from '../stores/store';
import type { ConnectionQuery, ConsentRequest, ConsentStart, Description, JobQuery, Transport } from '../transport';
import type { Environment } from './environment';

/** What became of a gesture. `partial`: some of its operations are done, a later one failed; `remaining` names what is left. */
export interface ActionResult {
  outcome: 'succeeded' | 'partial' | 'failed' | 'unavailable' | 'unknown';
  jobs: readonly Job[];
  remaining: readonly OperationKind[];
  failure?: Failure;
}

/** What the host adds to a gesture of the person. */
export interface GestureOptions {
  /**
   * Lets the person confirm who they are, where the other side asks for it (`step-up-required`); the request is then sent
   * once more. When it throws, the refusal stands.
   */
  onStepUp?: (() => Promise<void> | void) | undefined;
}

/** Serialisable, PII masked; for server rendering and hydration. */
export interface ClientState {
  /** ISO 8601. */
  takenAt: string;
  connections: readonly (Connection | ConnectionDetail)[];
  jobs: readonly Job[];
  description?: Description;
  /** How far the connections reach, where these are not all of them. */
  reach?: ListReach;
}

/** Owns two stores and is their only writer. Reads never reject: how they ended stands in the stores' load states. */
export interface ConnectionsClient {
  readonly connections: ReadonlyStore<ConnectionsState>;
  readonly jobs: ReadonlyStore<JobsState>;
  /** The surroundings that this client lives by; relative times and the offline state of the page follow them. */
  readonly environment: Environment;
  /** Reference-counted; returns its stop. Construction alone has no effect outside the object. */
  start(): () => void;
  /**
   * The connections, page by page, and with them what is still going on. Of very many the first few hundred: the load state's
   * `nextCursor` then says where the rest begins.
   */
  load(query?: ConnectionQuery): Promise<void>;
  loadConnection(connectionId: string): Promise<void>;
  /** All pages or, with a `limit`, one: how far a history was read then stands in `jobs.histories`. */
  loadJobs(query?: JobQuery): Promise<void>;
  availability(connectionId: string, action: ActionName): Availability;
  /** Never rejects: what happened is in the outcome. A second press while busy joins the first. */
  run(connectionId: string, action: ActionName, options?: GestureOptions): Promise<ActionResult>;
  /** A few at a time; `onSettled` hears of each as it ends. Never rejects. */
  refreshAll(
    connectionIds?: readonly string[],
    options?: GestureOptions & { onSettled?: (connectionId: string, result: ActionResult) => void },
  ): Promise<ReadonlyMap<string, ActionResult>>;
  /** The person wants nothing more of what an interrupted action has left over (`remaining`): it is offered no longer, in no tab. */
  dismissRemaining(connectionId: string): void;
  /** Asks once more for a job that was lost sight of. Throws ConnectionsError. */
  checkAgain(jobId: string): Promise<Job>;
  /** Throws ConnectionsError. */
  answerChallenge(jobId: string, answers: readonly string[], options?: GestureOptions): Promise<Job>;
  /** The raw values; nothing is kept of them. Throws ConnectionsError. */
  reveal(connectionId: string, field: ProfileField, options?: GestureOptions): Promise<readonly string[]>;
  /** Throws ConnectionsError. */
  startConsent(request: ConsentRequest, options?: GestureOptions): Promise<ConsentStart>;
  /** Reads jobId, jobIds and state off the return URL, checks the state, tracks the jobs. Idempotent. Throws ConnectionsError. */
  finishConsent(url: string): Promise<readonly Job[]>;
  /**
   * Takes in what came with a page. A client that was not started and was asked for nothing yet has no effect outside the object
   * by it: it listens for a log-out in other tabs from its start.
   */
  hydrate(state: ClientState): void;
  /** What the stores would hold after `hydrate`; changes nothing. */
  preview(state: ClientState): { connections: ConnectionsState; jobs: JobsState };
  snapshot(): ClientState;
  /** Log-out: aborts, drops late answers, empties stores, storage and every tab of the scope. */
  clear(): Promise<void>;
  dispose(): void;
}

/** Only `transport` is needed. */
export interface ClientOptions {
  transport: Transport;
  /** Opaque and per user: names storage, locks and channels. Without it nothing is kept and tabs do not talk. */
  scope?: string;
  /** What a server rendered with: it is shown at once, and read again. */
  initialState?: ClientState;
  /** What is not given is the browser's. */
  environment?: Partial<Environment>;
  /** For logs and measurements. */
  onEvent?(event: ClientEvent): void;
}

/** Noun-verb names; never PII. */
export type ClientEvent =
  | {
      type: 'action-requested' | 'action-settled';
      connectionId: string;
      action: ActionName;
      runId: string;
      outcome?: ActionResult['outcome'];
    }
  | { type: 'job-changed'; job: Job }
  | { type: 'status-changed'; connectionId: string; from: ConnectionStatus; to: ConnectionStatus; expected: boolean }
  | { type: 'poll-sent' | 'push-opened' | 'push-lost' | 'leader-gained' | 'leader-lost' | 'signed-out' }
  | { type: 'profile-revealed'; connectionId: string; field: ProfileField };

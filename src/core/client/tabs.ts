/**
 * The tabs of one person: one of them asks, all of them hear.
 *
 * - Only a tab that wants to ask competes to lead (Web Locks); the browser gives the lead on when it lets go, closes or dies.
 * - What one tab learns it tells the others (BroadcastChannel). A message of another version is not understood, so not heard.
 * - What was told before a log-out is not heard after it.
 * - Without a scope, locks or channels every tab leads itself and hears nothing: it polls alone.
 */
import type { OperationKind } from '../model/actions';
import type { Connection, ConnectionDetail } from '../model/connection';
import type { Job } from '../model/job';
import type { ClientEvent } from './client';
import type { Environment } from './environment';
import type { Epoch } from './epoch';
import type { Operation } from './intake';
import { nameOf, version } from './names';

/** What a tab that tells of jobs has drawn from them, so that every tab draws the same. */
export interface JobsTold {
  /** Ids of those that settled just now. */
  settled: readonly string[];
  /** When, by the telling tab: what it has read after that is newer. ISO 8601. */
  at: string;
}

export type TabMessage =
  | ({ type: 'jobs'; jobs: readonly Job[] } & JobsTold)
  | { type: 'job-lost'; jobId: string }
  | { type: 'connections'; connections: readonly (Connection | ConnectionDetail)[]; requestedAt: string }
  | { type: 'connection-removed'; connectionId: string }
  | { type: 'operation-begun'; connectionId: string; operation: Operation }
  /** What is left over of interrupted actions: in one tab found, done or dismissed. */
  | { type: 'remaining-changed'; connectionId: string; remaining: readonly OperationKind[] }
  /** A new leader knows only what it has heard since it was opened. */
  | { type: 'leader-gained' }
  | { type: 'cleared' };

export interface Tabs {
  /** Whether tabs can tell of each other at all. */
  together: boolean;
  /** Opens the channel, where it is not open. */
  open(): void;
  close(): void;
  tell(message: TabMessage): void;
  /** Whether this tab is the one that asks. */
  leads(): boolean;
  /** Competes for the lead, or lets go of it. */
  compete(wants: boolean): void;
  /** Holds a gesture as this tab's own until it is let go of. */
  hold(runId: string): () => void;
  /** Runs `then` once nobody holds that gesture, and holds it meanwhile; never where tabs cannot tell. */
  whenFree(runId: string, then: () => Promise<void>, signal: AbortSignal): void;
}

interface Options {
  scope: string | undefined;
  environment: Pick<Environment, 'locks' | 'channel'>;
  epoch: Epoch;
  /** What was heard is not told again meanwhile. @returns what to answer */
  hear(message: TabMessage): TabMessage | undefined;
  onLead(): void;
  /** Another tab has logged out. */
  onCleared(): void;
  emit(event: ClientEvent): void;
}

export function createTabs(options: Options): Tabs {
  const { scope, environment, epoch, hear, onLead, onCleared, emit } = options;
  const { locks, channel } = environment;
  const together = scope !== undefined && locks !== null && channel !== null;
  let hearing = false;
  let opened: ReturnType<NonNullable<Environment['channel']>> | undefined;
  let lead: { granted: boolean; letGo(): void } | undefined;

  /** What was heard is no news to the others; that it was too old for this tab to ask for is. */
  function tell(message: TabMessage): void {
    if (!hearing || message.type === 'job-lost') opened?.postMessage({ version, epoch: epoch.own(), message });
  }

  function receive({ data }: MessageEvent<unknown>): void {
    if (!opened || !isEnvelope(data)) return;
    const isNewer = data.epoch > epoch.own();
    const isBehind = epoch.catchUp(data.epoch);
    if (isBehind || (isNewer && data.message.type === 'cleared')) onCleared();
    if (data.epoch < epoch.own()) return;
    hearing = true;
    const answer = hear(data.message);
    hearing = false;
    if (answer) tell(answer);
  }

  function gainLead(scopeName: string): void {
    const controller = new AbortController();
    const own = { granted: false, letGo: () => controller.abort() };
    lead = own;
    locks
      ?.request(nameOf(scopeName, 'leader'), { signal: controller.signal }, () => {
        if (lead !== own) return undefined;
        const held = new Promise<void>((resolve) => (own.letGo = resolve));
        own.granted = true;
        emit({ type: 'leader-gained' });
        tell({ type: 'leader-gained' });
        // May let go at once: what the lead was wanted for can have ended meanwhile.
        onLead();
        return held;
      })
      .catch(() => {});
  }

  return {
    together,
    open() {
      if (!together || opened) return;
      epoch.own();
      opened = channel(nameOf(scope, 'facts'));
      opened.addEventListener('message', receive as EventListener);
    },
    close() {
      opened?.close();
      opened = undefined;
    },
    tell,
    leads: () => !together || lead?.granted === true,
    compete(wants) {
      if (!together || wants === (lead !== undefined)) return;
      if (wants) return gainLead(scope);
      const former = lead;
      lead = undefined;
      former?.letGo();
      if (former?.granted) emit({ type: 'leader-lost' });
    },
    hold(runId) {
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      if (together) locks.request(nameOf(scope, `run.${runId}`), () => held).catch(() => {});
      return letGo;
    },
    whenFree(runId, then, signal) {
      if (!together) return;
      locks.request(nameOf(scope, `run.${runId}`), { signal }, then).catch(() => {});
    },
  };
}

/** Another copy of the package may speak on the same channel. */
function isEnvelope(data: unknown): data is { epoch: number; message: TabMessage } {
  if (typeof data !== 'object' || data === null) return false;
  const { version: spoken, epoch, message } = data as Readonly<Record<string, unknown>>;
  return spoken === version && typeof epoch === 'number' && typeof message === 'object' && message !== null;
}

/**
 * What a client does: it sends every request, follows what is under way, hears the other tabs, and is the stores' only writer
 * but for the load states. It is fetched when it is first needed (`load-engine.ts`).
 */
import type { StoreApi } from 'zustand/vanilla';
import { createConnectionsError } from '../model/errors';
import type { ConnectionState } from '../model/connection';
import { withConnectionFields, type ConnectionsState } from '../stores/connection-store';
import type { JobsState } from '../stores/job-store';
import { selectConnection, selectJobs } from '../stores/selectors';
import { hydrated } from '../stores/store';
import type { Transport } from '../transport';
import { createAskOperation } from './ask-operation';
import type { ClientEvent, ConnectionsClient } from './client';
import { createEmit } from './emit';
import type { Environment } from './environment';
import type { Epoch } from './epoch';
import { createConsent } from './follow-consent';
import { createPush } from './follow-push';
import { createGestures } from './gestures';
import { createHearing } from './hear';
import { createIntake } from './intake';
import { createLedger } from './ledger';
import type { Loads } from './load';
import { createReads, type Reads } from './reads';
import { createRequests } from './requests';
import { createResume } from './resume';
import { createRunAction } from './run-action';
import { createTabs } from './tabs';
import { createTracker, type Tracker } from './track-jobs';

type Call =
  | 'start'
  | 'run'
  | 'dismissRemaining'
  | 'checkAgain'
  | 'answerChallenge'
  | 'reveal'
  | 'startConsent'
  | 'finishConsent'
  | 'hydrate'
  | 'dispose';

export interface Engine extends Pick<ConnectionsClient, Call> {
  reads: Reads;
  /** Something is known, or about to be: whoever logs out elsewhere must find this client. */
  know(): void;
  /** Of a log-out, before the stores are emptied: what is under way is nobody's any more. */
  abort(): void;
  /** And after. */
  forget(): void;
}

interface Options {
  transport: Transport;
  scope: string | undefined;
  environment: Environment;
  connections: StoreApi<ConnectionsState>;
  jobs: StoreApi<JobsState>;
  epoch: Epoch;
  loads: Loads;
  availability: ConnectionsClient['availability'];
  /** Whether somebody has logged out elsewhere; all is forgotten then. */
  isBehind(): boolean;
  /** Somebody has. */
  forget(): void;
  onEvent(event: ClientEvent): void;
}

export function createEngine(options: Options): Engine {
  const { transport, scope, environment, connections, jobs, epoch, loads, availability, isBehind } = options;
  const emit = createEmit(options.onEvent);
  const { clock, random, storage } = environment;
  const now = () => clock.now();
  const createId = () => Array.from({ length: 16 }, () => Math.floor(random() * 16).toString(16)).join('');

  const requests = createRequests({
    transport,
    isBehind,
    isSignedOut: () => connections.getState().signedOut === true,
    onSession(signedOut) {
      connections.setState((state) => withConnectionFields(state, { signedOut: signedOut || undefined }), true);
      if (signedOut) emit({ type: 'signed-out' });
      tracker.schedule();
    },
  });
  const intake = createIntake({
    connections,
    jobs,
    now,
    emit,
    onConnections: (facts, requestedAt) => tabs.tell({ type: 'connections', connections: facts, requestedAt }),
    onRemaining: (connectionId, remaining) => tabs.tell({ type: 'remaining-changed', connectionId, remaining }),
    onJobs(news, settledNow, at) {
      ledger.putJobs(news.filter(({ recordedBy }) => recordedBy === 'kit'));
      tracker.noticeJobs(news);
      tabs.tell({ type: 'jobs', jobs: news, settled: settledNow.map(({ id }) => id), at });
      if (!tabs.leads()) return;
      for (const job of settledNow) {
        const isElsewhere = job.recordedBy === 'provider' && !intake.isOwnGesture(job);
        if (isElsewhere && job.connectionId !== null) void loads.loadConnection(job.connectionId);
      }
    },
  });
  const ledger = createLedger({ scope, storage, now, isCurrent: epoch.isCurrent });
  const tabs = createTabs({
    scope,
    environment,
    epoch,
    hear(message) {
      knows ||= message.type !== 'cleared';
      return hearing.message(message);
    },
    onLead: () => tracker.schedule(),
    onCleared: options.forget,
    emit,
  });
  const tracker: Tracker = createTracker({
    jobs,
    intake,
    requests,
    environment,
    tabs,
    canListJobs,
    emit,
    onNeed(isNeeded) {
      if (isNeeded) tabs.open();
      else if (!knows) tabs.close();
      if (isNeeded) intake.putJobs(ledger.jobs());
    },
    onReach: () => void (isBehind() || resume.look()),
    onReturn: () => void (reads.isOld() && loads.load()),
    isPushed: () => push.isLive(),
    follow: (wants) => push.follow(wants && canWatch()),
  });
  const reads = createReads({ connections, jobs, requests, intake, canListJobs, now, onLoad });
  const consent = createConsent({ requests, intake, storage, scope, createId, isCurrent: epoch.isCurrent });
  const asking = createAskOperation({
    requests,
    intake,
    jobs: jobs.getState,
    createId,
    readConnection: reads.readConnection,
    connection: connectionOf,
    readJobs: (connectionId) => reads.readJobs({ connectionId, unsettled: true }),
  });
  const runAction = createRunAction({
    intake,
    tracker,
    ledger,
    tabs,
    asking,
    now,
    createId,
    availability,
    readConnection: reads.readConnection,
    emit,
  });
  const resume = createResume({
    ledger,
    tabs,
    runAction,
    intake,
    jobsOf: (connectionId) => selectJobs(jobs.getState(), connectionId),
    mayAsk: tracker.mayAsk,
    async read(connectionId) {
      await reads.readConnection(connectionId);
      await reads.readJobs({ connectionId });
    },
  });
  const hearing = createHearing({ intake, tracker, resume, tabs, jobs, connection: connectionOf });
  const push = createPush({ transport, environment, hear: hearing.event, emit });
  /** Something was asked, given or heard, and not forgotten since: whoever logs out elsewhere must find this client. */
  let knows = false;

  function onLoad(): void {
    tracker.schedule();
    if (tracker.mayAsk()) resume.look();
  }

  function connectionOf(connectionId: string): ConnectionState | undefined {
    return selectConnection(connections.getState(), connectionId);
  }

  function canWatch(): boolean {
    return transport.watch !== undefined && connections.getState().description?.can.includes('watch') === true;
  }

  function canListJobs(): boolean {
    const { description } = connections.getState();
    return transport.listJobs !== undefined && (description?.can.includes('listJobs') ?? true);
  }

  return {
    reads,
    start: () => tracker.start(),
    async run(connectionId, action, gesture) {
      if (!connectionOf(connectionId)) await loads.loadConnection(connectionId);
      if (requests.isDisposed()) throw createConnectionsError('disposed');
      return runAction.run(connectionId, action, gesture);
    },
    dismissRemaining(connectionId) {
      ledger.dropRuns((run) => run.connectionId === connectionId && run.stopped === true);
      intake.setRemaining(connectionId, []);
    },
    ...createGestures({ requests, intake, asking, jobs: jobs.getState, createId, onGone: tracker.lose, emit }),
    startConsent: consent.start,
    finishConsent: consent.finish,
    hydrate(state) {
      intake.putConnections(state.connections, state.takenAt);
      intake.putJobs(state.jobs);
      const { description, reach } = state;
      connections.setState(
        (known) => withConnectionFields(known, { ...(description && { description }), load: hydrated(reach) }),
        true,
      );
    },
    know() {
      knows = true;
      if (!requests.isDisposed()) tabs.open();
    },
    abort: () => requests.reset(),
    forget() {
      tracker.reset();
      intake.reset();
      reads.reset();
      runAction.reset();
      resume.reset();
      consent.reset();
      hearing.reset();
      knows = false;
      if (!tracker.isNeeded()) tabs.close();
    },
    dispose() {
      requests.dispose();
      resume.reset();
      tracker.reset();
      tabs.close();
    },
  };
}

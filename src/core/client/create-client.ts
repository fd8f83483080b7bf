/** The client: owns the two stores, sends every request, and is the stores' only writer. */
import { actions, type ActionName } from '../model/actions';
import { availability } from '../model/availability';
import type { ConnectionState } from '../model/connection';
import { createFailure } from '../model/failure';
import { createConnectionStore } from '../stores/connection-store';
import { createJobStore } from '../stores/job-store';
import { selectConnection, selectJobs } from '../stores/selectors';
import type { ActionResult, ClientOptions, ConnectionsClient, GestureOptions } from './client';
import { createAskOperation } from './ask-operation';
import { createEpoch } from './epoch';
import { createConsent } from './follow-consent';
import { defaultEnvironment } from './environment';
import { createEmit } from './emit';
import { createPush } from './follow-push';
import { createGestures } from './gestures';
import { createHearing } from './hear';
import { createIntake } from './intake';
import { createLedger } from './ledger';
import { createLoads } from './load';
import { refreshMany } from './refresh-many';
import { createRequests } from './requests';
import { createResume } from './resume';
import { createRunAction } from './run-action';
import { hydrateFrom, statesOf, takeSnapshot } from './snapshot';
import { createTabs } from './tabs';
import { createTracker, type Tracker } from './track-jobs';

export function createConnectionsClient(options: ClientOptions): ConnectionsClient {
  const environment = { ...defaultEnvironment(), ...options.environment };
  const { clock, random, storage } = environment;
  const { scope } = options;
  const now = () => clock.now();
  const createId = () => Array.from({ length: 16 }, () => Math.floor(random() * 16).toString(16)).join('');
  const initial = options.initialState && statesOf(options.initialState);
  const connections = createConnectionStore(initial?.connections);
  const jobs = createJobStore(initial?.jobs);
  const emit = createEmit((event) => options.onEvent?.(event));

  const requests = createRequests({
    transport: options.transport,
    isBehind,
    onSession(signedOut) {
      connections.setState(({ signedOut: _before, ...state }) => (signedOut ? { ...state, signedOut } : state), true);
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
  const epoch = createEpoch({ scope, storage });
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
    onCleared: forget,
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
    onReturn: () => loads.lookAgain(),
    isPushed: () => push.isLive(),
    follow: (wants) => push.follow(wants && canWatch()),
  });
  const loads = createLoads({ connections, jobs, requests, intake, canListJobs, now, onLoad });
  const consent = createConsent({ requests, intake, storage, scope, createId, isCurrent: epoch.isCurrent });
  const asking = createAskOperation({
    requests,
    intake,
    jobs: jobs.getState,
    createId,
    readConnection: loads.readConnection,
    connection: connectionOf,
    readJobs: (connectionId) => loads.readJobs({ connectionId, unsettled: true }),
  });
  const runAction = createRunAction({
    intake,
    tracker,
    ledger,
    tabs,
    asking,
    now,
    createId,
    availability: availabilityOf,
    readConnection: loads.readConnection,
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
      await loads.readConnection(connectionId);
      await loads.readJobs({ connectionId });
    },
  });
  const hearing = createHearing({ intake, tracker, resume, tabs, jobs, connection: connectionOf });
  const push = createPush({ transport: options.transport, environment, hear: hearing.event, emit });
  /** Something was asked, given or heard, and not forgotten since: whoever logs out elsewhere must find this client. */
  let knows = false;

  /** Whether somebody has logged out elsewhere, unheard: all is forgotten then, and what was about to be done is nobody's wish. */
  function isBehind(): boolean {
    const isSo = epoch.catchUp();
    if (isSo) forget();
    knows = true;
    if (!requests.isDisposed()) tabs.open();
    return isSo;
  }

  function onLoad(): void {
    tracker.schedule();
    if (tracker.mayAsk()) resume.look();
  }

  /** What a log-out leaves: nothing, in this tab. */
  function forget(): void {
    requests.reset();
    // First, for what is known decides what is asked for, and whether push is followed.
    connections.setState(createConnectionStore().getState(), true);
    jobs.setState(createJobStore().getState(), true);
    tracker.reset();
    intake.reset();
    loads.reset();
    runAction.reset();
    resume.reset();
    consent.reset();
    hearing.reset();
    knows = false;
    if (!tracker.isNeeded()) tabs.close();
  }

  function connectionOf(connectionId: string): ConnectionState | undefined {
    return selectConnection(connections.getState(), connectionId);
  }

  function canWatch(): boolean {
    return options.transport.watch !== undefined && connections.getState().description?.can.includes('watch') === true;
  }

  function canListJobs(): boolean {
    const { description } = connections.getState();
    return options.transport.listJobs !== undefined && (description?.can.includes('listJobs') ?? true);
  }

  function availabilityOf(connectionId: string, action: ActionName) {
    const { description } = connections.getState();
    const connection = connectionOf(connectionId);
    if (!connection) return { available: false, reason: 'status' } as const;
    return availability(connection, action, {
      ...(description && { description }),
      now: now(),
      online: environment.online.get(),
      signedOut: requests.isSignedOut(),
    });
  }

  async function run(connectionId: string, action: ActionName, gesture?: GestureOptions): Promise<ActionResult> {
    const nothingDone = { jobs: [], remaining: actions[action] };
    if (isBehind()) return { outcome: 'unavailable', ...nothingDone };
    if (!connectionOf(connectionId)) await loads.loadConnection(connectionId);
    if (requests.isDisposed()) return { outcome: 'failed', ...nothingDone, failure: createFailure('disposed') };
    return runAction.run(connectionId, action, gesture);
  }

  return {
    connections,
    jobs,
    environment,
    start: () => tracker.start(),
    load(query) {
      isBehind();
      return loads.load(query);
    },
    loadConnection: async (connectionId) => (isBehind() ? undefined : loads.loadConnection(connectionId)),
    loadJobs: async (query) => (isBehind() ? undefined : loads.loadJobs(query)),
    availability: availabilityOf,
    run,
    refreshAll: (connectionIds = connections.getState().ids, { onSettled, ...gesture } = {}) =>
      refreshMany(isBehind() ? [] : connectionIds, (id) => run(id, 'refresh', gesture), onSettled),
    ...createGestures({ requests, intake, asking, jobs: jobs.getState, createId, emit }),
    startConsent: consent.start,
    finishConsent: consent.finish,
    dismissRemaining(connectionId) {
      ledger.dropRuns((run) => run.connectionId === connectionId && run.stopped === true);
      intake.setRemaining(connectionId, []);
    },
    hydrate(state) {
      isBehind();
      hydrateFrom(state, connections, intake);
    },
    snapshot: () => takeSnapshot(connections.getState(), jobs.getState(), new Date(now()).toISOString()),
    async clear() {
      epoch.raise();
      tabs.open();
      tabs.tell({ type: 'cleared' });
      ledger.clear();
      consent.clear();
      forget();
    },
    dispose() {
      requests.dispose();
      resume.reset();
      tracker.reset();
      tabs.close();
    },
  };
}

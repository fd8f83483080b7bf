/** The client as its users hold it: the two stores, and what can be said and shown at once. The rest is the engine's. */
import { actions, type ActionName } from '../model/actions';
import { availability } from '../model/availability';
import { createConnectionsError, toConnectionsError } from '../model/errors';
import { createConnectionStore, withConnectionFields } from '../stores/connection-store';
import { createJobStore } from '../stores/job-store';
import { selectConnection } from '../stores/selectors';
import type { ActionResult, ClientOptions, ClientState, ConnectionsClient, GestureOptions } from './client';
import type { Engine } from './engine';
import { defaultEnvironment } from './environment';
import { createEpoch } from './epoch';
import { createLoads } from './load';
import { loadedEngine, loadEngine } from './load-engine';
import { tellLogOut } from './log-out';
import { refreshMany } from './refresh-many';
import { takeSnapshot, withSnapshot, type States } from './snapshot';

/**
 * A client on a transport. Making one has no effect outside the object.
 *
 * What it needs to ask and to follow is fetched with the first call that needs it (a dynamic `import`, no timer), unless
 * `preloadClient` has done so before. Until then, whatever is asked waits, and is done once. When it cannot be fetched, a load fails
 * and a gesture is answered with the failure `network`; the next call tries again, and what was started goes on from there.
 */
export function createConnectionsClient(options: ClientOptions): ConnectionsClient {
  const { transport, scope } = options;
  const environment = { ...defaultEnvironment(), ...options.environment };
  const now = () => environment.clock.now();
  const nothing = { connections: createConnectionStore().getState(), jobs: createJobStore().getState() };
  const initial = options.initialState && withSnapshot(nothing, options.initialState);
  const connections = createConnectionStore(initial?.connections);
  const jobs = createJobStore(initial?.jobs);
  const epoch = createEpoch({ scope, storage: environment.storage });
  const loads = createLoads({ connections, jobs, withReads: (read) => withEngine(({ reads }) => read(reads)) });
  const starts = new Set<(engine: Engine) => void>();
  let engine: Engine | undefined;
  let disposed = false;
  const session = () => connections.getState().session;

  function write(states: States): void {
    connections.setState(states.connections, true);
    jobs.setState(states.jobs, true);
  }

  function preview(state: ClientState): States {
    return withSnapshot({ connections: connections.getState(), jobs: jobs.getState() }, state);
  }

  /** Nothing after the end: what was started before it must not begin then. */
  function begin(fetched = loadedEngine()): Engine | undefined {
    if (engine || !fetched || disposed) return engine;
    engine = fetched.createEngine({
      transport,
      scope,
      environment,
      connections,
      jobs,
      epoch,
      loads,
      availability: availabilityOf,
      isBehind,
      forget,
      onEvent: (event) => options.onEvent?.(event),
    });
    for (const start of starts) start(engine);
    return engine;
  }

  /** Throws ConnectionsError when there is none to be had, or when this client was cleared or disposed of meanwhile. */
  async function fetchEngine(): Promise<Engine> {
    isBehind();
    const asked = session();
    if (!disposed) begin(await loadEngine());
    if (!engine) throw createConnectionsError('disposed');
    if (asked !== session()) throw createConnectionsError('aborted');
    return engine;
  }

  /** Within the call where the engine is there. */
  function withEngine<T>(call: (engine: Engine) => Promise<T>): Promise<T> {
    const present = begin();
    return present ? call(present) : fetchEngine().then(call);
  }

  /** For what has no answer: without an engine nothing comes of it. */
  function wantEngine(call?: (engine: Engine) => void): void {
    withEngine(async (engine) => call?.(engine)).catch(() => {});
  }

  function loadAgain(): void {
    if (connections.getState().load.status === 'failed') void loads.load();
  }

  /** Whether somebody has logged out elsewhere, unheard: all is forgotten then, and what was about to be done is nobody's wish. */
  function isBehind(): boolean {
    const isSo = epoch.catchUp();
    if (isSo) forget();
    engine?.know();
    return isSo;
  }

  /** What a log-out leaves: nothing, in this tab. */
  function forget(): void {
    engine?.abort();
    // First, for what is known decides what is asked for, and whether push is followed.
    write({ ...nothing, connections: withConnectionFields(nothing.connections, { session: session() + 1 }) });
    loads.reset();
    engine?.forget();
  }

  function availabilityOf(connectionId: string, action: ActionName) {
    const state = connections.getState();
    const { description, signedOut = false } = state;
    const connection = selectConnection(state, connectionId);
    if (!connection) return { available: false, reason: 'status' } as const;
    const online = environment.online.get();
    return availability(connection, action, { ...(description && { description }), now: now(), online, signedOut });
  }

  async function run(connectionId: string, action: ActionName, gesture?: GestureOptions): Promise<ActionResult> {
    const nothingDone = { jobs: [], remaining: actions[action] };
    if (isBehind()) return { outcome: 'unavailable', ...nothingDone };
    try {
      return await withEngine((engine) => engine.run(connectionId, action, gesture));
    } catch (thrown) {
      return { outcome: 'failed', ...nothingDone, failure: toConnectionsError(thrown).failure };
    }
  }

  return {
    connections,
    jobs,
    environment,
    start() {
      let stop: (() => void) | undefined;
      const start = (engine: Engine) => void (stop = engine.start());
      starts.add(start);
      if (engine) start(engine);
      else wantEngine();
      // One that did not come is asked for again when it can come, and so is the list that was to come by it.
      const stopWaiting = engine
        ? undefined
        : environment.online.subscribe(() => environment.online.get() && wantEngine(loadAgain));
      return () => {
        starts.delete(start);
        stopWaiting?.();
        stop?.();
      };
    },
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
    dismissRemaining: (...given) => wantEngine((engine) => engine.dismissRemaining(...given)),
    checkAgain: (...given) => withEngine((engine) => engine.checkAgain(...given)),
    answerChallenge: (...given) => withEngine((engine) => engine.answerChallenge(...given)),
    reveal: (...given) => withEngine((engine) => engine.reveal(...given)),
    startConsent: (...given) => withEngine((engine) => engine.startConsent(...given)),
    finishConsent: (...given) => withEngine((engine) => engine.finishConsent(...given)),
    hydrate(state) {
      isBehind();
      if (engine) engine.hydrate(state);
      else write(preview(state));
    },
    preview,
    snapshot: () => takeSnapshot(connections.getState(), jobs.getState(), new Date(now()).toISOString()),
    async clear() {
      tellLogOut({ scope, environment, epoch });
      forget();
    },
    dispose() {
      disposed = true;
      engine?.dispose();
    },
  };
}

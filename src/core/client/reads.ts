/** Reads: what the transport answers goes to the intake, page by page. */
import type { StoreApi } from 'zustand/vanilla';
import { toConnectionsError } from '../model/errors';
import { withConnectionFields, type ConnectionsState } from '../stores/connection-store';
import { withJobFields, type JobsState } from '../stores/job-store';
import { loadFailed, reaching, ready, type LoadState } from '../stores/store';
import type { Job } from '../model/job';
import { readDescription, type ConnectionQuery, type JobQuery, type Page } from '../transport';
import type { Intake } from './intake';
import { longestPage, readPages } from './read-pages';
import { createReadHistory } from './read-history';
import type { Requests } from './requests';

/** Each throws ConnectionsError, and leaves the load states to whoever asked. */
export interface Reads {
  /** @returns how far the list reaches now */
  readConnections(query: ConnectionQuery): Promise<LoadState>;
  readConnection(connectionId: string): Promise<void>;
  readJobs(query: JobQuery): Promise<void>;
  /** One page. @returns whether nothing older is left */
  readHistory(query: JobQuery): Promise<boolean>;
  /** Whether the connections were read, and that a while ago: when the page is shown again, they are to be read again. */
  isOld(): boolean;
  reset(): void;
}

interface Options {
  connections: StoreApi<ConnectionsState>;
  jobs: StoreApi<JobsState>;
  requests: Requests;
  intake: Intake;
  canListJobs(): boolean;
  now(): number;
  /** Called when the connections have been read. */
  onLoad(): void;
}

/** So many of the newest jobs come with the connections: they tell how each last action ended. */
const newestJobs = 100;
/** So many connections are read at once, and as many as are known already; the rest when it is wanted. */
const connectionsAtOnce = 500;
/** Connections that were read within this time are not read again because the page is shown again. Milliseconds. */
const fresh = 60_000;
/** A page that is shown and hidden in turns does not ask more often than this. Milliseconds. */
const shortestPause = 5_000;

/** The whole list, as far as it has been read. */
interface Listed {
  ids: Set<string>;
  requestedAt: string;
  nextCursor?: string | undefined;
}

export function createReads(options: Options): Reads {
  const { connections, jobs, requests, intake, canListJobs, now } = options;
  const history = createReadHistory({ jobs, intake, ask: askJobs });
  let whole: Listed | undefined;
  let described = false;
  /** When the last load that succeeded was asked for. Milliseconds since 1970; 0 before that, nothing before any. */
  let loadedAt: number | undefined;
  /** When the last load was asked for, whatever became of it. */
  let askedAt = 0;

  async function readList(query: ConnectionQuery): Promise<void> {
    let at = intake.moment();
    const continued = query.cursor !== undefined && query.cursor === whole?.nextCursor ? whole : undefined;
    const list: Listed = continued ?? { ids: new Set(), requestedAt: at };
    const isPart = !continued && !isWhole(query);
    if (!isPart) whole = list;
    const known = continued ? 0 : connections.getState().ids.length;
    const enough = list.ids.size + Math.max(connectionsAtOnce, known);
    await readPages(
      (cursor) => {
        at = intake.moment();
        return requests.send((transport, signal) => transport.listConnections({ ...query, ...cursor }, { signal }));
      },
      (items, nextCursor) => {
        intake.putConnections(items, at);
        if (isPart) return undefined;
        for (const { id } of items) list.ids.add(id);
        list.nextCursor = nextCursor;
        if (whole !== list) return 'enough';
        connections.setState((state) => withConnectionFields(state, { load: reaching(state.load, nextCursor) }), true);
        return list.ids.size < enough ? undefined : 'enough';
      },
      query.cursor,
    );
    if (whole === list && list.nextCursor === undefined) intake.keepConnections(list.ids, list.requestedAt);
  }

  /**
   * A description that cannot be had narrows nothing: the other side refuses by itself what may not be. One that came with
   * the page is what a server's transport can do; what this person may do is asked for here.
   */
  async function readDescriptionOnce(): Promise<void> {
    if (described) return;
    try {
      const description = await requests.send((transport, signal) => readDescription(transport, { signal }));
      described = true;
      connections.setState((state) => withConnectionFields(state, { description }), true);
    } catch (thrown) {
      if (isSessionEnd(thrown)) throw thrown;
    }
  }

  /** What was going on before this page was opened is followed from here on; how the last jobs ended is told with it. */
  async function readGoingOn(): Promise<void> {
    try {
      const isWhole = await readNewestJobs();
      if (!isWhole) await readJobs({ unsettled: true, limit: longestPage });
    } catch (thrown) {
      if (isSessionEnd(thrown)) throw thrown;
      const { failure } = toConnectionsError(thrown);
      jobs.setState((state) => withJobFields(state, { load: loadFailed(state.load, failure) }), true);
    }
  }

  async function readConnection(connectionId: string): Promise<void> {
    const requestedAt = intake.moment();
    const detail = await requests.send((transport, signal) => transport.getConnection(connectionId, { signal }));
    intake.putConnections([detail], requestedAt);
  }

  async function readJobs(query: JobQuery): Promise<void> {
    await readPages(
      (cursor) => askJobs({ ...query, ...cursor }),
      (items) => void intake.putJobs(items),
      query.cursor,
    );
  }

  function askJobs(query: JobQuery): Promise<Page<Job>> {
    return requests.send(async (transport, signal) => {
      const page = canListJobs() ? await transport.listJobs?.(query, { signal }) : undefined;
      return page ?? { items: [] };
    });
  }

  /** @returns whether there are no others */
  async function readNewestJobs(): Promise<boolean> {
    if (!canListJobs()) return true;
    const page = await askJobs({ limit: newestJobs });
    intake.putJobs(page.items);
    return page.nextCursor === undefined;
  }

  return {
    async readConnections(query) {
      loadedAt ??= 0;
      const at = now();
      askedAt = at;
      await Promise.all([readList(query), readDescriptionOnce()]);
      if (query.cursor === undefined) await readGoingOn();
      loadedAt = at;
      options.onLoad();
      return reaching(ready, whole?.nextCursor);
    },
    readConnection,
    readJobs,
    readHistory: history.read,
    isOld: () => loadedAt !== undefined && now() - loadedAt > fresh && now() - askedAt > shortestPause,
    reset() {
      history.reset();
      whole = undefined;
      described = false;
      loadedAt = undefined;
    },
  };
}

function isSessionEnd(thrown: unknown): boolean {
  return ['unauthorized', 'aborted', 'disposed'].includes(toConnectionsError(thrown).code);
}

function isWhole(query: ConnectionQuery): boolean {
  return query.cursor === undefined && query.status === undefined && query.text === undefined;
}

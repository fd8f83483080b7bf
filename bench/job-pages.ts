/** The pages that follow the jobs: one with the kit's client, and one with TanStack Query. */
import { QueryClient, QueryObserver, environmentManager, timeoutManager } from '@tanstack/query-core';
import { createConnectionsClient, isSettled, type Clock } from 'connections-kit/core';
import { createFakeBrowser } from 'connections-kit/testing';
import { userId, type JobChain } from './job-chain';

export interface JobPage {
  name: string;
  /** Opens it in so many windows of one browser, all of them visible. @returns closes them */
  open(chain: JobChain, tabs: number): Promise<() => void>;
}

export function kitPage(push: boolean): JobPage {
  return {
    name: `connections-kit, ${push ? 'push' : 'poll alone'}`,
    async open(chain, tabs) {
      const browser = createFakeBrowser({ clock: chain.clock });
      const clients = Array.from({ length: tabs }, () => {
        const tab = browser.openTab();
        const transport = tab.connect(chain.transport({ push }));
        return createConnectionsClient({ transport, scope: userId, environment: tab });
      });
      for (const client of clients) {
        client.start();
        await client.load();
        const followed = Object.values(client.jobs.getState().byId).filter((job) => !isSettled(job));
        if (followed.length !== chain.jobIds.length) throw new Error(`Only ${followed.length} jobs are followed.`);
      }
      return () => clients.forEach((client) => client.dispose());
    },
  };
}

/** A query with a `refetchInterval` for each job, in every window. */
export function queryPerJobPage(interval: number): JobPage {
  return {
    name: `TanStack Query, a query per job, every ${interval / 1_000} s`,
    open: (chain, tabs) =>
      openQueries(chain, tabs, (transport) =>
        chain.jobIds.map((id) => ({
          queryKey: ['job', id],
          queryFn: () => transport.getJob(id),
          refetchInterval: interval,
        })),
      ),
  };
}

/** What somebody builds who knows that there is a list: one query of all that go on. Of its cost little can be saved. */
export function listQueryPage(interval: number): JobPage {
  return {
    name: `TanStack Query, one query of the list, every ${interval / 1_000} s`,
    open: (chain, tabs) =>
      openQueries(chain, tabs, (transport) => [
        {
          queryKey: ['jobs'],
          queryFn: () => transport.listJobs?.({ unsettled: true, limit: chain.jobIds.length }),
          refetchInterval: interval,
        },
      ]),
  };
}

type Queries = ConstructorParameters<typeof QueryObserver>[1][];

async function openQueries(
  chain: JobChain,
  tabs: number,
  queriesOf: (transport: ReturnType<JobChain['transport']>) => Queries,
): Promise<() => void> {
  timers.runBy(chain.clock);
  const clients = Array.from({ length: tabs }, () => new QueryClient());
  const stops = clients.flatMap((client) => {
    client.mount();
    return queriesOf(chain.transport({ push: false })).map((query) =>
      new QueryObserver(client, query).subscribe(() => {}),
    );
  });
  await chain.clock.advance(0);
  for (const client of clients) {
    const states = client
      .getQueryCache()
      .getAll()
      .map((query) => query.state.status);
    if (states.some((status) => status !== 'success')) throw new Error(`Not every query has an answer.`);
  }
  return () => {
    for (const stop of stops) stop();
    for (const client of clients) client.clear();
  };
}

/** Of one moment there is one timer of the clock, so that the clock's own work is not counted as the queries'. */
const timers = (() => {
  let clock: Clock;
  let moments = new Map<number, number[]>();
  const callbacks = new Map<number, () => void>();
  let last = 0;
  const set = (callback: () => void, delay: number, id = (last += 1)) => {
    const at = clock.now() + delay;
    callbacks.set(id, callback);
    const others = moments.get(at);
    if (others) others.push(id);
    else {
      const ids = [id];
      moments.set(at, ids);
      clock.setTimeout(() => {
        moments.delete(at);
        for (const one of ids) {
          const due = callbacks.get(one);
          callbacks.delete(one);
          due?.();
        }
      }, delay);
    }
    return id;
  };
  const clear = (id: number | undefined) => void (id !== undefined && callbacks.delete(id));
  return {
    setTimeout: (callback: () => void, delay: number) => set(callback, delay),
    setInterval(callback: () => void, delay: number) {
      const id = (last += 1);
      const run = () => {
        set(run, delay, id);
        callback();
      };
      return set(run, delay, id);
    },
    clearTimeout: clear,
    clearInterval: clear,
    runBy(next: Clock) {
      clock = next;
      moments = new Map();
      callbacks.clear();
    },
  };
})();
timeoutManager.setTimeoutProvider(timers);
environmentManager.setIsServer(() => false);

/** The page of the tick bench: lists of connections with a job each, and the news of one job after the other. */
import { Profiler, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ConnectionList, ConnectionListItem, ConnectionsProvider, type Connection, type Job } from 'connections-kit';
import { createConnectionsClient, createJob, type Transport, type TransportEvent } from 'connections-kit/core';
import 'connections-kit/styles.css';
import { createManyTransport, manyConnections } from '../../stories/many-connections';
import { createQueries } from '../peers/query-rows';

export type StoreName = 'kit' | 'bare' | 'query';

export interface TickBench {
  /** @param jobs how many of the connections have a job that goes on; the first ones */
  mount(store: StoreName, count: number, jobs: number): Promise<void>;
  /** News of the first row's job, each when the last one is on the page, or has been painted. */
  tick(times: number, until: 'page' | 'frame'): Promise<void>;
  /** Commits of rows since the last look; 0 where the build does not profile. */
  commits(): number;
  unmount(): void;
}

const main = document.querySelector('main') as HTMLElement;
let root = createRoot(main);
let say: (job: Job) => void;
let jobs: Job[];
let ticks = 0;
let commits = 0;

const task = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', resolve, { once: true });
    port1.start();
    port2.postMessage(null);
  });

const count = (id: string, row: ReactNode) => (
  <Profiler key={id} id={id} onRender={() => void (commits += 1)}>
    {row}
  </Profiler>
);

function jobOf({ id: connectionId }: Connection): Job {
  const createdAt = new Date(Date.now() - 1_000).toISOString();
  return createJob({ id: `job-${connectionId}`, kind: 'refresh', connectionId, status: 'running', createdAt });
}

/** Each news has gone one step further, and says so in the row. */
function after(job: Job, tick: number): Job {
  const at = new Date(Date.parse(job.createdAt) + tick).toISOString();
  const keys = ['authenticate', 'accounts', 'transactions'];
  const steps = keys.map((key, index) => ({
    key,
    status: index === tick % keys.length ? ('running' as const) : ('pending' as const),
  }));
  return { ...job, updatedAt: at, steps };
}

const stepText = ({ steps }: Job) =>
  `Refreshing · step ${steps.findIndex(({ status }) => status === 'running') + 1} of ${steps.length}`;

const isShown = (job: Job) =>
  main.querySelector('[data-ck="connection-list-item"]')?.textContent.includes(stepText(job)) === true;

/** The rows as the kit draws them, of a job that goes on. */
function BareRow({ connection, job }: { connection: Connection; job: Job | undefined }) {
  const done = job ? (job.steps.findIndex(({ status }) => status === 'running') + 0.5) / (job.steps.length || 1) : 0;
  return (
    <button type="button" data-ck="connection-list-button" data-connection={connection.id}>
      <span data-ck="logo" data-size="small" aria-hidden="true">
        {connection.institution.name.slice(0, 2)}
      </span>
      <span data-ck="connection-list-text">
        <span data-ck="connection-list-name">{connection.institution.name}</span>
        <span data-ck="connection-list-summary">
          {job ? stepText(job) : 'Synced 2 hours ago'}
          {job && <span data-ck="connection-list-usual"> · {'usually 5 sec'}</span>}
        </span>
        {job && <progress data-ck="progress" max={1} value={done} aria-hidden="true" />}
      </span>
      <span data-ck="status-badge" data-tone="accent">
        <svg
          data-ck="icon"
          data-icon="sync"
          data-spinning={job && ''}
          viewBox="0 0 16 16"
          width="16"
          height="16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
          focusable="false"
        >
          <path d="M13.4 8a5.4 5.4 0 1 1-1.6-3.8M13.6 2.2v3h-3" />
        </svg>
      </span>
    </button>
  );
}

interface ListProps {
  connections: readonly Connection[];
  useJob(id: string): Job | undefined;
}

function Rows({ connections, useJob }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // As in the kit's own list: nothing here memoizes what it returns.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: connections.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 67,
    overscan: 8,
  });
  return (
    <div data-ck="root">
      <div data-ck="connection-list-scroller" data-long="" ref={scroller}>
        <ul data-ck="connection-list-items" style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const connection = connections[index];
            return connection && count(connection.id, <Row {...{ connection, start, useJob }} />);
          })}
        </ul>
      </div>
    </div>
  );
}

function Row({ connection, start, useJob }: Pick<ListProps, 'useJob'> & { connection: Connection; start: number }) {
  const job = useJob(connection.id);
  return (
    <li
      data-ck="connection-list-item"
      style={{ position: 'absolute', insetInline: 0, transform: `translateY(${start}px)` }}
    >
      <BareRow connection={connection} job={job} />
    </li>
  );
}

const shows: Record<StoreName, (connections: readonly Connection[]) => Promise<ReactNode> | ReactNode> = {
  async kit(connections) {
    let push: ((event: TransportEvent) => void) | undefined;
    const transport: Transport = {
      ...createManyTransport(0, { clock: Date }),
      describe: async () => ({ can: ['refresh', 'purge', 'revoke', 'listJobs', 'watch'], revokeData: 'kept' }),
      listConnections: async () => ({ items: connections }),
      listJobs: async ({ ids }) => ({ items: ids ? jobs.filter(({ id }) => ids.includes(id)) : jobs }),
      getJob: async (id) => jobs.find((job) => job.id === id) as Job,
      async *watch() {
        for (;;) yield await new Promise<TransportEvent>((resolve) => (push = resolve));
      },
    };
    const client = createConnectionsClient({ transport });
    await client.load();
    say = (job) => push?.({ type: 'job-changed', job });
    return (
      <ConnectionsProvider client={client}>
        <ConnectionList renderItem={(id) => count(id, <ConnectionListItem connectionId={id} onSelect={() => {}} />)} />
      </ConnectionsProvider>
    );
  },
  bare(connections) {
    const known = new Map(jobs.map((job) => [job.connectionId, job]));
    const listeners = new Set<() => void>();
    const subscribe = (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };
    say = (job) => {
      known.set(job.connectionId, job);
      for (const listener of listeners) listener();
    };
    return <Rows {...{ connections }} useJob={(id) => useSyncExternalStore(subscribe, () => known.get(id))} />;
  },
  query(connections) {
    const queries = createQueries(new Map(jobs.map((job) => [job.connectionId ?? '', job])));
    say = (job) => queries.set(job.connectionId ?? '', job);
    return queries.provide(<Rows connections={connections} useJob={queries.use} />);
  },
};

const bench: TickBench = {
  async mount(store, size, jobCount) {
    const connections = manyConnections(size, Date.now()).map((one) => ({ ...one, status: 'active' as const }));
    jobs = connections.slice(0, jobCount).map((one) => after(jobOf(one), 0));
    ticks = 0;
    root = createRoot(main);
    root.render(await shows[store](connections));
    for (let step = 0; step < 10; step += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    commits = 0;
  },
  async tick(times, until) {
    const [first] = jobs;
    if (!first) throw new Error('no job');
    for (let time = 0; time < times; time += 1) {
      ticks += 1;
      const job = after(first, ticks);
      say(job);
      for (let tries = 0; !isShown(job); tries += 1) {
        if (tries > 1_000) throw new Error(`${stepText(job)} is not on the page`);
        await task();
      }
      if (until === 'frame') await new Promise((resolve) => requestAnimationFrame(resolve)).then(task);
    }
  },
  commits() {
    const counted = commits;
    commits = 0;
    return counted;
  },
  unmount: () => root.unmount(),
};
Object.assign(globalThis, { bench });

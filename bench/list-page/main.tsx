/** The page of the list bench: mounts one list or another, and scrolls it. */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { ConnectionList, ConnectionsProvider, type Connection } from 'connections-kit';
import { createConnectionsClient, type ConnectionsClient } from 'connections-kit/core';
import 'connections-kit/styles.css';
import { createManyTransport, manyConnections } from '../../stories/many-connections';
import { showGrid } from '../peers/grid';
import { BareList, BareRow, WholeList } from './bare-list';

/** `ingest`: the kit's, whose client has to take the connections in first. */
export type ListName = 'kit' | 'ingest' | 'bare' | 'grid' | 'whole';

export interface ListBench {
  /** Before each mount: a client that has taken the connections in, and that no list has read yet. */
  prepare(list: ListName, count: number): Promise<void>;
  /** @returns milliseconds until the frame with the first rows was handed over */
  mount(list: ListName, count: number): Promise<number>;
  scroll(): Promise<void>;
  unmount(): Promise<void>;
  /** Of the first row, without what names it or says where it stands. */
  markup(): string;
  /** How many rows are on the page, and whether the bar of the list shows how many there are. */
  shown(): { rows: number; isScrollable: boolean };
}

const most = 10_000;
/** After the first rows, in which whatever is still to come comes; the same for all lists. */
const settlingFrames = 8;
const scrollFrames = 60;
/** Pixels per frame, in turns: a slow drag and a throw. */
const distances = [120, 1_500];
/** All of one state and time: the rows are then the same to the last word. */
const all: readonly Connection[] = manyConnections(most, Date.now()).map(({ id, institution }) => ({
  id,
  institution: { id: institution.id, name: institution.name },
  status: 'active',
  lastSyncedAt: new Date(Date.now() - 7_500_000).toISOString(),
}));
const connectionsBy = new Map([10, 1_000, most].map((count) => [count, all.slice(0, count)]));
const main = document.querySelector('main') as HTMLElement;
let unmount = () => {};

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const afterPaint = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', resolve, { once: true });
    port1.start();
    port2.postMessage(null);
  });
const rows = () => main.querySelectorAll<HTMLElement>('[data-ck="connection-list-item"], .ag-row');
const scroller = () => main.querySelector('[data-ck="connection-list-scroller"], .ag-grid-viewport') as HTMLElement;

async function clientOf(connections: readonly Connection[]): Promise<ConnectionsClient> {
  const transport = {
    ...createManyTransport(0, { clock: Date }),
    listConnections: async () => ({ items: connections }),
  };
  const client = createConnectionsClient({ transport });
  await client.load();
  return client;
}

function show(node: ReactNode): void {
  const root = createRoot(main);
  root.render(node);
  unmount = () => root.unmount();
}

function showKit(client: ConnectionsClient): void {
  show(
    <ConnectionsProvider client={client}>
      <ConnectionList onSelect={() => {}} />
    </ConnectionsProvider>,
  );
}

let client: ConnectionsClient;

const shows: Record<ListName, (connections: readonly Connection[]) => void | Promise<void>> = {
  kit: () => showKit(client),
  ingest: async (connections) => showKit(await clientOf(connections)),
  bare: (connections) =>
    show(
      <div data-ck="root">
        <BareList connections={connections} />
      </div>,
    ),
  whole: (connections) =>
    show(
      <div data-ck="root">
        <WholeList connections={connections} />
      </div>,
    ),
  grid(connections) {
    const root = document.createElement('div');
    root.dataset.ck = 'root';
    root.style.blockSize = '640px';
    main.append(root);
    const markup = renderToStaticMarkup(<BareRow connection={connections[0] as Connection} />);
    const name = connections[0]?.institution.name ?? '';
    const destroy = showGrid(root, connections, ({ institution }) => markup.replace(name, institution.name));
    unmount = () => {
      destroy();
      root.remove();
    };
  },
};

const bench: ListBench = {
  async prepare(list, count) {
    if (list === 'kit') client = await clientOf(connectionsBy.get(count) ?? []);
  },
  async mount(list, count) {
    const from = performance.now();
    await shows[list](connectionsBy.get(count) ?? []);
    do await frame();
    while (rows().length === 0);
    await afterPaint();
    const shownAfter = performance.now() - from;
    for (let step = 0; step < settlingFrames; step += 1) await frame();
    return shownAfter;
  },
  async scroll() {
    const element = scroller();
    for (let step = 0; step < scrollFrames; step += 1) {
      element.scrollTop += distances[step % distances.length] ?? 0;
      await frame();
    }
  },
  async unmount() {
    unmount();
    await frame();
  },
  markup: () => rows()[0]?.outerHTML.replaceAll(/ (id|style)="[^"]*"/g, '') ?? '',
  shown: () => ({ rows: rows().length, isScrollable: scroller().scrollHeight > scroller().clientHeight }),
};
Object.assign(globalThis, { bench });

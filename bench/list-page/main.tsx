/** The page of the list bench: mounts one list or the other, and scrolls it. */
import { createRoot, type Root } from 'react-dom/client';
import { ConnectionList, ConnectionsProvider, type Connection } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import 'connections-kit/styles.css';
import { createManyTransport, manyConnections } from '../../stories/many-connections';
import { BareList } from './bare-list';

export interface ListPage {
  mount(list: 'kit' | 'bare'): Promise<void>;
  scroll(): Promise<void>;
  unmount(): Promise<void>;
  /** Of the first row, without what names it or says where it stands. */
  markup(): string;
}

const count = 10_000;
const frames = 240;
/** Pixels per frame, in turns: a slow drag and a throw. */
const distances = [120, 1_500];
/** All of one state and time: the rows are then the same to the last word. */
const connections: readonly Connection[] = manyConnections(count, Date.now()).map(({ id, institution }) => ({
  id,
  institution: { id: institution.id, name: institution.name },
  status: 'active',
  lastSyncedAt: new Date(Date.now() - 7_500_000).toISOString(),
}));
const main = document.querySelector('main') as HTMLElement;
const client = createConnectionsClient({
  transport: { ...createManyTransport(0, { clock: Date }), listConnections: async () => ({ items: connections }) },
});
let root: Root | undefined;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const scroller = () => main.querySelector('[data-ck="connection-list-scroller"]') as HTMLElement;
const first = () => main.querySelector<HTMLElement>('[data-ck="connection-list-item"]');

const page: ListPage = {
  async mount(list) {
    root = createRoot(main);
    root.render(
      <ConnectionsProvider client={client}>
        {list === 'kit' ? <ConnectionList onSelect={() => {}} /> : <BareList connections={connections} />}
      </ConnectionsProvider>,
    );
    do await frame();
    while (first()?.style.position !== 'absolute');
    await frame();
  },
  async scroll() {
    const element = scroller();
    for (let step = 0; step < frames; step += 1) {
      element.scrollTop += distances[step % distances.length] ?? 0;
      await frame();
    }
  },
  async unmount() {
    root?.unmount();
    await frame();
  },
  markup: () => first()?.outerHTML.replaceAll(/ (id|style)="[^"]*"/g, '') ?? '',
};

await client.load();
Object.assign(globalThis, { listPage: page });

/** The page of the heap bench: mounts the manager with a connection open, waits for its profile, and takes it away again. */
import { createRoot } from 'react-dom/client';
import { ConnectionManager, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import 'connections-kit/styles.css';

/** Whose the client is: the host's, which lives on, or that of the provider, which makes one for each mount. */
export type ClientOf = 'host' | 'mount';

export interface HeapBench {
  cycle(clientOf: ClientOf, times: number): Promise<void>;
}

const transport = createSandboxTransport();
const createClient = () => createConnectionsClient({ transport, scope: 'bench' });
const clientOfHost = createClient();
const { items } = await transport.listConnections({});
const connectionId = items[0]?.id ?? null;
const main = document.querySelector('main') as HTMLElement;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function cycleOnce(clientOf: ClientOf): Promise<void> {
  const root = createRoot(main);
  root.render(
    <ConnectionsProvider client={clientOf === 'host' ? clientOfHost : createClient}>
      <ConnectionManager connectionId={connectionId} />
    </ConnectionsProvider>,
  );
  do await frame();
  while (!main.querySelector('[data-ck="connection-list-item"]') || !main.querySelector('[data-ck="masked-value"]'));
  root.unmount();
}

const bench: HeapBench = {
  async cycle(clientOf, times) {
    for (let time = 0; time < times; time += 1) await cycleOnce(clientOf);
    await frame();
  },
};
Object.assign(globalThis, { bench });

/** A network between a page and its server that breaks every stream of events after a while; all else passes. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CutNetwork {
  /** In the place of the server's. */
  url: string;
  cuts(): number;
  close(): Promise<void>;
}

/** @param life milliseconds of a stream */
export async function cutStreams(serverUrl: string, life: number): Promise<CutNetwork> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let cuts = 0;

  const network = createServer((page) => {
    const server = connect(Number(port), hostname);
    for (const socket of [page, server]) {
      open.add(socket);
      socket.on('error', () => {}); // What one side breaks, the other hears of as a close.
      socket.on('close', () => {
        open.delete(socket);
        page.destroy();
        server.destroy();
      });
    }
    page.pipe(server).pipe(page);
    page.on('data', (sent) => {
      if (!sent.includes('GET /api/events')) return;
      const timer = setTimeout(() => {
        cuts += 1;
        page.resetAndDestroy();
      }, life);
      page.once('close', () => clearTimeout(timer));
    });
  });
  network.listen(0, hostname);
  await once(network, 'listening');
  return {
    url: `http://${hostname}:${(network.address() as AddressInfo).port}`,
    cuts: () => cuts,
    async close() {
      network.close();
      for (const socket of open) socket.destroy();
      await once(network, 'close');
    },
  };
}

/** Holds so many connections in the way named and writes by how many bytes the heap has grown. Node runs it with --expose-gc. */
import { createConnectionsClient, type Connection } from 'connections-kit/core';
import { manyConnections } from '../stories/many-connections';

const [way = '', count = ''] = process.argv.slice(2);
const now = Date.UTC(2026, 10, 22, 9);
const json = JSON.stringify(manyConnections(Number(count), now));
const answer = () => JSON.parse(json) as Connection[];
const client = createConnectionsClient({
  transport: {
    listConnections: async ({ cursor = '0' }) => {
      const [start, end] = [Number(cursor), Number(cursor) + 500];
      return { items: parsed.slice(start, end), ...(end < parsed.length && { nextCursor: String(end) }) };
    },
    getConnection: () => Promise.reject(new Error('Nobody asks for it.')),
    getJob: () => Promise.reject(new Error('Nobody asks for it.')),
  },
});
let parsed: Connection[] = [];
const held = new Map<string, Connection>();

const ways: Readonly<Record<string, () => Promise<void>>> = {
  async map() {
    for (const connection of answer()) held.set(connection.id, connection);
  },
  async hydrate() {
    client.hydrate({ takenAt: new Date(now).toISOString(), connections: answer(), jobs: [] });
  },
  async load() {
    parsed = answer();
    await client.load();
    for (let cursor = nextCursor(); cursor !== undefined; cursor = nextCursor()) await client.load({ cursor });
    parsed = [];
  },
};

function nextCursor(): string | undefined {
  return client.connections.getState().load.nextCursor;
}

async function heap(): Promise<number> {
  for (let time = 0; time < 4; time += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

const before = await heap();
await ways[way]?.();
const grown = (await heap()) - before;
const known = way === 'map' ? held.size : client.connections.getState().ids.length;
if (known !== Number(count)) throw new Error(`${known} of ${count} connections are held.`);
console.log(grown);

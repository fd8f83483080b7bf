/** What a client takes to know so many connections, one by one: as it is given a state, and as it reads a page of all. */
import { createConnectionsClient, type ClientState, type Connection } from 'connections-kit/core';
import { createManyTransport, manyConnections } from '../stories/many-connections';
import { inTurn, median } from './figures';
import type { Report } from './results';

export interface IngestFigure {
  count: number;
  /** Microseconds of processor per connection, medians. */
  hydrate: number;
  load: number;
}

const runs = 9;
const counts = [1_000, 10_000, 30_000, 100_000];

export async function measureIngest(): Promise<readonly IngestFigure[]> {
  const taken = new Map(counts.map((count) => [count, { hydrate: [] as number[], load: [] as number[] }]));
  for (let run = -2; run < runs; run += 1) {
    for (const count of inTurn(counts, run + 2)) {
      const connections = manyConnections(count, Date.now());
      const hydrate = await processorTime(() => hydrateAll(connections));
      const load = await processorTime(() => loadAll(connections));
      if (run < 0) continue;
      taken.get(count)?.hydrate.push((hydrate / count) * 1_000);
      taken.get(count)?.load.push((load / count) * 1_000);
    }
  }
  return [...taken].map(([count, { hydrate, load }]) => ({ count, hydrate: median(hydrate), load: median(load) }));
}

function hydrateAll(connections: readonly Connection[]): void {
  const state: ClientState = { takenAt: new Date().toISOString(), connections, jobs: [] };
  const client = createConnectionsClient({ transport: createManyTransport(0, { clock: Date }) });
  client.hydrate(state);
  check(client.connections.getState().ids.length, connections.length);
}

async function loadAll(connections: readonly Connection[]): Promise<void> {
  const transport = {
    ...createManyTransport(0, { clock: Date }),
    listConnections: async () => ({ items: connections }),
  };
  const client = createConnectionsClient({ transport });
  await client.load();
  check(client.connections.getState().ids.length, connections.length);
}

function check(taken: number, wanted: number): void {
  if (taken !== wanted) throw new Error(`${taken} of ${wanted} connections were taken in.`);
}

/** Milliseconds. */
async function processorTime(work: () => void | Promise<void>): Promise<number> {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  await work();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1_000;
}

export async function reportIngest(): Promise<Report> {
  return {
    title: 'Connections taken in',
    text: `Microseconds of processor for each connection, in Node, medians of nine runs in turns.\n\n${ingestTable(await measureIngest())}`,
  };
}

function ingestTable(figures: readonly IngestFigure[]): string {
  return [
    '| connections | a state that came with the page | a page of a transport |',
    '|---:|---:|---:|',
    ...figures.map(({ count, hydrate, load }) => `| ${count} | ${hydrate.toFixed(1)} µs | ${load.toFixed(1)} µs |`),
  ].join('\n');
}

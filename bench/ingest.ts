/** What a client takes to know so many connections, one by one: as it is given a state, and as it reads a page of all. */
import { createConnectionsClient, type ClientState, type Connection } from 'connections-kit/core';
import { createManyTransport, manyConnections } from '../stories/many-connections';
import { inTurn, median, ratioOf, ratioText, type Ratio } from './figures';
import type { Report } from './results';

/** Microseconds of processor per connection, and that beside the least count: 1 is linear. */
interface Cost {
  median: number;
  ratio: Ratio;
}

export interface IngestFigure {
  count: number;
  hydrate: Cost;
  load: Cost;
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
  const [least] = taken.values();
  const cost = (costs: readonly number[], ofLeast: readonly number[] = []): Cost => ({
    median: median(costs),
    ratio: ratioOf(costs, ofLeast),
  });
  return [...taken].map(([count, { hydrate, load }]) => ({
    count,
    hydrate: cost(hydrate, least?.hydrate),
    load: cost(load, least?.load),
  }));
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
    text: `Microseconds of processor for each connection, in Node, medians of ${runs} runs in turns; ratios to ${counts[0]} connections (least – most).\n\n${ingestTable(await measureIngest())}`,
  };
}

function ingestTable(figures: readonly IngestFigure[]): string {
  return [
    '| connections | a state that came with the page | ratio | a page of a transport | ratio |',
    '|---:|---:|---:|---:|---:|',
    ...figures.map(({ count, hydrate, load }) => `| ${count} | ${costText(hydrate)} | ${costText(load)} |`),
  ].join('\n');
}

function costText({ median: middle, ratio }: Cost): string {
  return `${middle.toFixed(1)} µs | ${ratioText(ratio)}`;
}

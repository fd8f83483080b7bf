/**
 * What is left in a page's heap after the manager was mounted and unmounted 1,000 times, after forced collections: bytes, DOM nodes and
 * listeners. Noise is what the heap differs by between looks with nothing done. What the engine compiles in the course of 1,000 cycles
 * stays as well and is no leak, so a snapshot of the heap tells the page's own objects from it.
 */
import type { CDPSession } from 'playwright-core';
import { withBenchPage, type BenchPage } from './bench-page';
import type { ClientOf, HeapBench } from './heap-page/main';
import type { Report } from './results';

declare const bench: HeapBench;

const warmUp = 50;
const cycles = 1_000;
/** The heap is looked at after each of so many cycles: a leak grows evenly. */
const step = 250;

interface Look {
  bytes: number;
  nodes: number;
  listeners: number;
}

interface HeapFigure {
  clientOf: ClientOf;
  /** Bytes, the largest of several. */
  noise: number;
  looks: readonly Look[];
  /** Bytes that the page's own objects have grown by. */
  grown: number;
}

export async function reportHeap(): Promise<Report> {
  const figures = await withBenchPage('heap-page', async (open) => [
    await measure(await open(), 'host'),
    await measure(await open(), 'mount'),
  ]);
  return {
    title: `Heap after ${cycles} mounts of the manager`,
    text: [
      `Chromium, production build of React, collected by force. After ${warmUp} cycles to warm up, and after each ${step} more. Noise: what`,
      'looks differ by with nothing done in between. Own objects: of the growth what is an object, a closure, an array or a string; the',
      'rest is what the engine has compiled and what it notes of slow frames. The limit is no growth of own objects.\n',
      `| the client is that of | before | ${steps().join(' | ')} | noise | own objects | DOM nodes | listeners |`,
      `|---|---:|${steps()
        .map(() => '---:|')
        .join('')}---:|---:|---:|---:|`,
      ...figures.map(({ clientOf, noise, grown, looks: [before = empty, ...after] }) => {
        const last = after.at(-1) ?? empty;
        return [
          '',
          clientOf === 'host' ? 'the host, and lives on' : 'each mount, by a factory',
          kB(before.bytes),
          ...after.map(({ bytes }) => signed(bytes - before.bytes)),
          `± ${kB(noise)}`,
          `**${signed(grown)}**`,
          `${before.nodes} → ${last.nodes}`,
          `${before.listeners} → ${last.listeners}`,
          '',
        ]
          .join(' | ')
          .trim();
      }),
    ].join('\n'),
  };
}

const empty: Look = { bytes: NaN, nodes: NaN, listeners: NaN };

function steps(): string[] {
  return Array.from({ length: cycles / step }, (_, at) => `after ${(at + 1) * step}`);
}

async function measure({ page, close }: BenchPage, clientOf: ClientOf): Promise<HeapFigure> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const cycle = (times: number) =>
    page.evaluate(([whose, count]) => bench.cycle(whose, count), [clientOf, times] as const);
  await cycle(warmUp);
  const idle = [await look(session), await look(session), await look(session)];
  const looks = [idle[2] ?? empty];
  const before = await ownBytes(session);
  for (let done = 0; done < cycles; done += step) {
    await cycle(step);
    looks.push(await look(session));
  }
  const grown = (await ownBytes(session)) - before;
  await close();
  const bytes = idle.map((one) => one.bytes);
  return { clientOf, noise: Math.max(...bytes) - Math.min(...bytes), looks, grown };
}

/** After three collections: what a finalizer lets go of is only found by the next. */
async function look(session: CDPSession): Promise<Look> {
  for (let time = 0; time < 3; time += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { bytes: value('JSHeapUsedSize'), nodes: value('Nodes'), listeners: value('JSEventListeners') };
}

interface HeapSnapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
  nodes: number[];
}

const own = [
  'object',
  'closure',
  'array',
  'string',
  'concatenated string',
  'sliced string',
  'regexp',
  'symbol',
  'bigint',
];

/** Of what is no code and not the engine's own. */
async function ownBytes(session: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const add = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', add);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', add);
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (own.includes(types[0][nodes[at + type] ?? -1] ?? '')) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
}

function kB(bytes: number): string {
  return `${(bytes / 1e3).toFixed(0)} kB`;
}

function signed(bytes: number): string {
  return `${bytes < 0 ? '−' : '+'}${kB(Math.abs(bytes))}`;
}

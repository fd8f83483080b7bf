/**
 * What a list of 10,000 rows costs the page's main thread, beside a bare list of `@tanstack/react-virtual` with the same rows: both in
 * one browser and in turns, so that what else the machine does hits both. Compare the ratios; the times are the machine's.
 */
import { createServer } from 'node:http';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { build } from 'vite';
import { launchOptions } from '../scripts/browser.mjs';
import { alias } from '../scripts/entries.mjs';
import type { ListPage } from './list-page/main';
import type { Report } from './results';

const runs = 9;
const lists = ['kit', 'bare'] as const;
const phases = ['mount', 'scroll'] as const;
type Costs = Record<(typeof phases)[number], Record<(typeof lists)[number], number[]>>;

interface ListFigure {
  phase: (typeof phases)[number];
  /** Milliseconds of main thread, medians. */
  kit: number;
  bare: number;
  /** Of the kit to the bare list, run by run. */
  ratio: { median: number; least: number; most: number };
}

declare const listPage: ListPage;

export async function reportLists(): Promise<Report> {
  const figures = await measureLists();
  return {
    title: 'A list of 10,000 rows beside a bare `@tanstack/react-virtual` list with the same rows',
    text: [
      "Main-thread time in one browser, nine runs in turns; the times are the machine's, the ratio is the figure.\n",
      '| | connections-kit | bare list | ratio (least – most) |',
      '|---|---:|---:|---:|',
      ...figures.map(({ phase, kit, bare, ratio }) => {
        const spread = `${ratio.least.toFixed(2)} – ${ratio.most.toFixed(2)}`;
        return `| ${phase} | ${kit.toFixed(0)} ms | ${bare.toFixed(0)} ms | ${ratio.median.toFixed(2)} × (${spread}) |`;
      }),
    ].join('\n'),
  };
}

/** @returns of mounting the list, and of scrolling through 190,000 pixels of it in 240 frames */
async function measureLists(): Promise<readonly ListFigure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'list-bench-'));
  const browser = await chromium.launch(launchOptions);
  await buildPage(folder);
  const server = serve(folder);
  try {
    const page = await browser.newPage({ viewport: { width: 500, height: 800 } });
    await page.goto(await server.url);
    await page.waitForFunction(() => 'listPage' in globalThis);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await checkMarkup(page);
    const costs: Costs = { mount: { kit: [], bare: [] }, scroll: { kit: [], bare: [] } };
    for (let run = 0; run < runs; run += 1) {
      for (const list of run % 2 === 0 ? lists : lists.toReversed()) {
        costs.mount[list].push(await cost(session, () => page.evaluate((name) => listPage.mount(name), list)));
        costs.scroll[list].push(await cost(session, () => page.evaluate(() => listPage.scroll())));
        await page.evaluate(() => listPage.unmount());
        await session.send('HeapProfiler.collectGarbage');
      }
    }
    return phases.map((phase) => figureOf(phase, costs[phase]));
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** Throws where the two lists do not draw the same row: the comparison would mean nothing. */
async function checkMarkup(page: Page): Promise<void> {
  const [kit, bare] = await page.evaluate(async () => {
    const markups: string[] = [];
    for (const list of ['kit', 'bare'] as const) {
      await listPage.mount(list);
      markups.push(listPage.markup());
      await listPage.unmount();
    }
    return markups;
  });
  if (kit !== bare || !kit) throw new Error(`The rows differ:\n${kit}\n${bare}`);
}

async function cost(session: CDPSession, work: () => Promise<void>): Promise<number> {
  const before = await taskTime(session);
  await work();
  return (await taskTime(session)) - before;
}

/** Milliseconds that the main thread has worked: scripts, styles, layout, painting. */
async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
}

function figureOf(phase: ListFigure['phase'], { kit, bare }: Costs['mount']): ListFigure {
  const ratios = kit.map((one, run) => one / (bare[run] ?? NaN));
  return {
    phase,
    kit: median(kit),
    bare: median(bare),
    ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('list-page', import.meta.url)),
    plugins: [react()],
    resolve: { alias },
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

function serve(folder: string) {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    response.setHeader('Content-Type', types[path.extname(name)] ?? 'application/octet-stream');
    readFile(path.join(folder, name)).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  const url = new Promise<string>((resolve) =>
    server.once('listening', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    }),
  );
  return { url, close: () => void server.close() };
}

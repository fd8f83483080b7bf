/** A page of a bench in a real Chromium: built for production, served, and what its main thread works counted. */
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { launchOptions } from '../scripts/browser.mjs';
import { alias } from '../scripts/entries.mjs';

export interface BenchPage {
  page: Page;
  /** @returns milliseconds of processor that the main thread took meanwhile: scripts, styles, layout, painting */
  cost<T>(work: () => Promise<T>): Promise<{ cpu: number; result: T }>;
  collectGarbage(): Promise<void>;
  close(): Promise<void>;
}

/** Collecting all garbage between two runs would throw away compiled code, too, as no page does that is in use. */
const keepsCode = '--js-flags=--no-flush-bytecode';

/** @param name of the page's folder; it is ready once it has put `bench` on its window */
export async function withBenchPage<T>(
  name: string,
  measure: (open: () => Promise<BenchPage>) => Promise<T>,
  { isProfiled = false } = {},
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  await buildPage(name, folder, isProfiled);
  const server = await serve(folder);
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, keepsCode] });
  const { port } = server.address() as AddressInfo;
  try {
    return await measure(async () => openPage(await browser.newPage(), `http://127.0.0.1:${port}/`));
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

async function openPage(page: Page, url: string): Promise<BenchPage> {
  const failures: Error[] = [];
  page.on('pageerror', (error) => failures.push(error));
  await page.setViewportSize({ width: 500, height: 800 });
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  const session = await page.context().newCDPSession(page);
  // The processor's time of this thread: what else the machine does is not in it.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
  };
  return {
    page,
    async cost(work) {
      const before = await worked();
      const result = await work();
      const cpu = (await worked()) - before;
      if (failures[0]) throw failures[0];
      return { cpu, result };
    },
    async collectGarbage() {
      await session.send('HeapProfiler.collectGarbage');
    },
    close: () => page.close(),
  };
}

async function buildPage(name: string, outDir: string, isProfiled: boolean): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL(name, import.meta.url)),
    plugins: [react()],
    resolve: {
      alias: [...alias, ...(isProfiled ? [{ find: 'react-dom/client', replacement: 'react-dom/profiling' }] : [])],
      dedupe: ['react', 'react-dom'],
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 5_000,
    },
  });
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

async function serve(folder: string) {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    response.setHeader('Content-Type', types[path.extname(name)] ?? 'application/octet-stream');
    readFile(path.join(folder, name)).then(
      (body) => response.end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The Worker of docs/server.md in workerd itself, which refuses what Node allows. */
import path from 'node:path';
import { Miniflare } from 'miniflare';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { alias } from '../../scripts/entries.mjs';
import { createBasiqSandbox, type BasiqSandbox } from '../../src/testing';
import { listen, type Listening } from '../../src/testing/node';
import { createRestTransport } from '../../src/transports/rest';
import { drive } from './drive';
import { writeExamples } from './examples';

const { folder } = writeExamples('server.md', { 'session.ts': 'session.ts' }, 'workers');

let bank: BasiqSandbox;
let basiq: Listening;
let worker: Miniflare;
let baseUrl: string;
/** While there is one, the bank lists no connections. */
let held: Promise<void> | undefined;

/** As a tool for Workers bundles it: one module, with nothing of Node's in it. */
async function bundle(entry: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'worker' } },
  });
  const [built] = [output].flat();
  const chunks = built && 'output' in built ? built.output : [];
  if (chunks.length !== 1 || chunks[0].type !== 'chunk') throw new Error('Expected the Worker in one module');
  return chunks[0].code;
}

/** Follows the events, and knows of which jobs it was told. */
function openPage() {
  const transport = createRestTransport({ baseUrl, headers: { 'x-session': 'user-1' } });
  const leaving = new AbortController();
  const told = new Set<string>();
  async function follow(): Promise<void> {
    for await (const event of transport.watch?.({ signal: leaving.signal }) ?? [])
      if (event.type === 'job-changed') told.add(event.job.id);
  }
  void follow();
  return { transport, leaving, told };
}

beforeAll(async () => {
  bank = createBasiqSandbox({ users: ['user-1', 'user-2'] });
  basiq = await listen(async (request) => {
    if (new URL(request.url).pathname.endsWith('/connections')) await held;
    return bank.fetch(request);
  });
  worker = new Miniflare({
    modules: true,
    script: await bundle(path.join(folder, 'worker.ts')),
    compatibilityDate: '2026-04-01',
    bindings: { BASIQ_API_KEY: bank.apiKey, BASIQ_BASE_URL: basiq.url },
  });
  baseUrl = `${(await worker.ready).origin}/api/bank`;
}, 60_000);
afterAll(async () => {
  await worker.dispose();
  await basiq.close();
});

describe('the Worker of docs/server.md, in workerd', () => {
  it('asks once for what several requests need at the same moment, also when the one that came first has left', async () => {
    const countOf = (path: RegExp) => bank.log.filter((request) => path.test(request.path)).length;
    const transport = createRestTransport({ baseUrl, headers: { 'x-session': 'user-1' } });
    const jobs = bank.bank.jobs('user-1').slice(0, 5);
    const leaving = new AbortController();
    let letGo = () => {};
    held = new Promise((resolve) => (letGo = resolve));
    const asked = jobs.map(({ id }, index) => transport.getJob(id, index === 0 ? leaving : {}));
    const left = asked[0]?.catch((error: unknown) => error);
    await vi.waitFor(() => expect(countOf(/^\/jobs\//)).toBe(jobs.length));
    leaving.abort();
    expect(await left).toMatchObject({ code: 'aborted' });
    letGo();
    expect((await Promise.all(asked.slice(1))).map(({ id }) => id)).toEqual(jobs.slice(1).map(({ id }) => id));
    expect(countOf(/\/connections$/)).toBe(1);
  });

  it('answers', async () => {
    expect(await drive((headers) => createRestTransport({ baseUrl, headers }), false)).toBe(0);
  });

  it('tells each page the news, also when the one that came first has left', async () => {
    const pages = [openPage(), openPage()] as const;
    const [first, second] = pages;
    await vi.waitFor(() => expect(pages.every(({ told }) => told.size > 0)).toBe(true), { timeout: 5_000 });
    const { items } = await second.transport.listConnections({ status: 'active' });
    first.leaving.abort();
    const job = await second.transport.refreshConnection?.(items[1]?.id ?? '', { runId: 'run-1' });
    await vi.waitFor(() => expect([...second.told]).toContain(job?.id), { timeout: 10_000 });
    second.leaving.abort();
  });
});

/** The proof from outside: the packed tarball in strangers' projects, installed by npm, built, and driven in a browser under a strict policy. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchOptions } from '../../scripts/browser.mjs';
import { entries } from '../../scripts/entries.mjs';
import { createBasiqSandbox } from '../../src/testing';
import { listen, type Listening } from '../../src/testing/node';
import { createBasiq } from '../../src/transports/basiq';
import { createRestTransport } from '../../src/transports/rest';
import { drive } from '../docs/drive';
import { buildNextApp, buildViteApp, createViteApp, putOnServer } from './host-apps';
import { openHostPage, refreshAndPurge } from './host-page';
import { comparePaints, noteFirstPaint } from './first-paint';
import type { ScratchApp } from './scratch-app';
import { packTarball, type Tarball } from './tarball';

/** Of a network that is slow and a machine that does more than this. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const viteProjects = ['vite-react-19', 'vite-react-18'] as const;
const bank = createBasiqSandbox({ users: ['user-1', 'user-2', 'user-3', 'user-4'] });
const here = { timezoneId: 'America/New_York', locale: 'en-US' };

let tarball: Tarball;
let browser: Browser;
let basiq: Listening;
/** While there is one, the bank answers user-1 no sooner. */
let held: Promise<void> | undefined;
/** All are installed at the same time; each test waits for its own. */
let apps: Record<(typeof viteProjects)[number] | 'next', Promise<ScratchApp>>;

beforeAll(async () => {
  tarball = packTarball();
  apps = {
    next: buildNextApp(tarball),
    'vite-react-19': createViteApp('vite-react-19', tarball),
    'vite-react-18': createViteApp('vite-react-18', tarball),
  };
  for (const app of Object.values(apps)) app.catch(() => {}); // told by the test that waits for it
  basiq = await listen(async (request) => {
    if (new URL(request.url).pathname.startsWith('/users/user-1')) await held;
    return bank.fetch(request);
  });
  browser = await chromium.launch(launchOptions);
});
afterAll(async () => {
  await browser?.close();
  for (const app of await Promise.allSettled(Object.values(apps ?? {})))
    if (app.status === 'fulfilled') await app.value.remove();
  await basiq?.close();
  tarball?.remove();
});

const environment = () => ({ BASIQ_API_KEY: bank.apiKey, BASIQ_BASE_URL: basiq.url, TZ: 'UTC', PORT: '0' });

async function openAndUse(url: string, userId: string) {
  const { page, complaints, close } = await openHostPage(browser, {
    ...here,
    extraHTTPHeaders: { 'x-session': userId },
  });
  const response = await page.goto(url);
  const policy = (await response?.headerValue('content-security-policy')) ?? '';
  const text = await refreshAndPurge(page);
  await close();
  return { text, complaints, policy };
}

describe.each(viteProjects)('in %s', (project) => {
  it('type-checks strictly, the declarations of the package included', async () => {
    const app = await apps[project];
    expect(await app.run('node', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')).toBe('');
  });

  it('builds with one React, and the styles', async () => {
    const app = await apps[project];
    await buildViteApp(app);
    const assets = path.join(app.folder, 'dist/assets');
    const read = (ending: string) =>
      readdirSync(assets)
        .filter((file) => file.endsWith(ending))
        .map((file) => readFileSync(path.join(assets, file), 'utf8'));
    expect(read('.css').join('')).toContain('[data-ck');
    const sources = read('.js.map').flatMap((map) => (JSON.parse(map) as { sources: readonly string[] }).sources);
    expect(sources.filter((source) => /\/react\/cjs\/react\.production/.test(source))).toHaveLength(1);
  });

  it('runs in the page alone', async () => {
    const app = await apps[project];
    const url = await app.serve(environment(), 'dist-server/server.js');
    const { text, complaints, policy } = await openAndUse(url, 'user-1');
    expect(policy).toMatch(/default-src 'self'.*require-trusted-types-for 'script'; trusted-types 'none'$/);
    expect(text).toContain('Purge · data deleted');
    expect(complaints).toEqual([]);
  });
});

describe('on a plain Node server', () => {
  let url: string;

  it('the page of React 18 runs over HTTP', async () => {
    const app = await apps['vite-react-18'];
    putOnServer(app);
    await buildViteApp(app);
    url = await app.serve(environment(), 'dist-server/server.js');
    const { text, complaints } = await openAndUse(url, 'user-3');
    expect(text).toContain('Purge · data deleted');
    expect(complaints).toEqual([]);
    expect(bank.log).toContainEqual(
      expect.objectContaining({
        method: 'POST',
        path: expect.stringMatching(/^\/users\/user-3\/.*\/purge$/) as string,
      }),
    );
  });

  it('Vite in development hands on what is the bank’s', async () => {
    const app = await apps['vite-react-18'];
    const vite = ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', '0'];
    const page = await app.serve({ PORT: new URL(url).port }, ...vite);
    const mine = createRestTransport({ baseUrl: `${page}/api/bank`, headers: { 'x-session': 'user-3' } });
    expect((await mine.listConnections({})).items.length).toBeGreaterThan(10);
  });

  it('a bank takes the place of Basiq without a key', async () => {
    const app = await apps['vite-react-18'];
    const sandbox = createBasiq({ apiKey: bank.apiKey, baseUrl: await app.serve({}, 'sandbox.mjs') });
    expect((await sandbox.transport('ann').listConnections({})).items.length).toBeGreaterThan(10);
  });
});

describe('in Node', () => {
  it('every entry resolves with moduleResolution node16', async () => {
    const app = await apps['vite-react-19'];
    expect(await app.run('node', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.node16.json')).toBe('');
  });

  it.each([
    ['imported', '--input-type=module'],
    ['required by a CommonJS file', '--input-type=commonjs'],
  ])('every entry can be %s', async (_how, type) => {
    const load = type.endsWith('module') ? 'await import(name)' : 'require(name)';
    const script = `for (const name of ${JSON.stringify(entries.map(({ specifier }) => specifier))}) console.log(name, Object.keys(${load}).length > 0);`;
    const app = await apps['vite-react-19'];
    const said = await app.run('node', type, '--eval', script);
    expect(said.trim().split('\n')).toEqual(entries.map(({ specifier }) => `${specifier} true`));
  });
});

describe('in Next.js', () => {
  let url: string;
  beforeAll(async () => {
    const app = await apps.next;
    url = await app.serve(environment(), 'node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1');
  });

  const ask = (userId: string) => fetch(url, { headers: { cookie: `session=${userId}` } });
  const connectionsOf = async (userId: string) =>
    (await createRestTransport({ baseUrl: `${url}/api/bank`, headers: { 'x-session': userId } }).listConnections({}))
      .items;

  it('the handler answers as a route, with its events', async () => {
    expect(await drive((headers) => createRestTransport({ baseUrl: `${url}/api/bank`, headers }))).toBe(1);
  });

  it('the page is streamed: first what needs no bank, then the list, for each user their own', async () => {
    let release = () => {};
    held = new Promise((resolve) => (release = resolve));
    const slow = (await ask('user-1')).body?.pipeThrough(new TextDecoderStream()).getReader();
    let shell = '';
    for (let part = await slow?.read(); part && !part.done; part = await slow?.read()) {
      shell += part.value;
      if (shell.includes('Asking your banks…')) break;
    }
    const other = await (await ask('user-2')).text();
    expect(shell).toMatch(/Your banks.*Asking your banks…/s);
    expect(shell).not.toContain('Hooli Bank');
    release();
    held = undefined;
    let rest = '';
    for (let part = await slow?.read(); part && !part.done; part = await slow?.read()) rest += part.value;
    const [mine, theirs] = [await connectionsOf('user-1'), await connectionsOf('user-2')];
    const found = (html: string, { id }: { id: string }) => html.includes(id);
    expect(mine.length).toBeGreaterThan(10);
    expect([mine, theirs].map((list) => list.filter((one) => found(rest, one)).length)).toEqual([mine.length, 0]);
    expect([mine, theirs].map((list) => list.filter((one) => found(other, one)).length)).toEqual([0, theirs.length]);
    expect(rest).toMatch(/<li[^>]*>.*Hooli Bank/s);
    expect(shell + rest).not.toMatch(/<[^>]*\sstyle=/);
  });

  it('what is seen first stays when the page comes to life, in another time zone and language', async () => {
    const { page, complaints, close } = await openHostPage(browser, here);
    await page.context().addCookies([{ name: 'session', value: 'user-2', url }]);
    await noteFirstPaint(page);
    const isAlive = page.waitForRequest(/\/api\/bank\//);
    let answer = () => {};
    const isCompared = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/\/api\/bank\//, (route) => isCompared.then(() => route.continue()));
    await page.goto(url);
    await isAlive;
    const { first, now, isSame, wasAlive } = await comparePaints(page);
    answer();
    const synced = (await connectionsOf('user-2')).find(({ institution }) => institution.name === 'Hooli Bank');
    const inSydney = new Intl.DateTimeFormat('en-AU', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Australia/Sydney',
    });
    expect(first).toContain(inSydney.format(Date.parse(synced?.lastSyncedAt ?? '')));
    expect(now).toBe(first);
    expect([isSame, wasAlive]).toEqual([true, false]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('the page works under a policy with a nonce', async () => {
    const { text, complaints, policy } = await openAndUse(url, 'user-4');
    expect(policy).toMatch(/default-src 'self';.*script-src 'self' 'nonce-[\w-]+';/);
    expect(policy).not.toContain('unsafe');
    expect(text).toContain('Purge · data deleted');
    expect(complaints).toEqual([]);
  });
});

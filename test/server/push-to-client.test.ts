/** A whole page: client → rest transport → socket → handler → Basiq transport → socket → a Basiq server, in one fake time. */
import { afterEach, describe, expect, it } from 'vitest';
import { createConnectionsClient } from '../../src/core';
import { createConnectionsHandler } from '../../src/server';
import { createBasiqSandbox, createFakeClock, createFakeEnvironment } from '../../src/testing';
import { listen } from '../../src/testing/node';
import { createBasiq } from '../../src/transports/basiq';
import { createRestTransport } from '../../src/transports/rest';

const second = 1_000;

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

async function openBank() {
  const clock = createFakeClock();
  const sandbox = createBasiqSandbox({ clock, users: ['user-1'], scenario: 'slow' });
  const upstream = await listen(sandbox.fetch);
  const basiq = createBasiq({ apiKey: sandbox.apiKey, baseUrl: upstream.url, clock });
  const handler = createConnectionsHandler({
    authenticate: () => ({ userId: 'user-1' }),
    transport: ({ userId }) => basiq.transport(userId),
    clock,
  });
  const polls = new Map<string, number>();
  const links = new Map<string, number>();
  const server = await listen((request) => {
    const page = request.headers.get('x-page') ?? '';
    const { pathname } = new URL(request.url);
    if (request.method === 'GET' && pathname.startsWith('/jobs')) polls.set(page, (polls.get(page) ?? 0) + 1);
    if (pathname === '/events') links.set(page, (links.get(page) ?? 0) + 1);
    return handler(request);
  });
  close.push(() => upstream.close());
  close.push(() => server.close());

  async function openPage(name: string, push: boolean) {
    const headers = { 'x-page': name };
    const client = createConnectionsClient({
      transport: createRestTransport({ baseUrl: server.url, headers, push, clock }),
      environment: createFakeEnvironment({ clock }),
    });
    close.push(() => client.dispose());
    client.start();
    await client.load();
    await pass(2 * second);
    return client;
  }

  /** Second by second, each with real time for what is on its way. */
  async function pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += second) {
      await clock.advance(second);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  /** As other pages would. Held until the end: Node cancels the body of an answer that nobody holds, whenever it is collected. */
  async function openStream(): Promise<number> {
    const leaving = new AbortController();
    const answer = await fetch(`${server.url}/events`, { signal: leaving.signal });
    close.push(() => {
      leaving.abort();
      return answer.status;
    });
    return answer.status;
  }
  const connectionId = sandbox.bank.connections('user-1')[0]?.id ?? '';
  const upstreamJobs = () => sandbox.log.filter(({ path }) => path.includes('/jobs')).length;
  const of = (counts: ReadonlyMap<string, number>) => (page: string) => counts.get(page) ?? 0;
  return { openPage, openStream, pass, connectionId, polls: of(polls), links: of(links), upstreamJobs };
}

type Page = ReturnType<typeof createConnectionsClient>;
const kindsOf = (page: Page) => Object.values(page.jobs.getState().byId).map(({ kind, status }) => `${kind} ${status}`);

/** @returns how many seconds it took */
async function run(
  page: Page,
  connectionId: string,
  action: 'refresh' | 'purge',
  pass: (milliseconds: number) => Promise<void>,
): Promise<number> {
  let seconds = 0;
  let isDone = false;
  void page.run(connectionId, action).finally(() => (isDone = true));
  for (; !isDone && seconds < 600; seconds += 1) await pass(second);
  return seconds;
}

describe('a refresh at Basiq, which pushes nothing', () => {
  it('comes to its end by polling where the user has too many streams, which are not asked for all the time', async () => {
    const { openPage, openStream, pass, connectionId, polls, links } = await openBank();
    expect(await Promise.all(Array.from({ length: 21 }, openStream))).toEqual(
      expect.arrayContaining([...Array.from({ length: 20 }, () => 200), 429]),
    );
    const acting = await openPage('acting', true);
    const seconds = await run(acting, connectionId, 'refresh', pass);
    expect([seconds > 20, seconds < 90]).toEqual([true, true]);
    expect(kindsOf(acting)).toContain('refresh succeeded');
    expect(polls('acting')).toBeGreaterThan(3);
    expect(links('acting')).toBeLessThanOrEqual(2);
  });

  it('comes to its end by events, with few questions of the page, and other pages see it too', async () => {
    const { openPage, pass, connectionId, polls } = await openBank();
    const acting = await openPage('acting', true);
    const looking = await openPage('looking', true);
    const before = [polls('acting'), polls('looking')];
    const seconds = await run(acting, connectionId, 'refresh', pass);
    await pass(3 * second);
    expect(seconds).toBeGreaterThan(20);
    expect(kindsOf(acting)).toContain('refresh succeeded');
    expect(kindsOf(looking)).toContain('refresh succeeded');
    expect(polls('acting') - (before[0] ?? 0)).toBeLessThanOrEqual(3);
    expect(polls('looking') - (before[1] ?? 0)).toBeLessThanOrEqual(3);
    console.info(`a refresh of ${seconds} s by push: ${polls('acting') - (before[0] ?? 0)} questions of the page`);
  }, 60_000);

  it('comes to its end without events, too: push: false', async () => {
    const { openPage, pass, connectionId, polls, upstreamJobs } = await openBank();
    const page = await openPage('alone', false);
    const before = polls('alone');
    const seconds = await run(page, connectionId, 'refresh', pass);
    await pass(3 * second);
    expect(kindsOf(page)).toContain('refresh succeeded');
    expect(polls('alone') - before).toBeGreaterThan(3);
    console.info(`a refresh of ${seconds} s by polling: ${polls('alone') - before} questions of the page`);
    const asked = upstreamJobs();
    await pass(60 * second);
    expect(upstreamJobs()).toBe(asked);
  }, 60_000);

  it('is heard of by a page that did not ask for it, as is a purge that only the handler records', async () => {
    const { openPage, pass, connectionId } = await openBank();
    const acting = await openPage('acting', false);
    const looking = await openPage('looking', true);
    await run(acting, connectionId, 'purge', pass);
    await pass(3 * second);
    expect(kindsOf(looking)).toContain('purge succeeded');
  });
});

/** The stream from end to end: rest transport → socket → handler, with a clock that leaves real time for what is on its way. */
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Transport, TransportEvent } from '../../src/core/transport';
import { createConnectionsHandler } from '../../src/server';
import { createFakeClock } from '../../src/testing';
import { listen, type FetchHandler, type Listening } from '../../src/testing/node';
import { createRestTransport } from '../../src/transports/rest';
import { createFakeTransport, providerJob } from './fake-transport';

const second = 1_000;

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

/** A provider whose transport pushes what the test says; each job is news once. */
function createProvider() {
  const listeners = new Set<(event: TransportEvent) => void>();
  const transport: Transport = {
    ...createFakeTransport(),
    async *watch({ signal }) {
      const queue: TransportEvent[] = [];
      let wake = () => {};
      const listener = (event: TransportEvent) => {
        queue.push(event);
        wake();
      };
      listeners.add(listener);
      signal.addEventListener('abort', () => wake());
      while (!signal.aborted) {
        yield* queue.splice(0);
        await new Promise<void>((resolve) => (wake = resolve));
      }
      listeners.delete(listener);
    },
  };
  let news = 0;
  const say = (id: string, question = '?') => {
    const updatedAt = new Date(Date.UTC(2026, 1) + (news += 1)).toISOString();
    const job = providerJob(id, { updatedAt, challenge: { kind: 'token', question, inputs: [] } });
    for (const listener of listeners) listener({ type: 'job-changed', job });
  };
  return { transport, say, watchers: () => listeners.size };
}

/** @param wrap what stands between the handler and the socket */
async function serve(transport: Transport, wrap = (handler: FetchHandler) => handler, port = 0) {
  const clock = createFakeClock();
  const handler = createConnectionsHandler({
    authenticate: () => ({ userId: 'user-1' }),
    transport: () => transport,
    clock,
  });
  const server: Listening = await listen(
    wrap((request) => handler(request)),
    { port },
  );
  close.push(() => server.close().catch(() => {}));
  return { clock, server };
}

function follow(baseUrl: string, clock: ReturnType<typeof createFakeClock>) {
  const leaving = new AbortController();
  const told: TransportEvent[] = [];
  const { watch } = createRestTransport({ baseUrl, clock });
  const ended = (async () => {
    for await (const event of watch?.({ signal: leaving.signal }) ?? []) told.push(event);
  })();
  close.push(() => leaving.abort());
  const jobs = () => told.flatMap((event) => (event.type === 'job-changed' ? [event.job.id] : []));
  return { told, jobs, ended, leave: () => leaving.abort() };
}

async function until(isSo: () => boolean, clock: ReturnType<typeof createFakeClock>): Promise<void> {
  for (let turn = 0; turn < 1_000 && !isSo(); turn += 1) await clock.advance(100);
  expect(isSo()).toBe(true);
}

/** Breaks the connection after so many bytes of each answer. */
function cutAfter(bytesOf: () => number, links: { count: number }) {
  return (handler: FetchHandler): FetchHandler =>
    async (request) => {
      const response = await handler(request);
      links.count += 1;
      let left = bytesOf();
      const cut = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          if (left <= 0) return controller.error(new Error('cut'));
          controller.enqueue(chunk.slice(0, left));
          left -= chunk.byteLength;
        },
      });
      return new Response(response.body?.pipeThrough(cut) ?? null, response);
    };
}

/** Never twice the same, and never at the end of an event. */
function oddly(): () => number {
  let turn = 0;
  return () => 400 + ((turn += 337) % 700);
}

describe('events over a wire that is cut time and again', () => {
  it.each([
    ['between a few events', () => 1_500],
    ['in the middle of an event', oddly()],
  ])('lose nothing and tell nothing twice: %s', async (_name, bytesOf) => {
    const { transport, say, watchers } = createProvider();
    const links = { count: 0 };
    const { clock, server } = await serve(transport, cutAfter(bytesOf, links));
    const { jobs } = follow(server.url, clock);
    await until(() => watchers() === 1, clock);
    const ids = Array.from({ length: 60 }, (_, index) => `j-${index}`);
    for (const id of ids) {
      say(id);
      if (ids.indexOf(id) % 7 === 0) await clock.advance(300);
    }
    await until(() => jobs().length >= ids.length, clock);
    await clock.advance(5 * second);
    expect(jobs()).toEqual(ids);
    expect(links.count).toBeGreaterThan(8);
    expect(watchers()).toBe(1);
  });

  it('begin with the jobs as they are when the server was started anew', async () => {
    const transport = createFakeTransport();
    transport.listJobs.mockImplementation(async () => ({ items: [providerJob('j-1'), providerJob('j-2')] }));
    const first = await serve(transport);
    const { jobs } = follow(first.server.url, first.clock);
    await until(() => jobs().length === 2, first.clock);
    await first.server.close();
    await serve(transport, undefined, first.server.port);
    await until(() => jobs().length === 4, first.clock);
    await first.clock.advance(20 * second);
    expect(jobs()).toHaveLength(4);
  });
});

describe('a browser', () => {
  it('that hangs up leaves nothing behind', async () => {
    const transport = createFakeTransport();
    const { clock, server } = await serve(transport);
    const stream = follow(server.url, clock);
    await until(() => transport.listJobs.mock.calls.length > 0, clock);
    await clock.advance(second);
    stream.leave();
    await stream.ended;
    await until(() => clock.pending() === 0, clock);
    const asked = transport.listJobs.mock.calls.length;
    await clock.advance(120 * second);
    expect(transport.listJobs.mock.calls.length).toBe(asked);
  });

  it('that does not read is cut off, and holds no more than its place until then', async () => {
    const { transport, say, watchers } = createProvider();
    const { clock, server } = await serve(transport);
    const socket = connect(server.port, '127.0.0.1');
    close.push(() => socket.destroy());
    socket.on('error', () => {});
    socket.pause();
    socket.write('GET /events HTTP/1.1\r\nHost: a\r\n\r\n');
    await until(() => watchers() === 1, clock);
    const large = 'x'.repeat(1_000_000);
    for (let count = 0; count < 60; count += 1) {
      say('j-1', large);
      await clock.advance(10);
    }
    await until(() => watchers() === 0, clock);
    expect(clock.now()).toBeLessThan(createFakeClock().now() + 90 * second);
    expect(clock.pending()).toBe(0);
  });
});

import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildConnections, createFakeClock, createMemoryTransport, withFaults } from '../../../src/testing';
import { createMswHandlers, type MswHandlersOptions } from '../../../src/testing/msw';
import { createRestTransport, type RestTransportOptions } from '../../../src/transports/rest';

const baseUrl = 'https://host.example/api/bank';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function open(options: Partial<MswHandlersOptions> = {}, rest: Partial<RestTransportOptions> = {}) {
  const clock = createFakeClock();
  server.use(...createMswHandlers({ baseUrl, clock, ...options }));
  return { clock, transport: createRestTransport({ baseUrl, clock, ...rest }) };
}

describe('a page whose server is Mock Service Worker', () => {
  it('reads the sandbox bank by default, and plays its scenarios', async () => {
    const { items } = await open({ scenario: 'happy' }).transport.listConnections({});
    expect(items.length).toBeGreaterThan(3);
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['active']));
  });

  it('reads what the test has put into a bank, 500 rows in pages too', async () => {
    const { transport } = open({ transport: createMemoryTransport({ connections: buildConnections(500) }) });
    const { items, nextCursor } = await transport.listConnections({ limit: 100 });
    expect([items.length, nextCursor]).toEqual([100, expect.any(String)]);
  });

  it('executes a command once for its idempotency key, and keeps its run', async () => {
    const bank = createMemoryTransport({ connections: buildConnections(1) });
    const purge = vi.fn(bank.purgeConnection);
    const { transport } = open({ transport: { ...bank, purgeConnection: purge } });
    const options = { idempotencyKey: 'key-1', runId: 'run-1' };
    const first = await transport.purgeConnection?.('connection-1', options);
    expect(await transport.purgeConnection?.('connection-1', options)).toEqual(first);
    expect([purge.mock.calls.length, first?.runId]).toEqual([1, 'run-1']);
  });

  it('is turned away where the header of the kit is missing', async () => {
    open();
    expect((await fetch(`${baseUrl}/connections/any/purge`, { method: 'POST' })).status).toBe(403);
  });

  it('hears of a rate limit, and until when', async () => {
    const clock = createFakeClock();
    const bank = createMemoryTransport({ connections: buildConnections(1), clock });
    const faults = { seed: 1, clock, rates: { 'rate-limit': 1 } };
    const { transport } = open({ clock, transport: withFaults(bank, faults) }, { clock });
    const refused = transport.refreshConnection?.('connection-1');
    await expect(refused).rejects.toMatchObject({
      code: 'rate-limited',
      failure: { retryAt: expect.stringMatching(/^2026-11-22T09:00:\d\d/) },
    });
  });

  it('is signed out when nobody is signed in any more', async () => {
    let session: { userId: string } | null = { userId: 'user-1' };
    const { transport } = open({ authenticate: () => session });
    await transport.listConnections({});
    session = null;
    await expect(transport.listConnections({})).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('is given the bank of whoever is signed in', async () => {
    const { transport } = open(
      {
        authenticate: (request) => ({ userId: request.headers.get('x-user') ?? '' }),
        transport: ({ userId }) => createMemoryTransport({ connections: buildConnections([{ id: userId }]) }),
      },
      { headers: { 'x-user': 'ann' } },
    );
    expect((await transport.listConnections({})).items.map(({ id }) => id)).toEqual(['ann']);
  });

  it('leaves every other address to the host', async () => {
    const elsewhere = new Request('https://host.example/api/bankers');
    expect(await getResponse(createMswHandlers({ baseUrl }), elsewhere)).toBeUndefined();
  });

  it('is told of a job by events, through a stream', async () => {
    const clock = createFakeClock();
    const bank = createMemoryTransport({ connections: buildConnections(1), clock });
    const { transport } = open({ clock, transport: bank }, { clock });
    const leaving = new AbortController();
    const told: string[] = [];
    const listening = (async () => {
      for await (const event of transport.watch?.({ signal: leaving.signal }) ?? [])
        if (event.type === 'job-changed') told.push(event.job.status);
    })();
    await clock.advance(1_000);
    await transport.refreshConnection?.('connection-1');
    await vi.waitFor(async () => {
      await clock.advance(1_000);
      expect(told.at(-1)).toBe('succeeded');
    });
    leaving.abort();
    await listening;
  });

  it('has left nothing behind that would keep the process of a test from its end', async () => {
    server.use(...createMswHandlers({ baseUrl }));
    const held = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = held();
    const leaving = new AbortController();
    const transport = createRestTransport({ baseUrl, clock: createFakeClock() });
    const events = transport.watch?.({ signal: leaving.signal })[Symbol.asyncIterator]();
    expect(await events?.next()).toMatchObject({ done: false });
    leaving.abort();
    await events?.return?.();
    expect(held()).toBe(before);
  });
});

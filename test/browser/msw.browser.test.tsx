/** A page in a real Chromium whose server is the handler behind Mock Service Worker. */
import { setupWorker } from 'msw/browser';
import { expect, it } from 'vitest';
import { buildConnections, createMemoryTransport } from 'connections-kit/testing';
import { createMswHandlers } from 'connections-kit/testing/msw';
import { createRestTransport } from 'connections-kit/transports/rest';

it('reads, is refused, and is told of a job by events', async () => {
  let session: { userId: string } | null = { userId: 'user-1' };
  const connections = buildConnections(3);
  const bank = createMemoryTransport({ connections, refresh: { duration: 500 } });
  const handlers = createMswHandlers({ baseUrl: '/api/bank', transport: bank, authenticate: () => session });
  const worker = setupWorker(...handlers);
  const registration = await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  const leaving = new AbortController();
  try {
    const transport = createRestTransport({ baseUrl: '/api/bank' });
    expect((await transport.listConnections({})).items).toHaveLength(3);

    const events = transport.watch?.({ signal: leaving.signal });
    const told: string[] = [];
    const listening = (async () => {
      for await (const event of events ?? []) {
        if (event.type !== 'job-changed') continue;
        told.push(event.job.status);
        if (event.job.status === 'succeeded') return;
      }
    })();
    await transport.refreshConnection?.('connection-1');
    await listening;
    expect(told.at(-1)).toBe('succeeded');

    session = null;
    await expect(transport.listConnections({})).rejects.toMatchObject({ code: 'unauthorized' });
  } finally {
    leaving.abort();
    worker.stop();
    await registration?.unregister();
  }
});

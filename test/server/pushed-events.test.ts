/** Where the transport pushes: its events are passed on, and nothing is asked for beside them. */
import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import type { TransportEvent } from '../../src/core/transport';
import { createMemoryJournal } from '../../src/server';
import { createFakeTransport, kitJob, providerJob } from './fake-transport';
import { createStreams, inWords } from './streams';

const second = 1_000;
const minute = 60 * second;

/** A transport that pushes what the test tells it to. */
function prepare(options: Parameters<typeof createStreams>[1] = {}) {
  const links: { tell(event: TransportEvent): void; cut(error?: unknown): void; signal: AbortSignal }[] = [];
  async function* watch({ signal }: { signal: AbortSignal }): AsyncGenerator<TransportEvent> {
    const queue: (() => TransportEvent)[] = [];
    let wake = () => {};
    const put = (take: () => TransportEvent) => {
      queue.push(take);
      wake();
    };
    signal.addEventListener('abort', () => wake());
    links.push({
      signal,
      tell: (event) => put(() => event),
      cut: (error: unknown = createConnectionsError('network')) =>
        put(() => {
          throw error;
        }),
    });
    while (!signal.aborted) {
      const take = queue.shift();
      if (take) yield take();
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const transport = { ...createFakeTransport(), watch };
  const last = () => {
    const link = links.at(-1);
    if (!link) throw new Error('Nothing is watched');
    return link;
  };
  return { transport, links, last, ...createStreams(() => transport, options) };
}

const jobChanged = (id: string): TransportEvent => ({ type: 'job-changed', job: providerJob(id) });

describe('events of a transport that pushes', () => {
  it('are passed on, by one watch for all streams, and nothing is asked for meanwhile', async () => {
    const { open, last, links, transport, advance } = prepare();
    const streams = [await open(), await open()];
    last().tell(jobChanged('j-1'));
    last().tell({ type: 'connection-removed', connectionId: 'c-9' });
    await advance(10 * second);
    for (const stream of streams) expect(inWords(stream)).toEqual(['j-1 running', 'connection c-9 removed']);
    await advance(5 * minute);
    expect([links.length, transport.listJobs.mock.calls.length]).toEqual([1, 1]);
  });

  it('tell what the handler alone records, too, and what it knows of a job', async () => {
    const { open, last, request, transport, advance } = prepare();
    const stream = await open();
    transport.purgeConnection.mockResolvedValue(kitJob('purge', { id: 'p-1' }));
    transport.refreshConnection.mockResolvedValue(providerJob('j-1'));
    await request('POST /connections/c-1/purge');
    await request('POST /connections/c-1/refresh');
    last().tell({ type: 'job-changed', job: providerJob('j-1', { status: 'succeeded', connectionId: null }) });
    await advance(second);
    expect(inWords(stream)).toEqual(['p-1 succeeded', 'j-1 running', 'j-1 succeeded']);
    expect(stream.events.at(-1)?.event).toMatchObject({ job: { kind: 'refresh', connectionId: 'c-1' } });
  });

  it('tell what the handler knows of a job that was never told before', async () => {
    const { open, last, request, transport, advance } = prepare();
    transport.refreshConnection.mockResolvedValue(providerJob('j-1'));
    await request('POST /connections/c-1/refresh');
    const stream = await open();
    last().tell({ type: 'job-changed', job: providerJob('j-1', { status: 'succeeded', connectionId: null }) });
    await advance(second);
    expect(stream.events.map(({ event }) => event)).toMatchObject([{ job: { kind: 'refresh', connectionId: 'c-1' } }]);
  });

  it('tell of a command whose answer was lost under the id that the page was given', async () => {
    const journal = createMemoryJournal();
    const lost = kitJob('purge', { id: 'k-1', runId: 'run-1', status: 'unknown', recordedBy: 'kit' });
    await journal.append('user-1', lost);
    const { open, last, advance } = prepare({ journal });
    const stream = await open();
    const theirs = kitJob('purge', { id: 'b-1', runId: 'run-1', updatedAt: '2026-01-01T00:00:01.000Z' });
    last().tell({ type: 'job-changed', job: theirs });
    await advance(second);
    expect(inWords(stream)).toEqual(['k-1 unknown', 'k-1 succeeded']);
  });

  it('hold the fields of the contract alone', async () => {
    const { open, last, advance } = prepare();
    const stream = await open();
    const secret = { holder: 'Gavin Belson' };
    last().tell({ type: 'job-changed', job: { ...providerJob('j-1'), ...secret }, ...secret } as TransportEvent);
    await advance(second);
    expect(inWords(stream)).toEqual(['j-1 running']);
    expect(stream.text()).not.toMatch(/Gavin/);
  });

  it.each([[null], [{ type: 'weather' }], [{ type: 'job-changed' }], [{ type: 'job-changed', job: { id: 'j-0' } }]])(
    'that cannot be understood cost no other: %j',
    async (odd) => {
      const onError = vi.fn();
      const { open, last, advance } = prepare({ onError });
      const stream = await open();
      last().tell(odd as TransportEvent);
      last().tell(odd as TransportEvent);
      last().tell(jobChanged('j-1'));
      await advance(second);
      expect(inWords(stream)).toContain('j-1 running');
    },
  );

  it('are followed again after the link was lost, and what was missed is asked for', async () => {
    const { open, last, links, transport, advance } = prepare();
    const stream = await open();
    last().cut();
    transport.listJobs.mockResolvedValue({ items: [providerJob('missed')] });
    await advance(second);
    expect(inWords(stream)).toEqual(['missed running']);
    last().tell(jobChanged('j-1'));
    await advance(second);
    expect([links.length, inWords(stream)]).toEqual([2, ['missed running', 'j-1 running']]);
  });

  it('are followed, and asked for, not before the time that the provider names', async () => {
    const { open, last, links, transport, advance, clock } = prepare();
    await open();
    const asked = () => [links.length, transport.listJobs.mock.calls.length];
    const limited = (wait: number) =>
      createConnectionsError(
        'rate-limited',
        createFailure('rate-limited', { retryAt: new Date(clock.now() + wait).toISOString() }),
      );
    last().cut(limited(2 * minute));
    await advance(minute);
    expect(asked()).toEqual([1, 1]);
    transport.listJobs.mockRejectedValueOnce(limited(4 * minute));
    await advance(90 * second);
    expect(asked()).toEqual([2, 2]);
    last().cut();
    await advance(minute);
    expect(asked()).toEqual([2, 2]);
    await advance(3 * minute);
    expect(asked()).toEqual([3, 3]);
  });

  it('are followed ever more seldom while the link breaks at once', async () => {
    const { open, last, links, advance } = prepare();
    await open();
    for (let turn = 0; turn < 600; turn += 1) {
      last().cut();
      await advance(second);
    }
    expect(links.length).toBeGreaterThan(5);
    expect(links.length).toBeLessThan(40);
  }, 30_000);

  it('that the transport refuses for good are replaced by asking', async () => {
    const { open, last, links, transport, advance } = prepare();
    const stream = await open();
    last().cut(createConnectionsError('not-supported'));
    transport.listJobs.mockResolvedValue({ items: [providerJob('j-1')] });
    await advance(2 * minute);
    expect([links.length, inWords(stream)]).toEqual([1, ['j-1 running']]);
  });

  it('end with the last stream', async () => {
    const { open, last, advance, clock } = prepare();
    const stream = await open();
    stream.hangUp();
    await advance(5 * second);
    expect([last().signal.aborted, clock.pending()]).toEqual([true, 0]);
  });
});

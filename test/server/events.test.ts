import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import type { Transport, TransportEvent } from '../../src/core/transport';
import { createFakeClock } from '../../src/testing';
import { createFakeTransport, kitJob, providerJob } from './fake-transport';
import { createStreams, inWords } from './streams';

const second = 1_000;
const minute = 60 * second;

/** A user's transport that pushes nothing; what its bank says can be changed. */
function prepare(options: Parameters<typeof createStreams>[1] = {}) {
  const transport = createFakeTransport();
  const bank = { jobs: [providerJob('j-1', { kind: 'refresh' })] };
  transport.listJobs.mockImplementation(async () => ({ items: bank.jobs }));
  const asked = () => transport.listJobs.mock.calls.length;
  const say = (change: Partial<(typeof bank.jobs)[number]>) =>
    (bank.jobs = bank.jobs.map((job) => ({ ...job, updatedAt: new Date().toISOString(), ...change })));
  return { bank, transport, asked, say, ...createStreams(() => transport, options) };
}

describe('the stream of events', () => {
  it('begins with the jobs as they are, and tells what becomes of them', async () => {
    const { open, say, advance } = prepare();
    const stream = await open();
    await advance(0);
    expect(inWords(stream)).toEqual(['j-1 running']);
    say({ status: 'succeeded' });
    await advance(minute);
    expect(inWords(stream)).toEqual(['j-1 running', 'j-1 succeeded']);
    expect(stream.events.map(({ type }) => type)).toEqual(['job-changed', 'job-changed']);
  });

  it('is kept by nobody, is not held back on its way, and says how long to wait before coming again', async () => {
    const { open, advance } = prepare();
    const stream = await open();
    await advance(0);
    expect(stream.status).toBe(200);
    expect(Object.fromEntries(stream.headers)).toEqual({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
    });
    expect(stream.text()).toMatch(/^retry: 1000\n\n/);
  });

  it('goes on with what came after the last id, and with all of it for an id of nobody', async () => {
    const { open, say, advance } = prepare();
    const first = await open();
    await open();
    await advance(0);
    first.hangUp();
    say({ status: 'waiting-input' });
    await advance(minute);
    const [resumed, again, fresh] = [
      await open({ lastEventId: first.events.at(-1)?.id }),
      await open({ lastEventId: 'x-1' }),
      await open(),
    ];
    await advance(0);
    expect(inWords(resumed)).toEqual(['j-1 waiting-input']);
    expect([inWords(again), inWords(fresh)]).toEqual([['j-1 waiting-input'], ['j-1 waiting-input']]);
    const nothing = await open({ lastEventId: resumed.events.at(-1)?.id });
    await advance(0);
    expect(nothing.events).toEqual([]);
  });

  it('is heard of every 15 seconds, also when there is nothing to tell', async () => {
    const { open, advance } = prepare();
    const stream = await open();
    await advance(minute);
    expect(stream.text().match(/^:$/gm)).toHaveLength(4);
  });

  it('is one of twenty of a user at the most; the next one may come again in a minute', async () => {
    const { open, request, advance } = prepare();
    const streams = await Promise.all(Array.from({ length: 20 }, () => open()));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const refused = await request('GET /events');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ code: 'rate-limited', failure: { actor: 'wait' } });
    expect((await open({ user: 'user-2' })).status).toBe(200);
    streams[3]?.hangUp();
    await advance(0);
    expect((await open()).status).toBe(200);
    expect((await request('GET /events')).status).toBe(429);
  });

  it('is ended after about ten minutes, so that the next one is authenticated again', async () => {
    const { open, advance } = prepare();
    const stream = await open();
    await advance(9 * minute - second);
    expect(stream.state()).toBe('open');
    await advance(2 * minute + second);
    expect(stream.state()).toBe('ended');
  });

  it('tells a purge that only the handler records to the other streams, at once', async () => {
    const { open, request, transport, advance, bank } = prepare();
    bank.jobs = [];
    const stream = await open();
    await advance(0);
    transport.purgeConnection.mockResolvedValue(kitJob('purge', { id: 'p-1' }));
    await request('POST /connections/c-1/purge');
    await advance(0);
    expect(inWords(stream)).toEqual(['p-1 succeeded']);
    await advance(5 * minute);
    expect(inWords(stream)).toEqual(['p-1 succeeded']);
  });

  it('goes on with the other jobs where one of the list cannot be understood', async () => {
    const { bank, open, say, advance } = prepare();
    const odd = { id: 'j-0', createdAt: '2025-01-01T00:00:00.000Z' } as (typeof bank.jobs)[number];
    bank.jobs.push(odd);
    const stream = await open();
    say({ status: 'succeeded' });
    bank.jobs[1] = { ...odd };
    await advance(minute);
    expect(inWords(stream)).toContain('j-1 succeeded');
  });

  it('tells of what kind a job is, as the list of jobs does', async () => {
    const { bank, transport, open, request, advance } = prepare();
    bank.jobs = [providerJob('j-1', { kind: 'other' })];
    transport.refreshConnection.mockResolvedValue(providerJob('j-1', { kind: 'other' }));
    await request('POST /connections/c-1/refresh');
    const stream = await open();
    await advance(0);
    expect(stream.events[0]?.event).toMatchObject({ job: { id: 'j-1', kind: 'refresh' } });
  });

  it('hears of a revoke by the connection, too', async () => {
    const { open, request, transport, advance } = prepare();
    const stream = await open();
    await advance(0);
    transport.listConnections.mockImplementation(async () => ({
      items: [{ id: 'c-1', institution: { id: 'b', name: 'B' }, status: 'revoked' }],
    }));
    await request('DELETE /connections/c-1');
    await advance(second);
    expect(inWords(stream)).toContain('connection c-1 revoked');
  });

  it('is looked after at once when the answer to a command was lost', async () => {
    const { open, request, transport, advance, asked } = prepare();
    await open();
    const before = asked();
    transport.refreshConnection.mockRejectedValue(createConnectionsError('network'));
    await request('POST /connections/c-1/refresh');
    await advance(0);
    expect(asked()).toBe(before + 1);
  });
});

describe('where no request may touch what is of another', () => {
  const apart = { isolatesRequests: true };

  it('each stream asks for itself, and lets go of all at once when it ends', async () => {
    const { open, say, advance, asked, clock } = prepare(apart);
    const [first, second] = [await open(), await open()];
    expect(asked()).toBe(2);
    first.hangUp();
    say({ status: 'succeeded' });
    await advance(minute);
    expect([inWords(first), inWords(second)]).toEqual([['j-1 running'], ['j-1 running', 'j-1 succeeded']]);
    second.hangUp();
    expect(clock.pending()).toBe(0);
  });

  it('a command touches no stream, which hears of it within two seconds', async () => {
    const clock = createFakeClock();
    const ofStream: unknown[] = [];
    const noted = { ...clock, setTimeout: vi.fn(clock.setTimeout), clearTimeout: vi.fn(clock.clearTimeout) };
    const { open, request } = prepare({ ...apart, clock: noted });
    const stream = await open();
    await clock.advance(10 * second);
    ofStream.push(...noted.setTimeout.mock.results.map(({ value }) => value as unknown));
    noted.clearTimeout.mockClear();
    const enqueue = vi.spyOn(ReadableStreamDefaultController.prototype, 'enqueue');
    expect((await request('POST /connections/c-1/purge')).status).toBe(200);
    expect(noted.clearTimeout.mock.calls.flat().filter((handle) => ofStream.includes(handle))).toEqual([]);
    expect(enqueue).not.toHaveBeenCalled();
    enqueue.mockRestore();
    await clock.advance(2 * second);
    expect(inWords(stream)).toEqual(['j-1 running', expect.stringMatching(/ succeeded$/)]);
  });

  it('a stream whose end nobody was told of does not count for ever', async () => {
    const clock = createFakeClock();
    const dying = { ...clock, setTimeout: () => ({}) };
    const { open, request } = prepare({ ...apart, clock: dying });
    for (let count = 0; count < 20; count += 1) expect((await open()).status).toBe(200);
    expect((await request('GET /events')).status).toBe(429);
    await clock.advance(2 * minute + 1);
    expect((await request('GET /events')).status).toBe(200);
  });

  it('a stream that goes on counts', async () => {
    const clock = createFakeClock(undefined, () => new Promise(setImmediate));
    const { open, request } = prepare({ ...apart, clock });
    for (let count = 0; count < 20; count += 1) await open();
    await clock.advance(3 * minute);
    expect((await request('GET /events')).status).toBe(429);
  });
});

describe('the provider', () => {
  it('is asked once for all streams of a user', async () => {
    const one = prepare();
    await one.open();
    await one.advance(5 * minute);
    const many = prepare();
    const streams = await Promise.all(Array.from({ length: 20 }, () => many.open()));
    await many.advance(5 * minute);
    expect(many.asked()).toBeLessThan(one.asked() * 1.5);
    expect(streams.map(inWords)).toEqual(streams.map(() => ['j-1 running']));
  });

  it('is asked no more once the last stream was left for five seconds', async () => {
    const { open, advance, asked, clock } = prepare();
    const streams = [await open(), await open()];
    await advance(10 * second);
    for (const stream of streams) stream.hangUp();
    await advance(5 * second);
    const before = asked();
    expect(clock.pending()).toBe(0);
    await advance(10 * minute);
    expect(asked()).toBe(before);
  });

  it('is not asked anew for who comes back within these five seconds', async () => {
    const { open, advance, bank, asked } = prepare();
    bank.jobs = [providerJob('j-1', { status: 'succeeded' })];
    const first = await open();
    first.hangUp();
    await advance(4 * second);
    const again = await open();
    expect(asked()).toBe(1);
    await advance(10 * second);
    expect(asked()).toBe(1);
    bank.jobs.push(providerJob('j-2'));
    await advance(minute);
    expect(inWords(again)).toEqual(['j-1 succeeded', 'j-2 running']);
  });

  it.each(['hangs up', 'cancels the answer'])('is let go of when the browser %s', async (how) => {
    const { request, advance, clock } = prepare();
    const leaving = new AbortController();
    const response = await request('GET /events', {}, leaving.signal);
    await advance(0);
    if (how === 'hangs up') leaving.abort();
    else await response.body?.cancel();
    await advance(5 * second);
    expect(clock.pending()).toBe(0);
  });

  it('is let go of when the browser hangs up before it has answered', async () => {
    const { request, transport, advance, clock, asked } = prepare();
    transport.listJobs.mockImplementationOnce(() => new Promise(() => {}));
    const leaving = new AbortController();
    const answered = request('GET /events', {}, leaving.signal);
    await advance(0);
    leaving.abort();
    expect((await answered).status).toBe(499);
    await advance(minute);
    expect([clock.pending(), asked()]).toEqual([0, 1]);
    const signal = transport.listJobs.mock.calls[0]?.[1]?.signal;
    expect(signal?.aborted).toBe(true);
  });

  it('is not waited for by a browser that has hung up already', async () => {
    const { request, transport, advance, clock } = prepare();
    transport.listJobs.mockImplementationOnce(() => new Promise(() => {}));
    const answers: number[] = [];
    void request('GET /events', {}, AbortSignal.abort()).then(({ status }) => answers.push(status));
    await advance(5 * second);
    expect(answers).toEqual([499]);
    await advance(minute);
    expect(clock.pending()).toBe(0);
  });

  it('whose first answer comes after everybody has left takes no later stream with it', async () => {
    const { bank, request, transport, open, advance } = prepare();
    bank.jobs = [];
    transport.listJobs.mockImplementationOnce(() => new Promise(() => {}));
    void request('GET /events', {}, AbortSignal.abort());
    await advance(10 * second);
    const stream = await open();
    await advance(minute);
    transport.purgeConnection.mockResolvedValue(kitJob('purge', { id: 'p-1' }));
    await request('POST /connections/c-1/purge');
    await advance(0);
    expect(inWords(stream)).toEqual(['p-1 succeeded']);
  });

  it('that refuses the first look refuses the stream in its words, and is asked again by the next', async () => {
    const { request, transport, open, advance, asked } = prepare();
    const failure = createFailure('rate-limited', { retryAt: '2026-11-22T09:01:00.000Z' });
    transport.listJobs.mockRejectedValueOnce(createConnectionsError('rate-limited', failure));
    const refused = await request('GET /events');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    await advance(minute);
    expect(asked()).toBe(1);
    const stream = await open();
    await advance(0);
    expect(inWords(stream)).toEqual(['j-1 running']);
  });

  it('that fails later ends no stream, and is asked ever more seldom', async () => {
    const onError = vi.fn();
    const { transport, open, advance, asked } = prepare({ onError });
    const stream = await open();
    transport.listJobs.mockRejectedValue(new Error('down'));
    await advance(8 * minute);
    expect(stream.state()).toBe('open');
    expect(asked()).toBeLessThan(30);
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'down' }), expect.any(Request));
    transport.listJobs.mockResolvedValue({ items: [providerJob('j-2')] });
    await advance(minute);
    expect(inWords(stream)).toEqual(['j-1 running', 'j-2 running']);
  });

  it('is asked by the session that came last of those that are there', async () => {
    const transports = ['old', 'new'].map((name) => ({ ...createFakeTransport(), name }));
    const made = [...transports];
    const { open, advance } = createStreams(() => made.shift() ?? createFakeTransport());
    const calls = () => transports.map(({ listJobs }) => listJobs.mock.calls.length);
    await open();
    const latest = await open();
    await advance(minute);
    const [atFirst, since] = calls();
    expect([atFirst, (since ?? 0) > 1]).toEqual([1, true]);
    latest.hangUp();
    await advance(minute);
    expect(calls()[0]).toBeGreaterThan(1);
  });
});

describe('two users', () => {
  it('never hear of each other, whatever they come back with', async () => {
    const transports = new Map(
      ['user-1', 'user-2'].map((userId) => {
        const transport = createFakeTransport();
        transport.listJobs.mockImplementation(async () => ({ items: [providerJob(`of-${userId}`)] }));
        transport.purgeConnection.mockImplementation(async () => kitJob('purge', { id: `purge-of-${userId}` }));
        return [userId, transport];
      }),
    );
    const { open, request, advance } = createStreams((userId) => transports.get(userId) ?? createFakeTransport());
    const mine = await open({ user: 'user-1' });
    await advance(0);
    const theirs = await open({ user: 'user-2', lastEventId: mine.events.at(-1)?.id });
    await request('POST /connections/c-1/purge', { user: 'user-1' });
    await advance(minute);
    expect(inWords(mine)).toEqual(['of-user-1 running', 'purge-of-user-1 succeeded']);
    expect(inWords(theirs)).toEqual(['of-user-2 running']);
  });
});

describe('the walls before the events', () => {
  it.each<[string, number, Partial<Transport>, Parameters<typeof createStreams>[1]]>([
    ['nobody is signed in', 401, {}, { authenticate: () => null }],
    ['the session may not watch', 403, {}, { authenticate: () => ({ userId: 'user-1', can: ['listJobs'] }) }],
    ['the transport neither pushes nor lists jobs', 501, { listJobs: undefined } as object, {}],
  ])('stand where %s: %i', async (_name, status, change, options) => {
    const { request, advance, clock } = createStreams(() => ({ ...createFakeTransport(), ...change }), options);
    const response = await request('GET /events');
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    await advance(minute);
    expect(clock.pending()).toBe(0);
  });
});

describe('a browser that does not read', () => {
  const news = (count: number): TransportEvent => ({
    type: 'job-changed',
    job: providerJob(`j-${count % 20}`, { updatedAt: new Date(count * second).toISOString() }),
  });

  /** A transport that pushes 10,000 events. */
  function flood(onEnd: () => void): Transport {
    return {
      ...createFakeTransport(),
      async *watch({ signal }) {
        for (let count = 0; count < 10_000; count += 1) yield news(count);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        onEnd();
      },
    };
  }

  it('is told the latest of each thing when it reads again, and holds 16 KiB until then', async () => {
    const { open, advance } = createStreams(() => flood(() => {}));
    const stream = await open({ reads: false });
    await advance(10 * second);
    stream.read();
    await advance(0);
    const latest = new Map(stream.events.map(({ event }) => [event.type === 'job-changed' && event.job.id, event]));
    expect([...latest.values()]).toHaveLength(20);
    for (let count = 9_980; count < 10_000; count += 1) expect([...latest.values()]).toContainEqual(news(count));
    expect(stream.text().length).toBeLessThan(16_384 + 20 * 1_000);
  });

  it('is cut off within a minute, and its feed with it', async () => {
    let ended = false;
    const { open, advance, clock } = createStreams(() => flood(() => (ended = true)));
    const idle = await open({ reads: false });
    await advance(minute);
    idle.read();
    await advance(0);
    expect([idle.state(), ended, clock.pending()]).toEqual(['broken', true, 0]);
  });

  it('is not cut off while there is nothing to read', async () => {
    const { open, advance } = prepare();
    const quiet = await open({ reads: false });
    await advance(5 * minute);
    quiet.read();
    await advance(0);
    expect(quiet.state()).toBe('open');
  });
});

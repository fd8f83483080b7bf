import { describe, expect, it } from 'vitest';
import type { TransportEvent } from '../../../src/core/transport';
import { createFakeClock, createSequence } from '../../../src/testing/environment';
import { createRestTransport, type RestTransportOptions } from '../../../src/transports/rest';
import { buildConnection, buildJob } from '../../core/builders';

const second = 1_000;
const minute = 60 * second;

interface Link {
  headers: Headers;
  signal: AbortSignal;
  at: number;
  /** Bytes, or text. */
  send(text: string | Uint8Array): void;
  end(): void;
  cut(): void;
}

const inText = (event: unknown, id?: string) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: any\ndata: ${JSON.stringify(event)}\n\n`;
const jobChanged = (id: string): TransportEvent => ({ type: 'job-changed', job: buildJob({ id }) });

/** A transport that watches a server in the hands of the test. */
function prepare(options: Partial<RestTransportOptions> = {}) {
  const clock = createFakeClock();
  const links: Link[] = [];
  let opened: (link: Link) => void = () => {};
  /** Instead of a stream, once each. */
  const refusals: (Response | Error)[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (own) => void (controller = own) });
    const { headers, signal } = new Request('http://host', init);
    const send = (text: string | Uint8Array) =>
      controller.enqueue(typeof text === 'string' ? new TextEncoder().encode(text) : text);
    const end = () => controller.close();
    const link = { headers, signal, at: clock.now(), send, end, cut: () => controller.error(new TypeError('cut')) };
    links.push(link);
    opened(link);
    const refusal = refusals.shift();
    if (refusal instanceof Error) throw refusal;
    return refusal ?? new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  };
  const transport = createRestTransport({ baseUrl: '/api', fetch, clock, random: createSequence(), ...options });
  const leaving = new AbortController();
  const told: TransportEvent[] = [];
  let how: unknown = 'open';
  async function read(): Promise<void> {
    for await (const event of transport.watch?.({ signal: leaving.signal }) ?? []) told.push(event);
  }
  async function start(): Promise<void> {
    read().then(
      () => (how = 'ended'),
      (thrown: unknown) => (how = thrown),
    );
    await clock.advance(0);
  }
  const last = () => {
    const link = links.at(-1);
    if (!link) throw new Error('Nothing was opened');
    return link;
  };
  const pauses = () => links.slice(1).map(({ at }, index) => at - (links[index]?.at ?? 0));
  const whenOpened = (then: typeof opened) => void (opened = then);
  const leave = () => leaving.abort();
  return { transport, clock, links, refusals, told, start, last, pauses, whenOpened, leave, how: () => how };
}

describe('the events of the REST transport', () => {
  it('are read one by one, however the bytes are cut', async () => {
    const { told, start, last, clock } = prepare();
    await start();
    const named = buildConnection({ institution: { id: 'b', name: 'Bänk 🏦' } });
    const events: TransportEvent[] = [
      jobChanged('a'),
      { type: 'connection-changed', connection: named },
      { type: 'connection-removed', connectionId: 'c2' },
    ];
    const bytes = new TextEncoder().encode(`retry: 1000\n\n${events.map((event) => inText(event, '1')).join(':\n\n')}`);
    for (const byte of bytes) last().send(new Uint8Array([byte]));
    await clock.advance(0);
    expect(told).toEqual(events);
  });

  it.each([
    ['what is no JSON', 'data: {"type":\n\n'],
    ['what is nothing', 'data: null\n\n'],
    ['an event that nobody knows', inText({ type: 'weather-changed', job: buildJob() })],
    ['a job without an id', inText({ type: 'job-changed', job: { status: 'running' } })],
    ['a connection that is none', inText({ type: 'connection-changed', connection: [] })],
    ['a removal of nothing', inText({ type: 'connection-removed' })],
  ])('are read past %s', async (_name, odd) => {
    const { told, start, last, clock } = prepare();
    await start();
    last().send(odd + inText(jobChanged('a')));
    await clock.advance(0);
    expect(told).toEqual([jobChanged('a')]);
  });

  it('are masked once more, field by field', async () => {
    const { told, start, last, clock } = prepare();
    await start();
    const challenge = { kind: 'token', question: 'Sent to 0405 345 991', inputs: ['Code'] };
    last().send(inText({ type: 'job-changed', job: { ...buildJob(), challenge, holder: 'Gavin Belson' } }));
    await clock.advance(0);
    expect(JSON.stringify(told)).not.toMatch(/Gavin|345/);
    expect(told).toHaveLength(1);
  });

  it('go on after a cut with the id of the last whole one', async () => {
    const { told, start, last, clock, links } = prepare();
    await start();
    expect(last().headers.get('last-event-id')).toBeNull();
    last().send(inText(jobChanged('a'), 'f-7'));
    last().send(inText(jobChanged('b'), 'f-8').slice(0, -5));
    await clock.advance(0);
    last().cut();
    await clock.advance(2 * second);
    expect([links.length, last().headers.get('last-event-id')]).toEqual([2, 'f-7']);
    last().send(inText(jobChanged('b'), 'f-8'));
    await clock.advance(0);
    expect(told).toEqual([jobChanged('a'), jobChanged('b')]);
  });

  it('ask for the headers of the host at each stream', async () => {
    let token = 0;
    const { start, last, clock, links } = prepare({ headers: async () => ({ Authorization: `${(token += 1)}` }) });
    await start();
    last().cut();
    await clock.advance(2 * second);
    expect(links.map(({ headers }) => headers.get('authorization'))).toEqual(['1', '2']);
    expect(last().headers.get('accept')).toBe('text/event-stream');
  });

  it('are not there with push: false', () => {
    expect(prepare({ push: false }).transport).not.toHaveProperty('watch');
  });
});

describe('a stream that is lost', () => {
  it('is opened again within 2 s after the server has ended it, time and again', async () => {
    const { start, last, clock, links } = prepare();
    await start();
    for (let turn = 0; turn < 10; turn += 1) {
      last().send(':\n\n');
      last().end();
      await clock.advance(2 * second);
    }
    expect(links).toHaveLength(11);
  });

  it.each(['end', 'cut'] as const)(
    'is opened ever more seldom while it brings nothing (%s), within 30 s',
    async (how) => {
      const { start, clock, pauses, whenOpened } = prepare();
      whenOpened((link) => link[how]());
      await start();
      await clock.advance(10 * minute);
      expect(Math.min(...pauses())).toBeGreaterThanOrEqual(second);
      expect(Math.max(...pauses().slice(0, 2))).toBeLessThanOrEqual(4 * second);
      expect(Math.max(...pauses())).toBeGreaterThan(15 * second);
      expect(Math.max(...pauses())).toBeLessThanOrEqual(30 * second);
    },
  );

  it('is opened soon again once it has brought something', async () => {
    const { start, clock, links, last, whenOpened } = prepare();
    whenOpened((link) => link.cut());
    await start();
    await clock.advance(5 * minute);
    whenOpened(() => {});
    await clock.advance(30 * second);
    const before = links.length;
    last().send(inText(jobChanged('a')));
    await clock.advance(0);
    last().cut();
    await clock.advance(2 * second);
    expect(links).toHaveLength(before + 1);
  });

  it.each(['end', 'cut'] as const)(
    'is opened soon again where it lasts but for a while (%s), and tells nothing',
    async (how) => {
      const { start, clock, links, last } = prepare();
      await start();
      for (let turn = 0; turn < 10; turn += 1) {
        await clock.advance(2 * second);
        last()[how]();
        await clock.advance(2 * second);
      }
      expect(links).toHaveLength(11);
    },
  );

  it('is opened again no sooner than a second after a silence', async () => {
    const { start, clock, pauses } = prepare({ random: () => 0 });
    await start();
    await clock.advance(46 * second);
    expect(pauses()).toEqual([46 * second]);
  });

  it('is nothing that another kind of answer says, and that is hung up on', async () => {
    const { start, clock, refusals, told } = prepare();
    let isLeft = false;
    const page = new ReadableStream<Uint8Array>({
      start: (own) => own.enqueue(new TextEncoder().encode(inText(jobChanged('a')))),
      cancel: () => void (isLeft = true),
    });
    refusals.push(new Response(page, { headers: { 'content-type': 'text/html' } }));
    await start();
    await clock.advance(0);
    expect([told, isLeft]).toEqual([[], true]);
  });

  it.each([
    ['end', 0, 0],
    ['end', 0.5, second],
    ['cut', 0, second],
    ['cut', 0.5, 1.5 * second],
  ] as const)(
    'is opened again at a moment of its own: many pages do not come back in step (%s, %d)',
    async (how, chance, wait) => {
      const { start, clock, last, pauses } = prepare({ random: () => chance });
      await start();
      last().send(inText(jobChanged('a')));
      await clock.advance(0);
      last()[how]();
      await clock.advance(wait);
      expect(pauses()).toEqual([wait]);
    },
  );

  it('is opened again ever more seldom at a moment of its own', async () => {
    const { start, clock, whenOpened, pauses } = prepare({ random: () => 0 });
    whenOpened((link) => link.cut());
    await start();
    await clock.advance(5 * second);
    expect(pauses()).toEqual([second, second, second, second, second]);
  });

  it('is put off for an hour at the most, whatever the server wishes', async () => {
    const { start, clock, last, links } = prepare();
    await start();
    last().send('retry: 86400000\n\n:\n\n');
    last().end();
    await clock.advance(60 * minute);
    expect(links).toHaveLength(2);
  });

  it('is given up after 45 s without a byte; a heartbeat is one', async () => {
    const { start, last, clock, links } = prepare();
    await start();
    for (let beats = 0; beats < 20; beats += 1) {
      last().send(':\n\n');
      await clock.advance(40 * second);
    }
    expect(links).toHaveLength(1);
    await clock.advance(5 * second + 2 * second);
    expect(links).toHaveLength(2);
  });

  it('is opened no sooner than the server wishes', async () => {
    const { start, last, clock, links } = prepare();
    await start();
    last().send('retry: 20000\n\n:\n\n');
    last().end();
    await clock.advance(20 * second - 1);
    expect(links).toHaveLength(1);
    await clock.advance(1);
    expect(links).toHaveLength(2);
  });

  it.each([429, 503])('is opened no sooner than a refusal allows (%i)', async (status) => {
    const { start, clock, links, refusals } = prepare();
    refusals.push(new Response(null, { status, headers: { 'retry-after': '120' } }));
    await start();
    await clock.advance(2 * minute - 1);
    expect(links).toHaveLength(1);
    await clock.advance(1);
    expect(links).toHaveLength(2);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [501, 'not-supported'],
  ])('is not opened again after %i: the client decides', async (status, code) => {
    const { start, last, clock, links, refusals, how } = prepare();
    await start();
    refusals.push(new Response(null, { status }));
    last().cut();
    await clock.advance(10 * minute);
    expect([links.length, how()]).toEqual([2, expect.objectContaining({ name: 'ConnectionsError', code })]);
  });

  it('is opened again after a page that is no stream, and after an event without an end', async () => {
    const { start, last, clock, links, refusals, told, how } = prepare();
    refusals.push(new Response('<html>', { headers: { 'content-type': 'text/html' } }), new Error('down'));
    await start();
    await clock.advance(10 * second);
    expect(links).toHaveLength(3);
    last().send(`data: ${'x'.repeat(600_000)}`);
    last().send('x'.repeat(600_000));
    await clock.advance(30 * second);
    expect([links.length, told, how()]).toEqual([4, [], 'open']);
  });
});

describe('who leaves', () => {
  it.each([
    ['while a stream is open', async () => {}],
    [
      'while it is waited for',
      async ({ last, clock }: ReturnType<typeof prepare>) => {
        last().cut();
        await clock.advance(0);
      },
    ],
  ])('is left alone at once, %s', async (_name, bring) => {
    const all = prepare();
    await all.start();
    await bring(all);
    all.leave();
    await all.clock.advance(0);
    expect([all.how(), all.clock.pending()]).toEqual(['ended', 0]);
    await all.clock.advance(minute);
    expect(all.links).toHaveLength(1);
  });

  it('before it began, asks nothing', async () => {
    const { start, leave, links, how } = prepare();
    leave();
    await start();
    expect([links, how()]).toEqual([[], 'ended']);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { Transport } from '../../src/core/transport';
import {
  createConnectionsHandler,
  createMemoryJournal,
  type HandlerOptions,
  type Journal,
  type Session,
} from '../../src/server';
import { createFakeClock } from '../../src/testing';
import { createReport } from '../../src/server/report';
import { createAsk, createFakeTransport } from './fake-transport';
import { createStreams } from './streams';

type Options = Partial<HandlerOptions<Session>>;

const thrown = new Error('db password is hunter2');
const fail = () => {
  throw thrown;
};
const reject = () => Promise.reject(thrown);
const purge = ['POST /connections/c-1/purge', {}] as const;
const reveal = ['POST /connections/c-1/reveal', { body: { field: 'fullName' } }] as const;
/** Anew for each handler: one that shares it would be another process, and find the key taken. */
const broken = (methods: Partial<Journal>): Options => ({
  get journal() {
    return { ...createMemoryJournal(), ...methods };
  },
});
const keyed = ['POST /connections/c-1/purge', { headers: { 'Idempotency-Key': 'key-1' } }] as const;
const read = ['GET /connections', {}] as const;

/** Whatever may throw, and a request that makes it throw. */
const faults: readonly [name: string, options: Options, line: string, ask: { body?: unknown; headers?: object }][] = [
  ['authenticate', { authenticate: fail }, ...read],
  ['a rejecting authenticate', { authenticate: reject }, ...read],
  ['transport', { transport: fail }, ...read],
  ['basePath', { basePath: fail }, ...read],
  ['authorize', { authorize: reject }, ...purge],
  ['onAudit of a command', { onAudit: fail }, ...purge],
  ['onAudit of a denial', { onAudit: reject, authorize: () => ({ deny: 'forbidden' }) }, ...purge],
  ['onAudit of a reveal', { onAudit: reject, authorize: () => true }, ...reveal],
  ['find of the journal', broken({ find: reject }), ...keyed],
  ['append of the journal', broken({ append: reject }), ...keyed],
  ['an append that throws at once', broken({ append: fail }), ...purge],
  ['list of the journal under a command', broken({ list: reject }), ...purge],
  ['list of the journal', broken({ list: reject }), 'GET /jobs', {}],
  ['a method of the transport', { transport: () => ({ ...createFakeTransport(), listConnections: fail }) }, ...read],
  [
    'a command of the transport',
    { transport: () => ({ ...createFakeTransport(), purgeConnection: reject }) },
    ...purge,
  ],
];

describe('onError', () => {
  it.each(faults)('hears once what %s threw, with the request', async (_name, options, line, ask) => {
    const onError = vi.fn();
    await createAsk(createFakeTransport(), { ...options, onError })(line, ask as object);
    expect(onError.mock.calls).toEqual([[thrown, expect.any(Request)]]);
    expect(onError.mock.calls[0]).toMatchObject([thrown, { url: `http://host/api${line.split(' ')[1]}` }]);
  });

  it.each<[string, () => void]>([
    ['throws', fail],
    ['rejects', reject as () => void],
    ['never ends', () => void new Promise(() => {})],
  ])('changes no answer where it %s', async (_how, onError) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    for (const [, options, line, ask] of faults) {
      const told = async (more: Options) => {
        const transport = {
          ...createFakeTransport(),
          purgeConnection: async () => createFakeTransport().getJob('p-1'),
        };
        const { status, text, headers } = await createAsk(transport, { ...options, ...more })(line, ask as object);
        return [status, text, [...headers]];
      };
      const heard = await told({ onError });
      expect(heard).toEqual(await told({}));
      expect(JSON.stringify(heard)).not.toMatch(/hunter2|password/);
    }
    await new Promise((resolve) => setTimeout(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('hears nothing of what the kit knows: it is in the answer', async () => {
    const onError = vi.fn();
    const transport = createFakeTransport();
    transport.purgeConnection.mockRejectedValue(createConnectionsError('conflict'));
    transport.listConnections.mockRejectedValue(createConnectionsError('unauthorized'));
    const ask = createAsk(transport, { onError });
    await ask(...purge);
    await ask(...read);
    await ask('GET /nothing');
    await ask('GET /connections?limit=0');
    await ask('POST /consents', { body: '{"purpose":' });
    await ask(...reveal);
    expect(onError).not.toHaveBeenCalled();
  });

  it('hears nothing of a browser that hung up', async () => {
    const onError = vi.fn();
    const page = new AbortController();
    const transport: Transport = {
      ...createFakeTransport(),
      listConnections: (_query, options) =>
        new Promise((_resolve, fails) =>
          options?.signal?.addEventListener('abort', () => fails(options.signal?.reason)),
        ),
    };
    const authenticate = () => ({ userId: 'user-1' });
    const handler = createConnectionsHandler({ authenticate, transport: () => transport, onError });
    const answer = handler(new Request('http://host/connections', { signal: page.signal }));
    await Promise.resolve();
    setTimeout(() => page.abort());
    expect((await answer).status).toBe(499);
    expect(onError).not.toHaveBeenCalled();
  });

  it('hears of an error after the browser has hung up, too', async () => {
    const onError = vi.fn();
    const handler = createConnectionsHandler({
      authenticate: fail,
      transport: createFakeTransport,
      onError,
    });
    await handler(new Request('http://host/connections', { signal: AbortSignal.abort() }));
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe('a report', () => {
  it('is made for another request, too, whose signal may not be looked at', async () => {
    const onError = vi.fn();
    const request = {
      get signal(): never {
        throw new Error('Cannot perform I/O on behalf of a different request');
      },
    } as object as Request;
    const report = createReport({ onError }, request);
    for (const error of [thrown, new DOMException('', 'AbortError')]) expect(() => report(error)).not.toThrow();
    expect(onError.mock.calls).toEqual([[thrown, request]]);
  });
});

describe('news of a command that cannot be told to the streams of its user', () => {
  /** Workers refuse to one request whatever belongs to another's stream, its timers among it. */
  async function openStream() {
    const fake = createFakeClock();
    const refusal = new Error('Cannot perform I/O on behalf of a different request');
    const ofStream = new Set<unknown>();
    const noted: typeof fake.setTimeout = (...timer) => {
      const handle = fake.setTimeout(...timer);
      ofStream.add(handle);
      return handle;
    };
    const clock = { ...fake, setTimeout: noted };
    const onError = vi.fn();
    const transport = createFakeTransport();
    const { open, request } = createStreams(() => transport, { clock, onError });
    await open();
    await fake.advance(0);
    clock.setTimeout = fake.setTimeout;
    clock.clearTimeout = (handle) => {
      if (ofStream.has(handle)) throw refusal;
      fake.clearTimeout(handle);
    };
    return { request, transport, onError, refusal };
  }

  it('costs the command nothing of its answer, and onError hears of it', async () => {
    const { request, transport, onError, refusal } = await openStream();
    const response = await request('POST /connections/c-1/purge');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ kind: 'purge', status: 'succeeded' });
    expect(transport.purgeConnection).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls.map(([error]) => error as unknown)).toContain(refusal);
  });

  it('leaves a refused command its own refusal', async () => {
    const { request, transport } = await openStream();
    transport.purgeConnection.mockRejectedValue(createConnectionsError('conflict'));
    expect((await request('POST /connections/c-1/purge')).status).toBe(409);
  });
});

/** Answers of a size that nobody expects, over a real socket: page ← handler ← Basiq transport ← what is said to be Basiq. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Transport } from '../../src/core/transport';
import { createConnectionsHandler } from '../../src/server';
import { listen, type Listening } from '../../src/testing/node';
import { createBasiq } from '../../src/transports/basiq';
import { createRestTransport } from '../../src/transports/rest';
import { calls, expectCall } from './calls';
import { account, answerTo, connection, detail, jobs } from './wire';

const open: Listening[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** @param large the answer to the paths that end so; JSON text, or chunks of it */
async function chainOver(end: RegExp, large: string | (() => ReadableStream<Uint8Array>), status = 200) {
  const basiq = await listen((request) => {
    const { pathname } = new URL(request.url);
    if (!end.test(pathname)) return Response.json(answerTo(pathname));
    return new Response(typeof large === 'string' ? large : large(), { status });
  });
  const transport = createBasiq({ apiKey: 'a2V5', baseUrl: basiq.url }).transport('u1');
  const handler = createConnectionsHandler({
    authenticate: () => ({ userId: 'u1' }),
    transport: () => transport,
    authorize: () => true,
  });
  const host = await listen((request) => handler(request));
  open.push(basiq, host);
  return { transport, page: createRestTransport({ baseUrl: host.url }) };
}

/** @returns how many calls ended in a neutral answer or an error of ours; another end is thrown */
async function wellEnded(transport: Transport): Promise<number> {
  for (const call of calls) await expectCall(call, transport, 'c1');
  return calls.length;
}

const tenMebibytes = 10 * 1024 * 1024;
const levels = 100_000;
const listText = (rows: readonly unknown[]) => JSON.stringify({ type: 'list', data: rows });
const everywhere = /\/(?!token)[^/]*$/;

describe('an answer of 10 MiB', () => {
  it('is refused, and read no further than is allowed', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    const { page } = await chainOver(
      /\/connections$/,
      () =>
        new ReadableStream({
          pull(controller) {
            if (sent >= 60 * chunk.byteLength) return controller.close();
            sent += chunk.byteLength;
            controller.enqueue(chunk);
          },
        }),
    );
    await expect(page.listConnections({})).rejects.toMatchObject({ code: 'bad-response' });
    expect(sent).toBeLessThan(30 * chunk.byteLength);
  });

  it.each([
    ['a list', listText([{ ...connection, note: 'x'.repeat(tenMebibytes) }])],
    ['a text', JSON.stringify('x'.repeat(tenMebibytes))],
  ])('that is %s is an error of ours, whatever was asked', async (_name, large) => {
    const { page } = await chainOver(everywhere, large);
    expect(await wellEnded(page)).toBe(calls.length);
    await expect(page.listConnections({})).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('that is a refusal is an error of ours', async () => {
    const { page } = await chainOver(/\/refresh$/, 'x'.repeat(tenMebibytes), 500);
    await expect(page.refreshConnection?.('c1')).rejects.toMatchObject({ name: 'ConnectionsError' });
  });
});

describe('an answer that is 100,000 levels deep', () => {
  it.each([
    ['lists', '['.repeat(levels) + ']'.repeat(levels)],
    ['objects', '{"data":'.repeat(levels) + '1' + '}'.repeat(levels)],
    ['lists without an end', '['.repeat(levels)],
  ])('of %s is an error of ours or a neutral answer, whatever was asked', async (_name, deep) => {
    const { transport, page } = await chainOver(everywhere, deep);
    expect(await wellEnded(transport)).toBe(calls.length);
    expect(await wellEnded(page)).toBe(calls.length);
  });

  it('in a single field costs nothing but that field', async () => {
    const deep = '[1,'.repeat(levels) + '1' + ']'.repeat(levels);
    const text = listText([connection, { ...connection, id: 'c2' }]).replaceAll('"active"', deep);
    const { page } = await chainOver(/\/connections$/, text);
    const { items } = await page.listConnections({});
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      ['c1', 'unknown'],
      ['c2', 'unknown'],
    ]);
  });
});

describe('a list', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => index);

  it('of no connections is one', async () => {
    const { page } = await chainOver(/\/connections$/, listText([]));
    expect(await page.listConnections({})).toEqual({ items: [] });
  });

  it('of 10,000 connections is one, also where none was ever used', { timeout: 30_000 }, async () => {
    const { lastUsed: _never, ...unused } = connection;
    const rows = many.map((index) => ({ ...unused, id: `c${index}`, status: 'pending' }));
    const { page } = await chainOver(/\/connections$/, listText(rows));
    const { items } = await page.listConnections({});
    expect(items.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    const first = await page.listConnections({ limit: 20 });
    const next = await page.listConnections({ limit: 20, ...(first.nextCursor && { cursor: first.nextCursor }) });
    expect(next.items[0]?.id).toBe('c20');
  });

  it('of 10,000 jobs is one', { timeout: 30_000 }, async () => {
    const rows = many.map((index) => ({ ...jobs[0], id: `j${index}`, steps: jobs[0].steps.slice(0, 1) }));
    const { transport } = await chainOver(/\/jobs$/, listText(rows));
    expect((await transport.listJobs?.({}))?.items).toHaveLength(10_000);
  });

  it('of 10,000 accounts, or of steps that are all called the same, is one', { timeout: 30_000 }, async () => {
    const accounts = many.map((index) => ({ ...account, id: `a${index}` }));
    const steps = many.map(() => ({ title: 'verify-credentials', status: 'success' }));
    const { page } = await chainOver(/\/accounts$/, listText(accounts));
    expect((await page.getConnection('c1')).accounts).toHaveLength(10_000);
    const { transport } = await chainOver(/\/jobs\/j1$/, JSON.stringify({ ...jobs[0], steps }));
    const started = performance.now();
    expect((await transport.getJob('j1')).steps).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('in a detail that names one connection many times is that connection', async () => {
    const { page } = await chainOver(/\/connections$/, listText(many.map(() => connection)));
    expect((await page.listConnections({})).items).toHaveLength(1);
    expect((await page.getConnection(detail.id)).id).toBe(detail.id);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transport } from '../../src/core/transport';
import { createConnectionsHandler } from '../../src/server';
import { createBasiq } from '../../src/transports/basiq';
import { createRestTransport } from '../../src/transports/rest';
import { damaged, edits, toJson } from './damage';
import { account, answerTo, connection, connector, detail, jobs } from './wire';

/** A Basiq that answers with these bodies, by the end of the path, and well elsewhere. */
function basiqWith(bodies: Readonly<Record<string, unknown>>): Transport {
  const fetch: typeof globalThis.fetch = async (input) => {
    const { pathname } = new URL(String(input));
    const end = Object.keys(bodies).find((path) => pathname.endsWith(path));
    return new Response(toJson(end === undefined ? answerTo(pathname) : bodies[end]));
  };
  const clock = { now: () => Date.UTC(2026, 0, 1) };
  return createBasiq({ apiKey: 'a2V5', baseUrl: 'https://basiq.example', fetch, clock }).transport('u1');
}

/** As a page reads what that Basiq says. */
function behindHandler(transport: Transport): Transport {
  const handler = createConnectionsHandler({ authenticate: () => ({ userId: 'u1' }), transport: () => transport });
  const fetch: typeof globalThis.fetch = (input, init) => handler(new Request(input, init));
  return createRestTransport({ baseUrl: 'https://host.example', fetch, push: false });
}

const ways: readonly (readonly [name: string, wrap: (transport: Transport) => Transport])[] = [
  ['the Basiq transport', (transport) => transport],
  ['the Basiq transport, the handler and the rest transport', behindHandler],
];

const listOf = (data: readonly unknown[]) => ({ type: 'list', data });

interface List {
  name: string;
  good: readonly unknown[];
  /** Of such a row the bad ones are made. */
  row: unknown;
  path: string;
  read(transport: Transport): Promise<unknown>;
}

const kept = (ids: RegExp) => (item: { id: string }) => ids.test(item.id);
const ids = ['g1', 'g2', 'g3'];

const lists: readonly List[] = [
  {
    name: 'connections',
    good: ids.map((id) => ({ ...connection, id })),
    row: { ...connection, id: 'bad' },
    path: '/connections',
    read: async (transport) => (await transport.listConnections({})).items.filter(kept(/^g\d$/)),
  },
  {
    name: 'jobs',
    good: ids.map((id) => ({ ...jobs[1], id })),
    row: { ...jobs[0], id: 'bad' },
    path: '/jobs',
    read: async (transport) => (await transport.listJobs?.({}))?.items.filter(kept(/^g\d$/)),
  },
  {
    name: 'accounts',
    good: ids.map((id) => ({ ...account, id })),
    row: { ...account, id: 'bad' },
    path: '/accounts',
    read: async (transport) => (await transport.getConnection('c1')).accounts.filter(kept(/^g\d$/)),
  },
  {
    name: 'accounts of the connection itself',
    good: ids.map((id) => ({ ...account, id })),
    row: { ...account, id: 'bad' },
    path: '/connections/c1',
    read: async (transport) => (await transport.getConnection('c1')).accounts.filter(kept(/^g\d$/)),
  },
  {
    name: 'connectors',
    good: [connector],
    row: { ...connector, id: 'bad' },
    path: '/connectors',
    read: async (transport) => (await transport.listConnections({})).items,
  },
];

const bodyOf = ({ name }: List, rows: readonly unknown[]) =>
  name === 'accounts of the connection itself' ? { ...detail, accounts: listOf(rows) } : listOf(rows);
const elsewhere = ({ name }: List): Readonly<Record<string, unknown>> =>
  name === 'accounts of the connection itself' ? { '/accounts': 'none to be had' } : {};

/** What a second row of the same id says otherwise. */
const another = {
  status: 'invalid',
  name: 'Another',
  created: '2024-01-01T00:00:00Z',
  institution: { name: 'Another' },
};

describe.each(ways)('a bad row through %s', (_way, wrap) => {
  const readOf = (list: List, rows: readonly unknown[]) =>
    list.read(wrap(basiqWith({ [list.path]: bodyOf(list, rows), ...elsewhere(list) })));

  it.each(lists)('costs no other of the $name', async (list) => {
    const known = await readOf(list, list.good);
    expect(known).not.toEqual([]);
    const bad = fc.array(edits, { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(bad, fc.nat(3), async (all, place) => {
      const rows = [...list.good];
      rows.splice(place, 0, ...all.map((made) => damaged(list.row, made)));
      const seen = await readOf(list, rows);
      expect(seen).toEqual(known);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it.each(lists)('or good one that comes twice among the $name is counted once, as it came first', async (list) => {
    const known = await readOf(list, list.good);
    const others = list.good.map((row) => ({ ...(row as object), ...another }));
    const twice = [...list.good, ...others];
    expect(await readOf(list, twice)).toEqual(known);
  });
});

/** Transports whose pages have one fault. */
import { createConnectionsError } from '../../../src/core/model/errors';
import type { RequestOptions } from '../../../src/core/transport';
import type { SmallTransport } from '../small-bank';
import { first, type BrokenTransport } from './broken-transport';

const lists = [
  ['connections', 'listConnections'],
  ['jobs', 'listJobs'],
] as const;

/** The faults of one list, whichever it is. */
export const pages: readonly BrokenTransport[] = lists.flatMap(([name, method]): readonly BrokenTransport[] => {
  type Query = Parameters<SmallTransport[typeof method]>[0];
  type Answer = Awaited<ReturnType<SmallTransport[typeof method]>>;
  const ask = (transport: SmallTransport, query: Query, options?: RequestOptions): Promise<Answer> =>
    method === 'listJobs' ? transport.listJobs(query, options) : transport.listConnections(query, options);
  /** Both lists page alike. */
  const wrap = (
    around: (list: (query: Query) => Promise<Answer>) => (query: Query) => Promise<Answer>,
  ): BrokenTransport['break'] => {
    return (good) => ({
      [method]: (query: Query, options?: RequestOptions) => around((asked) => ask(good, asked, options))(query),
    });
  };
  return [
    {
      fault: `leaves out one of the ${name} between two pages`,
      check: `pages of ${name} › hold together what the whole list holds, in its order`,
      break: wrap((list) => async (query) => {
        const page = await list(query);
        return query.cursor === undefined ? page : { ...page, items: page.items.slice(1) as [] };
      }),
    },
    {
      fault: `gives a page of ${name} twice`,
      check: `pages of ${name} › hold together what the whole list holds, in its order`,
      break: wrap((list) => async (query) => {
        const page = await list(query);
        return query.limit === undefined ? page : { ...page, items: [...page.items, ...page.items] as [] };
      }),
    },
    {
      fault: `ignores how many ${name} are asked for`,
      check: `pages of ${name} › are no longer than was asked, and not the last where more follows`,
      break: wrap(
        (list) =>
          ({ limit: _ignored, ...query }) =>
            list(query),
      ),
    },
    {
      fault: `forgets a cursor of ${name} that was used`,
      check: `pages of ${name} › are the same again under the same cursor`,
      break: (good, bank, userId) => {
        const used = new Set<string>();
        const once = wrap((list) => async (query) => {
          const isUsed = query.cursor !== undefined && used.has(query.cursor);
          used.add(query.cursor ?? '');
          return isUsed ? { items: [] } : list(query);
        });
        return once(good, bank, userId);
      },
    },
    {
      fault: `forgets what was asked of the ${name} from the second page on`,
      check: `pages of ${name} › of a narrowed list hold together what it holds whole`,
      break: wrap((list) => async (query) => {
        const { cursor, limit } = query;
        if (cursor === undefined) return list(query);
        return list({ cursor, ...(limit !== undefined && { limit }) });
      }),
    },
    {
      fault: `goes on in another user's ${name} by their cursor`,
      check: `pages of ${name} › hold nothing of another user's under a cursor of theirs`,
      break: (good, bank) => ({
        [method]: (query: Query, options?: RequestOptions) =>
          ask(good, query, options).catch(() => ask(first(bank), query, options)),
      }),
    },
    {
      fault: `begins the ${name} anew under a cursor that it does not know`,
      check: `pages of ${name} › do not begin anew under a cursor that was never given`,
      break: wrap((list) => async ({ cursor, ...query }) => {
        return list(cursor === undefined ? query : { ...query, cursor }).catch(() => list(query));
      }),
    },
  ];
});

export const movingPages: readonly BrokenTransport[] = [
  {
    fault: 'counts jobs from the front, which a new one moves',
    check: 'pages of jobs › are not moved by a job that comes in between',
    break: (good) => ({
      listJobs: async ({ cursor = '0', limit = 50, ...query }, options) => {
        if (!/^\d+$/.test(cursor)) throw createConnectionsError('invalid-request');
        const { items } = await good.listJobs({ ...query, limit: 1_000 }, options);
        const end = Number(cursor) + limit;
        return { items: items.slice(Number(cursor), end), ...(end < items.length && { nextCursor: String(end) }) };
      },
    }),
  },
];

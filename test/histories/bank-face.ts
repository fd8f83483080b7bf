/** The bank as a transport: who may ask, and how the lists are paged. */
import type { OperationKind } from '../../src/core/model/actions';
import type { ConnectionDetail } from '../../src/core/model/connection';
import { createConnectionsError } from '../../src/core/model/errors';
import { isSettled, type Job } from '../../src/core/model/job';
import { capabilities, type CommandOptions, type Page, type Transport } from '../../src/core/transport';
import type { Feed } from './feed';

/** What the bank knows of whoever is signed in. */
interface Books {
  /** Counts a request, and throws for one that is not let in. */
  admit(): void;
  connections(): readonly ConnectionDetail[];
  connection(connectionId: string): ConnectionDetail;
  jobs(): readonly Job[];
  job(jobId: string): Job;
  execute(kind: OperationKind, connectionId: string, options: CommandOptions): Job;
  answerChallenge(jobId: string, answers: readonly string[]): Job;
  /** Nothing: it pushes nothing. */
  feed: Feed | undefined;
}

export function createFace({ admit, feed, ...books }: Books): Transport {
  async function act<T>(options: CommandOptions = {}, work: (options: CommandOptions) => T): Promise<T> {
    admit();
    await Promise.resolve();
    if (options.signal?.aborted) throw createConnectionsError('aborted');
    return work(options);
  }

  const hidden = ['reveal', 'consent', ...(feed ? [] : ['watch'])];
  const can = capabilities.filter((one) => !hidden.includes(one));
  return {
    describe: (options) => act(options, () => ({ can, revokeData: 'kept' })),
    listConnections: (query, options) =>
      act(options, () => {
        const facts = books
          .connections()
          .map(({ profile: _p, accounts: _a, consent: _c, ...connection }) => connection);
        return pageOf(facts, query);
      }),
    getConnection: (id, options) => act(options, () => books.connection(id)),
    getJob: (id, options) => act(options, () => books.job(id)),
    listJobs: (query, options) =>
      act(options, () => {
        const { ids, connectionId, unsettled } = query;
        const isAsked = (job: Job) =>
          (ids?.includes(job.id) ?? true) &&
          (connectionId === undefined || connectionId === job.connectionId) &&
          (unsettled !== true || !isSettled(job));
        return pageOf(books.jobs().filter(isAsked).reverse(), query);
      }),
    refreshConnection: (id, options) => act(options, (command) => books.execute('refresh', id, command)),
    purgeConnection: (id, options) => act(options, (command) => books.execute('purge', id, command)),
    revokeConnection: (id, options) => act(options, (command) => books.execute('revoke', id, command)),
    answerChallenge: (id, answers, options) => act(options, () => books.answerChallenge(id, answers)),
    ...(feed && {
      watch: ({ signal }: { signal: AbortSignal }) =>
        feed.follow(signal, () => {
          admit();
          return books.jobs().filter((job) => !isSettled(job));
        }),
    }),
  };
}

function pageOf<T>(items: readonly T[], { cursor = '0', limit = 50 }: { cursor?: string; limit?: number }): Page<T> {
  const end = Number(cursor) + limit;
  return { items: items.slice(Number(cursor), end), ...(end < items.length && { nextCursor: String(end) }) };
}

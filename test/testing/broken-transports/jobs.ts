/** Transports whose jobs, challenges or events have one fault. */
import type { Connection } from '../../../src/core/model/connection';
import { createConnectionsError, type ErrorCode } from '../../../src/core/model/errors';
import { createFailure } from '../../../src/core/model/failure';
import { isSettled, type Job } from '../../../src/core/model/job';
import type { TransportEvent } from '../../../src/core/transport';
import { first, type BrokenTransport } from './broken-transport';

export const jobs: readonly BrokenTransport[] = [
  {
    fault: 'a kind of job that nobody knows',
    check: 'every answer › says of kinds and states only what the contract knows',
    break: (good) => ({
      purgeConnection: async (id, options) => ({
        ...(await good.purgeConnection(id, options)),
        kind: 'erase' as 'purge',
      }),
    }),
  },
  {
    fault: 'reopens a job that has ended',
    check: 'a job › stays as it ended',
    break: (good) => {
      const seen = new Set<string>();
      return {
        getJob: async (id, options) => {
          const job = await good.getJob(id, options);
          const reopened = seen.has(id);
          if (job.status === 'succeeded') seen.add(id);
          return reopened ? { ...job, status: 'running' } : job;
        },
      };
    },
  },
  {
    fault: 'the oldest job first',
    check: 'the job list › has the newest job first, each with its kind and its connection',
    break: (good) => ({
      listJobs: async (query, options) => {
        const page = await good.listJobs(query, options);
        return { ...page, items: [...page.items].reverse() };
      },
    }),
  },
  {
    fault: 'a list of jobs without their steps',
    check: 'the job list › has each job as it is when it is read alone',
    break: (good) => ({
      listJobs: async (query, options) => {
        const page = await good.listJobs(query, options);
        return { ...page, items: page.items.map((job) => ({ ...job, steps: [] })) };
      },
    }),
  },
  {
    fault: 'lists the jobs of no connection that is asked for',
    check: 'the job list › is narrowed by connection',
    break: (good) => ({
      listJobs: async (query, options) => (query.connectionId ? { items: [] } : good.listJobs(query, options)),
    }),
  },
  {
    fault: 'takes an empty list of ids for none',
    check: 'the job list › is narrowed by ids',
    break: (good) => ({
      listJobs: ({ ids = [], ...query }, options) =>
        good.listJobs(ids.length === 0 ? query : { ...query, ids }, options),
    }),
  },
  {
    fault: 'lists settled jobs among the unsettled',
    check: 'the job list › is narrowed to what has not settled',
    break: (good) => ({ listJobs: ({ unsettled: _ignored, ...query }, options) => good.listJobs(query, options) }),
  },
  {
    fault: 'a failure in a job that succeeded',
    check: 'a job › has a failure where it failed, and none where it did not',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return job.status === 'succeeded' ? { ...job, failure: createFailure('unknown-error') } : job;
      },
    }),
  },
  {
    fault: 'an end before the beginning',
    check: 'a job › was never changed before it was made, nor earlier than it was the last time',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return job.status === 'succeeded' ? { ...job, updatedAt: '2020-01-01T00:00:00Z' } : job;
      },
    }),
  },
  {
    fault: 'forgets what must not have settled where ids are asked for',
    check: 'the job list › is narrowed by all of it at once',
    break: (good) => ({
      listJobs: ({ unsettled = false, ...query }, options) =>
        good.listJobs(query.ids ? query : { ...query, unsettled }, options),
    }),
  },
  {
    fault: 'takes "also what has settled" for its contrary',
    check: 'the job list › is narrowed to what has not settled',
    break: (good) => ({
      listJobs: (query, options) => good.listJobs({ ...query, unsettled: 'unsettled' in query }, options),
    }),
  },
  {
    fault: "refuses the jobs of another user's connection, and lists none of one that never was",
    check: "the job list › tells no more of another user's connection than of one that never was",
    break: (good, _bank, userId) => ({
      listJobs: async (query, options) => {
        const isForeign = userId !== 'user-1' && query.connectionId?.startsWith('user-1');
        if (isForeign) throw createConnectionsError('forbidden');
        return good.listJobs(query, options);
      },
    }),
  },
  {
    fault: 'a step twice',
    check: 'a job › has each step once',
    break: (good) => ({
      getJob: async (id, options) => {
        const job = await good.getJob(id, options);
        return { ...job, steps: [...job.steps, ...job.steps] };
      },
    }),
  },
];

/** Changes the jobs whose challenge was answered, wherever they are given. */
function leaving(change: (job: Job, answer: string) => Job): BrokenTransport['break'] {
  return (good) => {
    const answers = new Map<string, string>();
    const left = (job: Job) => (answers.has(job.id) ? change(job, answers.get(job.id) ?? '') : job);
    return {
      answerChallenge: async (id, given, options) => {
        const job = await good.answerChallenge(id, given, options);
        answers.set(id, given.join());
        return left(job);
      },
      getJob: async (id, options) => left(await good.getJob(id, options)),
      listJobs: async (query, options) => {
        const page = await good.listJobs(query, options);
        return { ...page, items: page.items.map(left) };
      },
    };
  };
}

export const challenge: readonly BrokenTransport[] = [
  {
    fault: 'the phone number in the question',
    check: 'every answer › has masked what its field says is masked, each by its own rule',
    break: (good) => ({
      getJob: async (id, options) => {
        const { challenge: asked, ...job } = await good.getJob(id, options);
        return asked ? { ...job, challenge: { ...asked, question: 'Code sent to 5550 1234' } } : job;
      },
    }),
  },
  {
    fault: 'waits on after the right answer',
    check: 'a challenge › that is answered rightly is over, and the job goes on to its end',
    break: (good) => ({
      answerChallenge: async (id, answers, options) => ({
        ...(await good.answerChallenge(id, answers, options)),
        status: 'waiting-input',
      }),
    }),
  },
  {
    fault: 'takes a wrong answer',
    check: 'a challenge › that is answered wrongly is refused as such, and waits on',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers[0] === '0000' ? ['2580'] : answers, options),
    }),
  },
  {
    fault: 'takes an answer where nothing was asked',
    check: 'a challenge › cannot be answered where none is asked',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers, options).catch(() => good.getJob(id, options)),
    }),
  },
  {
    fault: 'says that the answer was wrong where nothing was asked',
    check: 'a challenge › cannot be answered where none is asked',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers, options).catch((error: { code?: string }) => {
          throw error.code === 'not-available' ? createConnectionsError('invalid-request') : error;
        }),
    }),
  },
  {
    fault: "answers another user's challenge",
    check: "a challenge › of mine is not another user's to answer",
    break: (_good, bank) => ({
      answerChallenge: (id, answers, options) => first(bank).answerChallenge(id, answers, options),
    }),
  },
  {
    fault: 'a question that stays when it is answered',
    check: 'a challenge › is there as long as the job waits for input, and no longer',
    break: leaving((job) => ({ ...job, challenge: { kind: 'token', question: 'The code', inputs: ['Code'] } })),
  },
  {
    fault: 'waits for input without saying for which',
    check: 'a challenge › is there as long as the job waits for input, and no longer',
    break: (good) => ({
      getJob: async (id, options) => {
        const { challenge: _left, ...job } = await good.getJob(id, options);
        return job;
      },
    }),
  },
  {
    fault: 'a challenge with nothing to be typed',
    check: 'a challenge › says what is to be typed',
    break: (good) => ({
      getJob: async (id, options) => {
        const { challenge: asked, ...job } = await good.getJob(id, options);
        return asked ? { ...job, challenge: { ...asked, inputs: [] } } : job;
      },
    }),
  },
  {
    fault: 'takes a job that waits for input for one that has settled',
    check: 'a challenge › is of a job that has not settled',
    break: (good) => ({
      listJobs: async (query, options) => {
        const page = await good.listJobs(query, options);
        const isListed = ({ status }: Job) => !query.unsettled || status !== 'waiting-input';
        return { ...page, items: page.items.filter(isListed) };
      },
    }),
  },
  {
    fault: 'the answer of a challenge, left in a question',
    check: 'a challenge › leaves nothing of its answer in the job',
    break: leaving((job, answer) => ({ ...job, challenge: { kind: 'token', question: answer, inputs: ['Code'] } })),
  },
  {
    fault: 'the answer of a challenge, left in what was to be typed',
    check: 'a challenge › leaves nothing of its answer in the job',
    break: leaving((job, answer) => ({ ...job, challenge: { kind: 'token', question: '', inputs: [answer] } })),
  },
  {
    fault: 'the answer of a challenge, left in a step',
    check: 'a challenge › leaves nothing of its answer in the job',
    break: leaving((job, answer) => ({
      ...job,
      steps: [...job.steps, { key: `code-${answer}`, status: 'succeeded' }],
    })),
  },
  {
    fault: 'the answer of a challenge, left in its run',
    check: 'a challenge › leaves nothing of its answer in the job',
    break: leaving((job, answer) => ({ ...job, runId: `run-${answer}` })),
  },
  {
    fault: 'the answer of a challenge, left in a field of its own',
    check: 'a challenge › leaves nothing of its answer in the job',
    break: leaving((job, answer) => ({ ...job, answers: [answer] }) as Job),
  },
  {
    fault: 'another error for a wrong answer',
    check: 'a challenge › that is answered wrongly is refused as such, and waits on',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers, options).catch((error: { code?: string }) => {
          throw error.code === 'invalid-request' ? createConnectionsError('provider') : error;
        }),
    }),
  },
  {
    fault: 'the wrong answer in its refusal',
    check: 'a challenge › that is answered wrongly is refused as such, and waits on',
    break: (good) => ({
      answerChallenge: (id, answers, options) =>
        good.answerChallenge(id, answers, options).catch((error: { code?: ErrorCode }) => {
          throw createConnectionsError(error.code ?? 'provider', createFailure(`not-${answers.join('-')}`));
        }),
    }),
  },
  {
    fault: 'takes an answer that is sent again under its key for another one',
    check: 'a challenge › is answered once for one idempotency key',
    break: (good) => ({
      answerChallenge: (id, answers, { idempotencyKey: _forgotten, ...options } = {}) =>
        good.answerChallenge(id, answers, options),
    }),
  },
];

export const watch: readonly BrokenTransport[] = [
  {
    fault: 'events with half a job',
    check: 'events › tell of a job by the whole job each time, as it is read',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          yield event.type === 'job-changed' ? { ...event, job: { ...event.job, steps: [] } } : event;
        }
      },
    }),
  },
  {
    fault: "tells of another user's jobs",
    check: 'events › of another user are not told',
    break: (_good, bank) => ({ watch: (options) => first(bank).watch(options) }),
  },
  {
    fault: 'events that never end',
    check: 'events › end when the signal aborts',
    break: (good) => ({
      async *watch(options): AsyncGenerator<TransportEvent> {
        yield* good.watch(options);
        await new Promise(() => {});
      },
    }),
  },
  {
    fault: 'tells of no job that has settled',
    check: 'events › tell of a job up to its end',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (event.type !== 'job-changed' || !isSettled(event.job)) yield event;
        }
      },
    }),
  },
  {
    fault: 'tells of a job by a patch as long as it runs',
    check: 'events › tell of a job by the whole job each time, as it is read',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (event.type !== 'job-changed' || isSettled(event.job)) yield event;
          else yield { ...event, job: { id: event.job.id, status: event.job.status } as Job };
        }
      },
    }),
  },
  {
    fault: 'tells of a connection by a patch',
    check: 'events › tell of a connection that was revoked, by the whole connection or as gone',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (event.type !== 'connection-changed') yield event;
          else yield { ...event, connection: { id: event.connection.id, status: 'revoked' } as Connection };
        }
      },
    }),
  },
  {
    fault: 'tells of jobs alone',
    check: 'events › tell of a connection that was revoked, by the whole connection or as gone',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) if (event.type === 'job-changed') yield event;
      },
    }),
  },
  {
    fault: 'an event for one who has left already',
    check: 'events › are none when the signal is aborted already',
    break: (good, _bank, userId) => ({
      async *watch(options) {
        if (options.signal.aborted) yield { type: 'connection-removed', connectionId: `${userId}-c-9` };
        yield* good.watch(options);
      },
    }),
  },
  {
    fault: 'events that end with the link over which they came',
    check: 'events › go on when the link was lost',
    break: (good, bank) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (bank.isCut()) return;
          yield event;
        }
      },
    }),
  },
];

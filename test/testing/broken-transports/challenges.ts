/** Transports on which a challenge has one fault. */
import { createConnectionsError, type ErrorCode } from '../../../src/core/model/errors';
import { createFailure } from '../../../src/core/model/failure';
import type { Job } from '../../../src/core/model/job';
import { first, type BrokenTransport } from './broken-transport';

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

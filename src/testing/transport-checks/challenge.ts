/** What a transport promises of a bank that asks the person something while a job runs. */
import { isSettled, type Job } from '../../core/model/job';
import { findActive, follow } from './bank';
import type { Checks } from './checks';
import type { BankWith } from './needs';

const needs = ['refresh', 'answerChallenge', 'challenge'] as const;

export function describeChallenge({ describe, check, expect, refusalOf, expectRefusal, expectThat }: Checks): void {
  describe('a challenge', () => {
    check('is there as long as the job waits for input, and no longer', needs, async (bank) => {
      const { mine, special } = bank;
      const jobs: Job[] = [];
      const isAwaited = (job: Job) => {
        jobs.push(job);
        return isSettled(job);
      };
      const waiting = await ask(bank);
      jobs.push(waiting, await mine.answerChallenge(waiting.id, special.challenge.right));
      expect((await follow(bank, mine, waiting, isAwaited)).status).toBe('succeeded');
      const wrong = jobs.filter((job) => (job.challenge !== undefined) !== (job.status === 'waiting-input'));
      expect(wrong.map((job) => job.status)).toEqual([]);
    });

    check('says what is to be typed', needs, async (bank) => {
      const { challenge } = await ask(bank);
      expectThat('the challenge names an input', (challenge?.inputs.length ?? 0) > 0);
    });

    check('is of a job that has not settled', [...needs, 'listJobs'], async (bank) => {
      const { id } = await ask(bank);
      const { items } = await bank.mine.listJobs({ unsettled: true });
      expect(items.map((job) => job.id)).toContain(id);
    });

    check('that is answered rightly is over, and the job goes on to its end', needs, async (bank) => {
      const { mine, special } = bank;
      const { id } = await ask(bank);
      const answered = await mine.answerChallenge(id, special.challenge.right);
      expect([answered.id, answered.status === 'waiting-input']).toEqual([id, false]);
      expect((await follow(bank, mine, answered)).status).toBe('succeeded');
    });

    check('leaves nothing of its answer in the job', needs, async (bank) => {
      const { mine, special } = bank;
      const { id } = await ask(bank);
      const answered = await mine.answerChallenge(id, special.challenge.right);
      const jobs = [
        answered,
        await mine.getJob(id),
        ...((await mine.listJobs?.({ ids: [id] }))?.items ?? []),
        await follow(bank, mine, answered),
      ];
      expect(jobs.flatMap((job) => placesOf(special.challenge.right, job, 'job'))).toEqual([]);
    });

    check('that is answered wrongly is refused as such, and waits on', needs, async (bank) => {
      const { mine, special } = bank;
      const { id } = await ask(bank);
      const { code, failure } = await refusalOf(mine.answerChallenge(id, special.challenge.wrong));
      expect([code, placesOf(special.challenge.wrong, failure, 'failure')]).toEqual(['invalid-request', []]);
      expect((await mine.getJob(id)).status).toBe('waiting-input');
      expect((await mine.answerChallenge(id, special.challenge.right)).id).toBe(id);
    });

    check('is answered once for one idempotency key', [...needs, 'remembersKeys'], async (bank) => {
      const { mine, special } = bank;
      const { id } = await ask(bank);
      const answer = () => mine.answerChallenge(id, special.challenge.right, { idempotencyKey: 'key-1' });
      expect([(await answer()).id, (await answer()).id]).toEqual([id, id]);
    });

    check('cannot be answered where none is asked', ['refresh', 'answerChallenge'], async ({ mine }) => {
      const job = await mine.refreshConnection((await findActive(mine)).id);
      await expectRefusal(mine.answerChallenge(job.id, ['1234']), 'not-available');
    });

    check("of mine is not another user's to answer", needs, async (bank) => {
      const { mine, theirs, special } = bank;
      const { id } = await ask(bank);
      await expectRefusal(theirs.answerChallenge(id, special.challenge.right), 'not-found');
      expect((await mine.getJob(id)).status).toBe('waiting-input');
    });
  });
}

async function ask(bank: BankWith<(typeof needs)[number]>): Promise<Job> {
  const { mine, special } = bank;
  const started = await mine.refreshConnection(special.challenge.connectionId);
  const job = await follow(bank, mine, started, (one) => isSettled(one) || one.status === 'waiting-input');
  if (job.status !== 'waiting-input') throw new Error('The refresh of `special.challenge` did not ask anything');
  return job;
}

/** Where one of these answers stands. An id or a time may hold the same digits by chance. */
function placesOf(answers: readonly string[], found: unknown, place: string): readonly string[] {
  if (typeof found === 'string') return answers.some((answer) => found.includes(answer)) ? [place] : [];
  if (typeof found !== 'object' || found === null) return [];
  return Object.entries(found)
    .filter(([name]) => !/^(id|connectionId|correlationId)$|At$/.test(name))
    .flatMap(([name, inner]) => placesOf(answers, inner, `${place}.${name}`));
}

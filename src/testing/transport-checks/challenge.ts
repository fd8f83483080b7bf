/** What a transport promises of a bank that asks the person something while a job runs. */
import { isSettled } from '../../core/model/job';
import { findActive, follow } from './bank';
import type { CheckedBank, Checks } from './checks';

export function describeChallenge({ describe, check, expect, refusalOf, expectRefusal }: Checks): void {
  describe('a challenge', () => {
    check('is asked in the words of the bank, but without its digits', async (bank) => {
      const asked = await ask(bank);
      if (!asked) return;
      const { kind, question, inputs } = asked.job.challenge ?? {};
      expect(['token', 'security-questions']).toContain(kind);
      expect(typeof question).toBe('string');
      expect(/\d{3}|@/.test([question, ...(inputs ?? [])].join(' '))).toBe(false);
    });

    check('that is answered rightly is over, and the job goes on to its end', async (bank) => {
      const asked = await ask(bank);
      if (!asked) return;
      const answered = await asked.answer(asked.right);
      expect([answered.id, answered.status === 'waiting-input', answered.challenge]).toEqual([
        asked.job.id,
        false,
        undefined,
      ]);
      expect((await follow(bank, bank.mine, answered)).status).toBe('succeeded');
    });

    check('that is answered wrongly is refused, and waits on', async (bank) => {
      const asked = await ask(bank);
      if (!asked) return;
      await refusalOf(asked.answer(asked.wrong));
      expect((await bank.mine.getJob(asked.job.id)).status).toBe('waiting-input');
      await asked.answer(asked.right);
    });

    check('cannot be answered where none is asked', async ({ mine }) => {
      await expectRefusal(mine.answerChallenge?.('unknown', ['1234']), 'not-found');
      const job = await mine.refreshConnection?.((await findActive(mine)).id);
      if (job) await expectRefusal(mine.answerChallenge?.(job.id, ['1234']), 'not-available');
    });

    check("of mine is not another user's to answer", async (bank) => {
      const asked = await ask(bank);
      if (!asked) return;
      await expectRefusal(bank.theirs.answerChallenge?.(asked.job.id, asked.right), 'not-found');
      expect((await bank.mine.getJob(asked.job.id)).status).toBe('waiting-input');
    });
  });
}

async function ask(bank: CheckedBank) {
  const { mine, special } = bank;
  const { answerChallenge } = mine;
  const started = special?.challenge && (await mine.refreshConnection?.(special.challenge.connectionId));
  if (!started || !special?.challenge || !answerChallenge) return undefined;
  const job = await follow(bank, mine, started, (one) => isSettled(one) || one.status === 'waiting-input');
  if (job.status !== 'waiting-input') throw new Error('The refresh of `special.challenge` did not ask anything');
  const { right, wrong } = special.challenge;
  return { job, right, wrong, answer: (answers: readonly string[]) => answerChallenge(job.id, answers) };
}

/** What a transport promises of a refresh. */
import { isSettled } from '../../core/model/job';
import { findActive, follow, listAll } from './bank';
import type { Checks } from './checks';
import { isTime } from './plain';

export function describeRefresh({ describe, check, expect, refusalOf, expectRefusal, expectThat }: Checks): void {
  describe('refresh', () => {
    check('answers with a running job, which then settles with its steps', ['refresh'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      const job = await mine.refreshConnection(id, { runId: 'run-1' });
      expect([job.kind, job.connectionId, job.recordedBy, isSettled(job)]).toEqual(['refresh', id, 'provider', false]);
      const settled = await follow(bank, mine, job);
      expect([settled.id, settled.status, settled.kind]).toEqual([job.id, 'succeeded', 'refresh']);
      expectThat('the settled job has steps', settled.steps.length > 0);
      expect(settled.steps.every(({ status }) => status === 'succeeded')).toBe(true);
    });

    check('is known by its run, from the answer to the end', ['refresh'], async (bank) => {
      const { mine } = bank;
      const job = await mine.refreshConnection((await findActive(mine)).id, { runId: 'run-1' });
      expect([job.runId, (await follow(bank, mine, job)).runId]).toEqual(['run-1', 'run-1']);
    });

    check('joins the running job instead of starting a second one', ['refresh'], async ({ mine }) => {
      const { id } = await findActive(mine);
      const first = await mine.refreshConnection(id, { idempotencyKey: 'key-1' });
      const second = await mine.refreshConnection(id, { idempotencyKey: 'key-2' });
      expect(second.id).toBe(first.id);
    });

    check('is executed once for one idempotency key', ['refresh'], async ({ mine }) => {
      const { id } = await findActive(mine);
      const ask = () => mine.refreshConnection(id, { idempotencyKey: 'key-1' });
      const jobs = [...(await Promise.all([ask(), ask()])), await ask()];
      expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
      const listed = await mine.listJobs?.({ connectionId: id, unsettled: true });
      if (listed) expect(listed.items.map((job) => job.id)).toEqual([jobs[0]?.id]);
    });

    check('that has ended is known by its key', ['refresh', 'remembersKeys'], async (bank) => {
      const { mine } = bank;
      const { id } = await findActive(mine);
      const ask = () => mine.refreshConnection(id, { idempotencyKey: 'key-1' });
      const job = await ask();
      await follow(bank, mine, job);
      await bank.advance(60_000);
      expect((await ask()).id).toBe(job.id);
    });

    check('is not begun twice by one who left and asks again', ['refresh', 'listJobs'], async ({ mine }) => {
      const { id } = await findActive(mine);
      const controller = new AbortController();
      const left = mine.refreshConnection(id, { idempotencyKey: 'key-1', signal: controller.signal });
      controller.abort();
      await expectRefusal(left, 'aborted');
      const job = await mine.refreshConnection(id, { idempotencyKey: 'key-1' });
      const listed = await mine.listJobs({ connectionId: id, unsettled: true });
      expect(listed.items.map((one) => one.id)).toEqual([job.id]);
    });

    check('that fails says by its job at which step, and why', ['refresh', 'failing'], async (bank) => {
      const { mine, special } = bank;
      const { status, failure, steps } = await follow(bank, mine, await mine.refreshConnection(special.failing));
      expect([status, typeof failure?.code]).toEqual(['failed', 'string']);
      expect(steps.some((step) => step.status === 'failed')).toBe(true);
    });

    check('that comes too early is refused with the time of the next one', ['refresh', 'limited'], async (bank) => {
      const { code, failure } = await refusalOf(bank.mine.refreshConnection(bank.special.limited));
      expect([code, isTime(failure.retryAt)]).toEqual(['rate-limited', true]);
    });

    check('that came too early leaves that time at its connection', ['refresh', 'limited'], async (bank) => {
      const { mine, special } = bank;
      const { failure } = await refusalOf(mine.refreshConnection(special.limited));
      const listed = (await listAll(mine)).find(({ id }) => id === special.limited);
      const timeOf = (time = '') => new Date(time).getTime();
      for (const connection of [listed, await mine.getConnection(special.limited)])
        expect(timeOf(connection?.refreshAvailableAt)).toBe(timeOf(failure.retryAt));
    });

    check(
      'that the provider puts off has not ended, and its job says until when',
      ['refresh', 'retrying'],
      async (bank) => {
        const { mine, special } = bank;
        const started = await mine.refreshConnection(special.retrying);
        const job = await follow(
          bank,
          mine,
          started,
          ({ status, retryAt }) => isSettled({ status }) || retryAt !== undefined,
        );
        expect([isSettled(job), isTime(job.retryAt)]).toEqual([false, true]);
        const isLater = Date.parse(job.retryAt ?? '') > Date.parse(job.updatedAt);
        expectThat('`retryAt` of the job is later than its `updatedAt`', isLater);
        const listed = await mine.listJobs?.({ ids: [job.id] });
        if (listed) expect(listed.items.map(({ retryAt }) => retryAt)).toEqual([job.retryAt]);
      },
    );
  });
}

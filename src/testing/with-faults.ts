/**
 * A transport between which and its caller things go wrong, by chance that a seed repeats: for tests, and for stories of bad days.
 *
 * - Every fault is one that a true network can show: nothing is invented, and what rejects is a ConnectionsError.
 * - Whatever waits, waits by the plan's clock, and an abort ends it at once.
 * - Where no rate applies, it is not there: each method is the transport's own, and one that is missing stays missing.
 */
import { createConnectionsError } from '../core/model/errors';
import { createFailure } from '../core/model/failure';
import type { Page, Transport } from '../core/transport';
import { decorateTransport, type Asked } from './decorate-transport';
import { watchWithFaults } from './with-faults/faulty-watch';
import { checkPlan, createDice, type Dice, type FaultPlan, type Range } from './with-faults/plan';
import { createShelf } from './with-faults/shelf';
import { wait } from './with-faults/wait';

export type { Fault, FaultPlan, FaultyMethod } from './with-faults/plan';

const second = 1_000;
const hour = 3_600 * second;
const retryAfter: Range = [1, 30];

/** @throws RangeError for a rate or a time that cannot be */
export function withFaults(transport: Transport, plan: FaultPlan): Transport {
  checkPlan(plan);
  const { clock, latency = [50, 2 * second], timeout = 30 * second } = plan;
  const isActive = Object.values(plan.rates ?? {}).some((rate) => rate > 0);
  const shelf = createShelf(clock);
  let requests = 0;
  let links = 0;

  async function request(asked: Asked): Promise<unknown> {
    const { method, values, options, send } = asked;
    if (!isActive) return send(values, options);
    const place = (requests += 1);
    const dice = createDice(plan, method, `request/${place}`);
    const signal = options?.signal;
    try {
      await goThere(dice, signal);
      const hang = dice.strike('hang');
      if (hang) {
        if (hang.next() < 0.5) send(values, options).catch(() => {});
        await wait(clock, timeout, signal);
        throw createConnectionsError('timeout');
      }
      if (mayRepeat(asked)) repeat(asked, dice);
      const cut = dice.draw('truncate');
      const limit = isList(asked) && cut && cut.next() < 0.5 ? cut.between(1, 3) : undefined;
      const [outcome] = await Promise.allSettled([
        send(limit === undefined ? values : shorter(values, limit), options),
      ]);
      if (dice.strike('reorder')) await shelf.hold(place, signal);
      if (signal?.aborted !== true) comeBack(dice, cut !== undefined && limit === undefined);
      if (outcome.status === 'rejected') throw outcome.reason;
      if (!isList(asked)) return outcome.value;
      const page = outcome.value as Page<unknown>;
      if (cut && page.nextCursor !== undefined) dice.tell('truncate');
      return withoutLastRows(page, dice);
    } finally {
      shelf.passed(place);
    }
  }

  /** What keeps a request from the bank. */
  async function goThere(dice: Dice, signal: AbortSignal | undefined): Promise<void> {
    const leap = plan.jump && dice.strike('clock-jump');
    if (leap) plan.jump?.(leap.between(-hour, hour));
    const slow = dice.strike('latency');
    if (slow) await wait(clock, slow.between(...latency), signal);
    if (dice.strike('drop')) throw createConnectionsError('network');
    if (dice.strike('server-error')) throw createConnectionsError('provider');
    const limit = dice.strike('rate-limit');
    if (!limit) return;
    const retryAt = new Date(clock.now() + limit.between(...retryAfter) * second).toISOString();
    throw createConnectionsError('rate-limited', createFailure('rate-limited', { retryAt }));
  }

  /** What keeps the answer from the caller. */
  function comeBack(dice: Dice, isBrokenOff: boolean): void {
    if (dice.strike('lost-answer')) throw createConnectionsError('network');
    if (!isBrokenOff) return;
    dice.tell('truncate');
    throw createConnectionsError('bad-response');
  }

  function repeat({ values, options, send }: Asked, dice: Dice): void {
    const again = dice.strike('duplicate');
    if (!again) return;
    wait(clock, again.between(...latency), options?.signal)
      .then(() => send(values, options))
      .catch(() => {});
  }

  return decorateTransport(transport, request, (watch) => (options) => {
    if (!isActive) return watch(options);
    return watchWithFaults(watch, options, { ...plan, latency }, `link/${(links += 1)}`);
  });
}

function isList({ method }: Asked): boolean {
  return method === 'listConnections' || method === 'listJobs';
}

/** Nothing sends a command twice that the other side could not tell from two. */
function mayRepeat({ method, options }: Asked): boolean {
  const isRead = ['describe', 'listConnections', 'getConnection', 'getJob', 'listJobs'].includes(method);
  return isRead || options?.idempotencyKey !== undefined;
}

/** The transport's own page, so that its cursor is true. */
function shorter([query]: readonly unknown[], limit: number): readonly unknown[] {
  const asked = query as { limit?: number };
  return [{ ...asked, limit: Math.min(limit, asked.limit ?? limit) }];
}

function withoutLastRows(page: Page<unknown>, dice: Dice): Page<unknown> {
  const loss = page.items.length > 0 ? dice.strike('lost-rows') : undefined;
  return loss ? { ...page, items: page.items.slice(0, loss.between(0, page.items.length - 1)) } : page;
}

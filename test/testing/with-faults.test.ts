import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConnectionsError } from '../../src/core/model/errors';
import type { Transport } from '../../src/core/transport';
import { createFakeClock, describeTransport, withFaults, type Fault, type FaultPlan } from '../../src/testing';
import { createSmallBank } from './small-bank';

const quickly = () => new Promise((resolve) => setImmediate(resolve));
const realClock: FaultPlan['clock'] = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
const start = Date.UTC(2026, 0, 1);

async function quickHops(): Promise<void> {
  for (let hop = 0; hop < 20; hop += 1) await Promise.resolve();
}

/** The small bank behind faults, and what reached it. */
function open(plan: Partial<FaultPlan> = {}) {
  const clock = createFakeClock(start, quickly);
  const bank = createSmallBank();
  const reached: string[] = [];
  const struck: string[] = [];
  const plain = bank.transport('user-1');
  const recorded = Object.fromEntries(
    Object.entries(plain).map(([name, call]) => [
      name,
      (...values: readonly unknown[]) => {
        reached.push(name);
        return (call as (...values: readonly unknown[]) => unknown)(...values);
      },
    ]),
  ) as object as typeof plain;
  const transport = withFaults(recorded, {
    seed: 1,
    clock,
    onFault: (fault, method) => struck.push(`${fault} of ${method}`),
    ...plan,
  }) as typeof plain;
  return { clock, bank, plain, transport, reached, struck };
}

/** How a request ends, in a word, while the clock runs. */
async function outcome(answer: Promise<unknown>, clock = createFakeClock(start, quickly), patience = 60_000) {
  let end: string | undefined;
  answer.then(
    () => (end = 'answered'),
    (thrown) => (end = isConnectionsError(thrown) ? thrown.code : `not ours: ${String(thrown)}`),
  );
  await clock.advance(patience);
  return end ?? 'nothing yet';
}

describe('a transport with faults of no rate', () => {
  describeTransport({ describe, it, expect }, () => {
    const bank = createSmallBank();
    const plan = { seed: 1, clock: realClock, rates: { drop: 0 } };
    return { ...bank, transport: (userId: string) => withFaults(bank.transport(userId), plan) };
  });
});

describe('a transport on a slow link that repeats what it carries', () => {
  describeTransport({ describe, it, expect }, () => {
    const bank = createSmallBank();
    const plan = { seed: 1, clock: realClock, latency: [0, 1], rates: { latency: 1, duplicate: 1 } } as const;
    return { ...bank, transport: (userId: string) => withFaults(bank.transport(userId), plan) };
  });
});

describe('a transport with faults', () => {
  it('has the methods of the transport, and no other', () => {
    const { plain } = open();
    const clock = createFakeClock();
    for (const name of Object.keys(plain)) {
      const { [name as keyof Transport]: _gone, ...rest } = plain;
      const reduced = withFaults(rest as Transport, { seed: 1, clock });
      expect(Object.keys(reduced).sort()).toEqual(Object.keys(rest).sort());
    }
  });

  it.each<[Fault, string, number]>([
    ['drop', 'network', 0],
    ['server-error', 'provider', 0],
    ['rate-limit', 'rate-limited', 0],
    ['lost-answer', 'network', 1],
    ['truncate', 'bad-response', 1],
    ['latency', 'answered', 1],
    ['reorder', 'answered', 1],
    ['duplicate', 'answered', 2],
  ])('%s: a request ends as %s, and %i have reached the bank', async (fault, end, count) => {
    const { clock, transport, reached, struck } = open({ rates: { [fault]: 1 } });
    expect(await outcome(transport.getConnection('user-1-c-0'), clock)).toBe(end);
    expect([reached.length, struck, clock.pending()]).toEqual([count, [`${fault} of getConnection`], 0]);
  });

  it('rate-limit: says when to come again, in whole seconds', async () => {
    const { transport } = open({ rates: { 'rate-limit': 1 } });
    const error: unknown = await transport.listConnections({}).catch((thrown: unknown) => thrown);
    const retryAt = isConnectionsError(error) ? Date.parse(error.failure.retryAt ?? '') : NaN;
    expect((retryAt - start) % 1_000).toBe(0);
    expect(retryAt - start).toBeGreaterThanOrEqual(1_000);
    expect(retryAt - start).toBeLessThanOrEqual(30_000);
  });

  it('hang: ends with the timeout and not before, and about half have reached the bank', async () => {
    const { clock, transport, reached } = open({ rates: { hang: 1 }, timeout: 20_000 });
    const asked = Array.from({ length: 40 }, () => transport.refreshConnection('user-1-c-0'));
    const ends = asked.map((answer) => answer.catch((thrown) => isConnectionsError(thrown) && thrown.code));
    await clock.advance(19_999);
    expect(await Promise.race([...ends, 'nothing'])).toBe('nothing');
    await clock.advance(1);
    expect(new Set(await Promise.all(ends))).toEqual(new Set(['timeout']));
    expect(reached.length).toBeGreaterThan(10);
    expect(reached.length).toBeLessThan(30);
  });

  it('duplicate: repeats a command by its key, so that it is done once, and never one without a key', async () => {
    const { clock, transport, plain, reached } = open({ rates: { duplicate: 1 } });
    const keyed = await transport.purgeConnection('user-1-c-0', { idempotencyKey: 'key' });
    await transport.revealProfile('user-1-c-2', 'fullName');
    await transport.purgeConnection('user-1-c-2');
    await clock.advance(60_000);
    expect(reached).toEqual(['purgeConnection', 'revealProfile', 'purgeConnection', 'purgeConnection']);
    const { items } = await plain.listJobs({ connectionId: 'user-1-c-0' });
    expect(items.map(({ id }) => id)).toEqual([keyed.id]);
  });

  it('reorder: an answer waits until a later request has its own, and no longer', async () => {
    const { clock, transport } = open({ rates: { reorder: 1 }, isFaulty: (method) => method === 'getConnection' });
    const log: string[] = [];
    const note = (what: string) => () => log.push(`${what} at ${clock.now() - start}`);
    void transport.getConnection('user-1-c-0').then(note('first'));
    await clock.advance(100);
    // Whoever waits for the later one may need a while to notice.
    const later = transport.listConnections({});
    void later.then(() => quickHops()).then(note('later'));
    await clock.advance(0);
    void transport.getConnection('user-1-c-0').then(note('last'));
    await clock.advance(10_000);
    expect(log).toEqual(['later at 100', 'first at 100', 'last at 5100']);
  });

  it('reorder: an earlier answer that is late is not a later one', async () => {
    const { clock, transport } = open({
      rates: { reorder: 1, latency: 1 },
      latency: [100, 100],
      isFaulty: (method, fault) => (method === 'getConnection' ? fault === 'reorder' : fault === 'latency'),
    });
    const late = transport.listConnections({});
    const held = transport.getConnection('user-1-c-0');
    expect(await outcome(late, clock, 100)).toBe('answered');
    expect(await outcome(held, clock, 4_899)).toBe('nothing yet');
    expect(await outcome(held, clock, 1)).toBe('answered');
  });

  it('truncate: a list breaks off, or is a shorter page from which the whole list can be read', async () => {
    const { transport, plain, struck } = open({ rates: { truncate: 1 } });
    const all = (await plain.listConnections({})).items.map(({ id }) => id);
    const ends = { short: 0, broken: 0 };
    for (let round = 0; round < 30; round += 1) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await transport
          .listConnections(cursor === undefined ? {} : { cursor })
          .catch((thrown) =>
            isConnectionsError(thrown) && thrown.code === 'bad-response' ? undefined : Promise.reject(thrown),
          );
        ends[page ? 'short' : 'broken'] += 1;
        if (!page) continue;
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        if (cursor === undefined) break;
      } while (seen.length < 100);
      expect(seen).toEqual(all);
    }
    expect(Math.min(ends.short, ends.broken)).toBeGreaterThan(20);
    for (let round = 0; round < 20; round += 1) {
      const page = await transport.listConnections({ limit: 1 }).catch(() => undefined);
      expect(page?.items.length ?? 1).toBe(1);
      ends[page ? 'short' : 'broken'] += 1;
    }
    // A page that is the last anyway is not cut short.
    expect(struck.length).toBe(ends.short + ends.broken - 30);
  });

  it('lost-rows: the first rows of a page, and its own cursor', async () => {
    const { transport, plain } = open({ rates: { 'lost-rows': 1 } });
    for (let limit = 1; limit <= 6; limit += 1) {
      const [whole, cut] = [await plain.listConnections({ limit }), await transport.listConnections({ limit })];
      expect(cut.items.length).toBeLessThan(whole.items.length);
      expect(cut).toEqual({ ...whole, items: whole.items.slice(0, cut.items.length) });
    }
  });

  it('clock-jump: asks for a jump of up to an hour either way, and does nothing where nobody can jump', async () => {
    const jumps: number[] = [];
    const jumpy = open({ rates: { 'clock-jump': 1 }, jump: (milliseconds) => jumps.push(milliseconds) });
    for (let count = 0; count < 20; count += 1) await jumpy.transport.listConnections({});
    expect([
      jumps.some((by) => by < 0),
      jumps.some((by) => by > 0),
      jumps.every((by) => Math.abs(by) <= 3_600_000),
    ]).toEqual([true, true, true]);
    const steady = open({ rates: { 'clock-jump': 1 } });
    await steady.transport.listConnections({});
    expect(steady.struck).toEqual([]);
  });

  it('latency: takes as long as the plan says', async () => {
    const { clock, transport } = open({ rates: { latency: 1 }, latency: [300, 400] });
    const answer = transport.getConnection('user-1-c-0');
    expect(await outcome(answer, clock, 299)).toBe('nothing yet');
    expect(await outcome(answer, clock, 101)).toBe('answered');
  });

  it.each<Fault>(['latency', 'hang', 'reorder', 'lost-answer', 'truncate'])(
    '%s: ends with the abort of its signal, and leaves no timer',
    async (fault) => {
      const { clock, transport } = open({ rates: { [fault]: 1, duplicate: 1 } });
      const controller = new AbortController();
      const { signal } = controller;
      const answer = transport.getConnection('user-1-c-0', { signal });
      if (fault !== 'lost-answer' && fault !== 'truncate') await clock.advance(1);
      controller.abort();
      expect(await outcome(answer, clock, 0)).toBe('aborted');
      expect(clock.pending()).toBe(0);
      expect(await outcome(transport.getConnection('user-1-c-0', { signal }), clock, 0)).toBe('aborted');
      expect(clock.pending()).toBe(0);
    },
  );

  it.each([{ rates: { drop: 1.1 } }, { rates: { hang: NaN } }, { latency: [5, 1] as const }, { timeout: -1 }])(
    'refuses a plan that cannot be: %j',
    (plan) => {
      expect(() => open(plan)).toThrow(RangeError);
    },
  );

  it('strikes by its rates, and only where the plan says so at that time', async () => {
    let good = false;
    const { transport, struck } = open({
      rates: { drop: 0.3 },
      isFaulty: (method, fault) => !good && method === 'listConnections' && fault === 'drop',
    });
    for (let count = 0; count < 500; count += 1) {
      await transport.listConnections({ limit: 1 }).catch(() => {});
      await transport.listJobs({ limit: 1 });
    }
    expect(new Set(struck)).toEqual(new Set(['drop of listConnections']));
    expect(Math.abs(struck.length - 150)).toBeLessThan(40);
    good = true;
    const before = struck.length;
    for (let count = 0; count < 100; count += 1) await transport.listConnections({ limit: 1 });
    expect(struck.length).toBe(before);
  });
});

describe('the chance of a plan', () => {
  const methods = ['listConnections', 'getConnection', 'refreshConnection'] as const;

  async function strikes(plan: Partial<FaultPlan>): Promise<readonly string[]> {
    const { clock, transport, struck } = open(plan);
    const answers = Array.from({ length: 60 }, (_, count) => {
      const method = methods[count % methods.length] ?? 'listConnections';
      const answer = method === 'listConnections' ? transport[method]({}) : transport[method]('user-1-c-0');
      return answer.catch(() => {});
    });
    await clock.advance(60_000);
    await Promise.all(answers);
    return struck;
  }

  const rates = { drop: 0.2, latency: 0.5, 'lost-answer': 0.2, truncate: 0.2, reorder: 0.2, hang: 0.1 };

  it('comes again with the same seed, and is another one with another', async () => {
    const first = await strikes({ seed: 7, rates });
    expect(first.length).toBeGreaterThan(30);
    expect(await strikes({ seed: 7, rates })).toEqual(first);
    expect(await strikes({ seed: 8, rates })).not.toEqual(first);
  });

  it('of one fault is not that of another', async () => {
    const struck = await strikes({ rates: { drop: 0.5, 'server-error': 0.5 } });
    expect(new Set(struck.map((strike) => strike.split(' ')[0]))).toEqual(new Set(['drop', 'server-error']));
  });

  it('of one fault does not change with the rate of another', async () => {
    const alone = await strikes({ seed: 7, rates: { drop: 0.2 } });
    const beside = await strikes({ seed: 7, rates: { drop: 0.2, latency: 0.5, 'clock-jump': 1 } });
    expect(beside.filter((fault) => fault.startsWith('drop')).length).toBe(alone.length);
  });
});

it('whatever strikes: every request ends, by a true answer or an error of ours, and nothing is left', async () => {
  const codes = new Set(['network', 'provider', 'rate-limited', 'timeout', 'bad-response', 'aborted', 'not-found']);
  const rate = fc.constantFrom(0, 0.2, 0.7, 1);
  const names: readonly Fault[] = [
    'latency',
    'drop',
    'duplicate',
    'reorder',
    'truncate',
    'lost-rows',
    'rate-limit',
    'server-error',
    'hang',
    'lost-answer',
    'clock-jump',
  ];
  const step = fc.record({
    method: fc.constantFrom('listConnections', 'getConnection', 'getJob', 'refreshConnection'),
    abortAfter: fc.option(fc.integer({ min: 0, max: 40_000 })),
    pause: fc.integer({ min: 0, max: 2_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.record(Object.fromEntries(names.map((name) => [name, rate]))),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      async (seed, rates, steps) => {
        const { clock, transport, plain } = open({ seed, rates, jump: (milliseconds) => clock.jump(milliseconds) });
        const known = new Set((await plain.listConnections({})).items.map(({ id }) => id));
        const ends: string[] = [];
        for (const { method, abortAfter, pause } of steps) {
          const controller = new AbortController();
          const options = { signal: controller.signal };
          if (abortAfter !== null) clock.setTimeout(() => controller.abort(), abortAfter);
          const answer: Promise<unknown> =
            method === 'listConnections'
              ? transport
                  .listConnections({}, options)
                  .then(({ items }) => items.every(({ id }) => known.has(id)) || Promise.reject(new Error('invented')))
              : transport[method as 'getJob']('user-1-c-0', options);
          answer.then(
            () => ends.push('answered'),
            (thrown: unknown) => ends.push(isConnectionsError(thrown) ? thrown.code : String(thrown)),
          );
          await clock.advance(pause);
        }
        await clock.advance(120_000);
        expect(ends.length).toBe(steps.length);
        expect(ends.filter((end) => end !== 'answered' && !codes.has(end))).toEqual([]);
        expect(clock.pending()).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});

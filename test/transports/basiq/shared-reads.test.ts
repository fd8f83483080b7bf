import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSharedReads } from '../../../src/transports/basiq/shared-reads';
import { thrownBy } from './scripted-basiq';

interface Read {
  user: string;
  /** Counts all reads. */
  number: number;
  signal: AbortSignal;
  /** It was neither answered nor ended, nor did it fail. */
  open: boolean;
  answer(): void;
  fail(): void;
}

/** Reads that the test answers; each answer names its user and its number. */
function createReads() {
  const reads: Read[] = [];
  const clock = { now: 0 };
  const share = createSharedReads<{ user: string; number: number }>(() => clock.now);
  const ask = (user: string, { from = 0, signal }: { from?: number; signal?: AbortSignal } = {}) =>
    share(user, {
      read: (own) =>
        new Promise((resolve, reject) => {
          const number = reads.length;
          const settle = (end: () => void) => () => {
            read.open = false;
            end();
          };
          const answer = settle(() => resolve({ user, number }));
          const fail = settle(() => reject(new Error(`read ${number}`)));
          const read = { user, number, signal: own, open: true, answer, fail };
          own.addEventListener(
            'abort',
            settle(() => reject(new Error('ended'))),
          );
          reads.push(read);
        }),
      serves: (answer) => answer.number >= from,
      signal,
    });
  return { reads, ask, clock };
}

describe('a shared read', () => {
  it('is one for all who ask at the same moment, and is not kept', async () => {
    const { reads, ask } = createReads();
    const all = Promise.all([ask('u1'), ask('u1'), ask('u1')]);
    expect(reads).toHaveLength(1);
    reads[0]?.answer();
    expect(await all).toEqual(Array(3).fill({ user: 'u1', number: 0 }));
    void ask('u1');
    expect(reads).toHaveLength(2);
  });

  it('is not ended any more when its answer has come: in a Worker the signal is another request’s', async () => {
    const { reads, ask } = createReads();
    const asked = ask('u1');
    reads[0]?.answer();
    await asked;
    expect(reads[0]?.signal.aborted).toBe(false);
  });

  it('is one more for all whom the one under way does not serve', async () => {
    const { reads, ask } = createReads();
    const all = Promise.all([ask('u1'), ask('u1', { from: 1 }), ask('u1', { from: 1 })]);
    reads[0]?.answer();
    await turn();
    expect(reads).toHaveLength(2);
    reads[1]?.answer();
    expect((await all).map(({ number }) => number)).toEqual([0, 1, 1]);
  });

  it('fails for all who wait, and is asked for anew by the next', async () => {
    const { reads, ask } = createReads();
    const all = [ask('u1'), ask('u1')].map(thrownBy);
    reads[0]?.fail();
    expect(await Promise.all(all)).toEqual([new Error('read 0'), new Error('read 0')]);
    const next = ask('u1');
    reads[1]?.answer();
    expect((await next).number).toBe(1);
  });

  it('is not begun for one who has left already', async () => {
    const { reads, ask } = createReads();
    expect(await thrownBy(ask('u1', { signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
    expect(reads).toHaveLength(0);
  });

  it('is asked for anew where the one who asked first has gone without a word', async () => {
    const { reads, ask, clock } = createReads();
    void ask('u1');
    clock.now = 60_000;
    void ask('u1');
    expect(reads).toHaveLength(1);
    clock.now += 1;
    const later = [ask('u1'), ask('u1')];
    reads[1]?.answer();
    expect((await Promise.all(later)).map(({ number }) => number)).toEqual([1, 1]);
  });

  type Step = { do: 'ask'; user: string; fresh: boolean } | { do: 'leave' | 'answer' | 'fail'; which: number };
  const step = fc.oneof(
    fc.record({ do: fc.constant('ask' as const), user: fc.constantFrom('u1', 'u2'), fresh: fc.boolean() }),
    fc.record({ do: fc.constantFrom('leave' as const, 'answer' as const, 'fail' as const), which: fc.nat(3) }),
  );

  it('keeps, in any order, to who asked, when they asked and who still waits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 30 }), async (steps) => {
        const { reads, ask } = createReads();
        const callers: { user: string; from: number; controller: AbortController; outcome?: unknown }[] = [];
        const waiting = () => callers.filter(({ outcome }) => outcome === undefined);
        const take = (next: Step) => {
          if (next.do === 'ask') {
            const controller = new AbortController();
            const caller: (typeof callers)[number] = {
              user: next.user,
              from: next.fresh ? reads.length : 0,
              controller,
            };
            callers.push(caller);
            ask(next.user, { from: caller.from, signal: controller.signal }).then(
              (answer) => (caller.outcome = answer),
              (error: unknown) => (caller.outcome = error),
            );
          } else if (next.do === 'leave') waiting()[next.which]?.controller.abort();
          else reads.filter(({ open }) => open)[next.which]?.[next.do]();
        };

        for (const [next, pause] of steps) {
          take(next);
          if (!pause) continue;
          await turn();
          for (const user of ['u1', 'u2']) {
            const open = reads.filter((read) => read.user === user && read.open);
            expect(open).toHaveLength(waiting().some((caller) => caller.user === user) ? 1 : 0);
          }
        }
        while (waiting().length > 0) {
          for (const read of reads) read.answer();
          await turn();
        }
        for (const { user, from, controller, outcome } of callers) {
          if (outcome instanceof Error) {
            const own = controller.signal.aborted ? 'aborted' : undefined;
            expect([
              own,
              ...reads.filter((read) => read.user === user).map(({ number }) => `read ${number}`),
            ]).toContain('code' in outcome ? outcome.code : outcome.message);
          } else {
            expect(outcome).toMatchObject({ user });
            expect((outcome as { number: number }).number).toBeGreaterThanOrEqual(from);
          }
        }
      }),
    );
  });
});

function turn(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve));
}

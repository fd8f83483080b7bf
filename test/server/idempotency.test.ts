import { afterEach, describe, expect, it, vi, type Mock } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { Job } from '../../src/core/model/job';
import { createMemoryJournal, type Journal, type Reservation } from '../../src/server';
import { createFakeClock, type FakeClock } from '../../src/testing';
import { createAsk, createFakeTransport, kitJob } from './fake-transport';

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });
const once = keyed('key-1');

/** As one was that is older than `reserve`. */
function withoutReserve({ append, find, list }: Journal): Journal {
  return { append, find, list };
}

/** An answer of the bank that comes when the test says so. */
function later<T>() {
  let answer = (_value: T) => {};
  let fail = (_thrown: unknown) => {};
  const promise = new Promise<T>((resolve, reject) => ([answer, fail] = [resolve, reject]));
  return { promise, answer, fail };
}

/** A request begins with a digest, which takes its own time: how much passes on the clock meanwhile is not known before. */
async function passUntil<T>(clock: FakeClock, answer: Promise<T>): Promise<T> {
  let isThere = false;
  void answer.finally(() => (isThere = true));
  while (!isThere) await clock.advance(1_000);
  return answer;
}

/** For the same reason. */
const called = (send: Mock) => vi.waitFor(() => expect(send).toHaveBeenCalled());

describe('what is remembered of commands whose end nobody knows', () => {
  it("of one user is not pushed out by another's, however many they are", async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport, { journal: withoutReserve(createMemoryJournal()) });
    transport.refreshConnection.mockRejectedValue(createConnectionsError('provider'));
    await ask('POST /connections/c-1/refresh', { ...once, user: 'victim' });
    for (let count = 0; count < 1_200; count += 1)
      await ask('POST /connections/c-1/refresh', { ...keyed(`flood-${count}`), user: 'attacker' });
    transport.refreshConnection.mockClear();
    expect((await ask('POST /connections/c-1/refresh', { ...once, user: 'victim' })).status).toBe(502);
    expect(transport.refreshConnection).not.toHaveBeenCalled();
  });

  it('is bounded for each user, and in users: what is in flight is never forgotten', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport, { journal: withoutReserve(createMemoryJournal()) });
    const bank = later<Job>();
    transport.purgeConnection.mockReturnValueOnce(bank.promise);
    const first = ask('POST /connections/c-1/purge', { ...once, user: 'user-0' });
    await called(transport.purgeConnection);
    transport.refreshConnection.mockRejectedValue(createConnectionsError('provider'));
    await ask('POST /connections/c-1/refresh', { ...keyed('key-2'), user: 'user-0' });
    for (let count = 1; count <= 1_000; count += 1)
      await ask('POST /connections/c-1/refresh', { ...once, user: `user-${count}` });
    transport.refreshConnection.mockClear();
    await ask('POST /connections/c-1/refresh', { ...keyed('key-2'), user: 'user-0' });
    expect(transport.refreshConnection).toHaveBeenCalledOnce();
    const again = ask('POST /connections/c-1/purge', { ...once, user: 'user-0' });
    bank.answer(kitJob('purge', { id: 'p-1' }));
    expect([(await first).body.id, (await again).body.id]).toEqual(['p-1', 'p-1']);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });
});

describe('a key whose process has died', () => {
  const minute = 60_000;

  /** The journal has the reservation, and nothing else will come. */
  async function open(target: object) {
    const clock = createFakeClock();
    const memory = createMemoryJournal();
    const since = new Date(clock.now()).toISOString();
    const journal: Journal = {
      ...memory,
      reserve: async (...taken) => ({ ...(await memory.reserve?.(...taken)), since }) as Reservation,
    };
    await journal.reserve?.('user-1', 'key-1', JSON.stringify(target));
    const transport = createFakeTransport();
    const asks = [createAsk(transport, { journal, clock }), createAsk(transport, { journal, clock })] as const;
    const conflict = async (line: string) => (await passUntil(clock, asks[0](line, once))).status;
    return { clock, transport, asks, conflict, journal };
  }

  it.each(['purge', 'revoke'] as const)(
    'is a conflict for ten minutes, then a %s of which nobody knows',
    async (operation) => {
      const { clock, transport, asks, conflict } = await open({ operation, connectionId: 'c-1' });
      const line = operation === 'purge' ? 'POST /connections/c-1/purge' : 'DELETE /connections/c-1';
      expect(await conflict(line)).toBe(409);
      await clock.advance(9 * minute);
      expect(await conflict(line)).toBe(409);
      await clock.advance(minute);
      const answers = await Promise.all(asks.map((ask) => ask(line, once)));
      const [lost, again] = answers.map(({ body }) => body);
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      expect(lost).toMatchObject({ kind: operation, status: 'unknown', failure: { code: 'timeout' } });
      expect(again).toEqual(lost);
      expect((await asks[0]('GET /jobs')).body.items).toEqual([lost]);
      expect(transport.purgeConnection).not.toHaveBeenCalled();
      expect(transport.revokeConnection).not.toHaveBeenCalled();
    },
  );

  it('is one record, also where two find it at once', async () => {
    const { clock, asks, journal } = await open({ operation: 'purge', connectionId: 'c-1' });
    await clock.advance(11 * minute);
    const { append } = journal;
    const both = later<void>();
    const appending = vi.spyOn(journal, 'append').mockImplementation(async (...record) => {
      if (appending.mock.calls.length === 2) both.answer();
      await both.promise;
      return append(...record);
    });
    const [one, other] = await Promise.all(asks.map((ask) => ask('POST /connections/c-1/purge', once)));
    expect([one?.body.status, other?.body]).toEqual(['unknown', one?.body]);
    expect((await asks[0]('GET /jobs')).body.items).toEqual([one?.body]);
  });

  it('leaves the record of its command to the run that it was asked in', async () => {
    const { clock, asks } = await open({ operation: 'purge', connectionId: 'c-1' });
    await clock.advance(11 * minute);
    const headers = { ...once.headers, 'Connections-Kit-Run': 'run-1' };
    expect((await asks[0]('POST /connections/c-1/purge', { headers })).body).toMatchObject({ runId: 'run-1' });
  });

  it.each([
    ['a refresh', { operation: 'refresh', connectionId: 'c-1' }, 'POST /connections/c-1/refresh', undefined],
    ['answers to a question', { answeredJobId: 'j-1' }, 'POST /jobs/j-1/challenge', { answers: ['1'] }],
  ])('is a lost answer for %s, of which the provider knows', async (_what, target, line, body) => {
    const { clock, transport, asks } = await open(target);
    await clock.advance(11 * minute);
    expect((await asks[0](line, { ...once, body })).status).toBe(504);
    expect(transport.refreshConnection).not.toHaveBeenCalled();
    expect(transport.answerChallenge).not.toHaveBeenCalled();
  });

  it('stays a conflict for another command', async () => {
    const { clock, asks } = await open({ operation: 'purge', connectionId: 'c-1' });
    await clock.advance(11 * minute);
    expect((await asks[0]('POST /connections/c-2/purge', once)).status).toBe(409);
  });
});

describe('two processes with one journal', () => {
  function open(journal: Journal = createMemoryJournal()) {
    const clock = createFakeClock();
    const transport = createFakeTransport();
    const processes = [createAsk(transport, { journal, clock }), createAsk(transport, { journal, clock })] as const;
    return { clock, transport, processes, journal };
  }

  it('execute a command once, also while it is in flight, and both answer its job', async () => {
    const { clock, transport, processes } = open();
    const bank = later<Job>();
    transport.purgeConnection.mockReturnValue(bank.promise);
    const answers = processes.map((ask) => ask('POST /connections/c-1/purge', once));
    await clock.advance(2_000);
    bank.answer(kitJob('purge', { id: 'p-1' }));
    await clock.advance(1_000);
    expect((await Promise.all(answers)).map(({ status, body }) => [status, body.id])).toEqual([
      [200, 'p-1'],
      [200, 'p-1'],
    ]);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it('refuse as a conflict what does not end, and do not execute it', async () => {
    const { clock, transport, processes } = open();
    transport.purgeConnection.mockReturnValue(later<Job>().promise);
    void processes[0]('POST /connections/c-1/purge', once);
    await called(transport.purgeConnection);
    const second = processes[1]('POST /connections/c-1/purge', once);
    expect(await passUntil(clock, second)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it('try a command again, wherever, after it was refused', async () => {
    const { clock, transport, processes } = open();
    const bank = later<Job>();
    transport.refreshConnection.mockReturnValueOnce(bank.promise);
    const first = processes[0]('POST /connections/c-1/refresh', once);
    await called(transport.refreshConnection);
    const second = processes[1]('POST /connections/c-1/refresh', once);
    await clock.advance(1_000);
    bank.fail(createConnectionsError('rate-limited'));
    await clock.advance(1_000);
    expect([(await first).status, (await second).status]).toEqual([429, 202]);
    expect(transport.refreshConnection).toHaveBeenCalledTimes(2);
  });

  it('do not repeat what has failed, and may have happened', async () => {
    const { clock, transport, processes } = open();
    transport.purgeConnection.mockRejectedValue(createConnectionsError('provider'));
    expect((await processes[0]('POST /connections/c-1/purge', once)).status).toBe(502);
    const second = processes[1]('POST /connections/c-1/purge', once);
    expect((await passUntil(clock, second)).status).toBe(409);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it.each([
    ['POST /connections/c-2/purge', undefined],
    ['POST /connections/c-1/refresh', undefined],
    ['POST /jobs/j-1/challenge', { answers: ['1'] }],
    ['POST /consents', { purpose: 'connect' }],
  ])('know in both for what a key was used, also in flight: %s', async (line, body) => {
    const { transport, processes } = open();
    transport.purgeConnection.mockReturnValue(later<Job>().promise);
    void processes[0]('POST /connections/c-1/purge', once);
    await called(transport.purgeConnection);
    expect(await processes[1](line, { ...once, body })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('keep two users with the same key apart', async () => {
    const { transport, processes } = open();
    const [one, other] = await Promise.all(
      processes.map((ask, index) => ask('POST /connections/c-1/purge', { ...once, user: `user-${index}` })),
    );
    expect([one?.status, other?.status]).toEqual([200, 200]);
    expect(transport.purgeConnection).toHaveBeenCalledTimes(2);
  });

  it('send nothing while the journal cannot reserve', async () => {
    const reserve = () => Promise.reject(new Error('no connection'));
    const { transport, processes } = open({ ...createMemoryJournal(), reserve });
    expect((await processes[0]('POST /connections/c-1/purge', once)).status).toBe(502);
    expect(transport.purgeConnection).not.toHaveBeenCalled();
  });

  it('send it once the journal can be read again: the key is not used up by that', async () => {
    const journal = createMemoryJournal();
    vi.spyOn(journal, 'find').mockRejectedValueOnce(new Error('no connection'));
    const { transport, processes } = open(journal);
    expect((await processes[0]('POST /connections/c-1/purge', once)).status).toBe(502);
    expect((await processes[1]('POST /connections/c-1/purge', once)).status).toBe(200);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it('answer what was refused although the journal cannot release', async () => {
    const release = () => Promise.reject(new Error('no connection'));
    const { transport, processes } = open({ ...createMemoryJournal(), release });
    transport.purgeConnection.mockRejectedValueOnce(createConnectionsError('rate-limited'));
    expect((await processes[0]('POST /connections/c-1/purge', once)).status).toBe(429);
  });
});

const uses = [
  ['POST /connections/c-1/refresh', undefined],
  ['POST /connections/c-2/refresh', undefined],
  ['POST /connections/c-1/purge', undefined],
  ['DELETE /connections/c-1', undefined],
  ['POST /jobs/j-1/challenge', { answers: ['1234'] }],
  ['POST /jobs/j-1/challenge', { answers: ['4321'] }],
  ['POST /jobs/j-2/challenge', { answers: ['1234'] }],
  ['POST /consents', { purpose: 'connect' }],
  ['POST /consents', { purpose: 'extend', connectionId: 'c-1' }],
  ['POST /consents', { purpose: 'extend', connectionId: 'c-2' }],
  ['POST /consents', { purpose: 'extend', connectionId: 'c-2', state: 'x' }],
] as const;
const pairs = uses.flatMap((first) =>
  uses.filter((second) => second !== first).map((second) => [first, second] as const),
);

describe('a key that was used is a conflict for anything else', () => {
  it.each(pairs)('%j, then %j', async ([line, body], [otherLine, otherBody]) => {
    for (const journal of [createMemoryJournal(), withoutReserve(createMemoryJournal())]) {
      const ask = createAsk(createFakeTransport(), { journal });
      expect((await ask(line, { ...once, body })).status).toBeLessThan(300);
      expect(await ask(otherLine, { ...once, body: otherBody })).toMatchObject({
        status: 409,
        body: { code: 'conflict' },
      });
      expect((await ask(line, { ...once, body })).status).toBeLessThan(300);
    }
  });

  it('but not once it was refused', async () => {
    const transport = createFakeTransport();
    const ask = createAsk(transport);
    transport.startConsent.mockRejectedValueOnce(createConnectionsError('not-found'));
    expect((await ask('POST /consents', { ...once, body: { purpose: 'connect' } })).status).toBe(404);
    transport.purgeConnection.mockRejectedValueOnce(createConnectionsError('not-found'));
    expect((await ask('POST /connections/c-1/purge', once)).status).toBe(404);
    expect((await ask('POST /connections/c-1/refresh', once)).status).toBe(202);
  });

  it('a consent is started as often as it is asked for with its key, for its address is kept by nobody', async () => {
    const transport = createFakeTransport();
    const journal = createMemoryJournal();
    const reserve = vi.spyOn(journal, 'reserve');
    const ask = createAsk(transport, { journal });
    const body = { purpose: 'connect', state: 'secret-state' };
    for (const _time of [1, 2]) expect((await ask('POST /consents', { ...once, body })).status).toBe(200);
    expect(transport.startConsent).toHaveBeenCalledTimes(2);
    expect(JSON.stringify(reserve.mock.calls)).not.toContain('secret-state');
  });

  it('the journal is told nothing of the answers to a question', async () => {
    const journal = createMemoryJournal();
    const spies = (['reserve', 'append', 'find', 'list'] as const).map((name) => vi.spyOn(journal, name));
    await createAsk(createFakeTransport(), { journal })('POST /jobs/j-1/challenge', {
      ...once,
      body: { answers: ['Fluffy'] },
    });
    expect(spies.map((spy) => spy.mock.calls.length > 0)).toEqual([true, true, true, true]);
    expect(JSON.stringify(spies.map((spy) => spy.mock.calls))).not.toContain('Fluffy');
  });

  it('a consent is started although the journal cannot say for what its key was used', async () => {
    const reserve = () => Promise.reject(new Error('no connection'));
    const onError = vi.fn();
    const ask = createAsk(createFakeTransport(), { journal: { ...createMemoryJournal(), reserve }, onError });
    expect((await ask('POST /consents', { ...once, body: { purpose: 'connect' } })).status).toBe(200);
    expect(onError).toHaveBeenCalledOnce();
  });
});

afterEach(() => vi.restoreAllMocks());

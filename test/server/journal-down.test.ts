import { describe, expect, it, vi } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import type { Job } from '../../src/core/model/job';
import { createConnectionsHandler, createMemoryJournal, type Journal } from '../../src/server';
import { createFakeClock } from '../../src/testing';
import { createAsk, createFakeTransport, kitJob, providerJob } from './fake-transport';

const down = () => Promise.reject(new Error('the database is down'));
const hanging = () => new Promise<never>(() => {});
const foreign = () => Promise.reject(createConnectionsError('unauthorized'));
const failures = [
  ['rejects', down],
  [
    'throws at once',
    (() => {
      throw new Error('the database is down');
    }) as typeof down,
  ],
  ['never answers', hanging],
  ['throws an error that speaks of the person', foreign],
] as const;

function open(journal: Partial<Journal>) {
  const clock = createFakeClock();
  const transport = createFakeTransport();
  transport.listJobs.mockResolvedValue({ items: [providerJob('j-1'), providerJob('j-2', { status: 'succeeded' })] });
  const onError = vi.fn();
  const ask = createAsk(transport, { journal: { ...createMemoryJournal(), ...journal }, onError, clock });
  /** Lets half a minute pass while the answer is waited for. */
  async function answered(...given: Parameters<typeof ask>) {
    let answer: Awaited<ReturnType<typeof ask>> | undefined;
    void ask(...given).then((value) => (answer = value));
    for (let second = 0; second < 29 && answer === undefined; second += 1) await clock.advance(1_000);
    return answer;
  }
  return { transport, onError, answered };
}

describe.each(failures)('a journal that %s', (_how, fail) => {
  const all = { append: fail, find: fail, list: fail, reserve: fail, release: fail };

  it.each([
    ['GET /jobs', ['j-1', 'j-2']],
    ['GET /connections/c-1/jobs', ['j-1', 'j-2']],
    ['GET /jobs?ids=j-1', ['j-1', 'j-2']],
  ])('does not take down %s: it is what the provider says, and the host is told once', async (line, ids) => {
    const { answered, onError } = open(all);
    const answer = await answered(line);
    expect(answer?.status).toBe(200);
    const items = answer?.body.items as Job[] | undefined;
    expect(items?.map(({ id }) => id).sort()).toEqual(ids);
    expect(onError.mock.calls).toEqual([[expect.any(Error), expect.any(Request)]]);
  });

  it.each(['GET /jobs/j-1', 'GET /connections', 'GET /connections/c-1', 'GET /capabilities'])(
    'does not take down %s',
    async (line) => {
      expect((await open(all).answered(line))?.status).toBe(200);
    },
  );

  it('makes nobody believe that a job is gone which only the journal may have', async () => {
    const { answered, transport } = open(all);
    transport.getJob.mockRejectedValue(createConnectionsError('not-found'));
    expect(await answered('GET /jobs/j-1')).toMatchObject({ status: 502, body: { code: 'provider' } });
  });

  it.each([
    ['POST /connections/c-1/purge', undefined],
    ['DELETE /connections/c-1', undefined],
    ['POST /connections/c-1/refresh', undefined],
    ['POST /jobs/j-1/challenge', { answers: ['1'] }],
  ])('lets no command with a key through: %s', async (line, body) => {
    const { answered, transport, onError } = open(all);
    const answer = await answered(line, { headers: { 'Idempotency-Key': 'key-1' }, body });
    expect(answer).toMatchObject({ status: 502, body: { code: 'provider' } });
    const { purgeConnection, revokeConnection, refreshConnection, answerChallenge } = transport;
    for (const send of [purgeConnection, revokeConnection, refreshConnection, answerChallenge])
      expect(send).not.toHaveBeenCalled();
    expect(onError).toHaveBeenCalled();
  });

  it('keeps no answer of a command that was executed, and it is not executed again', async () => {
    const { answered, transport } = open({ append: fail, list: fail });
    const headers = { 'Idempotency-Key': 'key-1' };
    const first = await answered('POST /connections/c-1/purge', { headers });
    const second = await answered('POST /connections/c-1/purge', { headers });
    expect([first?.status, second?.status]).toEqual([200, 200]);
    expect(second?.body).toEqual(first?.body);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it('does not silence the events', async () => {
    const clock = createFakeClock();
    const transport = createFakeTransport();
    transport.listJobs.mockResolvedValue({ items: [providerJob('j-1')] });
    const handler = createConnectionsHandler({
      authenticate: () => ({ userId: 'user-1' }),
      transport: () => transport,
      journal: { ...createMemoryJournal(), ...all },
      clock,
    });
    const leaving = new AbortController();
    const opening = handler(new Request('http://host/events', { signal: leaving.signal }));
    await clock.advance(20_000);
    const reader = (await opening).body?.getReader();
    let text = '';
    while (!text.includes('j-1')) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toContain('event: job-changed');
    leaving.abort();
  });
});

describe('a page that lacks what the journal has', () => {
  it('is followed by pages that have it, once the journal can be read', async () => {
    const journal = createMemoryJournal();
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    for (const minute of [2, 4, 6])
      await journal.append('user-1', kitJob('purge', { id: `p-${minute}`, createdAt: at(minute) }));
    const transport = createFakeTransport();
    const theirs = [7, 5, 3, 1].map((minute) => providerJob(`j-${minute}`, { createdAt: at(minute) }));
    transport.listJobs.mockResolvedValue({ items: theirs });
    const list = vi.spyOn(journal, 'list').mockImplementation(down);
    const ask = createAsk(transport, { journal });
    const first = (await ask('GET /jobs?limit=2')).body;
    list.mockRestore();
    const second = (await ask(`GET /jobs?cursor=${encodeURIComponent(String(first.nextCursor))}`)).body;
    const ids = [first, second].map(({ items }) => (items as Job[]).map(({ id }) => id));
    expect(ids).toEqual([
      ['j-7', 'j-5'],
      ['p-4', 'j-3', 'p-2', 'j-1'],
    ]);
  });
});

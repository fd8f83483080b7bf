import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../src/core/model/job';
import { createMemoryJournal, type Journal } from '../../src/server';
import { createAsk, createFakeTransport, kitJob } from './fake-transport';

const once = { headers: { 'Idempotency-Key': 'key-1' } };
const noConnection = () => Promise.reject(new Error('no connection'));

function open(journal: Journal, processes = 1) {
  const transport = createFakeTransport();
  return { transport, asks: Array.from({ length: processes }, () => createAsk(transport, { journal })) };
}

/** As a journal that reserves nothing. */
function withoutReserve({ append, find, list }: Journal): Journal {
  return { append, find, list };
}

describe('the memory of a process, beside its journal,', () => {
  it('keeps a command that is in flight from being executed again where the journal reserves nothing', async () => {
    const { transport, asks } = open(withoutReserve(createMemoryJournal()));
    const digest = vi.spyOn(crypto.subtle, 'digest');
    let answer = (_job: Job) => {};
    transport.purgeConnection.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const first = asks[0]?.('POST /connections/c-1/purge', once);
    await vi.waitFor(() => expect(transport.purgeConnection).toHaveBeenCalled());
    const second = asks[0]?.('POST /connections/c-1/purge', once);
    // A request begins with a digest, which takes its own time; all that follows takes none.
    await vi.waitFor(() => expect(digest).toHaveBeenCalledTimes(2));
    await digest.mock.results[1]?.value;
    await new Promise(setImmediate);
    answer(kitJob('purge', { id: 'p-1' }));
    expect([(await first)?.body.id, (await second)?.body.id]).toEqual(['p-1', 'p-1']);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it('does not use up a key whose command was never sent', async () => {
    const journal = createMemoryJournal();
    vi.spyOn(journal, 'find').mockRejectedValueOnce(new Error('no connection'));
    const { transport, asks } = open(journal);
    expect((await asks[0]?.('POST /connections/c-1/purge', once))?.status).toBe(502);
    expect((await asks[0]?.('POST /connections/c-1/purge', once))?.status).toBe(200);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it('answers what the journal cannot be asked for any more', async () => {
    const journal = createMemoryJournal();
    const { transport, asks } = open(journal);
    const first = await asks[0]?.('POST /connections/c-1/purge', once);
    vi.spyOn(journal, 'find').mockImplementation(noConnection);
    const second = await asks[0]?.('POST /connections/c-1/purge', once);
    expect([second?.status, second?.body.id]).toEqual([200, first?.body.id]);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it("compares by Node's digest in a page that jsdom plays", async () => {
    vi.stubGlobal('crypto', { randomUUID: () => 'salt' });
    const { transport, asks } = open(createMemoryJournal());
    const [first, second] = [
      await asks[0]?.('POST /connections/c-1/purge', once),
      await asks[0]?.('POST /connections/c-2/purge', once),
    ];
    expect([first?.status, second?.status]).toEqual([200, 409]);
    expect(transport.purgeConnection).toHaveBeenCalledOnce();
  });

  it('says what a page without a digest lacks', async () => {
    vi.stubGlobal('crypto', { randomUUID: () => 'salt' });
    vi.stubGlobal('process', undefined);
    const onError = vi.fn();
    const ask = createAsk(createFakeTransport(), { onError });
    const { status } = await ask('POST /connections/c-1/purge', once);
    vi.unstubAllGlobals();
    expect(status).toBe(502);
    expect(onError.mock.lastCall?.[0]).toMatchObject({ message: expect.stringContaining('https') as string });
  });

  it.each(['POST /connections/c-1/refresh', 'POST /connections/c-2/purge'])(
    'is not needed to find that a key is that of another command: %s',
    async (line) => {
      const { transport, asks } = open(withoutReserve(createMemoryJournal()), 2);
      await asks[0]?.('POST /connections/c-1/purge', once);
      expect(await asks[1]?.(line, once)).toMatchObject({ status: 409, body: { code: 'conflict' } });
      expect(transport.refreshConnection).not.toHaveBeenCalled();
      expect(transport.purgeConnection).toHaveBeenCalledOnce();
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

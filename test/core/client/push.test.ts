import { describe, expect, it } from 'vitest';
import { createConnectionsError } from '../../../src/core/model/errors';
import type { TransportEvent } from '../../../src/core/transport';
import { at, buildConnection, buildJob } from '../builders';
import { minute, second, setUp } from '../set-up';

/** A client whose transport pushes what the test tells it to. */
async function followed({ can = true } = {}) {
  const links: { tell(event: TransportEvent): void; cut(error?: unknown): void; signal: AbortSignal }[] = [];
  async function* watch({ signal }: { signal: AbortSignal }): AsyncGenerator<TransportEvent> {
    const queue: (() => TransportEvent)[] = [];
    let wake = () => {};
    const put = (take: () => TransportEvent) => {
      queue.push(take);
      wake();
    };
    signal.addEventListener('abort', () => wake(), { once: true });
    links.push({
      signal,
      tell: (event) => put(() => event),
      cut: (error = createConnectionsError('network')) =>
        put(() => {
          throw error;
        }),
    });
    while (!signal.aborted) {
      const take = queue.shift();
      if (take) yield take();
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const all = setUp();
  all.bank.jobs.set('j1', buildJob());
  all.bank.description = {
    ...all.bank.description,
    can: [...all.bank.description.can, ...(can ? ['watch' as const] : [])],
  };
  const { client } = setUp({ ...all, surroundings: all.environment, transport: { ...all.bank.transport, watch } });
  const stop = client.start();
  await client.load();
  await all.pass();
  const last = () => {
    const link = links.at(-1);
    if (!link) throw new Error('Nothing is followed');
    return link;
  };
  const job = () => client.jobs.getState().byId.j1;
  return { ...all, client, stop, links, last, job };
}

describe('push', () => {
  it('tells of a job, and the questions grow rare', async () => {
    const { bank, last, job, pass } = await followed();
    last().tell({ type: 'job-changed', job: buildJob({ status: 'waiting-input', updatedAt: at(1) }) });
    await pass();
    expect(job()?.status).toBe('waiting-input');
    const asked = bank.called('getJob').length;
    for (let seconds = 0; seconds < 60; seconds += 1) {
      last().tell({ type: 'job-changed', job: buildJob({ updatedAt: at(2 + seconds) }) });
      await pass(second);
    }
    expect(bank.called('getJob').length - asked).toBeLessThanOrEqual(2);
  });

  it('counts as an answer also where it tells nothing new', async () => {
    const { bank, last, pass } = await followed();
    for (let times = 0; times < 60; times += 1) {
      last().tell({ type: 'job-changed', job: buildJob() });
      await pass(second / 2);
    }
    expect(bank.called('getJob')).toEqual([]);
  });

  it('of the end of a job spares the question for it', async () => {
    const { bank, last, pass } = await followed();
    last().tell({ type: 'job-changed', job: buildJob({ status: 'succeeded', updatedAt: at(1) }) });
    await pass(minute);
    expect(bank.called('getJob')).toEqual([]);
  });

  it('that falls silent leaves the questions to go on', async () => {
    const { bank, job, pass } = await followed();
    await pass(second);
    bank.say('j1', { status: 'succeeded', updatedAt: at(5) });
    await pass(minute);
    expect(job()?.status).toBe('succeeded');
  });

  it('tells of a connection that changed, that came and that went', async () => {
    const { client, last, pass } = await followed();
    last().tell({ type: 'connection-changed', connection: buildConnection({ status: 'invalid' }) });
    last().tell({ type: 'connection-changed', connection: buildConnection({ id: 'new' }) });
    await pass();
    expect(client.connections.getState().byId).toMatchObject({ c1: { status: 'invalid' }, new: { status: 'active' } });
    last().tell({ type: 'connection-removed', connectionId: 'new' });
    await pass();
    expect(client.connections.getState().ids).toEqual(['c1']);
  });

  it('does not take away a connection that is revoked here, whichever comes first', async () => {
    const { client, bank, last, pass } = await followed();
    bank.jobs.clear();
    last().tell({ type: 'job-changed', job: buildJob({ status: 'succeeded', updatedAt: at(1) }) });
    await pass();
    const release = bank.hold('revokeConnection');
    const run = client.run('c1', 'revoke');
    await pass();
    last().tell({ type: 'connection-removed', connectionId: 'c1' });
    await pass();
    release();
    expect((await run).outcome).toBe('succeeded');
    last().tell({ type: 'connection-removed', connectionId: 'c1' });
    await pass();
    expect(client.connections.getState().byId).toMatchObject({ c1: { status: 'revoked' } });
  });

  it('does not make the answer to a read that is under way count as old', async () => {
    const { client, bank, last, pass } = await followed();
    const release = bank.hold('getConnection');
    const reading = client.loadConnection('c1');
    await pass(second);
    last().tell({ type: 'connection-changed', connection: buildConnection() });
    await pass();
    release();
    await reading;
    expect(client.connections.getState().byId.c1?.detail?.profile).toBeDefined();
  });

  it('has consequences like an answer: the connection is read after a job has settled', async () => {
    const { bank, last, pass } = await followed();
    last().tell({ type: 'job-changed', job: buildJob({ status: 'succeeded', updatedAt: at(1) }) });
    await pass();
    expect(bank.called('getConnection')).toHaveLength(1);
  });

  it('is opened again after it was cut, ever more seldom', async () => {
    const { links, last, pass } = await followed();
    for (let cuts = 0; cuts < 8; cuts += 1) {
      last().cut();
      await pass(minute);
    }
    expect(links).toHaveLength(9);
    const before = links.length;
    last().cut();
    await pass(second - 1);
    expect(links).toHaveLength(before);
  });

  it.each(['not-supported', 'forbidden', 'unauthorized'] as const)('is not opened again after %s', async (code) => {
    const { links, last, pass } = await followed();
    last().cut(createConnectionsError(code));
    await pass(10 * minute);
    expect(links).toHaveLength(1);
  });

  it('is let go of while the page is hidden, offline or not shown, and taken up again', async () => {
    const { environment, links, last, pass, stop, client } = await followed();
    environment.setVisible(false);
    await pass();
    expect(last().signal.aborted).toBe(true);
    environment.setVisible(true);
    await pass();
    expect(links).toHaveLength(2);
    environment.setOnline(false);
    expect(last().signal.aborted).toBe(true);
    environment.setOnline(true);
    stop();
    expect(last().signal.aborted).toBe(true);
    client.start();
    await pass();
    expect(last().signal.aborted).toBe(false);
    client.dispose();
    expect(last().signal.aborted).toBe(true);
    await pass(minute);
    expect(environment.clock.pending()).toBe(0);
  });

  it('is not opened where the description does not name it', async () => {
    const { links, pass } = await followed({ can: false });
    await pass(minute);
    expect(links).toEqual([]);
  });

  it('is let go of at a log-out, and not followed for somebody who is not there', async () => {
    const { client, links, last, pass } = await followed();
    await client.clear();
    await pass(minute);
    expect(links).toHaveLength(1);
    expect(last().signal.aborted).toBe(true);
  });

  it('that comes after the log-out is dropped', async () => {
    const { client, last, pass } = await followed();
    const link = last();
    await client.clear();
    link.tell({ type: 'job-changed', job: buildJob({ id: 'late' }) });
    await pass(second);
    expect(client.jobs.getState().byId).toEqual({});
  });
});

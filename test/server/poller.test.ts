import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/core/model/connection';
import { createConnectionsError } from '../../src/core/model/errors';
import { createFailure } from '../../src/core/model/failure';
import type { Job } from '../../src/core/model/job';
import type { TransportEvent } from '../../src/core/transport';
import { createMemoryJournal } from '../../src/server';
import { createPoller } from '../../src/server/poller';
import { createFakeClock, createSequence } from '../../src/testing/environment';
import { at, buildConnection, buildJob } from '../core/builders';
import { createFakeTransport } from './fake-transport';

const second = 1_000;
const minute = 60 * second;

function prepare({ jobs = [] as Job[], connections = [buildConnection()] as Connection[] } = {}) {
  const clock = createFakeClock();
  const transport = createFakeTransport();
  const told: TransportEvent[] = [];
  const asked: number[] = [];
  const bank = { jobs, connections, isDown: false };
  transport.listJobs.mockImplementation(async () => {
    asked.push(clock.now());
    if (bank.isDown) throw createConnectionsError('network');
    return { items: bank.jobs };
  });
  transport.listConnections.mockImplementation(async () => ({ items: bank.connections }));
  const poller = createPoller({
    userId: 'user-1',
    journal: createMemoryJournal(),
    clock,
    random: createSequence(),
    transport: () => transport,
    tell(event) {
      const isNews = !told.some((one) => JSON.stringify(one) === JSON.stringify(event));
      if (isNews) told.push(event);
      return isNews;
    },
    report(thrown) {
      throw thrown;
    },
  });
  const { signal } = new AbortController();
  const poll = () => poller.poll(signal);
  /** Polls whenever it is time. */
  async function run(milliseconds: number): Promise<void> {
    const end = clock.now() + milliseconds;
    for (let delay = poller.delay(); clock.now() + delay < end; delay = poller.delay()) {
      expect(delay).toBeGreaterThan(0);
      await clock.advance(delay);
      await poll().catch(() => {});
    }
    await clock.advance(end - clock.now());
  }
  return { bank, clock, transport, told, asked, poller, poll, run };
}

const pauses = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

describe('the poller', () => {
  it('asks as often as a client while a job is under way: every second at first, at least every 15 seconds', async () => {
    const { poll, run, asked } = prepare({ jobs: [buildJob()] });
    await poll();
    await run(8 * second);
    expect(asked.length).toBeGreaterThanOrEqual(4);
    await run(10 * minute);
    expect(Math.min(...pauses(asked))).toBeGreaterThanOrEqual(second);
    expect(Math.max(...pauses(asked))).toBeLessThanOrEqual(15 * second);
  });

  it('asks every 15 to 30 seconds while nothing is under way', async () => {
    const unknownPurge = buildJob({ id: 'p', kind: 'purge', status: 'unknown', recordedBy: 'kit' });
    const { poll, run, asked } = prepare({ jobs: [buildJob({ status: 'succeeded' }), unknownPurge] });
    await poll();
    await run(10 * minute);
    expect(Math.min(...pauses(asked))).toBeGreaterThanOrEqual(15 * second);
    expect(Math.max(...pauses(asked))).toBeLessThanOrEqual(30 * second);
  });

  it('asks as soon as it is told to, also when that happens while it is asking', async () => {
    const { poll, poller, transport } = prepare();
    await poll();
    expect(poller.delay()).toBeGreaterThan(10 * second);
    poller.hasten({ connections: false });
    expect(poller.delay()).toBe(0);
    transport.listJobs.mockImplementationOnce(async () => {
      poller.hasten({ connections: false });
      return { items: [] };
    });
    await poll();
    expect(poller.delay()).toBe(0);
    await poll();
    expect(poller.delay()).toBeGreaterThan(10 * second);
  });

  it('asks no sooner than the provider allows, whoever hastens it', async () => {
    const { poll, poller, transport, clock } = prepare({ jobs: [buildJob()] });
    const retryAt = at(90);
    transport.listJobs.mockRejectedValueOnce(
      createConnectionsError('rate-limited', createFailure('rate-limited', { retryAt })),
    );
    await expect(poll()).rejects.toMatchObject({ code: 'rate-limited' });
    poller.hasten({ connections: true });
    expect(poller.delay()).toBe(90 * second);
    await clock.advance(90 * second);
    expect(poller.delay()).toBe(0);
    await poll();
    expect(poller.delay()).toBeLessThanOrEqual(15 * second);
  });

  it('asks ever more seldom while it fails', async () => {
    const { bank, poll, run, asked } = prepare({ jobs: [buildJob()] });
    await poll();
    bank.isDown = true;
    await run(20 * minute);
    expect(asked.length).toBeLessThan(60);
    expect(Math.max(...pauses(asked))).toBeLessThanOrEqual(minute);
  });

  it('asks every minute at least, however long it fails, also while nothing is under way', async () => {
    const { bank, poll, run, asked } = prepare();
    await poll();
    bank.isDown = true;
    await run(20 * minute);
    expect(Math.max(...pauses(asked))).toBeLessThanOrEqual(minute);
  });

  it('asks as often as before once it fails no more', async () => {
    const { bank, poll, run, asked } = prepare();
    await poll();
    bank.isDown = true;
    await run(10 * minute);
    bank.isDown = false;
    await run(minute);
    const recovered = asked.length - 1;
    await run(10 * minute);
    expect(Math.max(...pauses(asked.slice(recovered)))).toBeLessThanOrEqual(30 * second);
  });

  it('tells the jobs in the order in which they began, and of each once', async () => {
    const jobs = ['new', 'old'].map((id, index) => buildJob({ id, createdAt: at(-index), status: 'succeeded' }));
    const { poll, told } = prepare({ jobs });
    await poll();
    await poll();
    expect(told.map((event) => event.type === 'job-changed' && event.job.id)).toEqual(['old', 'new']);
  });

  it('reads the connections at first, every minute, and when a job has settled', async () => {
    const { bank, poll, run, transport } = prepare({ jobs: [buildJob()] });
    const reads = () => transport.listConnections.mock.calls.length;
    await poll();
    expect(reads()).toBe(1);
    await run(50 * second);
    expect(reads()).toBe(1);
    bank.jobs = [buildJob({ status: 'succeeded', updatedAt: at(1) })];
    await run(30 * second);
    const afterJob = reads();
    expect(afterJob).toBeGreaterThanOrEqual(2);
    await run(5 * minute);
    expect(reads() - afterJob).toBeGreaterThanOrEqual(3);
    expect(reads() - afterJob).toBeLessThanOrEqual(5);
  });

  it('tells of connections that came, changed and went, and not of those that were there', async () => {
    const { bank, poll, poller, told } = prepare({ connections: [buildConnection(), buildConnection({ id: 'c2' })] });
    const pollAll = () => {
      poller.hasten({ connections: true });
      return poll();
    };
    await poll();
    await pollAll();
    expect(told).toEqual([]);
    bank.connections = [buildConnection({ status: 'invalid' }), buildConnection({ id: 'c3' })];
    await pollAll();
    await pollAll();
    expect(told).toEqual([
      { type: 'connection-changed', connection: bank.connections[0] },
      { type: 'connection-changed', connection: bank.connections[1] },
      { type: 'connection-removed', connectionId: 'c2' },
    ]);
  });

  it('takes no connection for gone that may be on a page which was not read', async () => {
    const { poll, poller, told, transport } = prepare();
    await poll();
    transport.listConnections.mockImplementation(async () => ({ items: [], nextCursor: 'more' }));
    poller.hasten({ connections: true });
    await poll();
    expect(transport.listConnections.mock.calls.length).toBeLessThan(50);
    expect(told).toEqual([]);
  });

  it('reads the connections again after it could not', async () => {
    const { poll, transport } = prepare();
    transport.listConnections.mockRejectedValueOnce(createConnectionsError('network'));
    await expect(poll()).rejects.toMatchObject({ code: 'network' });
    await poll();
    expect(transport.listConnections).toHaveBeenCalledTimes(2);
  });
});

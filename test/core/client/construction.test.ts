import { describe, expect, it, vi } from 'vitest';
import { createConnectionsClient } from '../../../src/core/client/create-client';
import type { Environment } from '../../../src/core/client/environment';
import { createFakeEnvironment } from '../../../src/testing/environment';
import { buildDetail, buildJob, start } from '../builders';
import { setUp, setUpLoaded } from '../set-up';
import { createScriptedBank } from '../scripted-bank';

/** Surroundings that count whoever listens, and refuse to be written to. */
function watchedEnvironment() {
  const environment = createFakeEnvironment();
  const listeners = { visible: 0, online: 0 };
  const watch = (name: keyof typeof listeners): Environment['visible'] => ({
    get: environment[name].get,
    subscribe(listener) {
      const stop = environment[name].subscribe(listener);
      listeners[name] += 1;
      return () => {
        listeners[name] -= 1;
        stop();
      };
    },
  });
  const storage = { getItem: vi.fn(() => null), setItem: vi.fn(), removeItem: vi.fn() };
  const watched = { ...environment, visible: watch('visible'), online: watch('online'), storage };
  return { environment: watched, listeners, storage, clock: environment.clock };
}

describe('making a client', () => {
  it('has no effect outside the object: no request, no timer, no listener, nothing stored', async () => {
    const { environment, listeners, storage, clock } = watchedEnvironment();
    const bank = createScriptedBank([buildDetail()], clock.now);
    const channel = vi.fn();
    const initialState = { takenAt: start, connections: [buildDetail()], jobs: [buildJob()] };
    const options = { environment: { ...environment, channel }, scope: 'me', initialState };
    createConnectionsClient({ transport: bank.transport, ...options });
    await clock.advance(60_000);
    expect(bank.calls).toEqual([]);
    expect(clock.pending()).toBe(0);
    expect(listeners).toEqual({ visible: 0, online: 0 });
    expect(channel).not.toHaveBeenCalled();
    for (const use of Object.values(storage)) expect(use).not.toHaveBeenCalled();
  });

  it('begins with nothing known', () => {
    const { client } = setUp();
    expect(client.connections.getState()).toMatchObject({
      ids: [],
      byId: {},
      load: { status: 'idle', complete: false },
    });
    expect(client.jobs.getState()).toMatchObject({ byId: {}, load: { status: 'idle', complete: false } });
  });
});

describe('starting a client', () => {
  it('listens once, however often it is started, and until the last stop', () => {
    const { environment, listeners } = watchedEnvironment();
    const { client } = setUp({ environment });
    const stops = [client.start(), client.start()];
    expect(listeners).toEqual({ visible: 1, online: 1 });
    stops[0]?.();
    stops[0]?.();
    expect(listeners).toEqual({ visible: 1, online: 1 });
    stops[1]?.();
    expect(listeners).toEqual({ visible: 0, online: 0 });
  });

  it('asks for nothing while there is nothing to follow', async () => {
    const { client, bank, environment, pass } = setUp();
    client.start();
    await pass(60_000);
    expect(bank.calls).toEqual([]);
    expect(environment.clock.pending()).toBe(0);
  });

  it('can be done again after a stop', async () => {
    const { client, bank, pass } = await setUpLoaded();
    client.start()();
    client.start();
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(2000);
    expect((await run).outcome).toBe('succeeded');
  });

  it('stops asking when it is stopped, and goes on from there when it is started again', async () => {
    const bank = createScriptedBank([buildDetail()], () => Date.parse(start));
    bank.jobs.set('j1', buildJob());
    const { client, environment, pass } = await setUpLoaded({ bank });
    const stop = client.start();
    await pass(1500);
    const asked = bank.called('getJob').length;
    expect(asked).toBeGreaterThan(0);
    stop();
    await pass(60_000);
    expect(bank.called('getJob')).toHaveLength(asked);
    expect(environment.clock.pending()).toBe(0);
    client.start();
    await pass();
    expect(bank.called('getJob')).toHaveLength(asked + 1);
  });
});

describe('two clients', () => {
  it('share nothing', async () => {
    const one = await setUpLoaded();
    const other = setUp();
    expect(other.client.connections.getState().ids).toEqual([]);
    const run = one.client.run('c1', 'purge');
    await other.client.load();
    expect((await run).outcome).toBe('succeeded');
    expect(one.connection().purgedAt).toBeDefined();
    expect(other.connection().purgedAt).toBeUndefined();
    expect(other.jobs()).toEqual([]);
    expect(other.events).toEqual([]);
    one.client.dispose();
    await other.client.loadConnection('c1');
    expect(other.connection().detail?.profile?.fullName).toBe('G••• B•••');
  });
});

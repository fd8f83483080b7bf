import type { ReactElement } from 'react';
import { act } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useAction, useAvailability, type ActionResult, type UseAction } from 'connections-kit';
import type { ActionName } from 'connections-kit/core';
import { at, buildDetail } from '../core/builders';
import { createProbe, renderScripted } from './set-up';

const probeOf = (action: ActionName) => createProbe(() => useAction('c1', action));

/** Runs it and does not wait for its end. */
async function press({ current }: { current(): UseAction }): Promise<Promise<ActionResult>[]> {
  const results: Promise<ActionResult>[] = [];
  await act(async () => void results.push(current().run()));
  return results;
}

async function renderLoaded(probe: { element: ReactElement }, options?: Parameters<typeof renderScripted>[1]) {
  const rendered = await renderScripted(probe.element, options);
  await act(() => rendered.client.load());
  return rendered;
}

describe('useAction', () => {
  it('loads the connection that nobody else has: a button works alone on a page', async () => {
    const probe = probeOf('refresh');
    const { bank, advance } = await renderScripted(
      <>
        {probe.element}
        {probe.element}
      </>,
    );
    await advance(0);
    expect(probe.current().availability).toEqual({ available: true });
    expect(bank.called('getConnection')).toHaveLength(1);
  });

  it('says that it runs, then that it does not, and how it went', async () => {
    const probe = probeOf('refresh');
    const { bank, advance } = await renderLoaded(probe);
    expect(probe.current()).toMatchObject({ availability: { available: true }, running: false });
    await press(probe);
    expect(probe.current()).toMatchObject({ availability: { available: false, reason: 'busy' }, running: true });
    expect(probe.current().result).toBeUndefined();
    bank.say('refresh-1', { status: 'succeeded' });
    await advance(2_000);
    expect(probe.current()).toMatchObject({ running: false, result: { outcome: 'succeeded' } });
  });

  it('joins what runs: a second press sends nothing and has the same result', async () => {
    const probe = probeOf('refresh');
    const { bank, advance } = await renderLoaded(probe);
    const [first] = await press(probe);
    const [second] = await press(probe);
    expect(bank.called('refreshConnection')).toHaveLength(1);
    bank.say('refresh-1', { status: 'succeeded' });
    await advance(2_000);
    expect(await second).toEqual(await first);
  });

  it('runs for every button of the same gesture, and for no other gesture', async () => {
    const probe = createProbe(() => ({
      one: useAction('c1', 'purgeAndRefresh').running,
      another: useAction('c1', 'purgeAndRefresh').running,
      refresh: useAction('c1', 'refresh').running,
      purge: useAction('c1', 'purge').running,
      elsewhere: useAction('c2', 'purgeAndRefresh').running,
    }));
    const { client } = await renderLoaded(probe, { connections: [buildDetail(), buildDetail({ id: 'c2' })] });
    await act(async () => void client.run('c1', 'purgeAndRefresh'));
    expect(probe.current()).toEqual({ one: true, another: true, refresh: false, purge: false, elsewhere: false });
  });

  it('does not reject when it fails: the failure is in the result', async () => {
    const probe = probeOf('purge');
    const { bank } = await renderLoaded(probe);
    bank.fail('purgeConnection', 'forbidden');
    await press(probe);
    expect(probe.current().result).toMatchObject({ outcome: 'failed', failure: { code: 'forbidden' } });
  });

  it('lets go of its result when it is unmounted first, and the action goes on', async () => {
    const probe = probeOf('purge');
    const { bank, rerender } = await renderLoaded(probe);
    const release = bank.hold('purgeConnection');
    const [result] = await press(probe);
    rerender(<p />);
    release();
    expect(await result).toMatchObject({ outcome: 'succeeded' });
    expect(probe.current().result).toBeUndefined();
  });
});

describe('useAvailability', () => {
  const probeRefresh = () => createProbe(() => useAvailability('c1', 'refresh'));

  it('follows the network', async () => {
    const probe = probeRefresh();
    const { environment } = await renderLoaded(probe);
    act(() => environment.setOnline(false));
    expect(probe.current()).toEqual({ available: false, reason: 'offline' });
    act(() => environment.setOnline(true));
    expect(probe.current()).toEqual({ available: true });
  });

  it('follows a cool-down to its end', async () => {
    const probe = probeRefresh();
    const { advance } = await renderLoaded(probe, { connections: [buildDetail({ refreshAvailableAt: at(90) })] });
    expect(probe.current()).toEqual({ available: false, reason: 'cool-down', until: at(90) });
    await advance(89_000);
    expect(probe.current()).toMatchObject({ available: false });
    await advance(2_000);
    expect(probe.current()).toEqual({ available: true });
  });

  it('follows the status, and what this user may do', async () => {
    const probe = createProbe(() => [useAvailability('c1', 'purge'), useAvailability('c1', 'refresh')] as const);
    await renderLoaded(probe, {
      connections: [buildDetail({ status: 'invalid' })],
      prepare: (bank) =>
        void (bank.description = { can: ['purge', 'revoke'], denied: ['refresh'], revokeData: 'kept' }),
    });
    expect(probe.current()).toEqual([
      { available: false, reason: 'status' },
      { available: false, reason: 'forbidden' },
    ]);
  });

  it('follows the end of the session', async () => {
    const probe = probeRefresh();
    const { bank, client, advance } = await renderLoaded(probe);
    bank.signedOut = true;
    await act(() => client.loadConnection('c1'));
    await advance(1_000);
    expect(probe.current()).toEqual({ available: false, reason: 'signed-out' });
  });

  it('is the same object while nothing changes', async () => {
    const probe = probeRefresh();
    const { advance } = await renderLoaded(probe);
    const before = probe.current();
    await advance(10_000);
    expect(probe.current()).toBe(before);
  });
});

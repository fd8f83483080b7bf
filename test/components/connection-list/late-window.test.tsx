/** What places the rows of a long list, on a network that fails. */
import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionList } from 'connections-kit';
import { createFakeEnvironment } from 'connections-kit/testing';
import { renderScripted } from '../../react/set-up';
import type * as rowWindow from '../../../src/components/connection-list/row-window';
import { numbered } from './set-up';

type RowWindow = typeof rowWindow;

/** Another function with each test, for what has come is remembered by it. */
const network = vi.hoisted(() => ({
  asked: [] as { resolve(module: RowWindow): void; reject(error: Error): void }[],
  load: undefined as (() => Promise<RowWindow>) | undefined,
}));
vi.mock('../../../src/components/connection-list/load-row-window', () => ({
  get loadRowWindow() {
    return network.load;
  },
}));
// What comes late here would be waited for before a page is rendered.
vi.mock('../../../src/testing/react/preload', () => ({ preload: () => Promise.resolve() }));

const comes = async () => {
  const module = await import('../../../src/components/connection-list/row-window');
  await act(async () => network.asked.splice(0).forEach(({ resolve }) => resolve(module)));
};
const fails = () => act(async () => network.asked.splice(0).forEach(({ reject }) => reject(new Error('network'))));
const rows = () => screen.getAllByRole('listitem').length;
const isPlaced = () => screen.getByRole('list').style.blockSize !== '';
const renderLong = (environment = createFakeEnvironment()) =>
  renderScripted(<ConnectionList />, {
    environment,
    connections: numbered(101),
    prepare: (bank) => (bank.pageSize = 101),
  });

beforeEach(() => {
  network.asked = [];
  network.load = () => new Promise((resolve, reject) => void network.asked.push({ resolve, reject }));
});

describe('a window that does not come', () => {
  it('leaves every row on the page, and is asked for again after a pause', async () => {
    const { advance } = await renderLong();
    await fails();
    expect(rows()).toBe(101);
    await advance(29_999);
    expect(network.asked).toEqual([]);
    await advance(1);
    await fails();
    expect(rows()).toBe(101);
    await advance(30_000);
    await comes();
    expect(isPlaced()).toBe(true);
    expect(rows()).toBeLessThan(60);
  });

  it('is asked for at once when the page is online again, and not while it is offline', async () => {
    const environment = createFakeEnvironment();
    await renderLong(environment);
    await fails();
    act(() => environment.setOnline(false));
    expect(network.asked).toEqual([]);
    act(() => environment.setOnline(true));
    await comes();
    expect(isPlaced()).toBe(true);
  });

  it('is asked for by the next list, and by none that has gone', async () => {
    const { environment, unmount } = await renderLong();
    await fails();
    unmount();
    await Promise.resolve();
    expect(environment.clock.pending()).toBe(0);
    await renderLong();
    await comes();
    expect(isPlaced()).toBe(true);
  });
});

it('is there at once for a list after the first', async () => {
  const { unmount } = await renderLong();
  await comes();
  unmount();
  await renderLong();
  expect(network.asked).toEqual([]);
  expect(isPlaced()).toBe(true);
});

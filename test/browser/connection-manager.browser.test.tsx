import { act, render, screen, within } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import 'connections-kit/styles.css';
import { ConnectionManager, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { freezeStates } from '../core/freeze';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const dialog = () => within(screen.getByRole('dialog'));

/** On a bank where all goes well; every state of the client is frozen to its depth. */
async function renderManager({ width = '70rem', scenario = 'happy' } = {}) {
  const environment = createFakeEnvironment();
  const transport = createSandboxTransport({ clock: environment.clock, scenario });
  const client = freezeStates(createConnectionsClient({ transport, environment }));
  render(
    <div style={{ width }}>
      <ConnectionsProvider client={client} timeZone="UTC">
        <ConnectionManager />
      </ConnectionsProvider>
    </div>,
  );
  const advance = (milliseconds: number) => act(() => environment.clock.advance(milliseconds));
  /** A real press, and what it brings. */
  const press = async (element: HTMLElement) => {
    await userEvent.click(element);
    await advance(0);
  };
  await advance(0);
  return { client, advance, press };
}

// Real presses are not within `act`; React is to render what they bring by itself.
beforeEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false }));
afterEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

describe('with every state frozen, nothing throws', () => {
  it('through a refresh', async () => {
    const { advance, press } = await renderManager();
    await press(button('Refresh'));
    await advance(1_000);
    expect(screen.getByText('Signing in at the bank')).toBeVisible();
    await advance(60_000);
    expect(button('Refresh')).toBeVisible();
  });

  it('through a purge and a refresh, of which the second fails and is made again', async () => {
    const { advance, press } = await renderManager({ scenario: 'refresh-fails-after-purge' });
    await press(button('Purge and refresh'));
    await press(dialog().getByRole('button', { name: 'Purge and refresh' }));
    expect(screen.queryByText(/•••@/)).toBeNull();
    await advance(60_000);
    const notice = within(screen.getAllByRole('status')[0] ?? document.body);
    expect(notice.getByText('The data was deleted, but the refresh after it failed.')).toBeVisible();
    await press(notice.getByRole('button', { name: 'Refresh' }));
    await advance(60_000);
    expect(screen.getAllByText(/•••@/)[0]).toBeVisible();
  });

  it('through a revoke that deletes the data first', async () => {
    const { advance, press } = await renderManager();
    await press(button('Revoke'));
    await press(dialog().getByRole('radio', { name: 'Delete it' }));
    await press(dialog().getByRole('button', { name: 'Delete and revoke' }));
    await advance(1_000);
    expect(screen.getByText('Sharing has stopped.')).toBeVisible();
  });
});

describe('the focus', () => {
  it('is in the dialog while it is open, on what does no harm', async () => {
    const { press } = await renderManager();
    await press(button('Purge data'));
    expect(dialog().getByRole('button', { name: 'Cancel' })).toHaveFocus();
  });

  it.each<[string, (press: (element: HTMLElement) => Promise<void>) => Promise<void>]>([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['Cancel', (press) => press(dialog().getByRole('button', { name: 'Cancel' }))],
  ])('goes back to the button after %s', async (_name, leave) => {
    const { press, advance } = await renderManager();
    await press(button('Purge data'));
    await leave(press);
    await advance(0);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button('Purge data')).toHaveFocus();
  });

  it('goes back to the button that works now', async () => {
    const { press } = await renderManager();
    await press(button('Purge and refresh'));
    await press(dialog().getByRole('button', { name: 'Purge and refresh' }));
    expect(button('Refreshing…')).toHaveFocus();
  });
});

describe('in a narrow container', () => {
  it('the list comes first, also where the window is wide', async () => {
    await renderManager({ width: '24rem' });
    expect(window.innerWidth).toBeGreaterThan(24 * 16);
    expect(button(/Hooli Bank/)).toBeVisible();
    expect(screen.queryByRole('tablist')).toBeNull();
  });

  it('nothing stands out of it', async () => {
    const { press } = await renderManager({ width: '20rem' });
    const manager = document.querySelector('[data-ck="connection-manager"]');
    expect(manager?.scrollWidth).toBe(manager?.clientWidth);
    await press(button(/Hooli Bank/));
    expect(screen.getByRole('tablist')).toBeVisible();
    expect(manager?.scrollWidth).toBe(manager?.clientWidth);
  });
});

it.each([
  ['44.5rem', 'beside the list there is no way back to it', false],
  ['43rem', 'in the place of the list there is', true],
])('at %s: %s', async (width, _words, hasWayBack) => {
  const { press } = await renderManager({ width });
  const [row] = document.querySelectorAll<HTMLElement>('[data-ck="connection-list-button"]');
  if (!row) throw new Error('There is a row.');
  await press(row);
  const [list, back] = ['connection-list', 'back'].map((slot) => document.querySelector(`[data-ck="${slot}"]`));
  expect(back?.checkVisibility()).toBe(hasWayBack);
  expect(list?.checkVisibility()).toBe(!hasWayBack);
});

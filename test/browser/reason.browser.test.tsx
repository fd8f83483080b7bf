/** The reason of a button that cannot be used, in a real Chromium: a pointer comes and goes. */
import { render, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import 'connections-kit/styles.css';
import { ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { Button } from '../../src/components/shared/button';

beforeEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false }));
afterEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

function renderButtons() {
  render(
    <ConnectionsProvider client={createConnectionsClient({ transport: createSandboxTransport() })}>
      <div style={{ padding: 40 }}>
        <Button reason="You are offline.">Refresh</Button>
      </div>
      <button>elsewhere</button>
    </ConnectionsProvider>,
  );
}
const reason = () => screen.getByText('You are offline.');
const refresh = () => screen.getByRole('button', { name: 'Refresh' });

describe('the reason of a button', () => {
  it('is put away by Escape, wherever the focus is, and comes with the next look', async () => {
    renderButtons();
    await userEvent.hover(refresh());
    await expect.element(reason()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(reason()).not.toBeVisible();
    expect(refresh(), 'a screen reader has it all the same').toHaveAccessibleDescription('You are offline.');
    await userEvent.hover(screen.getByText('elsewhere'));
    await userEvent.hover(refresh());
    await expect.element(reason()).toBeVisible();
  });

  it('stays while the pointer goes onto it', async () => {
    renderButtons();
    await userEvent.hover(refresh());
    const [from, to] = [refresh().getBoundingClientRect(), reason().getBoundingClientRect()];
    const between = document.elementFromPoint(to.left + 10, (from.bottom + to.top) / 2);
    expect(between).toBe(reason());
    await userEvent.hover(reason());
    await expect.element(reason()).toBeVisible();
  });

  it('widens no page while it is not seen', async () => {
    renderButtons();
    expect(getComputedStyle(reason()).display).toBe('none');
  });
});

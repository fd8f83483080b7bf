/** The reason of a button that cannot be used, in a real Chromium: a pointer comes and goes. */
import { render, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import 'connections-kit/styles.css';
import { ConnectionManager, ConnectionsProvider } from 'connections-kit';
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

  it.each([
    ['ltr', 320],
    ['rtl', 320],
    ['ltr', 1040],
    ['rtl', 1040],
  ] as const)(
    'is not cut off at the end of a row of buttons (%s, %i px), and a pointer gets onto it',
    async (dir, width) => {
      const client = createConnectionsClient({ transport: createSandboxTransport({ scenario: 'slow' }) });
      await client.load();
      const [connectionId = ''] = client.connections.getState().ids;
      void client.run(connectionId, 'refresh');
      render(
        <div style={{ inlineSize: width }}>
          <ConnectionsProvider client={client} dir={dir}>
            <ConnectionManager connectionId={connectionId} />
          </ConnectionsProvider>
        </div>,
      );
      const bounds = document.querySelector('[data-ck="connection-manager"]')?.getBoundingClientRect() ?? new DOMRect();
      const reasons = document.querySelectorAll('[data-ck="connection-actions"] [data-ck="reason"]');
      expect(reasons.length).toBeGreaterThan(2);
      for (const said of reasons) {
        const button = said.parentElement?.querySelector('button');
        if (!button) throw new Error('A reason stands without its button.');
        await userEvent.hover(button);
        const [from, to] = [button.getBoundingClientRect(), said.getBoundingClientRect()];
        expect(to.width).toBeGreaterThan(0);
        expect(to.left).toBeGreaterThanOrEqual(bounds.left);
        expect(to.right).toBeLessThanOrEqual(bounds.right);
        expect(to.top - from.bottom).toBeLessThan(12);
        const x = (Math.max(from.left, to.left) + Math.min(from.right, to.right)) / 2;
        expect(document.elementFromPoint(x, (from.bottom + to.top) / 2)).toBe(said);
      }
    },
  );
});

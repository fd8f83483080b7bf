import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect, useState } from 'react';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import {
  createConnectionsClient,
  type ActionName,
  type ConnectionsClient,
  type Environment,
  type Transport,
} from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { createFastClock, StoryProvider, withSandbox } from './sandbox';

/** A page that has begun an action is closed in the middle of it, and opened again. */
async function interrupt(action: ActionName): Promise<ConnectionsClient> {
  const clock = createFastClock(8);
  const stored = new Map<string, string>();
  const environment: Partial<Environment> = {
    clock,
    locks: null,
    channel: null,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
  };
  const bank = createSandboxTransport({ clock, scenario: 'happy' });
  const endless = () => new Promise<never>(() => {});
  const closing: Transport = { ...bank, refreshConnection: endless, revokeConnection: endless };
  const first = createConnectionsClient({ scope: 'story', transport: closing, environment });
  const stop = first.start();
  await first.load();
  const [id = ''] = first.connections.getState().ids;
  void first.run(id, action);
  await new Promise((resolve) => setTimeout(resolve, 50));
  stop();
  first.dispose();
  return createConnectionsClient({ scope: 'story', transport: bank, environment });
}

function Interrupted({ action }: { action: ActionName }) {
  const [client, setClient] = useState<ConnectionsClient>();
  useEffect(() => void interrupt(action).then(setClient), [action]);
  return client ? (
    <StoryProvider client={client}>
      <ConnectionManager />
    </StoryProvider>
  ) : null;
}

const meta = {
  title: 'Workflows/Interrupted',
  component: Interrupted,
  args: { action: 'purgeAndRefresh' },
} satisfies Meta<typeof Interrupted>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The data was deleted, and the page closed before the refresh: that alone is offered. */
export const RefreshIsLeft: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const said = await page.findByText(/The refresh after it was interrupted and is still to be done/);
    const notice = said.closest<HTMLElement>('[data-ck="notice"]');
    await expect(canvasElement.querySelectorAll('[data-ck="connection-notices"] [data-ck="notice"]')).toHaveLength(1);
    if (notice) await userEvent.click(within(notice).getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(page.queryByText(/still to be done/)).toBeNull());
  },
};

/** The data was deleted, and the link not yet ended. */
export const RevokeIsLeft: Story = {
  args: { action: 'purgeAndRevoke' },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText(/The connection is still to be ended/)).toBeVisible();
    await expect(page.getAllByRole('button', { name: 'Revoke' })).toHaveLength(2);
  },
};

/** Nobody knows whether the data was deleted: it is said so, and the person decides. */
export const PurgeIsLost: Story = {
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'answer-lost', speed: 8 } },
  render: () => <ConnectionManager />,
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
    await userEvent.click(page.getByRole('button', { name: 'Purge data' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Purge data' }));
    const said = await page.findByText(/We do not know whether the data of Hooli Bank was deleted/);
    const notice = said.closest<HTMLElement>('[data-ck="notice"]');
    await expect(notice && within(notice).getByRole('button', { name: 'Check again' })).toBeVisible();
    await expect(notice && within(notice).getByRole('button', { name: 'Purge data' })).toBeVisible();
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { withSandbox } from './sandbox';

const meta = {
  title: 'Workflows/Purge and refresh',
  component: ConnectionManager,
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'happy', speed: 8 } },
} satisfies Meta<typeof ConnectionManager>;
export default meta;
type Story = StoryObj<typeof meta>;

async function purgeAndRefresh(page: ReturnType<typeof within>): Promise<void> {
  await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
  await page.findAllByText(/•••@/);
  await userEvent.click(page.getByRole('button', { name: 'Purge and refresh' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Purge and refresh' }));
}

/** One gesture: the data is deleted at once, then fetched anew. */
export const InOneGesture: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await purgeAndRefresh(page);
    await waitFor(() => expect(page.queryByText(/•••@/)).toBeNull());
    await waitFor(() => expect(page.getAllByText(/•••@/)[0]).toBeVisible(), { timeout: 8_000 });
    await userEvent.click(page.getByRole('tab', { name: /Job history/ }));
    await expect(await page.findByRole('button', { name: /^Purge · data deleted/ })).toBeVisible();
  },
};

/** Purged, but the refresh failed: said exactly so, and the refresh alone is offered again. */
export const RefreshFails: Story = {
  parameters: { sandbox: { scenario: 'refresh-fails-after-purge', speed: 8 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await purgeAndRefresh(page);
    const notice = await page.findByText(
      'The data was deleted, but the refresh after it failed.',
      {},
      { timeout: 8_000 },
    );
    await expect(notice).toBeVisible();
    const region = within(page.getAllByRole('status').find((status) => status.contains(notice)) ?? notice);
    await userEvent.click(region.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(page.getAllByText(/•••@/)[0]).toBeVisible(), { timeout: 8_000 });
    await expect(page.queryByText('The data was deleted, but the refresh after it failed.')).toBeNull();
  },
};

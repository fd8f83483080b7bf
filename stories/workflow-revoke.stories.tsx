import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { withSandbox } from './sandbox';

const meta = {
  title: 'Workflows/Revoke',
  component: ConnectionManager,
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'happy' } },
} satisfies Meta<typeof ConnectionManager>;
export default meta;
type Story = StoryObj<typeof meta>;

async function revoke(canvasElement: HTMLElement, data: 'Keep it' | 'Delete it', submit: string): Promise<void> {
  const page = within(canvasElement);
  const row = await page.findByRole('button', { name: /Hooli Bank/ });
  await userEvent.click(row);
  await userEvent.click(await page.findByRole('button', { name: 'Revoke' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('radio', { name: data }));
  await userEvent.click(dialog.getByRole('button', { name: submit }));
  await waitFor(() => expect(within(row).getByText('Revoked')).toBeVisible());
  await userEvent.click(page.getByRole('tab', { name: /Job history/ }));
  await expect(await page.findByRole('button', { name: /^Revoke · link ended/ })).toBeVisible();
}

/** The link ends; what is stored already stays. */
export const DataKept: Story = {
  play: async ({ canvasElement }) => {
    await revoke(canvasElement, 'Keep it', 'Revoke');
    await expect(within(canvasElement).queryByText(/data deleted/)).toBeNull();
  },
};

/** The data is deleted first; only then the link ends. */
export const DataDeleted: Story = {
  play: async ({ canvasElement }) => {
    await revoke(canvasElement, 'Delete it', 'Delete and revoke');
    await expect(within(canvasElement).getByText(/data deleted/)).toBeVisible();
  },
};

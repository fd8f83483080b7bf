import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { withSandbox } from './sandbox';

const meta = {
  title: 'Workflows/Refresh only',
  component: ConnectionManager,
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'happy', speed: 8 } },
} satisfies Meta<typeof ConnectionManager>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Choose the connection, press Refresh, follow its steps, find the job in the history. */
export const RefreshOnly: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
    await userEvent.click(page.getByRole('button', { name: 'Refresh' }));
    await expect(await page.findByText(/^Sign(ing|ed) in at the bank$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Refreshing…' })).toHaveFocus();
    await waitFor(() => expect(page.queryByText(/^Sign(ing|ed) in at the bank$/)).toBeNull(), { timeout: 8_000 });
    await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible();
    await userEvent.click(page.getByRole('tab', { name: /Job history/ }));
    await expect((await page.findAllByRole('button', { name: /^Refresh · 3 steps/ })).length).toBeGreaterThan(1);
  },
};

/** The code that the bank sent is asked for where the job waits. */
export const WithCode: Story = {
  parameters: { sandbox: { scenario: 'mfa', speed: 8 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
    await userEvent.click(page.getByRole('button', { name: 'Refresh' }));
    const input = await page.findByRole('textbox', {}, { timeout: 5_000 });
    await expect(page.queryByText(/\d{3}/, { selector: '[data-ck="challenge"] *' })).toBeNull();
    await userEvent.type(input, '123456');
    await userEvent.click(page.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible(), { timeout: 8_000 });
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionProfile, type ConnectionProfileProps } from 'connections-kit';
import { playground } from './playground';
import { AtInstitution, withSandbox } from './sandbox';

const meta = {
  title: 'Components/Receipt',
  component: ConnectionProfile,
  decorators: [withSandbox],
  args: { connectionId: '' },
  render: (args) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <ConnectionProfile {...args} connectionId={connectionId} />}
    </AtInstitution>
  ),
  parameters: { sandbox: { scenario: 'happy' } },
} satisfies Meta<typeof ConnectionProfile>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Purge or revoke, then show the receipt. */
export const Playground = playground<ConnectionProfileProps>(
  (props) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <ConnectionProfile {...props} connectionId={connectionId} />}
    </AtInstitution>
  ),
  'happy',
);

async function act(canvasElement: HTMLElement, action: string, choose?: string) {
  const page = within(canvasElement);
  await userEvent.click(await page.findByRole('button', { name: action }));
  const dialog = within(await screen.findByRole('dialog'));
  if (choose !== undefined) await userEvent.click(dialog.getByRole('radio', { name: choose }));
  await userEvent.click(dialog.getAllByRole('button').at(-1) as HTMLElement);
  await userEvent.click(await page.findByRole('button', { name: 'Show receipt' }, { timeout: 8_000 }));
  return within(await screen.findByRole('dialog', { name: 'Receipt' }));
}

/** What was deleted, when, under which reference, and that the link goes on. */
export const AfterAPurge: Story = {
  play: async ({ canvasElement }) => {
    const receipt = await act(canvasElement, 'Purge data');
    await expect(receipt.getByText('Done')).toBeVisible();
    await expect(receipt.getByText('The connection was not ended.')).toBeVisible();
    await expect(receipt.getAllByText(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+1[01]:00$/)[0]).toBeVisible();
    await expect(receipt.getByRole('button', { name: 'Close' })).toHaveFocus();
  },
};

/** Deleted first, then ended: one receipt for both. It is put away by its own button, and stays in the job history. */
export const AfterARevoke: Story = {
  play: async ({ canvasElement }) => {
    const receipt = await act(canvasElement, 'Revoke', 'Delete it');
    await expect(receipt.getAllByText('Done')).toHaveLength(2);
    await userEvent.click(receipt.getByRole('button', { name: 'Close' }));
    const page = within(canvasElement);
    await waitFor(() => expect(page.getByRole('button', { name: 'Show receipt' })).toHaveFocus());
    await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
    await expect(page.queryByRole('button', { name: 'Show receipt' })).toBeNull();
    await expect(page.getByRole('heading', { name: 'Hooli Bank' })).toHaveFocus();
  },
};

/** The answer was lost: nothing is said to be done. */
export const NotConfirmed: Story = {
  parameters: { sandbox: { scenario: 'answer-lost', speed: 40 } },
  play: async ({ canvasElement }) => {
    const receipt = await act(canvasElement, 'Purge data');
    await expect(receipt.getByText('Not confirmed')).toBeVisible();
    await expect(receipt.queryByText('Done')).toBeNull();
  },
};

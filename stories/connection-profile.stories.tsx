import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { ConnectionProfile } from 'connections-kit';
import { AtInstitution, withSandbox } from './sandbox';

const meta = {
  title: 'Components/ConnectionProfile',
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

/** Personal data is masked until the person reveals it, and hidden again. */
export const MaskedAndRevealed: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const reveal = await page.findByRole('button', { name: 'Reveal E-mail' });
    await expect(page.getAllByText(/^\p{L}•••@/u)[0]).toBeVisible();
    await userEvent.click(reveal);
    await expect((await page.findAllByText(/^[\w.+]+@[\w.]+$/))[0]).toBeVisible();
    await expect(page.getByText(/Hidden again in/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Hide E-mail' }));
    await expect(page.queryByText(/^[\w.+]+@[\w.]+$/)).toBeNull();
  },
};

export const SignInRejected: Story = {
  parameters: { sandbox: { scenario: 'credentials-rejected' } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText(/did not accept the saved sign-in/)).toBeVisible();
    await expect(page.getByText('You')).toBeVisible();
  },
};

export const BankDown: Story = {
  parameters: { sandbox: { scenario: 'bank-down' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/not reachable at present/)).toBeVisible();
  },
};

export const UnknownStatus: Story = {
  parameters: { sandbox: { scenario: 'unknown-status' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/a status that we do not know/)).toBeVisible();
  },
};

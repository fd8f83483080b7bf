import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionActions, type ConnectionActionsProps } from 'connections-kit';
import { playground } from './playground';
import { AtInstitution, EveryConnection, withSandbox } from './sandbox';

const meta = {
  title: 'Components/ConnectionActions',
  component: ConnectionActions,
  decorators: [withSandbox],
  args: { connectionId: '' },
  render: (args) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <ConnectionActions {...args} connectionId={connectionId} />}
    </AtInstitution>
  ),
  parameters: { sandbox: { scenario: 'happy' } },
} satisfies Meta<typeof ConnectionActions>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = playground<ConnectionActionsProps>(
  (props) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <ConnectionActions {...props} connectionId={connectionId} />}
    </AtInstitution>
  ),
  'happy',
);

/** What each bank of the sandbox leaves to do. */
export const EveryScenario: Story = {
  parameters: { sandbox: { scenario: {} } },
  render: (args) => (
    <EveryConnection>{(connectionId) => <ConnectionActions {...args} connectionId={connectionId} />}</EveryConnection>
  ),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect((await page.findAllByRole('button', { name: 'Refresh' })).length).toBeGreaterThan(10);
    await expect(page.getByRole('button', { name: 'Renew access' })).toBeVisible();
  },
};

export const Active: Story = {
  play: async ({ canvasElement }) => {
    const refresh = await within(canvasElement).findByRole('button', { name: 'Refresh' });
    await expect(refresh).not.toHaveAttribute('aria-disabled');
  },
};

/** A disabled action can be reached by keyboard and says why it is disabled. */
export const DisabledWithReason: Story = {
  parameters: { sandbox: { scenario: 'credentials-rejected' } },
  play: async ({ canvasElement }) => {
    const purge = await within(canvasElement).findByRole('button', { name: 'Purge data' });
    await expect(purge).toHaveAttribute('aria-disabled', 'true');
    await expect(purge).toHaveAccessibleDescription(/only while a connection is active/);
    purge.focus();
    await expect(purge).toHaveFocus();
    await userEvent.click(purge);
    await expect(screen.queryByRole('dialog')).toBeNull();
  },
};

/** After one attempt the bank says when the next is possible: the time until then counts down, and then it is. */
export const CoolDown: Story = {
  parameters: { sandbox: { scenario: 'rate-limited', speed: 100 } },
  play: async ({ canvasElement }) => {
    const refresh = await within(canvasElement).findByRole('button', { name: 'Refresh' });
    await userEvent.click(refresh);
    await waitFor(() => expect(refresh).toHaveAccessibleDescription(/Available again/));
    await expect(within(canvasElement).getByText(/^Available again in (10|\d):\d\d$/)).toBeVisible();
    await waitFor(() => expect(refresh).not.toHaveAttribute('aria-disabled'), { timeout: 10_000 });
    await expect(within(canvasElement).queryByText(/^Available again in/)).toBeNull();
  },
};

/** A destructive action says what it will do and what it will not; Escape changes nothing and gives the focus back. */
export const ConfirmPurge: Story = {
  play: async ({ canvasElement }) => {
    const purge = await within(canvasElement).findByRole('button', { name: 'Purge data' });
    await userEvent.click(purge);
    const dialog = await screen.findByRole('dialog');
    await expect(within(dialog).getByText('What will happen')).toBeVisible();
    await expect(within(dialog).getByText('What will not happen')).toBeVisible();
    await expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await expect(purge).toHaveFocus();
  },
};

export const ConfirmRevoke: Story = {
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Revoke' }));
    const dialog = within(await screen.findByRole('dialog'));
    await expect(dialog.getByRole('radio', { name: 'Keep it' })).toBeChecked();
    await userEvent.click(dialog.getByRole('radio', { name: 'Delete it' }));
    await expect(dialog.getByRole('button', { name: 'Delete and revoke' })).toBeVisible();
  },
};

/** A set-up that was not finished is gone on with at the bank. */
export const Unfinished: Story = {
  parameters: { sandbox: { scenario: 'stuck-in-pre-init' } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByRole('button', { name: 'Continue at your bank' })).toHaveAttribute(
      'data-look',
      'primary',
    );
    await expect(page.getByRole('button', { name: 'Refresh' })).toHaveAttribute('data-look', 'plain');
  },
};

/** A set-up that failed is tried again. */
export const SetUpFailed: Story = {
  parameters: { sandbox: { scenario: 'setup-failed' } },
  play: async ({ canvasElement }) => {
    const again = await within(canvasElement).findByRole('button', { name: 'Set up again at your bank' });
    await expect(again).toHaveAttribute('data-look', 'primary');
  },
};

/** What ends soon still works: to refresh is the usual thing, to renew stands beside it. */
export const EndsSoon: Story = {
  parameters: { sandbox: { scenario: 'consent-ending' } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByRole('button', { name: 'Renew access' })).toHaveAttribute('data-look', 'plain');
    await expect(page.getByRole('button', { name: 'Refresh' })).toHaveAttribute('data-look', 'primary');
  },
};

/** What failed says so beside its button, and the button has the focus again. */
export const Failed: Story = {
  parameters: { sandbox: { scenario: 'bank-down', speed: 20 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const refresh = await page.findByRole('button', { name: 'Refresh' });
    await userEvent.click(refresh);
    const failure = await page.findByRole('alert', {}, { timeout: 10_000 });
    await expect(failure).toHaveTextContent(/was not responding/);
    await expect(refresh).toHaveFocus();
    await expect(refresh).toHaveAccessibleDescription(/was not responding/);
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { ConnectionList } from 'connections-kit';
import { withSandbox } from './sandbox';

const meta = {
  title: 'Components/ConnectionList',
  component: ConnectionList,
  decorators: [withSandbox],
} satisfies Meta<typeof ConnectionList>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Every state that a connection can be in, one institution each. */
export const EveryState: Story = {
  args: { onSelect: fn() },
  play: async ({ args, canvasElement }) => {
    const list = within(await within(canvasElement).findByRole('list'));
    await expect(list.getAllByRole('listitem').length).toBeGreaterThanOrEqual(12);
    for (const status of ['Active', 'Invalid', 'Failed', 'Pre-init', 'Revoked', 'Unknown']) {
      await expect(list.getAllByText(status)[0]).toBeVisible();
    }
    await userEvent.click(list.getByRole('button', { name: /Hooli Bank/ }));
    await expect(args.onSelect).toHaveBeenCalledOnce();
  },
};

/** Rows that are read, not pressed. */
export const ReadOnly: Story = {
  parameters: { sandbox: { scenario: 'happy' } },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('list');
    await expect(within(canvasElement).queryByRole('button')).toBeNull();
  },
};

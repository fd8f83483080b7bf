import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { StatusBadge, type StatusBadgeProps } from 'connections-kit';
import { connectionStatuses } from 'connections-kit/core';
import { playground } from './playground';
import { withSandbox } from './sandbox';

const meta = {
  title: 'Components/StatusBadge',
  component: StatusBadge,
  decorators: [withSandbox],
  args: { status: 'active' },
} satisfies Meta<typeof StatusBadge>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = playground<StatusBadgeProps>((props) => <StatusBadge {...props} />);

/** Each status by icon, word and color. */
export const AllStatuses: Story = {
  render: (args) => (
    <>
      {connectionStatuses.map((status) => (
        <p key={status}>
          <StatusBadge {...args} status={status} />
        </p>
      ))}
    </>
  ),
  play: async ({ canvasElement }) => {
    for (const word of ['Pre-init', 'Pending', 'Active', 'Invalid', 'Failed', 'Revoked', 'Unknown']) {
      await expect(within(canvasElement).getByText(word)).toBeVisible();
    }
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { ConnectionManager, type ConnectionManagerProps } from 'connections-kit';
import { playground } from './playground';
import { withSandbox } from './sandbox';
import { withMany } from './with-many';
import './stories.css';

const meta = {
  title: 'Components/ConnectionManager',
  component: ConnectionManager,
} satisfies Meta<typeof ConnectionManager>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = {
  ...playground<ConnectionManagerProps>((props) => <ConnectionManager {...props} />),
  decorators: [withSandbox],
};

export const EveryScenario: Story = {
  decorators: [withSandbox],
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('tab', { name: /Accounts/ }));
    await expect(await page.findByText(/Available/)).toBeVisible();
    await userEvent.click(page.getByRole('tab', { name: /Job history/ }));
    await expect((await page.findAllByText(/steps/)).length).toBeGreaterThan(1);
  },
};

/** In a narrow container the list comes first, the detail after a choice, with a way back to the row. */
export const Narrow: Story = {
  parameters: { sandbox: { scenario: 'happy' } },
  decorators: [
    (Story) => (
      <div className="story-narrow">
        <Story />
      </div>
    ),
    withSandbox,
  ],
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const row = await page.findByRole('button', { name: /Hooli Bank/ });
    await expect(page.queryByRole('tab')).toBeNull();
    await userEvent.click(row);
    const back = await page.findByRole('button', { name: 'All connections' });
    await expect(back).toHaveFocus();
    await expect(page.queryByRole('button', { name: /Hooli Bank/ })).toBeNull();
    await userEvent.click(back);
    await expect(page.getByRole('button', { name: /Hooli Bank/ })).toHaveFocus();
  },
};

/** Nothing is linked yet: no choice is asked for, and the way to link a bank is there. */
export const None: Story = {
  args: { onConnect: fn() },
  decorators: [withMany({ count: 0 })],
  play: async ({ args, canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText('No connections yet')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Link a bank' }));
    await expect(args.onConnect).toHaveBeenCalledOnce();
  },
};

export const Loading: Story = {
  decorators: [withMany({ count: 6, change: () => ({ listConnections: () => new Promise(() => {}) }) })],
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('status', { name: 'Loading your connections' })).toBeVisible();
  },
};

/** What happened, and the way on. */
export const Failed: Story = {
  decorators: [withMany({ count: 6, failsOnceAt: 0 })],
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByRole('alert')).toHaveTextContent('Your connections could not be loaded');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

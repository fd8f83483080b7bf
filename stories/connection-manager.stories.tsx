import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { ConnectionManager, type ConnectionManagerProps } from 'connections-kit';
import { playground } from './playground';
import { withSandbox } from './sandbox';
import './stories.css';

const meta = {
  title: 'Components/ConnectionManager',
  component: ConnectionManager,
  decorators: [withSandbox],
} satisfies Meta<typeof ConnectionManager>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = playground<ConnectionManagerProps>((props) => <ConnectionManager {...props} />);

export const EveryScenario: Story = {
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

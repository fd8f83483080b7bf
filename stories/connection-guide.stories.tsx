import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { ConnectionGuide, type ConnectionGuideProps } from 'connections-kit';
import { playground } from './playground';
import { withSandbox } from './sandbox';
import './stories.css';

const meta = {
  title: 'Components/ConnectionGuide',
  component: ConnectionGuide,
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'happy' } },
} satisfies Meta<typeof ConnectionGuide>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = playground<ConnectionGuideProps>((props) => <ConnectionGuide {...props} />, 'happy');

export const AsItOpens: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText(/^A connection is made when you link/)).toBeVisible();
  },
};

/** Each topic opens by itself; the buttons and the tab are named as they are on the page. */
export const TopicsOpened: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    for (const name of ['What each status means', 'Refresh', 'Purge data', 'Revoke'])
      await userEvent.click(await page.findByRole('button', { name }));
    await expect(page.getByText('Your bank needs you: sign in there again to keep sharing.')).toBeVisible();
    await expect(page.getByText('Press “Purge data” and confirm.')).toBeVisible();
  },
};

export const Workflows: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('tab', { name: 'Refresh only' }));
    await userEvent.keyboard('{ArrowRight}');
    await expect(page.getByRole('tab', { name: 'Purge and refresh' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText(/If the deletion fails, nothing is fetched/)).toBeVisible();
  },
};

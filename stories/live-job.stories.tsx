import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { LiveJob, RefreshButton } from 'connections-kit';
import { AtInstitution, withSandbox } from './sandbox';
import './stories.css';

const meta = {
  title: 'Components/LiveJob',
  component: LiveJob,
  decorators: [withSandbox],
  args: { connectionId: '' },
  render: (args) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => (
        <>
          <p className="story-host">
            <RefreshButton connectionId={connectionId} />
          </p>
          <LiveJob {...args} connectionId={connectionId} />
        </>
      )}
    </AtInstitution>
  ),
  parameters: { sandbox: { scenario: 'happy', speed: 2 } },
} satisfies Meta<typeof LiveJob>;
export default meta;
type Story = StoryObj<typeof meta>;

async function refresh(canvasElement: HTMLElement) {
  const page = within(canvasElement);
  await userEvent.click(await page.findByRole('button', { name: 'Refresh' }));
  return page;
}

/** Its steps, the running one with its seconds, and how long it usually takes; with the end of the job it is gone. */
export const Running: Story = {
  play: async ({ canvasElement }) => {
    const page = await refresh(canvasElement);
    const running = () => canvasElement.querySelector('[data-ck="live-job"] [data-status="running"]');
    await waitFor(() => expect(running()).toHaveTextContent('Retrieving accounts'), { timeout: 5_000 });
    await expect(page.getByText(/^usually about/)).toBeVisible();
    await expect(page.getByRole('progressbar', { name: 'Refresh' })).toBeVisible();
  },
};

/** It stops at the question of the bank, which is answered where it stands. */
export const NeedsAnAnswer: Story = {
  parameters: { sandbox: { scenario: 'mfa', speed: 8 } },
  play: async ({ canvasElement }) => {
    const page = await refresh(canvasElement);
    await expect(await page.findByRole('textbox', {}, { timeout: 5_000 })).toBeVisible();
    await expect(page.getByText('Needs an answer from you')).toBeVisible();
  },
};

/** The bank is slower than it usually is. */
export const TakingLonger: Story = {
  parameters: { sandbox: { scenario: 'slow', speed: 8 } },
  play: async ({ canvasElement }) => {
    const page = await refresh(canvasElement);
    await expect(await page.findByText('taking longer than usual', {}, { timeout: 8_000 })).toBeVisible();
  },
};

/** Where nothing goes on there is nothing. */
export const Nothing: Story = {
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('button', { name: 'Refresh' });
    await expect(canvasElement.querySelector('[data-ck="live-job"]')).toBeNull();
  },
};

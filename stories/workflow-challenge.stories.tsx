import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { sandboxCode } from 'connections-kit/transports/sandbox';
import { withSandbox } from './sandbox';

const meta = {
  title: 'Workflows/Challenge',
  component: ConnectionManager,
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'mfa', speed: 8 } },
} satisfies Meta<typeof ConnectionManager>;
export default meta;
type Story = StoryObj<typeof meta>;

async function refresh(page: ReturnType<typeof within>): Promise<HTMLElement> {
  await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
  await userEvent.click(page.getByRole('button', { name: 'Refresh' }));
  return page.findByRole('textbox', {}, { timeout: 5_000 });
}

/** A wrong code is told apart from one that cannot be sent; the field is kept, and the right one goes on. */
export const WrongThenRight: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const input = await refresh(page);
    await userEvent.type(input, '000000{Enter}');
    await expect(await page.findByText(/This code was not accepted/)).toBeVisible();
    await expect(input).toHaveFocus();
    await userEvent.clear(input);
    await userEvent.click(input);
    await userEvent.paste(`${sandboxCode.slice(0, 3)} ${sandboxCode.slice(3)}`);
    await userEvent.click(page.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible(), { timeout: 8_000 });
  },
};

/** What was typed is there again after another tab was looked at. */
export const HalfTyped: Story = {
  parameters: { sandbox: { scenario: 'mfa', speed: 4 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.type(await refresh(page), '123');
    await userEvent.click(page.getByRole('tab', { name: /Job history/ }));
    await userEvent.click(page.getByRole('tab', { name: 'Overview' }));
    await expect(page.getByRole('textbox')).toHaveValue('123');
  },
};

/** In the last minute the time that is left counts down; it is said aloud once. */
export const LastMinute: Story = {
  parameters: { sandbox: { scenario: 'mfa', speed: 15 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await refresh(page);
    await expect(await page.findByText(/^0:\d\d left to answer$/, {}, { timeout: 8_000 })).toBeVisible();
    await waitFor(() => expect(page.getByText('Less than half a minute is left to answer.')).toBeInTheDocument(), {
      timeout: 8_000,
    });
  },
};

/** Too late: the form gives way to what to do next. */
export const TooLate: Story = {
  parameters: { sandbox: { scenario: 'mfa', speed: 30 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await refresh(page);
    await waitFor(() => expect(page.queryByRole('textbox')).toBeNull(), { timeout: 8_000 });
    await expect(await page.findByText(/got none in time/, {}, { timeout: 8_000 })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

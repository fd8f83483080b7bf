import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { createStoryHost, StoryProvider, type SandboxParameters } from './sandbox';
import './stories.css';

/** The manager, and beside it what the story does to its surroundings. */
function Surroundings({ sandbox }: { sandbox: SandboxParameters }) {
  const [host] = useState(() => createStoryHost(sandbox));
  const { client } = host;
  return (
    <>
      <p className="story-host">
        <button type="button" onClick={() => host.setOnline(false)}>
          Go offline
        </button>
        <button
          type="button"
          onClick={() => {
            host.setSignedIn(false);
            void client.load();
          }}
        >
          End the session
        </button>
        <button type="button" onClick={() => host.setSignedIn(true)}>
          Sign in
        </button>
        <button type="button" onClick={() => void client.clear()}>
          Log out
        </button>
        <button
          type="button"
          onClick={() => {
            host.remove('Hooli Bank');
            void client.load();
          }}
        >
          Remove the first one elsewhere
        </button>
      </p>
      <StoryProvider client={client} sandbox={sandbox}>
        <ConnectionManager />
      </StoryProvider>
    </>
  );
}

const meta = {
  title: 'Workflows/What is known, and since when',
  component: Surroundings,
  args: { sandbox: {} },
} satisfies Meta<typeof Surroundings>;
export default meta;
type Story = StoryObj<typeof meta>;

const press = (page: ReturnType<typeof within>, name: string) => userEvent.click(page.getByRole('button', { name }));

/** Past the time that the host allows, row and profile say so, whatever the badge; the check puts it right. */
export const Stale: Story = {
  args: { sandbox: { speed: 30, staleAfter: 60_000 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
    const notice = await page.findByText(/^Not checked since .* What you see/, {}, { timeout: 8_000 });
    await expect(notice).toBeVisible();
    await expect(page.getByRole('button', { name: /Hooli Bank.*Not checked since/ })).toBeVisible();
    await press(page, 'Check again');
    await waitFor(() => expect(page.queryByText(/^Not checked since .* What you see/)).toBeNull());
  },
};

/** Offline: said once, with the time that what is shown was last checked; every action says why it waits. */
export const Offline: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await page.findByRole('button', { name: /Hooli Bank/ });
    await press(page, 'Go offline');
    await expect(await page.findByText(/^You are offline. What you see was last checked at/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Refresh' })).toHaveAccessibleDescription('You are offline.');
  },
};

/** The session has ended: one notice for the whole page, what was known stays, and it goes on after a sign-in. */
export const SignedOut: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await page.findByRole('button', { name: /Hooli Bank/ });
    await press(page, 'End the session');
    await expect(await page.findByText('You have been signed out')).toBeVisible();
    await expect(page.getAllByRole('alert')).toHaveLength(1);
    await expect(page.getByRole('button', { name: /Hooli Bank/ })).toBeVisible();
    await press(page, 'Sign in');
    await press(page, 'Try again');
    await waitFor(() => expect(page.queryByText('You have been signed out')).toBeNull());
  },
};

/** Logged out by the host: nothing is known any more, and nothing pretends to load. */
export const LoggedOut: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await page.findByRole('button', { name: /Hooli Bank/ });
    await press(page, 'Log out');
    await expect(await page.findByText('You have been signed out')).toBeVisible();
    await expect(page.queryByRole('button', { name: /Hooli Bank/ })).toBeNull();
    await expect(canvasElement.querySelector('[data-ck="skeleton"]')).toBeNull();
  },
};

/** What was chosen does not exist any more: said in its place, with a way back. */
export const Vanished: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
    await press(page, 'Remove the first one elsewhere');
    await expect(await page.findByText('This connection no longer exists')).toBeVisible();
    const [back] = page.getAllByRole('button', { name: 'All connections' });
    if (back) await userEvent.click(back);
    await waitFor(() => expect(page.queryByText('This connection no longer exists')).toBeNull());
  },
};

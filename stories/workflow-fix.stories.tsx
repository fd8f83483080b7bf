import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient, type ConsentStart } from 'connections-kit/core';
import { createSandboxBank, createSandboxTransport, sandboxUserId } from 'connections-kit/transports/sandbox';
import { createFastClock } from './sandbox';
import { useStorySettings } from './story-settings';
import './stories.css';

function createWorld(scenario: string) {
  const clock = createFastClock(8);
  const bank = createSandboxBank({ clock, scenario });
  return {
    bank,
    client: createConnectionsClient({ transport: createSandboxTransport({ bank }), environment: { clock } }),
  };
}

/** A host that shows the bank's page in its own; the bank is steered from there as by the person. */
function Fixing({ scenario }: { scenario: string }) {
  const [{ bank, client }] = useState(() => createWorld(scenario));
  const [start, setStart] = useState<ConsentStart | null>(null);
  const settings = useStorySettings();
  const address = start?.type === 'redirect' ? new URL(start.url) : null;

  async function agree(): Promise<void> {
    const connectionId = address?.searchParams.get('connectionId') ?? '';
    const job = bank.approveConsent(sandboxUserId, { connectionId });
    const back = new URL(window.location.href);
    back.searchParams.set('jobId', job.id);
    const state = address?.searchParams.get('state');
    if (state) back.searchParams.set('state', state);
    setStart(null);
    await client.finishConsent(back.href);
  }

  return (
    <ConnectionsProvider client={client} timeZone="Australia/Sydney" {...settings} onConsent={setStart}>
      {start && (
        <p className="story-host">
          The page of the bank:
          <button type="button" onClick={() => void agree()}>
            Agree
          </button>
          <button type="button" onClick={() => setStart(null)}>
            Do not agree
          </button>
        </p>
      )}
      <ConnectionManager />
    </ConnectionsProvider>
  );
}

const meta = {
  title: 'Workflows/Fix',
  component: Fixing,
  args: { scenario: 'credentials-rejected' },
} satisfies Meta<typeof Fixing>;
export default meta;
type Story = StoryObj<typeof meta>;

async function leaveFor(canvasElement: HTMLElement, button: string) {
  const page = within(canvasElement);
  await userEvent.click(await page.findByRole('button', { name: /^Hooli Bank/ }));
  const detail = canvasElement.querySelector<HTMLElement>('[data-ck="connection-detail"]') ?? canvasElement;
  await userEvent.click(await within(detail).findByRole('button', { name: button }));
  return page;
}

const row = (page: ReturnType<typeof within>) => page.getByRole('button', { name: /^Hooli Bank/ });

/** The bank did not accept the saved sign-in: the person signs in there, and the data comes without another press. */
export const SignInAgain: Story = {
  play: async ({ canvasElement }) => {
    const page = await leaveFor(canvasElement, 'Sign in at your bank');
    await expect(page.getByText(/did not accept the saved sign-in/)).toBeVisible();
    await userEvent.click(await page.findByRole('button', { name: 'Agree' }));
    await waitFor(() => expect(within(row(page)).getByText('Active')).toBeVisible(), { timeout: 8_000 });
    await waitFor(() => expect(page.queryByText(/did not accept the saved sign-in/)).toBeNull(), { timeout: 8_000 });
  },
};

/** Linking was begun and not finished: it goes on where it stopped. */
export const Finish: Story = {
  args: { scenario: 'stuck-in-pre-init' },
  play: async ({ canvasElement }) => {
    const page = await leaveFor(canvasElement, 'Continue at your bank');
    await userEvent.click(await page.findByRole('button', { name: 'Agree' }));
    await waitFor(() => expect(within(row(page)).getByText('Active')).toBeVisible(), { timeout: 8_000 });
  },
};

/** The person changes their mind: all is as it was. */
export const NotAgreed: Story = {
  play: async ({ canvasElement }) => {
    const page = await leaveFor(canvasElement, 'Sign in at your bank');
    await userEvent.click(await page.findByRole('button', { name: 'Do not agree' }));
    await expect(within(row(page)).getByText('Invalid')).toBeVisible();
    await expect(page.getByText(/did not accept the saved sign-in/)).toBeVisible();
  },
};

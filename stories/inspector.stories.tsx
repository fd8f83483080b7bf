import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { createRecorder, Inspector } from './inspector';
import { createFastClock, StoryProvider, type SandboxParameters } from './sandbox';

function createInspected({ scenario, speed = 1 }: SandboxParameters) {
  const clock = createFastClock(speed);
  const recorder = createRecorder(() => clock.now());
  const transport = createSandboxTransport({ clock, ...(scenario !== undefined && { scenario }) });
  const client = createConnectionsClient({ transport, environment: { clock }, onEvent: recorder.record });
  return { client, recorder };
}

function Inspected(sandbox: SandboxParameters) {
  const [{ client, recorder }] = useState(() => createInspected(sandbox));
  return (
    <StoryProvider client={client}>
      <ConnectionManager />
      <Inspector recorder={recorder} />
    </StoryProvider>
  );
}

const meta = {
  title: 'Inspector',
  component: Inspected,
  args: { scenario: 'happy', speed: 8 },
} satisfies Meta<typeof Inspected>;
export default meta;
type Story = StoryObj<typeof meta>;

const marks = (root: HTMLElement, group: string) => root.querySelectorAll(`.inspector-track > [data-group="${group}"]`);

/** Press anything above: each gesture, job and poll appears below as it happens. */
export const Refresh: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
    await userEvent.click(page.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(marks(canvasElement, 'Actions')).toHaveLength(2), { timeout: 8_000 });
    await expect(marks(canvasElement, 'Jobs').length).toBeGreaterThan(2);
    const client = canvasElement.querySelector<HTMLElement>('[data-lane="client"]');
    await expect(client && marks(client, 'Polls').length).toBeGreaterThan(0);
    await userEvent.click(page.getByRole('checkbox', { name: 'Polls' }));
    await expect(marks(canvasElement, 'Polls')).toHaveLength(0);
    await userEvent.click(page.getByText(/events as a table/));
    await expect(page.getByRole('cell', { name: 'action-settled: refresh, succeeded' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Pause' }));
    const before = marks(canvasElement, 'Actions').length;
    await userEvent.click(page.getByRole('button', { name: 'Refresh' }));
    await expect(marks(canvasElement, 'Actions')).toHaveLength(before);
    await userEvent.click(page.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(marks(canvasElement, 'Actions').length).toBeGreaterThan(before));
  },
};

export const EveryScenario: Story = {
  args: { scenario: {} },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('button', { name: /Hooli Bank/ });
    await waitFor(() => expect(marks(canvasElement, 'Jobs').length).toBeGreaterThan(0));
    await expect(canvasElement.querySelectorAll('.inspector-lane').length).toBeGreaterThan(2);
  },
};

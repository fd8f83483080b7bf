/** The model as it is: drawn from the tables in the code, so that it cannot be outdated. */
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { connectionStatuses, createConnectionsClient } from 'connections-kit/core';
import { AvailabilityMatrix } from './availability-matrix';
import { arrows, LifecycleDiagram } from './lifecycle-diagram';
import { StoryProvider } from './sandbox';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';

const meta = {
  title: 'Model',
  decorators: [
    (Story) => (
      <StoryProvider client={() => createConnectionsClient({ transport: createSandboxTransport() })}>
        <Story />
      </StoryProvider>
    ),
  ],
} satisfies Meta;
export default meta;

/** Which status may follow which. The provider's word always wins; a step that is not drawn here is reported as unexpected. */
export const Lifecycle: StoryObj = {
  render: () => <LifecycleDiagram />,
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('path.arrow')).toHaveLength(arrows.length);
  },
};

/** Which action can be taken in which status, and what a disabled one says. */
export const Availability: StoryObj = {
  render: () => <AvailabilityMatrix />,
  play: async ({ canvasElement }) => {
    const rows = await within(canvasElement).findAllByRole('row');
    await expect(rows).toHaveLength(connectionStatuses.length + 1);
  },
};

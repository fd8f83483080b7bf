/** What all stories stand on: the sandbox bank without a server, living by a clock that runs faster. */
import type { Decorator } from '@storybook/react-vite';
import { useState, type ReactNode } from 'react';
import { ConnectionsProvider, useConnections, useConnectionsState } from 'connections-kit';
import { createConnectionsClient, type Clock, type ConnectionsClient } from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';

export interface SandboxParameters {
  /** For all institutions, or by institution id. */
  scenario?: string | Record<string, string>;
  /** How many times faster than real time; 1 when absent. */
  speed?: number;
}

function createFastClock(speed: number): Clock {
  const begun = Date.now();
  return {
    now: () => begun + (Date.now() - begun) * speed,
    setTimeout: (callback, delay) => window.setTimeout(callback, delay / speed),
    clearTimeout: (handle) => window.clearTimeout(handle as number),
  };
}

function createStoryClient({ scenario, speed = 1 }: SandboxParameters): ConnectionsClient {
  const clock = createFastClock(speed);
  const transport = createSandboxTransport({ clock, ...(scenario !== undefined && { scenario }) });
  return createConnectionsClient({ transport, environment: { clock } });
}

/** Gives a story its own bank, as `parameters.sandbox` says. */
export const withSandbox: Decorator = (Story, { parameters }) => {
  const sandbox = (parameters.sandbox ?? {}) as SandboxParameters;
  return (
    <ConnectionsProvider client={() => createStoryClient(sandbox)} locale="en-AU" timeZone="Australia/Sydney">
      <Story />
    </ConnectionsProvider>
  );
};

/** Renders with the id of the connection at one institution, once it is known. */
export function AtInstitution({ name, children }: { name: string; children(connectionId: string): ReactNode }) {
  const { ids } = useConnections();
  const [wanted] = useState(name);
  const connectionId = useConnectionsState((state) => ids.find((id) => state.byId[id]?.institution.name === wanted));
  return connectionId === undefined ? null : <>{children(connectionId)}</>;
}

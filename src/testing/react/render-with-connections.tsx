/** Renders what uses the kit on the sandbox bank and a clock that the test holds; works in jsdom. */
import { act, render, type RenderOptions, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import type { ConnectionsClient } from '../../core/client/client';
import { createConnectionsClient } from '../../core/client/create-client';
import { preloadClient } from '../../core/client/load-engine';
import type { Transport } from '../../core/transport';
import { ConnectionsProvider, type ConnectionsProviderProps } from '../../react/connections-provider';
import { createSandboxTransport } from '../../transports/sandbox/sandbox-transport';
import { createFakeEnvironment, type FakeEnvironment } from '../environment';

export interface RenderWithConnectionsOptions extends Omit<RenderOptions, 'wrapper' | 'queries'> {
  /** The sandbox bank when absent. */
  transport?: Transport;
  /** Of the sandbox bank: for all institutions, or by institution id. */
  scenario?: string | Readonly<Record<string, string>>;
  environment?: FakeEnvironment;
  /** Words, language, time zone (UTC when absent) and what else the provider takes. */
  provider?: Omit<ConnectionsProviderProps, 'client' | 'children'>;
}

export interface RenderedWithConnections extends RenderResult {
  client: ConnectionsClient;
  environment: FakeEnvironment;
  /** Moves the clock on, in milliseconds; what is due happens, and the page has rendered it. */
  advance(milliseconds: number): Promise<void>;
}

export async function renderWithConnections(
  ui: ReactElement,
  options: RenderWithConnectionsOptions = {},
): Promise<RenderedWithConnections> {
  const { scenario, environment = createFakeEnvironment(), provider, transport, ...renderOptions } = options;
  const sandbox = () =>
    createSandboxTransport({ clock: environment.clock, ...(scenario !== undefined && { scenario }) });
  await preloadClient();
  const client = createConnectionsClient({ transport: transport ?? sandbox(), environment });
  const result = render(ui, {
    ...renderOptions,
    wrapper: ({ children }) => (
      <ConnectionsProvider timeZone="UTC" {...provider} client={client}>
        {children}
      </ConnectionsProvider>
    ),
  });
  const advance = (milliseconds: number) => act(() => environment.clock.advance(milliseconds));
  await advance(0);
  return { ...result, client, environment, advance };
}

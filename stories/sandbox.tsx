/** What all stories stand on: the sandbox bank without a server, living by a clock that runs faster. */
import type { Decorator } from '@storybook/react-vite';
import { useState, type ReactNode } from 'react';
import { ConnectionsProvider, useConnections, useConnectionsState } from 'connections-kit';
import {
  createConnectionsClient,
  createConnectionsError,
  type ClientOptions,
  type Clock,
  type ConnectionDetail,
  type ConnectionsClient,
  type Transport,
} from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import type { BankArgs } from './playground';
import { useStorySettings } from './story-settings';

export interface SandboxParameters {
  /** For all institutions, or by institution id. */
  scenario?: string | Record<string, string>;
  /** How many times faster than real time; 1 when absent. */
  speed?: number;
  /** Of the provider; milliseconds of the story's clock. */
  staleAfter?: number;
}

export function createFastClock(speed: number): Clock {
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

/** Gives a story its own bank, as `parameters.sandbox` and the controls of a playground say. */
export const withSandbox: Decorator = (Story, { parameters, args }) => {
  const { scenario, speed } = args as BankArgs;
  const sandbox: SandboxParameters = {
    ...(parameters.sandbox as SandboxParameters | undefined),
    ...(scenario !== undefined && { scenario }),
    ...(speed !== undefined && { speed }),
  };
  return (
    <StoryProvider key={`${scenario} ${speed}`} client={() => createStoryClient(sandbox)} sandbox={sandbox}>
      <Story />
    </StoryProvider>
  );
};

export interface StoryProviderProps {
  client: ConnectionsClient | (() => ConnectionsClient);
  sandbox?: SandboxParameters;
  children: ReactNode;
}

export function StoryProvider({ client, sandbox: { staleAfter } = {}, children }: StoryProviderProps) {
  const settings = useStorySettings();
  return (
    <ConnectionsProvider
      client={client}
      timeZone="Australia/Sydney"
      {...settings}
      {...(staleAfter !== undefined && { staleAfter })}
    >
      {children}
    </ConnectionsProvider>
  );
}

/** A bank with a host around it, which a story steers: its network, its session, and what it no longer knows. */
export interface StoryHost {
  client: ConnectionsClient;
  setOnline(online: boolean): void;
  setSignedIn(signedIn: boolean): void;
  /** The connections at that institution are not there any more. */
  remove(institution: string): void;
}

/** @param detail in the place of what the bank says of every connection */
export function createStoryHost(
  sandbox: SandboxParameters,
  options: Partial<ClientOptions> = {},
  detail: Partial<ConnectionDetail> = {},
): StoryHost {
  const { scenario, speed = 1 } = sandbox;
  const clock = createFastClock(speed);
  const bank = createSandboxTransport({ clock, ...(scenario !== undefined && { scenario }) });
  const removed = new Set<string>();
  const listeners = new Set<() => void>();
  let online = true;
  let signedIn = true;

  /** @throws ConnectionsError when the host does not let a request through */
  function check(): void {
    if (!online) throw createConnectionsError('network');
    if (!signedIn) throw createConnectionsError('unauthorized');
  }

  // An object made of entries has lost which method is which; each is handed on as it is.
  const transport: Transport = Object.fromEntries(
    Object.entries(bank).map(([name, method]) => [
      name,
      async (...input: never[]) => {
        check();
        return (method as (...given: never[]) => unknown)(...input);
      },
    ]),
  ) as unknown as Transport;

  return {
    client: createConnectionsClient({
      transport: {
        ...transport,
        async listConnections(query, request) {
          const page = await transport.listConnections(query, request);
          return { ...page, items: page.items.filter(({ institution }) => !removed.has(institution.name)) };
        },
        async getConnection(connectionId, request) {
          const connection = await transport.getConnection(connectionId, request);
          if (removed.has(connection.institution.name)) throw createConnectionsError('not-found');
          return { ...connection, ...detail };
        },
      },
      ...options,
      environment: {
        clock,
        online: {
          get: () => online,
          subscribe(listener) {
            listeners.add(listener);
            return () => void listeners.delete(listener);
          },
        },
        ...options.environment,
      },
    }),
    setOnline(next) {
      online = next;
      for (const listener of listeners) listener();
    },
    setSignedIn: (next) => void (signedIn = next),
    remove: (institution) => void removed.add(institution),
  };
}

/** Renders with the id of the connection at one institution, once it is known. */
export function AtInstitution({ name, children }: { name: string; children(connectionId: string): ReactNode }) {
  const { ids } = useConnections();
  const [wanted] = useState(name);
  const connectionId = useConnectionsState((state) => ids.find((id) => state.byId[id]?.institution.name === wanted));
  return connectionId === undefined ? null : <>{children(connectionId)}</>;
}

/** One after the other, under the names of their banks. */
export function EveryConnection({ children }: { children(connectionId: string): ReactNode }) {
  const { ids } = useConnections();
  return ids.map((id) => (
    <section key={id}>
      <NameOf connectionId={id} />
      {children(id)}
    </section>
  ));
}

function NameOf({ connectionId }: { connectionId: string }) {
  return <h2>{useConnectionsState((state) => state.byId[connectionId]?.institution.name)}</h2>;
}

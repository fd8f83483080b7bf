/** One page as a server and a browser render it: the same elements on both sides. */
import { ConnectionManager, ConnectionsProvider, type DetailTab } from 'connections-kit';
import { createConnectionsClient, type ClientState, type Environment } from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { createFakeClock } from 'connections-kit/testing';
import { prefetchConnections } from 'connections-kit/server';
import { createManyTransport } from '../../stories/many-connections';

export interface ServerPageProps {
  state: ClientState;
  environment?: Partial<Environment>;
  connectionId?: string;
  tab?: DetailTab;
}

export function ServerPage({ state, environment = {}, ...manager }: ServerPageProps) {
  return (
    <ConnectionsProvider
      client={() => createConnectionsClient({ transport: createSandboxTransport(), environment })}
      initialState={state}
      locale="en-AU"
      timeZone="Australia/Sydney"
    >
      <ConnectionManager {...manager} />
    </ConnectionsProvider>
  );
}

/** As a server would take it: with one connection in detail. */
export async function prefetchPage({ start, name, seed }: { start?: number; name?: string; seed?: number } = {}) {
  const clock = createFakeClock(start);
  const transport = createSandboxTransport({ clock, ...(seed !== undefined && { seed }) });
  const { items } = await transport.listConnections({});
  const id = items.find(({ institution }) => institution.name === (name ?? 'Hooli Bank'))?.id;
  if (id === undefined) throw new Error('The sandbox bank has no such institution.');
  const detail = await prefetchConnections(transport, { connectionId: id, now: clock.now });
  return { id, state: detail as ClientState, institutions: items.map(({ institution }) => institution.name) };
}

/** As a server would take it from a bank of so many connections. */
export async function prefetchMany(count: number): Promise<ClientState> {
  const clock = createFakeClock();
  return (await prefetchConnections(createManyTransport(count, { clock }), { now: clock.now })) as ClientState;
}

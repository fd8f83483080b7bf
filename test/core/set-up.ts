/** A client on a scripted bank and in fake surroundings; each state it shows is frozen. */
import { createConnectionsClient } from '../../src/core/client/create-client';
import { preloadClient } from '../../src/core/client/load-engine';
import type { ClientEvent, ClientOptions, ConnectionsClient } from '../../src/core/client/client';
import type { ConnectionDetail, ConnectionState } from '../../src/core/model/connection';
import type { Job } from '../../src/core/model/job';
import { createFakeEnvironment, type FakeEnvironment } from '../../src/testing/environment';
import { buildDetail, start } from './builders';
import { freezeStates } from './freeze';
import { createFakeClock } from '../../src/testing/environment';
import { createScriptedBank, type ScriptedBank } from './scripted-bank';

/** So that a client acts within the call; how it waits for its engine is shown in `load-engine.test.ts`. */
await preloadClient();

export const second = 1000;
export const minute = 60 * second;

export interface SetUp {
  client: ConnectionsClient;
  bank: ScriptedBank;
  environment: FakeEnvironment;
  events: ClientEvent[];
  /** Lets time pass, and what it brings settle. */
  pass(milliseconds?: number): Promise<void>;
  connection(id?: string): ConnectionState;
  jobs(connectionId?: string): readonly Job[];
  /** The names of the events so far. */
  eventTypes(): readonly ClientEvent['type'][];
}

interface SetUpOptions extends Partial<ClientOptions> {
  connections?: readonly ConnectionDetail[];
  honoursAbort?: boolean;
  /** The bank of another client: another page, or the same after a reload. */
  bank?: ScriptedBank;
  surroundings?: FakeEnvironment;
}

export function setUp(options: SetUpOptions = {}): SetUp {
  const environment =
    options.surroundings ?? createFakeEnvironment({ clock: createFakeClock(Date.parse(start), oneTurn) });
  const { connections = [buildDetail()], honoursAbort = true, bank: known, surroundings: _s, ...rest } = options;
  const bank = known ?? createScriptedBank(connections, environment.clock.now, { honoursAbort });
  const events: ClientEvent[] = [];
  const client = freezeStates(
    createConnectionsClient({
      transport: bank.transport,
      environment,
      onEvent: (event) => void events.push(event),
      ...rest,
    }),
  );
  return {
    client,
    bank,
    environment,
    events,
    pass: (milliseconds = 0) => environment.clock.advance(milliseconds),
    connection(id = 'c1') {
      const connection = client.connections.getState().byId[id];
      if (!connection) throw new Error(`No connection ${id}`);
      return connection;
    },
    jobs: (connectionId = 'c1') => {
      const { byId, idsByConnection } = client.jobs.getState();
      return (idsByConnection[connectionId] ?? []).flatMap((id) => byId[id] ?? []);
    },
    eventTypes: () => events.map(({ type }) => type),
  };
}

/** A client that has loaded its connections. */
export async function setUpLoaded(options: SetUpOptions = {}): Promise<SetUp> {
  const all = setUp(options);
  await all.client.load();
  return all;
}

/** The scripted bank answers by promises alone. */
export function oneTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A page on a bank that executes every command and loses its answer, over one of the four compositions. */
import { createConnectionsClient } from '../../src/core/client/create-client';
import { preloadClient } from '../../src/core/client/load-engine';
import type { ConnectionsClient } from '../../src/core/client/client';
import type { Job } from '../../src/core/model/job';
import type { Transport } from '../../src/core/transport';
import { createFakeEnvironment } from '../../src/testing';
import { compositions, type Composition, type CompositionName } from '../testing/compositions';

await preloadClient();

export const minute = 60_000;

export interface Page {
  client: ConnectionsClient;
  /** The first connection, which is active. */
  id: string;
  bank: Composition;
  /** Of that connection, newest first. */
  jobs(): readonly Job[];
  /** Lets time pass until what was begun has ended. */
  ended<T>(begun: Promise<T>): Promise<T>;
  /** Lets time pass, and what it brings settle. */
  pass(milliseconds: number): Promise<void>;
  /** The same person on the same device, in a page that knows only what was kept. */
  reload(): Promise<Page>;
  close(): Promise<void>;
}

/** @param hears whether the page follows the events: they may tell how a command ended before its answer is known to be lost */
export async function openPage(name: CompositionName, { hears = true } = {}): Promise<Page> {
  const bank = await compositions[name]({ scenario: 'answer-lost' });
  const transport = (userId: string): Transport => {
    const { watch, ...asked } = bank.transport(userId);
    return hears && watch ? { ...asked, watch } : asked;
  };
  return load({ ...bank, transport }, createFakeEnvironment({ clock: bank.clock }));
}

async function load(bank: Composition, environment: ReturnType<typeof createFakeEnvironment>): Promise<Page> {
  const [me] = bank.users;
  const client = createConnectionsClient({ transport: bank.transport(me), scope: me, environment });
  client.start();
  await client.load();
  const id = bank.bank.connections(me)[0]?.id ?? '';

  /** Real time, for what is on its way through a socket. */
  const breathe = () => new Promise((resolve) => setTimeout(resolve, 10));
  async function pass(milliseconds: number): Promise<void> {
    await bank.advance(milliseconds);
    await breathe();
  }

  return {
    client,
    id,
    bank,
    jobs() {
      const { byId, idsByConnection } = client.jobs.getState();
      return (idsByConnection[id] ?? []).flatMap((jobId) => byId[jobId] ?? []);
    },
    async ended(begun) {
      let isEnded = false;
      const end = () => void (isEnded = true);
      begun.then(end, end);
      while (!isEnded) await pass(1_000);
      return begun;
    },
    pass,
    async reload() {
      client.dispose();
      return load(bank, environment);
    },
    async close() {
      client.dispose();
      await bank.close?.();
    },
  };
}

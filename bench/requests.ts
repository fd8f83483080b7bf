/**
 * How often a page asks, and how often its server asks the provider: 200 unsettled jobs in 5 tabs over 60 s of virtual time,
 * through the whole chain on the sandbox bank. Counted, not timed: the figures are the same on every machine.
 */
import { createConnectionsClient } from 'connections-kit/core';
import type { Transport } from 'connections-kit/core';
import { createConnectionsHandler } from 'connections-kit/server';
import { createBasiqSandbox, createFakeBrowser, createFakeClock, type FakeClock } from 'connections-kit/testing';
import { createBasiq } from 'connections-kit/transports/basiq';
import { createRestTransport } from 'connections-kit/transports/rest';

const tabs = 5;
const jobs = 200;
const second = 1_000;
const watched = 60 * second;
const userId = 'bench-user';
/** Its refreshes wait two minutes for an answer of the person. */
const waiting = { AU00000: 'mfa' };

export interface Requests {
  name: string;
  /** From the browser to the host's server. */
  browser: number;
  /** From the host's server to the provider. */
  upstream: number;
}

interface Chain {
  clock: FakeClock;
  transport(push: boolean): Transport;
  count(): { browser: number; upstream: number };
  /** The jobs that are going on. */
  jobIds: readonly string[];
}

async function createChain(): Promise<Chain> {
  const clock = createFakeClock(undefined, () => new Promise((resolve) => setImmediate(resolve)));
  const sandbox = createBasiqSandbox({ clock, users: [userId], scenario: waiting });
  const { bank } = sandbox;
  const linked = Array.from({ length: jobs }, () => bank.approveConsent(userId, { institutionId: 'AU00000' }));
  await clock.advance(60 * second);
  const jobIds = linked.map(({ connectionId }) => bank.refresh(userId, connectionId ?? '').job.id);

  let browser = 0;
  const { transport } = createBasiq({
    apiKey: sandbox.apiKey,
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    clock,
  });
  const handle = createConnectionsHandler({
    basePath: '/api',
    authenticate: () => ({ userId }),
    transport: (session) => transport(session.userId),
    clock,
  });
  const fetchOfPage: typeof fetch = (input, init) => {
    browser += 1;
    return handle(new Request(input, init));
  };
  return {
    clock,
    jobIds,
    transport: (push) =>
      createRestTransport({ baseUrl: 'https://host.example/api', fetch: fetchOfPage, push, timeout: 0, clock }),
    count: () => ({ browser, upstream: sandbox.log.length }),
  };
}

/** Counts from the moment in which every tab has loaded. */
async function countOver({ clock, count }: Chain, name: string): Promise<Requests> {
  await clock.advance(5 * second);
  const before = count();
  await clock.advance(watched);
  const after = count();
  return { name, browser: after.browser - before.browser, upstream: after.upstream - before.upstream };
}

export async function countOurs(push: boolean): Promise<Requests> {
  const chain = await createChain();
  const browser = createFakeBrowser({ clock: chain.clock });
  const clients = Array.from({ length: tabs }, () => {
    const tab = browser.openTab();
    return createConnectionsClient({
      transport: tab.connect(chain.transport(push)),
      scope: userId,
      environment: tab,
    });
  });
  for (const client of clients) {
    client.start();
    await client.load();
  }
  const requests = await countOver(chain, push ? 'connections-kit, with push' : 'connections-kit, without push');
  for (const client of clients) client.dispose();
  return requests;
}

/** What a page does that has a query with a refetch interval for each job, in every tab. */
export async function countPollPerJob(interval: number): Promise<Requests> {
  const chain = await createChain();
  const stops: (() => void)[] = [];
  for (let tab = 0; tab < tabs; tab += 1) {
    const transport = chain.transport(false);
    for (const id of chain.jobIds) stops.push(pollJob(chain.clock, transport, id, interval));
  }
  const requests = await countOver(chain, `a poll per job and tab, every ${interval / second} s`);
  for (const stop of stops) stop();
  return requests;
}

function pollJob(clock: FakeClock, transport: Transport, id: string, interval: number): () => void {
  let timer: unknown;
  const poll = () => {
    void transport.getJob(id).catch(() => {});
    timer = clock.setTimeout(poll, interval);
  };
  poll();
  return () => clock.clearTimeout(timer);
}

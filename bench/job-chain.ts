/** 1,000 jobs that wait for an answer of their person for two minutes, and who can ask for them. */
import type { Connection, Job, Transport, TransportEvent } from 'connections-kit/core';
import { createConnectionsHandler } from 'connections-kit/server';
import { createBasiqSandbox, createFakeClock, type FakeClock } from 'connections-kit/testing';
import { createBasiq } from 'connections-kit/transports/basiq';
import { createRestTransport } from 'connections-kit/transports/rest';

export const userId = 'bench-user';
const second = 1_000;
const waiting = { AU00000: 'mfa' };

export interface JobChain {
  clock: FakeClock;
  jobIds: readonly string[];
  transport(options: { push: boolean }): Transport;
  count(): Requests;
}

export interface Requests {
  /** From the page to the host's server. */
  browser: number;
  /** From the host's server to the provider. */
  upstream: number;
}

/** A page's transport, the host's handler, the Basiq transport and a sandbox that speaks Basiq's wire, in one process. */
export async function createWholeChain(jobs: number): Promise<JobChain> {
  const clock = createFakeClock(undefined, turn);
  const sandbox = createBasiqSandbox({ clock, users: [userId], scenario: waiting });
  const { bank } = sandbox;
  const linked = Array.from({ length: jobs }, () => bank.approveConsent(userId, { institutionId: 'AU00000' }));
  await clock.advance(60 * second);
  const jobIds = linked.map(({ connectionId }) => bank.refresh(userId, connectionId ?? '').job.id);
  await clock.advance(5 * second);

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
    transport: ({ push }) =>
      createRestTransport({ baseUrl: 'https://host.example/api', fetch: fetchOfPage, push, timeout: 0, clock }),
    count: () => ({ browser, upstream: sandbox.log.length }),
  };
}

/** What a page is answered through the whole chain, as text. */
export interface Recorded {
  now: number;
  connections: string;
  jobs: ReadonlyMap<string, string>;
}

export async function record(jobs: number): Promise<Recorded> {
  const { clock, transport } = await createWholeChain(jobs);
  const source = transport({ push: false });
  const { items } = (await source.listJobs?.({ unsettled: true, limit: jobs })) ?? { items: [] };
  return {
    now: clock.now(),
    connections: JSON.stringify((await source.listConnections({})).items),
    jobs: new Map(items.map((job) => [job.id, JSON.stringify(job)])),
  };
}

/** A page alone: what was recorded is its answer at once, parsed anew each time as one of a server is. */
export function createPageAlone({ now, connections, jobs }: Recorded): JobChain {
  const jobIds = [...jobs.keys()];
  const answer = (id: string) => JSON.parse(jobs.get(id) ?? '') as Job;
  return {
    clock: createFakeClock(now, turn),
    jobIds,
    transport: ({ push }) => ({
      listConnections: async () => ({ items: JSON.parse(connections) as Connection[] }),
      getConnection: () => Promise.reject(new Error('No page asks for one.')),
      getJob: async (id) => answer(id),
      listJobs: async ({ ids = jobIds }) => ({ items: ids.map(answer) }),
      ...(push && { watch: ({ signal }) => tellOnce(jobIds.map(answer), signal) }),
    }),
    count: () => ({ browser: NaN, upstream: NaN }),
  };
}

/** As the handler does to whoever begins to listen; then nothing happens. */
async function* tellOnce(jobs: readonly Job[], signal: AbortSignal): AsyncGenerator<TransportEvent> {
  for (const job of jobs) yield { type: 'job-changed', job };
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
}

/** All is promises here: one turn settles them. */
function turn(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve));
}

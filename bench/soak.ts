/**
 * `npm run soak [minutes]`: 1,000 clients follow one handler over real sockets while their streams are cut at random. Nothing may
 * be lost, and the memory of the handler must be flat: at the end it may hold on to a tenth more than after the first minute. It
 * prints how long a change at the bank takes to a client's store, for jobs that were begun through the handler and for those that the
 * bank began by itself, of which the handler hears when it next asks. Ten minutes or more go to `bench/results.md`.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createConnectionsClient, isSettled, type ConnectionsClient } from 'connections-kit/core';
import { createRestTransport } from 'connections-kit/transports/rest';
import { writeResults } from './results';
import type { BankReport } from './soak-bank';
import type { ServerReport } from './soak-server';

const minutes = Number(process.argv[2] ?? 10);
const users = 100;
const clientsOfUser = 10;
/** Of each user, through the handler; and as many at the bank itself. */
const secondsBetweenRefreshes = 120;
/** Milliseconds, drawn anew for each stream. */
const [shortestStream, longestStream] = [2_000, 30_000];
/** Milliseconds beyond the first minute after the end: a machine that is busy with other things tells late. */
const longestWait = 120_000;
/** The journal and the logs of events hold more as jobs go by, up to their bounds. */
const mostGrowth = 1.1;

let cuts = 0;
/** Milliseconds from the bank's change to a client's store, by job. */
const ages = new Map<string, number[]>();
/** Jobs that a client has begun. */
const asked = new Set<string>();

const bank = await open('soak-bank.ts', {
  SOAK_USERS: String(users),
  SOAK_EVERY: String(secondsBetweenRefreshes),
});
const server = await open('soak-server.ts', { SOAK_BANK: bank.url });
const before = await ask<ServerReport>(server.process);
const clients = new Map<string, ConnectionsClient[]>();
for (let user = 0; user < users; user += 1) {
  const own = Array.from({ length: clientsOfUser }, () => createFollower(`user-${user}`));
  clients.set(`user-${user}`, own);
  await Promise.all(own.map((client) => client.load()));
}
console.log(`${users * clientsOfUser} clients follow ${users} users for ${minutes} minutes.`);

const life = setInterval(act, 1_000);
const heaps: number[] = [];
for (let minute = 1; minute <= minutes; minute += 1) {
  await wait(60_000);
  const { heap } = await ask<ServerReport>(server.process);
  heaps.push(heap);
  console.log(`minute ${minute}: heap of the handler ${megabytes(heap)}, ${cuts} streams cut, load ${load()}`);
}
clearInterval(life);
bank.process.send('stop');
await wait(60_000);

const { begun, settled } = await ask<BankReport>(bank.process);
let lost = countLost();
for (let waited = 0; lost > 0 && waited < longestWait; waited += 10_000) {
  await wait(10_000);
  lost = countLost();
}
for (const client of [...clients.values()].flat()) client.dispose();
await wait(15_000);
const after = await ask<ServerReport>(server.process);
const jobs = Object.values(settled).flat();
const atBank = new Set(begun);
/** The least of three minutes: what is under way at one moment is no growth. */
const early = Math.min(...(heaps.length > 1 ? heaps.slice(1, 4) : heaps));
const late = Math.min(...heaps.slice(-3));
const growth = late / early;
const isFlat = growth <= mostGrowth;
const text = `${minutes} minutes, ${users * clientsOfUser} clients of ${users} users, each with a stream of its own; ${cuts} streams were cut, after
${shortestStream / 1_000} to ${longestStream / 1_000} s each. The bank, the handler and the clients are three processes of one machine (load ${load()}).

| | |
|---|---:|
| jobs that settled, each to be told to ${clientsOfUser} clients | ${jobs.length} |
| lost | ${lost} |
| heap of the handler before the first client | ${megabytes(before.heap)} |
| after the first minute, the least of three | ${megabytes(early)} |
| at the end, the least of three (at most ${Math.round((mostGrowth - 1) * 100)} % more: ${isFlat ? 'held' : 'NOT held'}) | ${megabytes(late)} |
| after the last client has left | ${megabytes(after.heap)} |

| from the bank's change to a client's store | p50 | p95 | told |
|---|---:|---:|---:|
${latencyRow(
  'a job that was begun through the handler',
  jobs.filter((id) => asked.has(id) && !atBank.has(id)),
)}
${latencyRow(
  'a job that the bank began by itself',
  jobs.filter((id) => atBank.has(id) && !asked.has(id)),
)}
`;
console.log(`\n${text}`);
if (minutes >= 10) writeResults('Soak: 1,000 clients of one handler, their streams cut at random', text);
for (const { process: child } of [server, bank]) child.send('end');
process.exit(lost === 0 && isFlat && jobs.length > 0 ? 0 : 1);

/** Jobs that the bank has settled, and a client does not show so. */
function countLost(): number {
  let count = 0;
  for (const [user, own] of clients)
    for (const { jobs: shown } of own)
      for (const id of settled[user] ?? []) {
        const job = shown.getState().byId[id];
        if (!job || !isSettled(job)) count += 1;
      }
  return count;
}

function createFollower(user: string): ConnectionsClient {
  const client = createConnectionsClient({
    transport: createRestTransport({ baseUrl: server.url, headers: { 'x-user': user }, fetch: fetchAndCut }),
    onEvent(event) {
      if (event.type !== 'job-changed' || !isSettled(event.job)) return;
      const { id, updatedAt } = event.job;
      ages.set(id, [...(ages.get(id) ?? []), Date.now() - Date.parse(updatedAt)]);
    },
  });
  client.start();
  return client;
}

/** One of a user's clients refreshes one connection. */
function act(): void {
  for (const own of clients.values()) {
    if (Math.random() > 1 / secondsBetweenRefreshes) continue;
    const client = oneOf(own);
    const id = client && oneOf(client.connections.getState().ids);
    void (id && client.run(id, 'refresh').then(({ jobs: [job] }) => job && asked.add(job.id)));
  }
}

function oneOf<T>(all: readonly T[]): T | undefined {
  return all[Math.floor(Math.random() * all.length)];
}

/** A network that breaks what lasts. */
async function fetchAndCut(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) return response;
  const life = shortestStream + Math.random() * (longestStream - shortestStream);
  const body = response.body.pipeThrough(
    new TransformStream({
      start(controller) {
        setTimeout(() => {
          cuts += 1;
          controller.error(new TypeError('cut'));
        }, life).unref();
      },
    }),
  );
  return new Response(body, response);
}

async function open(file: string, env: Record<string, string>): Promise<{ process: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, ...env },
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { process: child, url };
}

async function ask<Report>(child: ChildProcess): Promise<Report> {
  child.send('report');
  const [report] = (await once(child, 'message')) as [Report];
  return report;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function latencyRow(name: string, ids: readonly string[]): string {
  const all = ids.flatMap((id) => ages.get(id) ?? []).sort((a, b) => a - b);
  const quantile = (share: number) => `${((all[Math.floor(all.length * share)] ?? NaN) / 1_000).toFixed(1)} s`;
  return `| ${name} | ${quantile(0.5)} | ${quantile(0.95)} | ${all.length} |`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/**
 * `npm run soak [minutes]`: 1,000 clients follow one handler over real sockets while their streams are cut at random. Nothing may
 * be lost, the server's memory must be flat at its end; it prints how long a change at the bank takes to a client's store.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createConnectionsClient, isSettled, type ConnectionsClient } from 'connections-kit/core';
import { createRestTransport } from 'connections-kit/transports/rest';
import type { SoakReport } from './soak-server';

const minutes = Number(process.argv[2] ?? 10);
const users = 100;
const clientsOfUser = 10;
/** Milliseconds, drawn anew for each stream. */
const [shortestStream, longestStream] = [2_000, 30_000];
const flat = 1.2;

const server = fork(fileURLToPath(new URL('soak-server.ts', import.meta.url)), {
  execArgv: ['--import', 'tsx', '--expose-gc'],
  env: { ...process.env, SOAK_USERS: String(users) },
});
const [{ url }] = (await once(server, 'message')) as [{ url: string }];
const latencies: number[] = [];
let cuts = 0;

const clients = new Map<string, ConnectionsClient[]>();
for (let user = 0; user < users; user += 1) {
  const own = Array.from({ length: clientsOfUser }, () => createFollower(`user-${user}`));
  clients.set(`user-${user}`, own);
  await Promise.all(own.map((client) => client.load()));
}
console.log(`${users * clientsOfUser} clients follow ${users} users for ${minutes} minutes.`);

const heaps: number[] = [];
for (let minute = 0; minute < minutes; minute += 1) {
  await wait(60_000);
  const { heap } = await ask(server);
  heaps.push(heap);
  console.log(`minute ${minute + 1}: heap of the server ${(heap / 1e6).toFixed(1)} MB, ${cuts} streams cut`);
}
server.send('stop');
await wait(60_000);
const { settled } = await ask(server);
let lost = 0;
for (const [user, own] of clients) {
  for (const client of own) {
    const { byId } = client.jobs.getState();
    for (const id of settled[user] ?? []) if (!byId[id] || !isSettled(byId[id])) lost += 1;
    client.dispose();
  }
}
const count = Object.values(settled).flat().length;
latencies.sort((a, b) => a - b);
const early = heaps[Math.min(1, heaps.length - 1)] ?? 0;
const growth = (heaps.at(-1) ?? 0) / early;
console.log(`${count} jobs settled, told ${latencies.length} times, ${cuts} streams cut, ${lost} lost`);
console.log(`from the bank's change to the store: p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms`);
console.log(`heap at the end / after two minutes: ${growth.toFixed(2)}`);
server.send('end');
process.exit(lost === 0 && growth <= flat ? 0 : 1);

function createFollower(user: string): ConnectionsClient {
  const client = createConnectionsClient({
    transport: createRestTransport({ baseUrl: url, headers: { 'x-user': user }, fetch: fetchAndCut }),
    onEvent(event) {
      if (event.type !== 'job-changed' || !isSettled(event.job) || event.job.recordedBy === 'kit') return;
      const age = Date.now() - Date.parse(event.job.updatedAt);
      if (age < 120_000) latencies.push(age);
    },
  });
  client.start();
  return client;
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

async function ask(child: ChildProcess): Promise<SoakReport> {
  child.send('report');
  const [report] = (await once(child, 'message')) as [SoakReport];
  return report;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function quantile(share: number): number {
  return latencies[Math.floor(latencies.length * share)] ?? NaN;
}

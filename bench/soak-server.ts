/** The server of the soak: a handler over the sandbox bank, at which something happens all the time. Talks to its parent. */
import { createConnectionsHandler } from 'connections-kit/server';
import { listen } from 'connections-kit/testing/node';
import { createSandboxBank, createSandboxTransport } from 'connections-kit/transports/sandbox';

export interface SoakReport {
  /** Bytes in use after a collection of garbage. */
  heap: number;
  /** The jobs that have settled, by user. */
  settled: Readonly<Record<string, readonly string[]>>;
}

const users = Array.from({ length: Number(process.env.SOAK_USERS) }, (_, n) => `user-${n}`);
const bank = createSandboxBank({ users, scenario: 'happy' });
const handle = createConnectionsHandler({
  authenticate: (request) => ({ userId: request.headers.get('x-user') ?? '' }),
  transport: ({ userId }) => createSandboxTransport({ bank, userId }),
});
const server = await listen(handle);
const started = new Map<string, string[]>(users.map((user) => [user, []]));

/** Each user's refreshes come about every twenty seconds. */
const life = setInterval(() => {
  for (const user of users) {
    if (Math.random() > 1 / 20) continue;
    const active = bank.connections(user).filter(({ status }) => status === 'active');
    const connection = active[Math.floor(Math.random() * active.length)];
    if (connection) started.get(user)?.push(bank.refresh(user, connection.id).job.id);
  }
}, 1_000);

process.on('message', (message) => {
  if (message === 'stop') clearInterval(life);
  if (message === 'end') process.exit(0);
  if (message !== 'report') return;
  globalThis.gc?.();
  const settled = Object.fromEntries(
    users.map((user) => [
      user,
      (started.get(user) ?? []).filter((id) => bank.job(id).steps.every(({ status }) => status === 'success')),
    ]),
  );
  process.send?.({ heap: process.memoryUsage().heapUsed, settled } satisfies SoakReport);
});
process.send?.({ url: server.url });

/** The bank of the soak, in a process of its own: what it keeps is no memory of the handler. It pushes nothing. */
import { createConnectionsHandler } from 'connections-kit/server';
import { listen } from 'connections-kit/testing/node';
import { createSandboxBank, createSandboxTransport } from 'connections-kit/transports/sandbox';

export interface BankReport {
  /** The jobs that were begun here, past the handler. */
  begun: readonly string[];
  /** All that have settled since the soak began, by user. */
  settled: Readonly<Record<string, readonly string[]>>;
}

const users = Array.from({ length: Number(process.env.SOAK_USERS) }, (_, n) => `user-${n}`);
const everySeconds = Number(process.env.SOAK_EVERY);
const bank = createSandboxBank({ users, scenario: 'happy' });
const handle = createConnectionsHandler({
  authenticate: (request) => ({ userId: request.headers.get('x-user') ?? '' }),
  transport: ({ userId }) => createSandboxTransport({ bank, userId }),
});
const { url } = await listen(handle);
const old = new Set(users.flatMap((user) => bank.jobs(user).map(({ id }) => id)));
const begun: string[] = [];

const life = setInterval(() => {
  for (const user of users) {
    if (Math.random() > 1 / everySeconds) continue;
    const linked = bank.connections(user);
    const connection = linked[Math.floor(Math.random() * linked.length)];
    if (!connection) continue;
    const { job, joined } = bank.refresh(user, connection.id);
    if (!joined) begun.push(job.id);
  }
}, 1_000);

process.on('disconnect', () => process.exit(1)); // Its parent has died.
process.on('message', (message) => {
  if (message === 'stop') clearInterval(life);
  if (message === 'end') process.exit(0);
  if (message !== 'report') return;
  const settledOf = (user: string) =>
    bank.jobs(user).filter(({ id, steps }) => !old.has(id) && steps.every(({ status }) => status === 'success'));
  const settled = Object.fromEntries(users.map((user) => [user, settledOf(user).map(({ id }) => id)]));
  process.send?.({ begun, settled } satisfies BankReport);
});
process.send?.({ url });

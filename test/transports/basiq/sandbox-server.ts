/** The Basiq transport on the sandbox bank over a real socket, with two users and a clock in the hands of the test. */
import { createBasiqSandbox, createFakeClock, type BasiqSandboxOptions } from '../../../src/testing';
import { listen } from '../../../src/testing/node';
import { createBasiq } from '../../../src/transports/basiq';

export const users = ['user-one', 'user two/ä'] as const;

export async function startSandbox(options: Omit<BasiqSandboxOptions, 'clock' | 'users'> = {}) {
  const clock = createFakeClock();
  const sandbox = createBasiqSandbox({ clock, users, ...options });
  const server = await listen(sandbox.fetch);
  const basiq = createBasiq({ apiKey: sandbox.apiKey, baseUrl: server.url, clock });
  return {
    clock,
    sandbox,
    url: server.url,
    basiq,
    mine: basiq.transport(users[0]),
    theirs: basiq.transport(users[1]),
    /** What was asked, as `METHOD /path`. */
    asked: () => sandbox.log.map(({ method, path }) => `${method} ${path}`),
    close: server.close,
  };
}

export type Started = Awaited<ReturnType<typeof startSandbox>>;

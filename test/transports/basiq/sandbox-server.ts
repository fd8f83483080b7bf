/** The Basiq transport on the sandbox bank over a real socket, with two users and a clock in the hands of the test. */
import type { Job } from '../../../src/core/model/job';
import type { Transport } from '../../../src/core/transport';
import {
  createBasiqSandbox,
  createFakeClock,
  sandboxInstitutions,
  type BasiqSandboxOptions,
  type ScenarioName,
} from '../../../src/testing';
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

/** The connection with the institution that plays this scenario. */
export async function idAt(transport: Transport, scenario: ScenarioName): Promise<string> {
  const institution = sandboxInstitutions.find((one) => one.scenario === scenario);
  const { items } = await transport.listConnections({});
  return items.find((one) => one.institution.id === institution?.id)?.id ?? '';
}

export async function refreshAt(transport: Transport, connectionId: string, options = {}): Promise<Job> {
  const job = await transport.refreshConnection?.(connectionId, options);
  if (job === undefined) throw new Error('The transport cannot refresh.');
  return job;
}

/** A sandbox bank on a fake clock, and short ways to look at one institution of it. */
import { createFakeClock } from '../../../src/testing/environment';
import { createSandboxBank, type SandboxBankOptions } from '../../../src/transports/sandbox/bank';
import { createSandboxTransport } from '../../../src/transports/sandbox/sandbox-transport';
import type { ScenarioName } from '../../../src/transports/sandbox/scenarios';

export const second = 1_000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;

/** The methods that the sandbox has: it lacks none but `watch`. */
export type WholeTransport = Required<Omit<ReturnType<typeof createSandboxTransport>, 'watch'>>;

export function setUp(options: SandboxBankOptions = {}) {
  const clock = createFakeClock();
  const bank = createSandboxBank({ clock, users: ['gavin', 'monica'], ...options });
  const transportOf = (userId: string) => createSandboxTransport({ bank, userId }) as WholeTransport;
  return { clock, bank, transport: transportOf('gavin'), transportOf };
}

/** One connection that plays the scenario, and what is needed to follow it. */
export async function setUpScenario(scenario: ScenarioName) {
  const parts = setUp({ scenario: { AU00000: scenario } });
  const [first] = (await parts.transport.listConnections({})).items;
  const id = first?.id ?? '';
  return {
    ...parts,
    id,
    read: () => parts.transport.getConnection(id),
    /** A refresh, followed to its end. */
    async refresh() {
      const { id: jobId } = await parts.transport.refreshConnection(id);
      await parts.clock.advance(5 * minute);
      return parts.transport.getJob(jobId);
    },
  };
}

export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'was answered',
    (error: unknown) => error,
  );
}

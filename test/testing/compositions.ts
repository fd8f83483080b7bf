/** The four ways to a sandbox bank, each with two users and a clock in the hands of the test. */
import type { OperationKind } from '../../src/core/model/actions';
import { capabilities } from '../../src/core/transport';
import {
  createBasiqSandbox,
  createFakeClock,
  createSandboxBank,
  sandboxSecrets,
  type BasiqRequestLog,
  type FakeClock,
  type SandboxBank,
  type SandboxBankOptions,
  type TransportUnderTest,
} from '../../src/testing';
import { listen } from '../../src/testing/node';
import { createBasiq } from '../../src/transports/basiq';
import { createSandboxTransport } from '../../src/transports/sandbox';
import { withBadRows } from './bad-rows';
import { overHttp } from './over-http';

export interface Composition extends TransportUnderTest {
  bank: SandboxBank;
  clock: FakeClock;
  /** The commands that came to the bank, in order, whether it executed them or not. */
  commands(): readonly OperationKind[];
}

/** The handler adds the events. */
const commonCapabilities = capabilities.filter((capability) => capability !== 'watch');

/** The second id is one that a path must escape. */
const users = ['user-1', 'user two/ä'] as const;

function sandbox(options: SandboxBankOptions): Composition {
  const clock = createFakeClock();
  const bank = withoutName(createSandboxBank({ clock, users, ...options }));
  const came: OperationKind[] = [];
  function noted<Values extends unknown[], Answer>(kind: OperationKind, send: (...values: Values) => Answer) {
    return (...values: Values): Answer => {
      came.push(kind);
      return send(...values);
    };
  }
  const listening: SandboxBank = {
    ...bank,
    refresh: noted('refresh', bank.refresh),
    purge: noted('purge', bank.purge),
    revoke: noted('revoke', bank.revoke),
  };
  return {
    users,
    bank,
    clock,
    advance: clock.advance,
    commands: () => came,
    transport: (userId) => createSandboxTransport({ bank: listening, userId }),
    secrets: (userId) => sandboxSecrets(bank, userId),
    can: commonCapabilities,
    loseAnswers: () => losing(bank, () => came),
    institutionId: 'AU00000',
    returnUrl: 'https://page.example/accounts?tab=1',
    remembersKeys: true,
  };
}

async function basiq(options: SandboxBankOptions): Promise<Composition> {
  const clock = createFakeClock();
  const bank = withoutName(createSandboxBank({ clock, users, ...options }));
  const { apiKey, log, fetch } = createBasiqSandbox({ bank });
  let isSpoilt = false;
  const { url, close } = await listen(async (request) => {
    const response = await fetch(request);
    return isSpoilt ? withBadRows(response) : response;
  });
  const { transport } = createBasiq({ apiKey, baseUrl: url, clock });
  return {
    users,
    bank,
    clock,
    advance: clock.advance,
    commands: () => log.flatMap(commandOf),
    transport,
    secrets: (userId) => sandboxSecrets(bank, userId),
    can: commonCapabilities,
    loseAnswers: () => losing(bank, () => log.flatMap(commandOf)),
    institutionId: 'AU00000',
    spoil: () => void (isSpoilt = true),
    close,
  };
}

/** Where nothing is said of one of its institutions. */
export const namelessInstitution = 'AU00015';
function withoutName(bank: SandboxBank): SandboxBank {
  return { ...bank, institutions: () => bank.institutions().filter(({ id }) => id !== namelessInstitution) };
}

/** The links begin anew, as they began. */
function losing(bank: SandboxBank, commands: () => readonly OperationKind[]): () => number {
  const before = commands().length;
  bank.setScenario('all', 'answer-lost');
  return () => commands().length - before;
}

function commandOf({ method, path }: BasiqRequestLog): readonly OperationKind[] {
  if (method === 'DELETE') return ['revoke'];
  if (method !== 'POST') return [];
  return path.endsWith('/refresh') ? ['refresh'] : path.endsWith('/purge') ? ['purge'] : [];
}

async function behindHandler(composition: Composition): Promise<Composition> {
  const { can = [] } = composition;
  return { ...composition, ...(await overHttp(composition, composition.clock)), can: [...can, 'watch'] };
}

type Compose = (options?: SandboxBankOptions) => Promise<Composition>;

export const compositions = {
  'the sandbox transport': async (options = {}) => sandbox(options),
  'rest transport → handler → sandbox transport, over a socket': (options = {}) => behindHandler(sandbox(options)),
  'the Basiq transport → a Basiq server, over a socket': (options = {}) => basiq(options),
  'rest transport → handler → Basiq transport → a Basiq server, over two sockets': async (options = {}) =>
    behindHandler(await basiq(options)),
} as const satisfies Readonly<Record<string, Compose>>;

export type CompositionName = keyof typeof compositions;
export const compositionNames = Object.keys(compositions) as readonly CompositionName[];

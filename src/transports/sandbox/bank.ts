/**
 * The sandbox bank: invented institutions and customers behind two faces (`createSandboxTransport` and, for tests, a server
 * that speaks Basiq's wire).
 *
 * - It has no timers. A job is a start and a plan; what it says follows from the clock when it is read.
 * - What came out of the jobs that have ended is taken over before each answer.
 * - Nothing is shared between users, and no object that it keeps is handed out.
 */
import type { Clock } from '../../core/model/clock';
import { createConnectionsError } from '../../core/model/errors';
import { BankRefusal } from './bank-facts';
import type { BankConnection, BankConsent, BankInstitution, BankJob, BankProfile } from './bank-facts';
import { chooseScenarios, type ScenarioChoice } from './choose-scenarios';
import { answer, approve, purge, refresh, revoke, type BankCommand, type CommandContext, type Link } from './commands';
import { sandboxInstitutions } from './institutions';
import { iso, readJob, type JobRecord } from './job-record';
import { createLedger, openAnother, openConnection, type Ledger } from './ledger';
import type { HeldAccount } from './people';
import { createRandom } from './random';
import { applyEnded, readConnection, readConsents } from './read-ledger';
import { scenarios, type Scenario, type ScenarioName } from './scenarios';

/** Which invented bank; the same options give the same bank. */
export interface SandboxBankOptions {
  scenario?: ScenarioChoice;
  /** Real time by default. */
  clock?: Clock;
  /** Other people and other ids. */
  seed?: number;
  /** Multiplies how long every job takes; 1 by default. Less makes tests short that wait in real time. */
  pace?: number;
  /** The ids of its customers; one by default. */
  users?: readonly string[];
}

/** Every method but the controls throws `BankRefusal` for what the bank does not do; a command also `AnswerLost`. */
export interface SandboxBank {
  readonly clock: Clock;
  readonly users: readonly string[];
  institutions(): readonly BankInstitution[];
  connections(userId: string): readonly BankConnection[];
  connection(userId: string, connectionId: string): BankConnection;
  consents(userId: string): readonly BankConsent[];
  /** All that it holds of a user, also what is not shared now. */
  personalData(userId: string): { profiles: readonly BankProfile[]; accounts: readonly HeldAccount[] };
  /** Newest first, the kit's own records among them. */
  jobs(userId: string): readonly BankJob[];
  /** Whosever it is: a face that knows its user must look at `userId`. */
  job(jobId: string): BankJob;
  /** `joined`: one ran already, and this is it. */
  refresh(userId: string, connectionId: string, command?: BankCommand): { job: BankJob; joined: boolean };
  purge(userId: string, connectionId: string, command?: BankCommand): BankJob;
  revoke(userId: string, connectionId: string, command?: BankCommand): BankJob;
  answer(jobId: string, answers: readonly string[], command?: BankCommand): BankJob;
  /** What the person does at the bank's own page: agrees to share, for a link that is there or for a new one at that institution. */
  approveConsent(userId: string, consent: { connectionId?: string; institutionId?: string }): BankJob;
  /** A new reference, for an answer that is an error. */
  correlationId(): string;
  /**
   * Begins the links at that institution (or at `all`) anew.
   * @throws ConnectionsError `invalid-request` for a scenario or an institution that nobody knows
   */
  setScenario(institutionId: string, scenario: string): void;
  /** The bank of this link is down: the next refresh waits until the provider tries again by itself, two hours later. */
  putOff(userId: string, connectionId: string): void;
  /** What is played there now. @throws ConnectionsError `invalid-request` for an institution that nobody knows */
  scenarioOf(institutionId: string): ScenarioName;
  /** Everything as at the start, under the same connection ids. */
  reset(): void;
}

/** The only customer, when none are named. */
export const sandboxUserId = '5a7d8f00-0000-4000-8000-000000000001';

/** @throws ConnectionsError `invalid-request` for a scenario or an institution that nobody knows */
export function createSandboxBank(options: SandboxBankOptions = {}): SandboxBank {
  const { clock = realClock, seed = 1, pace = 1 } = options;
  const users: readonly string[] = Object.freeze([...(options.users ?? [sandboxUserId])]);
  const chosen = chooseScenarios(options.scenario);
  const playing = new Map(chosen);
  const ledgers = new Map<string, Ledger>();
  const references = createRandom(`references/${seed}`);
  const correlationId = references.uuid;

  const playedAt = (institutionId: string): Scenario => scenarios[nameOf(institutionId)];
  function nameOf(institutionId: string): ScenarioName {
    const name = playing.get(institutionId);
    if (name === undefined) throw createConnectionsError('invalid-request');
    return name;
  }

  const refuse: CommandContext['refuse'] = (refused, retryAt) =>
    new BankRefusal({
      refused,
      correlationId: correlationId(),
      ...(retryAt !== undefined && { retryAt: iso(retryAt) }),
    });
  const contextNow = (): CommandContext => ({ now: clock.now(), refuse, correlationId });

  function open(ledger: Ledger, isAffected: (institutionId: string) => boolean = () => true): void {
    const now = clock.now();
    for (const institution of sandboxInstitutions) {
      if (!isAffected(institution.id)) continue;
      openConnection(ledger, { seed, now, institution, scenario: nameOf(institution.id) });
    }
  }

  /** The books of a user are opened when they are first looked at, so that a link being set up is seen from its start. */
  function ledgerOf(userId: string): Ledger {
    const index = users.indexOf(userId);
    if (index === -1) throw refuse('not-found');
    let ledger = ledgers.get(userId);
    if (ledger === undefined) {
      ledger = createLedger({ seed, userId, index, pace });
      ledgers.set(userId, ledger);
      open(ledger);
    }
    applyEnded(ledger, clock.now());
    return ledger;
  }

  function linkOf(userId: string, connectionId: string): Link {
    const ledger = ledgerOf(userId);
    const connection = ledger.connections.get(connectionId);
    const institution = sandboxInstitutions.find(({ id }) => id === connection?.institutionId);
    if (connection === undefined || institution === undefined) throw refuse('not-found');
    return { ledger, connection, institution, scenario: playedAt(institution.id) };
  }

  function jobOf(jobId: string): JobRecord {
    const job = users.flatMap((userId) => ledgerOf(userId).jobs).find(({ id }) => id === jobId);
    if (job === undefined) throw refuse('not-found');
    return job;
  }

  return {
    clock,
    users,
    correlationId,
    institutions: () =>
      sandboxInstitutions.map(({ scenario: _default, averageDurations, ...institution }) => ({
        ...institution,
        averageDurations: { ...averageDurations },
        health: playedAt(institution.id).health ?? 'operational',
      })),
    connections: (userId) =>
      [...ledgerOf(userId).connections.values()].map((connection) => readConnection(userId, connection)),
    connection: (userId, connectionId) => readConnection(userId, linkOf(userId, connectionId).connection),
    consents: (userId) => readConsents(ledgerOf(userId)),
    personalData(userId) {
      const links = [...ledgerOf(userId).connections.values()];
      return structuredClone({
        profiles: links.map(({ profile }) => profile),
        accounts: links.flatMap(({ accounts }) => accounts),
      });
    },
    jobs(userId) {
      const { jobs } = ledgerOf(userId);
      const now = clock.now();
      return [...jobs]
        .reverse()
        .sort((a, b) => b.start - a.start)
        .map((job) => readJob(job, now));
    },
    job: (jobId) => readJob(jobOf(jobId), clock.now()),
    refresh: (userId, connectionId, command = {}) => refresh(linkOf(userId, connectionId), command, contextNow()),
    purge: (userId, connectionId, command = {}) => purge(linkOf(userId, connectionId), command, contextNow()),
    revoke: (userId, connectionId, command = {}) => revoke(linkOf(userId, connectionId), command, contextNow()),
    answer(jobId, answers, command = {}) {
      const job = jobOf(jobId);
      return answer({ job, ledger: ledgerOf(job.userId) }, answers, command, contextNow());
    },
    approveConsent(userId, { connectionId, institutionId }) {
      if (connectionId !== undefined) return approve(linkOf(userId, connectionId), contextNow());
      const institution = sandboxInstitutions.find(({ id }) => id === institutionId);
      if (institution === undefined) throw refuse('not-found');
      const opened = openAnother(ledgerOf(userId), { seed, now: clock.now(), institution });
      return approve(linkOf(userId, opened.id), contextNow());
    },

    setScenario(institutionId, scenario) {
      const changes = chooseScenarios(institutionId === 'all' ? scenario : { [institutionId]: scenario });
      const isAffected = (id: string) => institutionId === 'all' || institutionId === id;
      for (const [id, name] of changes) if (isAffected(id)) playing.set(id, name);
      for (const ledger of ledgers.values()) open(ledger, isAffected);
    },
    putOff(userId, connectionId) {
      linkOf(userId, connectionId).connection.nextAttempt = { putOff: untilRetry };
    },
    scenarioOf: nameOf,
    reset() {
      for (const [id, scenario] of chosen) playing.set(id, scenario);
      for (const ledger of ledgers.values()) open(ledger);
    },
  };
}

/** Milliseconds (`domain.md` §2). */
const untilRetry = 2 * 60 * 60_000;

const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delay) => globalThis.setTimeout(callback, delay),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
};

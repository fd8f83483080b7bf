/** One user's page in the bank's books, and how it looks at the start: their links and the jobs of the past. */
import type { BankProfile, StepFailure } from './bank-facts';
import type { SandboxInstitution } from './institutions';
import type { JobRecord } from './job-record';
import { accountsOf, personOf, profileOf, type HeldAccount, type Person } from './people';
import { planOf } from './plan';
import { createRandom } from './random';
import { passingFailure, scenarios, type Attempt, type Scenario, type ScenarioName } from './scenarios';

/** Times in milliseconds since 1970. */
export interface ConnectionRecord {
  id: string;
  institutionId: string;
  status: string;
  method: 'web' | 'openbanking';
  created: number;
  lastUsed?: number;
  expires: number;
  revoked?: { at: number; by: 'provider' | 'bank' };
  /** The end of the rate limit, from the first refused refresh on. */
  limitLifts?: number;
  profile: BankProfile;
  accounts: readonly HeldAccount[];
  /** Whether the bank's data is stored: not before the first success, and not after a purge. */
  hasData: boolean;
  refreshes: number;
  /** Goes before what the scenario says. */
  nextAttempt?: Attempt;
}

export interface Ledger {
  userId: string;
  /** Multiplies how long every job takes. */
  pace: number;
  person: Person;
  connections: Map<string, ConnectionRecord>;
  jobs: JobRecord[];
  /** Each command that was executed, and its job, by its idempotency key. */
  executed: Map<string, { target: string; jobId: string }>;
  /** Never starts again, so that no id comes twice. */
  nextJobId(): string;
}

interface LedgerOptions {
  seed: number;
  userId: string;
  /** Of the user among the bank's customers. */
  index: number;
  pace: number;
}

interface Opening {
  seed: number;
  now: number;
  institution: SandboxInstitution;
  scenario: ScenarioName;
}

export function createLedger({ seed, userId, index, pace }: LedgerOptions): Ledger {
  const ids = createRandom(`jobs/${seed}/${userId}`);
  return {
    userId,
    pace,
    person: personOf(seed, userId, index),
    connections: new Map(),
    jobs: [],
    executed: new Map(),
    nextJobId: ids.uuid,
  };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** One consent of the user's is behind all links of the start: they end with it. */
const consentLeft = 160 * day;

/** Begins a link anew as its scenario says; an earlier one at the same institution is forgotten, but its id stays. */
export function openConnection(ledger: Ledger, { seed, now, institution, scenario: name }: Opening): void {
  const scenario: Scenario = scenarios[name];
  const random = createRandom(`connection/${seed}/${ledger.userId}/${institution.id}`);
  const id = random.uuid();
  const isNew = scenario.history === 'running-setup' || scenario.history === 'failed-setup';
  const age =
    scenario.history === 'running-setup' ? 0 : isNew ? 3 * hour : random.between(40 * 24 * 60, 200 * 24 * 60) * minute;
  const created = now - (scenario.history === 'none' ? 2 * day : age);
  const usual = scenario.history === 'usual' || scenario.history === 'failed-last';
  const connection: ConnectionRecord = {
    id,
    institutionId: institution.id,
    status: scenario.status,
    method: scenario.method ?? 'web',
    created,
    expires: now + (scenario.expiresIn ?? consentLeft),
    profile: profileOf(ledger.person, random),
    accounts: accountsOf(ledger.person, random),
    hasData: usual,
    refreshes: 0,
    ...(scenario.revokedAgo !== undefined && { revoked: { at: now - scenario.revokedAgo, by: 'bank' } }),
  };
  ledger.jobs = ledger.jobs.filter((job) => job.connectionId !== id);
  ledger.connections.set(id, connection);
  if (scenario.history === 'none') return;

  const past = (kind: 'connect' | 'refresh', start: number, failure?: StepFailure) =>
    addJob(ledger, connection, institution, {
      kind,
      start,
      attempt: failure ? { fails: { at: 'verify-credentials', with: failure } } : {},
      applied: true,
    });
  if (scenario.history === 'failed-setup') return void past('connect', created, scenario.failure);
  if (scenario.history === 'running-setup') {
    // Long enough to be seen, and to be followed to its end.
    addJob(ledger, connection, institution, { kind: 'connect', start: now, attempt: { pace: 6 }, applied: false });
    return;
  }
  past('connect', created);
  const until = connection.revoked?.at ?? now;
  past('refresh', until - 5 * day - random.between(0, 300) * minute);
  past(
    'refresh',
    until - 3 * day - random.between(0, 300) * minute,
    hasBadDay(random.next()) ? passingFailure : undefined,
  );
  const lastSuccess = past('refresh', until - 22 * hour - random.between(0, 180) * minute);
  connection.lastUsed = endOf(lastSuccess);
  if (scenario.history === 'failed-last') past('refresh', until - 4 * hour, scenario.failure);
}

/** A further link at an institution, as it is when the person has just agreed at the bank: nothing is stored yet. */
export function openAnother(ledger: Ledger, { seed, now, institution }: Omit<Opening, 'scenario'>): ConnectionRecord {
  const count = [...ledger.connections.values()].filter((link) => link.institutionId === institution.id).length;
  const random = createRandom(`connection/${seed}/${ledger.userId}/${institution.id}/${count}`);
  const connection: ConnectionRecord = {
    id: random.uuid(),
    institutionId: institution.id,
    status: 'pre-init',
    method: 'web',
    created: now,
    expires: now + 365 * day,
    profile: profileOf(ledger.person, random),
    accounts: accountsOf(ledger.person, random),
    hasData: false,
    refreshes: 0,
  };
  ledger.connections.set(connection.id, connection);
  return connection;
}

export interface NewJob {
  kind: 'connect' | 'refresh';
  start: number;
  attempt: Attempt;
  applied: boolean;
  runId?: string | undefined;
}

export function addJob(
  ledger: Ledger,
  connection: ConnectionRecord,
  institution: SandboxInstitution,
  { kind, start, attempt, applied, runId }: NewJob,
): JobRecord {
  const id = ledger.nextJobId();
  const becomes = attempt.fails?.becomes;
  const job: JobRecord = {
    id,
    userId: ledger.userId,
    connectionId: connection.id,
    institutionId: institution.id,
    kind,
    start,
    ...planOf(institution, attempt, ledger),
    correlationId: createRandom(`correlation/${id}`).uuid(),
    applied,
    ...(becomes !== undefined && { becomesOnFailure: becomes }),
    ...(runId !== undefined && { runId }),
  };
  ledger.jobs.push(job);
  return job;
}

function endOf(job: JobRecord): number {
  return job.steps.reduce((time, step) => time + step.duration, job.start + job.delay);
}

function hasBadDay(chance: number): boolean {
  return chance < 0.4;
}

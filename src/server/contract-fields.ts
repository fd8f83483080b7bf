/** The fields of the contract. What else a transport or a journal of the host's own puts beside them is not passed on. */
import type { Account, Connection, ConnectionDetail, Consent, Institution, Profile } from '../core/model/connection';
import type { Failure } from '../core/model/failure';
import type { Challenge, Job, JobStep } from '../core/model/job';
import type { ConsentStart, Description, Page, TransportEvent } from '../core/transport';
import type { FieldsOf } from './take-fields';

const failure = {
  code: true,
  actor: true,
  retryable: true,
  retryAt: true,
  correlationId: true,
} satisfies FieldsOf<Failure>;

const step = { key: true, status: true, startedAt: true, endedAt: true } satisfies FieldsOf<JobStep>;

const challenge = { kind: true, question: true, inputs: true, expiresAt: true } satisfies FieldsOf<Challenge>;

export const jobFields = {
  id: true,
  kind: true,
  connectionId: true,
  status: true,
  steps: [step],
  createdAt: true,
  updatedAt: true,
  recordedBy: true,
  runId: true,
  failure,
  challenge,
  retryAt: true,
  deadlineAt: true,
} satisfies FieldsOf<Job>;

const institution = {
  id: true,
  name: true,
  shortName: true,
  logoUrl: true,
  country: true,
  health: true,
  recoveryUrl: true,
  averageDurations: 'numbers',
} satisfies FieldsOf<Institution>;

export const connectionFields = {
  id: true,
  institution,
  status: true,
  rawStatus: true,
  method: true,
  createdAt: true,
  lastSyncedAt: true,
  expiresAt: true,
  revokedAt: true,
  refreshAvailableAt: true,
} satisfies FieldsOf<Connection>;

const profile = {
  fullName: true,
  phoneNumbers: true,
  emailAddresses: true,
  physicalAddresses: true,
} satisfies FieldsOf<Profile>;

const account = {
  id: true,
  name: true,
  type: true,
  number: true,
  currency: true,
  balance: true,
  availableFunds: true,
  available: true,
  updatedAt: true,
} satisfies FieldsOf<Account>;

const consent = {
  givenAt: true,
  expiresAt: true,
  endedAt: true,
  purpose: true,
  data: [{ name: true, description: true }],
} satisfies FieldsOf<Consent>;

export const connectionDetailFields = {
  ...connectionFields,
  profile,
  accounts: [account],
  consent,
} satisfies FieldsOf<ConnectionDetail>;

export const descriptionFields = { can: true, denied: true, revokeData: true } satisfies FieldsOf<Description>;

export const consentStartFields = {
  redirect: { type: true, url: true },
  token: { type: true, token: true, expiresAt: true },
} satisfies { [Type in ConsentStart['type']]: FieldsOf<Extract<ConsentStart, { type: Type }>> };

export const eventFields = {
  'job-changed': { type: true, job: jobFields },
  'connection-changed': { type: true, connection: connectionFields },
  'connection-removed': { type: true, connectionId: true },
} satisfies { [Type in TransportEvent['type']]: FieldsOf<Extract<TransportEvent, { type: Type }>> };

export const jobPageFields = { items: [jobFields], nextCursor: true } satisfies FieldsOf<Page<Job>>;
export const connectionPageFields = {
  items: [connectionFields],
  nextCursor: true,
} satisfies FieldsOf<Page<Connection>>;
export const revealedFields = { values: true } satisfies FieldsOf<{ values: readonly string[] }>;

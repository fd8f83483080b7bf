/** The bank's raw facts of a connection as ours, masked. Pure. */
import type {
  Account,
  Connection,
  ConnectionDetail,
  Institution,
  Profile,
  ProfileField,
} from '../../core/model/connection';
import { mask } from '../../core/model/mask';
import type { ConnectionStatus } from '../../core/model/lifecycle';
import type { BankAccount, BankConnection, BankInstitution, BankJob, BankProfile } from './bank-facts';
import { consentTerms } from './consent-terms';
import { stepKey } from './job-mapping';

const statuses = new Map<string, ConnectionStatus>([
  ['pre-init', 'pre-init'],
  ['pending', 'pending'],
  ['active', 'active'],
  ['invalid', 'invalid'],
  ['revoked', 'revoked'],
]);

/** @param jobs of this connection, newest first */
export function toConnection(
  connection: BankConnection,
  institution: BankInstitution | undefined,
  jobs: readonly BankJob[],
): Connection {
  const { id, institutionId, method, createdDate, lastUsed, expiryDate, revokedDate, refreshAvailableAt } = connection;
  return {
    id,
    institution: institution ? toInstitution(institution) : { id: institutionId, name: institutionId },
    ...statusOf(connection, jobs),
    method: method === 'openbanking' ? 'open-banking' : method,
    createdAt: createdDate,
    expiresAt: expiryDate,
    ...(lastUsed !== undefined && { lastSyncedAt: lastUsed }),
    ...(revokedDate !== undefined && { revokedAt: revokedDate }),
    ...(refreshAvailableAt !== undefined && { refreshAvailableAt }),
  };
}

/** @param jobs of this connection, newest first */
export function toDetail(
  connection: BankConnection,
  institution: BankInstitution | undefined,
  jobs: readonly BankJob[],
): ConnectionDetail {
  const { profile, createdDate, expiryDate, revokedDate, status } = connection;
  return {
    ...toConnection(connection, institution, jobs),
    ...(profile && { profile: toProfile(profile) }),
    accounts: connection.accounts.map(toAccount),
    ...(status !== 'pre-init' && {
      consent: {
        givenAt: createdDate,
        expiresAt: expiryDate,
        ...(revokedDate !== undefined && { endedAt: revokedDate }),
        purpose: consentTerms.purpose.title,
        data: consentTerms.permissions.map(({ name, description }) => ({ name, description })),
      },
    }),
  };
}

/** What `revealProfile` answers. */
export function rawValues(profile: BankProfile, field: ProfileField): readonly string[] {
  return field === 'fullName'
    ? [profile.fullName]
    : field === 'physicalAddresses'
      ? profile.physicalAddresses.map(({ formattedAddress }) => formattedAddress)
      : [...profile[field]];
}

/** Failed is a link that was never active and whose last job failed: no bank has a word for it (`domain.md` §3). */
function statusOf(connection: BankConnection, jobs: readonly BankJob[]): Pick<Connection, 'status' | 'rawStatus'> {
  const status = statuses.get(connection.status);
  if (status === undefined) return { status: 'unknown', rawStatus: connection.status };
  const last = jobs.find(({ ended, steps }) => ended !== undefined && steps.length > 0);
  const hasFailed = last?.steps.some((step) => step.status === 'failed') ?? false;
  const isOpen = status === 'pending' || status === 'invalid';
  return { status: isOpen && connection.lastUsed === undefined && hasFailed ? 'failed' : status };
}

function toInstitution({ averageDurations, ...institution }: BankInstitution): Institution {
  const durations = Object.entries(averageDurations).map(([title, duration]) => [stepKey(title), duration] as const);
  return { ...institution, averageDurations: Object.fromEntries(durations) };
}

function toProfile(profile: BankProfile): Profile {
  return {
    fullName: mask.name(profile.fullName),
    phoneNumbers: rawValues(profile, 'phoneNumbers').map(mask.phone),
    emailAddresses: rawValues(profile, 'emailAddresses').map(mask.email),
    physicalAddresses: rawValues(profile, 'physicalAddresses').map(mask.address),
  };
}

/** The holder's name stays here. */
function toAccount(account: BankAccount): Account {
  const { id, name, type, accountNo, currency, balance, availableFunds, available, lastUpdated } = account;
  return {
    id,
    name: mask.freeText(name),
    type,
    number: mask.accountNumber(accountNo),
    currency,
    ...(balance !== null && { balance }),
    ...(availableFunds !== null && { availableFunds }),
    available,
    updatedAt: lastUpdated,
  };
}

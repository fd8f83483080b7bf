/**
 * Connections as the server sent them, read field by field.
 * Personal values are masked once more: a mask stays as it is, and a server that forgot to mask cannot leak into the page.
 */
import type { Account, Connection, ConnectionDetail, Consent, Institution, Profile } from '../../core/model/connection';
import { isConnectionStatus } from '../../core/model/lifecycle';
import { mask } from '../../core/model/mask';
import { address, fieldsOf, firsts, oneOf, present, rows, term, text, time, truth, word, words } from './fields';

/** `undefined` for what is no connection: without an id nothing can be done with it. */
export function readConnection(value: unknown): Connection | undefined {
  const fields = fieldsOf(value);
  const id = text(fields.id);
  if (id === undefined) return undefined;
  const known = isConnectionStatus(fields.status) ? fields.status : undefined;
  return present({
    id,
    institution: readInstitution(fields.institution),
    status: known ?? 'unknown',
    rawStatus: term(fields.rawStatus) ?? (known === undefined ? term(fields.status) : undefined),
    method: oneOf(['web', 'open-banking', 'statement', 'other'], fields.method),
    createdAt: time(fields.createdAt),
    lastSyncedAt: time(fields.lastSyncedAt),
    expiresAt: time(fields.expiresAt),
    revokedAt: time(fields.revokedAt),
    refreshAvailableAt: time(fields.refreshAvailableAt),
  });
}

export function readConnectionDetail(value: unknown): ConnectionDetail | undefined {
  const connection = readConnection(value);
  if (connection === undefined) return undefined;
  const { profile, accounts, consent } = fieldsOf(value);
  return {
    ...connection,
    accounts: firsts(rows(accounts, readAccount) ?? [], (account) => account.id),
    ...present({ profile: readProfile(profile), consent: readConsent(consent) }),
  };
}

function readInstitution(value: unknown): Institution {
  const fields = fieldsOf(value);
  const id = text(fields.id) ?? 'unknown';
  return present({
    id,
    name: words(fields.name) ?? words(id) ?? id,
    shortName: words(fields.shortName),
    logoUrl: address(fields.logoUrl, /^(https:\/\/|data:image\/)/i),
    country: words(fields.country),
    health: oneOf(['operational', 'degraded', 'outage', 'maintenance', 'unknown'], fields.health),
    recoveryUrl: address(fields.recoveryUrl, /^https:\/\//i),
    averageDurations: readDurations(fields.averageDurations),
  });
}

function readDurations(value: unknown): Institution['averageDurations'] {
  const durations = Object.entries(fieldsOf(value)).filter(
    (entry): entry is [string, number] =>
      word(entry[0]) !== undefined && typeof entry[1] === 'number' && Number.isFinite(entry[1]) && entry[1] >= 0,
  );
  return durations.length === 0 ? undefined : Object.fromEntries(durations);
}

function readProfile(value: unknown): Profile | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = fieldsOf(value);
  return present({
    fullName: masked(maskName)(fields.fullName),
    phoneNumbers: rows(fields.phoneNumbers, masked(mask.phone)),
    emailAddresses: rows(fields.emailAddresses, masked(mask.email)),
    physicalAddresses: rows(fields.physicalAddresses, masked(mask.address)),
  });
}

/** A name of one word leaves `G•••`, which is too short to be taken for a name and would be masked whole the second time. */
function maskName(name: string): string {
  return /^\p{L}\p{M}{0,2}•••$/u.test(name) ? name : mask.name(name);
}

function masked(rule: (raw: string) => string): (value: unknown) => string | undefined {
  return (value) => {
    const raw = text(value);
    return raw === undefined ? undefined : words(rule(raw));
  };
}

function readAccount(value: unknown): Account | undefined {
  const fields = fieldsOf(value);
  const id = text(fields.id);
  if (id === undefined) return undefined;
  return present({
    id,
    name: words(mask.freeText(text(fields.name) ?? id)) ?? id,
    type: masked(mask.freeText)(fields.type),
    number: masked(mask.accountNumber)(fields.number),
    currency: word(fields.currency),
    balance: money(fields.balance),
    availableFunds: money(fields.availableFunds),
    available: truth(fields.available) ?? false,
    updatedAt: time(fields.updatedAt),
  });
}

function money(value: unknown): string | undefined {
  return typeof value === 'string' && /^[+-]?\d{1,30}(\.\d{1,20})?$/.test(value) ? value : undefined;
}

function readConsent(value: unknown): Consent | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = fieldsOf(value);
  return present({
    givenAt: time(fields.givenAt),
    expiresAt: time(fields.expiresAt),
    endedAt: time(fields.endedAt),
    purpose: words(fields.purpose),
    data: rows(fields.data, readConsentData) ?? [],
  });
}

function readConsentData(value: unknown): Consent['data'][number] | undefined {
  const { name, description } = fieldsOf(value);
  const known = words(name);
  return known === undefined ? undefined : present({ name: known, description: words(description) });
}

/** Connections, accounts and consents of Basiq's as ours. Pure and tolerant: no row costs another, no PII passes unmasked. */
import type { Account, Connection, Consent, Institution } from '../../core/model/connection';
import type { ConnectionStatus } from '../../core/model/lifecycle';
import { mask } from '../../core/model/mask';
import { field, id, maskedText, records, term, text, time, type WireRecord } from './wire';

const statuses = new Map<string, ConnectionStatus>([
  ['pre-init', 'pre-init'],
  ['init', 'pending'],
  ['pending', 'pending'],
  ['active', 'active'],
  ['invalid', 'invalid'],
  ['invalid-connection', 'invalid'],
  ['failed', 'failed'],
  ['revoked', 'revoked'],
  ['deleted', 'revoked'],
]);

/** `domain.md` §3; the enum of the OpenAPI is a part of it. */
export function statusOf(value: unknown): Pick<Connection, 'status' | 'rawStatus'> {
  const raw = text(value);
  const status = statuses.get(raw?.toLowerCase() ?? '');
  if (status !== undefined) return { status };
  const rawStatus = term(raw);
  return { status: 'unknown', ...(rawStatus !== undefined && { rawStatus }) };
}

/** The list writes `openbanking`, the detail `open-banking`; a connector may be `csv` or `pdf` (OpenAPI data). */
export function methodOf(value: unknown): Connection['method'] {
  const word = text(value)
    ?.toLowerCase()
    .replace(/[^a-z]/g, '');
  if (word === undefined) return undefined;
  if (word === 'web') return 'web';
  if (word === 'openbanking') return 'open-banking';
  return word === 'csv' || word === 'pdf' || word === 'statement' ? 'statement' : 'other';
}

/** What a connection says of its institution is an id alone; the rest comes from the connectors. */
export function institutionIdOf(connection: WireRecord): string | undefined {
  const institution = field(connection, 'institution');
  return (
    id(field(institution, 'id')) ??
    id(institution) ??
    institutionOfUrl(field(field(connection, 'links'), 'institution'))
  );
}

/** `…/institutions/AU00000` or `…/connectors/AU00000/web`. */
function institutionOfUrl(url: unknown): string | undefined {
  return /\/(?:institutions|connectors)\/(\w{1,40})(?:[/?#]|$)/.exec(typeof url === 'string' ? url : '')?.[1];
}

/** Nothing for a row without an id: nobody could act on it. */
export function toConnection(wire: WireRecord, institution: Institution): Connection | undefined {
  const connectionId = id(field(wire, 'id'));
  if (connectionId === undefined) return undefined;
  const method = methodOf(field(wire, 'method'));
  const createdAt = time(field(wire, 'createdDate')) ?? time(field(wire, 'created'));
  const lastSyncedAt = time(field(wire, 'lastUsed'));
  const expiresAt = time(field(wire, 'expiryDate'));
  return {
    id: connectionId,
    institution,
    ...statusOf(field(wire, 'status')),
    ...(method !== undefined && { method }),
    ...(createdAt !== undefined && { createdAt }),
    ...(lastSyncedAt !== undefined && { lastSyncedAt }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

/** The holder's name (`accountHolder`) and the unmasked numbers stay here (OpenAPI data, `getAccounts`). */
export function toAccount(wire: WireRecord): Account | undefined {
  const accountId = id(field(wire, 'id'));
  if (accountId === undefined) return undefined;
  const kind = field(wire, 'class');
  const type = maskedText(field(kind, 'type')) ?? maskedText(kind);
  const number = text(field(wire, 'accountNo'), Infinity) ?? text(field(wire, 'maskedNumber'), Infinity);
  const optional = {
    type,
    number: number === undefined ? undefined : mask.accountNumber(number),
    currency: /^[A-Z]{3}$/.exec(text(field(wire, 'currency')) ?? '')?.[0],
    balance: moneyOf(field(wire, 'balance')),
    availableFunds: moneyOf(field(wire, 'availableFunds')),
    updatedAt: time(field(wire, 'lastUpdated')),
  };
  const name = maskedText(field(wire, 'name')) ?? maskedText(field(kind, 'product')) ?? type ?? maskedText(accountId);
  return {
    id: accountId,
    name: name ?? 'account',
    available: text(field(wire, 'status'))?.toLowerCase() === 'available',
    ...present(optional),
  };
}

/** A decimal string, or null where the bank does not say; never a number that was rounded on its way. */
function moneyOf(value: unknown): string | undefined {
  return /^[+-]?\d{1,30}(?:\.\d{1,20})?$/.exec(text(value) ?? '')?.[0];
}

/** The consent that holds now or, where none does, the last one that did (OpenAPI core, `getConsents`; status active, revoked, expired). */
export function toConsent(rows: readonly WireRecord[]): Consent | undefined {
  const newestFirst = [...rows].sort((a, b) => givenAt(b).localeCompare(givenAt(a)));
  const isActive = (row: WireRecord) => text(field(row, 'status'))?.toLowerCase() === 'active';
  const consent = newestFirst.find(isActive) ?? newestFirst[0];
  if (consent === undefined) return undefined;
  const expiresAt = time(field(consent, 'expiryDate'));
  const hasExpired = text(field(consent, 'status'))?.toLowerCase() === 'expired';
  const optional = {
    givenAt: time(field(consent, 'created')) ?? time(field(consent, 'createdDate')),
    expiresAt,
    endedAt: time(field(consent, 'revoked')) ?? (hasExpired ? expiresAt : undefined),
    purpose: text(field(field(field(consent, 'purpose'), 'primary'), 'title')),
  };
  return { data: permissionsOf(consent), ...present(optional) };
}

function givenAt(consent: WireRecord): string {
  return time(field(consent, 'created')) ?? time(field(consent, 'createdDate')) ?? '';
}

/** The words of the host's own consent policy: what was agreed to, so nothing in them is masked. */
function permissionsOf(consent: WireRecord): Consent['data'] {
  return records(field(field(consent, 'data'), 'permissions'))
    .filter((permission) => field(permission, 'consented') !== false)
    .flatMap((permission) => {
      const name = text(field(field(permission, 'information'), 'name'));
      const description = text(field(field(permission, 'information'), 'description'), 1_000);
      return name === undefined ? [] : [{ name, ...(description !== undefined && { description }) }];
    });
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** For types whose optional fields are absent or set, never `undefined`. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

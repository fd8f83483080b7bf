/** Connections, accounts and consents of the bank as Basiq's wire writes them (`basiq-data.json`, `basiq-core.json`). */
import type { BankAccount, BankConnection, BankConsent, BankProfile } from '../../transports/sandbox/bank-facts';
import { consentTerms } from '../../transports/sandbox/consent-terms';

/** @param isServer what only SERVER_ACCESS is told: status and dates (`domain.md` §2) */
export function toWireConnection(connection: BankConnection, origin: string, isServer: boolean) {
  const { id, userId, institutionId, status, createdDate, expiryDate, lastUsed } = connection;
  const user = userUrl(origin, userId);
  const institution = `${origin}/institutions/${institutionId}`;
  const filter = `?filter=institution.id.eq('${institutionId}')`;
  return {
    type: 'connection',
    id,
    method: connection.method,
    expiryDate,
    ...(isServer && { status, createdDate, ...(lastUsed !== undefined && { lastUsed }) }),
    institution: { type: 'institution', id: institutionId, links: { self: institution } },
    links: {
      self: `${user}/connections/${id}`,
      user,
      institution,
      accounts: `${user}/accounts${filter}`,
      transactions: `${user}/transactions${filter}`,
    },
  };
}

/** The one connection writes its method in another way than the list does (`domain.md` §2). */
export function toWireDetail(connection: BankConnection, origin: string, isServer: boolean) {
  const { profile, accounts, method } = connection;
  return {
    ...toWireConnection(connection, origin, isServer),
    method: method === 'openbanking' ? 'open-banking' : method,
    ...(profile && { profile: toWireProfile(profile) }),
    accounts: { type: 'list', data: accounts.map((account) => toWireAccountOfDetail(account, connection, origin)) },
  };
}

function toWireProfile({ physicalAddresses, ...profile }: BankProfile) {
  return {
    ...profile,
    middleName: '',
    physicalAddresses: physicalAddresses.map((address) => ({
      ...address,
      addressLine2: null,
      addressLine3: null,
      country: 'Australia',
      countryCode: 'AUS',
    })),
  };
}

/** As the user's accounts are listed: with the holder, and whose they are. */
export function toWireAccount(account: BankAccount, connection: BankConnection, origin: string) {
  const { links, ...facts } = toWireAccountOfDetail(account, connection, origin);
  return {
    ...facts,
    accountHolder: account.holder,
    accountOwnership: 'ONE_PARTY',
    isOwned: true,
    creditLimit: null,
    connection: connection.id,
    institution: connection.institutionId,
    transactionIntervals: [],
    links: {
      ...links,
      connection: `${userUrl(origin, connection.userId)}/connections/${connection.id}`,
      institution: `${origin}/institutions/${connection.institutionId}`,
    },
  };
}

/** As the one connection lists its accounts. */
function toWireAccountOfDetail(account: BankAccount, connection: BankConnection, origin: string) {
  const { id, type, product, holder: _holder, available, ...facts } = account;
  const user = userUrl(origin, connection.userId);
  return {
    type: 'account',
    id,
    ...facts,
    class: { type, product },
    status: available ? 'available' : 'unavailable',
    links: { self: `${user}/accounts/${id}`, transactions: `${user}/transactions?filter=account.id.eq('${id}')` },
  };
}

export function toWireConsent({ id, created, expiryDate }: BankConsent, userId: string, origin: string) {
  return {
    type: 'consent',
    id,
    created,
    updated: created,
    expiryDate,
    origin: 'user',
    status: 'active',
    purpose: { primary: consentTerms.purpose, other: null },
    data: {
      retainData: true,
      initialRetrievalDays: 365,
      organisation: null,
      permissions: consentTerms.permissions.map(({ scope, entity, name, description }) => ({
        scope,
        required: true,
        consented: true,
        entity,
        information: { name, description, attributeList: [] },
        purpose: { title: name, description },
      })),
    },
    links: { self: `${userUrl(origin, userId)}/consents/${id}` },
  };
}

export function userUrl(origin: string, userId: string): string {
  return `${origin}/users/${encodeURIComponent(userId)}`;
}

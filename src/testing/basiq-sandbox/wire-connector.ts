/** Institutions of the bank as Basiq's connectors: one for each way to connect (`basiq-data.json`, `getConnectors`). */
import type { BankInstitution } from '../../transports/sandbox/bank-facts';

export const connectorMethods = ['web', 'openbanking'] as const;
export type ConnectorMethod = (typeof connectorMethods)[number];

/** The words of the filter `connector.status`. */
export const connectorStatuses = {
  operational: 'operational',
  degraded: 'degraded-performance',
  outage: 'major-outage',
  maintenance: 'under-maintenance',
} as const satisfies Record<BankInstitution['health'], string>;

export function toWireConnector(institution: BankInstitution, method: ConnectorMethod, origin: string) {
  const { id, name, shortName, country, logoUrl, recoveryUrl, health, averageDurations } = institution;
  const durations = {
    verifyCredentials: averageDurations['verify-credentials'],
    retrieveAccounts: averageDurations['retrieve-accounts'],
    retrieveTransactions: averageDurations['retrieve-transactions'],
    retrieveMeta: 0,
  };
  const total = Object.values(durations).reduce((sum, duration) => sum + duration, 0);
  return {
    type: 'connector',
    id,
    method,
    stage: 'live',
    status: connectorStatuses[health],
    institution: {
      type: 'Test Bank',
      name,
      shortName,
      tier: '4',
      country,
      logo: { type: 'image', links: { full: logoUrl, square: logoUrl } },
    },
    scopes: ['account.basic', 'transaction.detail', 'customer.person.detail'],
    authorization: {
      type: 'user',
      meta: {
        forgotten_password_url: recoveryUrl,
        login_id_caption: 'User name',
        password_caption: 'Password',
        secondary_login_id_caption: '',
        security_code_caption: '',
      },
    },
    stats: { averageDurationMs: { ...durations, total } },
    links: { self: `${origin}/connectors/${id}/${method}` },
  };
}

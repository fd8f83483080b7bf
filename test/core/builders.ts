/** Connections and jobs of which a test names only what it is about. */
import type { Connection, ConnectionDetail, ConnectionState } from '../../src/core/model/connection';
import type { Job, JobStep } from '../../src/core/model/job';

export const start = '2026-11-22T09:00:00.000Z';

/** ISO 8601, `seconds` after the start of every test. */
export function at(seconds: number): string {
  return new Date(Date.parse(start) + seconds * 1000).toISOString();
}

export function buildConnection(connection: Partial<Connection> = {}): Connection {
  return { id: 'c1', institution: { id: 'AU00001', name: 'Hooli Bank' }, status: 'active', ...connection };
}

export function buildState(state: Partial<ConnectionState> = {}): ConnectionState {
  return { ...buildConnection(), operation: null, confirmedAt: start, ...state };
}

export function buildDetail(detail: Partial<ConnectionDetail> = {}): ConnectionDetail {
  return {
    ...buildConnection(),
    profile: { fullName: 'G••• B•••', emailAddresses: ['g•••@hooli.com'] },
    accounts: [{ id: 'a1', name: 'Everyday', number: '••• 991', balance: '12.50', available: true }],
    consent: { givenAt: start, data: [{ name: 'Accounts' }] },
    ...detail,
  };
}

export function buildJob(job: Partial<Job> = {}): Job {
  const createdAt = job.createdAt ?? start;
  return {
    id: 'j1',
    kind: 'refresh',
    connectionId: 'c1',
    status: 'running',
    steps: [],
    updatedAt: createdAt,
    recordedBy: 'provider',
    ...job,
    createdAt,
  };
}

export function buildSteps(...statuses: readonly JobStep['status'][]): JobStep[] {
  const keys = ['authenticate', 'accounts', 'transactions', 'statements', 'insights'];
  return statuses.map((status, index) => ({ key: keys[index] ?? `step-${index}`, status }));
}

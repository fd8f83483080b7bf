/** A transport of one user whose answers a test sets, and a handler over it that is asked with plain Requests. */
import { vi } from 'vitest';
import { createJob } from '../../src/core/model/create-job';
import type { ConnectionDetail } from '../../src/core/model/connection';
import type { Job } from '../../src/core/model/job';
import type { Transport } from '../../src/core/transport';
import { createConnectionsHandler, type HandlerOptions, type Session } from '../../src/server';

export const connection: ConnectionDetail = {
  id: 'c-1',
  institution: { id: 'AU00000', name: 'Hooli Bank' },
  status: 'active',
  accounts: [],
};

export function providerJob(id: string, job: Partial<Job> = {}): Job {
  return createJob({
    id,
    kind: 'other',
    connectionId: 'c-1',
    status: 'running',
    createdAt: '2026-01-01T00:00:00.000Z',
    ...job,
  });
}

export function kitJob(kind: 'purge' | 'revoke', job: Partial<Job> = {}): Job {
  return createJob({ kind, connectionId: 'c-1', status: 'succeeded', createdAt: '2026-01-01T00:00:00.000Z', ...job });
}

export function createFakeTransport() {
  return {
    listConnections: vi.fn<Transport['listConnections']>(async () => ({ items: [connection] })),
    getConnection: vi.fn<Transport['getConnection']>(async () => connection),
    getJob: vi.fn<Transport['getJob']>(async (id) => providerJob(id)),
    refreshConnection: vi.fn<NonNullable<Transport['refreshConnection']>>(async () => providerJob('j-1')),
    purgeConnection: vi.fn<NonNullable<Transport['purgeConnection']>>(async () => kitJob('purge')),
    revokeConnection: vi.fn<NonNullable<Transport['revokeConnection']>>(async () => kitJob('revoke')),
    listJobs: vi.fn<NonNullable<Transport['listJobs']>>(async () => ({ items: [] })),
    answerChallenge: vi.fn<NonNullable<Transport['answerChallenge']>>(async (id) => providerJob(id)),
    startConsent: vi.fn<NonNullable<Transport['startConsent']>>(async () => ({
      type: 'redirect',
      url: 'https://consent.example/home',
    })),
    revealProfile: vi.fn<NonNullable<Transport['revealProfile']>>(async () => ['Gavin Belson']),
  } satisfies Transport;
}

export interface Ask {
  headers?: Record<string, string>;
  body?: unknown;
  /** Default: `user-1`, of the header `x-user`. */
  user?: string;
}

type Options = Partial<HandlerOptions<Session>>;

/** @returns a way to ask: `ask('POST /connections/c-1/refresh')`; what changes something carries the header that it must */
export function createAsk(transport: Transport, options: Options = {}) {
  const handler = createConnectionsHandler<Session>({
    authenticate: (request) => ({ userId: request.headers.get('x-user') ?? 'user-1' }),
    transport: () => transport,
    basePath: '/api',
    ...options,
  });
  return async (line: string, { headers = {}, body, user }: Ask = {}) => {
    const [method = 'GET', path = '/'] = line.split(' ');
    const response = await handler(
      new Request(`http://host/api${path}`, {
        method,
        headers: {
          ...(method !== 'GET' && { 'Connections-Kit': '1' }),
          ...(user !== undefined && { 'x-user': user }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
}

function parse(text: string): Record<string, unknown> {
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}

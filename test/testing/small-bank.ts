/** The smallest bank that keeps the contract: what the suite must pass on, and from which the broken ones are made. */
import { createJob } from '../../src/core/model/create-job';
import type { ConnectionDetail, Profile, ProfileField } from '../../src/core/model/connection';
import { createConnectionsError } from '../../src/core/model/errors';
import { isSettled, newestFirst, type Job } from '../../src/core/model/job';
import { mask } from '../../src/core/model/mask';
import type { Page, RequestOptions, Transport } from '../../src/core/transport';
import type { TransportUnderTest } from '../../src/testing/describe-transport';

interface Held {
  userId: string;
  connection: Omit<ConnectionDetail, 'accounts' | 'profile'>;
  raw: Readonly<Record<ProfileField, readonly string[]>>;
  purged: boolean;
}

export type SmallTransport = Required<Omit<Transport, 'watch' | 'startConsent' | 'answerChallenge'>>;

const people = {
  'user-1': ['Gavin Belson', '0405 345 991', 'gavin@hooli.example', '12 Main St, Dee Why NSW 2099'],
  'user-2': ['Monica Hall', '0405 111 222', 'monica@raviga.example', '7 Sand Rd, Glenelg SA 5045'],
} as const;

export function createSmallBank() {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const jobs: (Job & { userId: string })[] = [];
  const held = Object.entries(people).flatMap(([userId, person]) =>
    (['active', 'invalid', 'active'] as const).map((status, index): Held => {
      const [name, phone, email, address] = person;
      const raw = { fullName: [name], phoneNumbers: [phone], emailAddresses: [email], physicalAddresses: [address] };
      const institution = { id: `bank-${index}`, name: `Bank number ${index}` };
      return { userId, raw, purged: false, connection: { id: `${userId}-c-${index}`, institution, status } };
    }),
  );

  function transport(userId: string): SmallTransport {
    function find(id: string): Held {
      const found = held.find((one) => one.userId === userId && one.connection.id === id);
      if (!found) throw createConnectionsError('not-found');
      return found;
    }
    function listed(): readonly Job[] {
      for (const job of jobs) if (!isSettled(job) && now - Date.parse(job.createdAt) > 5_000) settle(job);
      return jobs.filter((job) => job.userId === userId).map(({ userId: _owner, ...job }) => job);
    }
    function settle(job: Job): void {
      const steps = [{ key: 'accounts', status: 'succeeded' as const }];
      Object.assign(job, { status: 'succeeded', steps, updatedAt: new Date(now).toISOString() });
      const owner = held.find((one) => one.connection.id === job.connectionId);
      if (owner) owner.purged = false;
    }
    function record(job: Partial<Job> & Pick<Job, 'kind' | 'connectionId' | 'status'>): Job {
      const created = createJob({ createdAt: new Date(now).toISOString(), ...job });
      jobs.push({ ...created, userId });
      return created;
    }

    return {
      async describe() {
        return { can: ['refresh', 'purge', 'revoke', 'listJobs', 'reveal'], revokeData: 'kept' };
      },
      async listConnections({ status, text = '', ...paging }, options) {
        heed(options);
        const found = held.filter(
          ({ connection, ...one }) =>
            one.userId === userId &&
            (status === undefined || connection.status === status) &&
            connection.institution.name.toLowerCase().includes(text.toLowerCase()),
        );
        return page(
          found.map(({ connection }) => connection),
          paging,
        );
      },
      async getConnection(id, options) {
        heed(options);
        const { connection, raw, purged } = find(id);
        if (purged) return { ...connection, accounts: [] };
        const account = { id: `${id}-a`, name: 'Savings', number: mask.accountNumber('12345678'), available: true };
        return { ...connection, profile: masked(raw), accounts: [account] };
      },
      async getJob(id, options) {
        heed(options);
        const job = listed().find((one) => one.id === id);
        if (!job) throw createConnectionsError('not-found');
        return job;
      },
      async listJobs({ connectionId, ids, unsettled, ...paging }, options) {
        heed(options);
        const found = listed()
          .filter((job) => connectionId === undefined || job.connectionId === connectionId)
          .filter((job) => ids === undefined || ids.includes(job.id))
          .filter((job) => !unsettled || !isSettled(job));
        return page([...found].sort(newestFirst), paging);
      },
      async refreshConnection(id, options = {}) {
        heed(options);
        find(id);
        const running = listed().find((job) => job.connectionId === id && !isSettled(job));
        const run = options.runId === undefined ? {} : { runId: options.runId };
        const job = { kind: 'refresh', connectionId: id, status: 'running', recordedBy: 'provider', ...run } as const;
        return running ?? record(job);
      },
      async purgeConnection(id, options = {}) {
        heed(options);
        const found = find(id);
        if (found.connection.status !== 'active') throw createConnectionsError('not-available');
        found.purged = true;
        const run = options.runId === undefined ? {} : { runId: options.runId };
        return record({ kind: 'purge', connectionId: id, status: 'succeeded', ...run });
      },
      async revokeConnection(id, options) {
        heed(options);
        find(id).connection.status = 'revoked';
        return record({ kind: 'revoke', connectionId: id, status: 'succeeded' });
      },
      async revealProfile(id, field, options) {
        heed(options);
        return find(id).raw[field];
      },
    };
  }

  return {
    users: ['user-1', 'user-2'],
    transport,
    async advance(milliseconds) {
      now += milliseconds;
    },
    secrets: (userId) => (userId in people ? people[userId as keyof typeof people] : []),
  } satisfies TransportUnderTest;
}

function heed(options: RequestOptions | undefined): void {
  if (options?.signal?.aborted) throw createConnectionsError('aborted');
}

function masked(raw: Held['raw']): Profile {
  return {
    fullName: mask.name(raw.fullName.join()),
    phoneNumbers: raw.phoneNumbers.map(mask.phone),
    emailAddresses: raw.emailAddresses.map(mask.email),
    physicalAddresses: raw.physicalAddresses.map(mask.address),
  };
}

function page<T>(items: readonly T[], { cursor = '0', limit = 50 }: { cursor?: string; limit?: number }): Page<T> {
  const end = Number(cursor) + limit;
  return { items: items.slice(Number(cursor), end), ...(end < items.length && { nextCursor: String(end) }) };
}

/** The contract of a journal as a test suite, for any runner: whoever keeps the journal elsewhere than in memory calls it once. */
import { createJob } from '../core/model/create-job';
import { createFailure } from '../core/model/failure';
import type { Job } from '../core/model/job';
import type { JobQuery, Page } from '../core/transport';
import { readAll } from './transport-checks/bank';
import { describeReservations } from './describe-reservations';
import type { TestRunner } from './transport-checks/checks';

/** As `Journal` of `connections-kit/server`. */
export interface JournalUnderTest {
  append(userId: string, job: Job, idempotencyKey?: string): Promise<void>;
  find(userId: string, idempotencyKey: string): Promise<Job | null>;
  list(userId: string, query: JobQuery): Promise<Page<Job>>;
  reserve?(
    userId: string,
    idempotencyKey: string,
    target: string,
  ): Promise<{ reserved: boolean; target: string; since?: string }>;
  release?(userId: string, idempotencyKey: string): Promise<void>;
}

/**
 * Defines the tests of a journal. Those of `reserve` and `release` are skipped where it has neither: such a journal does for one
 * process, or where nobody minds that a command which two processes are asked for at the same time is executed by both.
 * @param runner `describe`, `it` and `expect` of the test runner (Vitest, Jest, or `node:test` with an `expect` of three matchers)
 * @param make an empty journal for each test, and how to close it
 */
export function describeJournal(
  { describe, it, expect }: TestRunner,
  make: () => JournalUnderTest | Promise<JournalUnderTest>,
): void {
  const check = (name: string, body: (journal: JournalUnderTest) => Promise<void>) =>
    it(name, async () => body(await make()));
  const idsOf = async (journal: JournalUnderTest, userId: string, query: JobQuery) =>
    (await journal.list(userId, query)).items.map((job) => job.id);

  describe('a journal', () => {
    check('gives a job back with all that it was given', async (journal) => {
      for (const job of [fullJob, jobAt(1, { connectionId: null })]) {
        await journal.append('user-1', job, `key of ${job.id}`);
        expect(await journal.find('user-1', `key of ${job.id}`)).toEqual(job);
        expect((await journal.list('user-1', { ids: [job.id] })).items).toEqual([job]);
      }
    });

    check('finds nothing under a key that was never used', async (journal) => {
      await journal.append('user-1', jobAt(1), 'key-1');
      await journal.append('user-1', jobAt(2));
      for (const key of ['key-2', '', '__proto__', 'undefined']) expect(await journal.find('user-1', key)).toBe(null);
    });

    check('keeps the keys of users apart', async (journal) => {
      await journal.append('user-1', jobAt(1), 'key-1');
      expect(await journal.find('user-2', 'key-1')).toBe(null);
      await journal.append('user-2', jobAt(2), 'key-1');
      expect((await journal.find('user-1', 'key-1'))?.id).toBe('job-1');
      expect((await journal.find('user-2', 'key-1'))?.id).toBe('job-2');
    });

    check('keeps the jobs of users apart, whatever their names', async (journal) => {
      const users = ['user-1', 'user-2', 'user', '1', '__proto__', 'constructor', 'a/b', 'ä 💣'];
      for (const [index, user] of users.entries()) await journal.append(user, jobAt(index), 'key-1');
      for (const [index, user] of users.entries()) {
        expect(await idsOf(journal, user, {})).toEqual([`job-${index}`]);
        expect(await idsOf(journal, user, { ids: users.map((_user, other) => `job-${other}`) })).toEqual([
          `job-${index}`,
        ]);
        expect(await idsOf(journal, user, { connectionId: 'c-1' })).toEqual([`job-${index}`]);
      }
      expect(await idsOf(journal, 'nobody', {})).toEqual([]);
    });

    check('gives nothing of a user by the cursor of another', async (journal) => {
      for (const minute of [1, 2, 3]) await journal.append('user-1', jobAt(minute));
      await journal.append('user-2', jobAt(9));
      const { nextCursor } = await journal.list('user-1', { limit: 1 });
      const query = nextCursor === undefined ? {} : { cursor: nextCursor };
      const items = await idsOf(journal, 'user-2', query).catch(() => []);
      expect(items.filter((id) => id !== 'job-9')).toEqual([]);
    });

    check('lists the newest first, in whatever order they came', async (journal) => {
      for (const minute of [3, 1, 4, 2]) await journal.append('user-1', jobAt(minute));
      expect(await idsOf(journal, 'user-1', {})).toEqual(['job-4', 'job-3', 'job-2', 'job-1']);
    });

    check('gives by pages what the whole list holds', async (journal) => {
      for (const minute of [5, 1, 4, 2, 3]) await journal.append('user-1', jobAt(minute));
      for (const limit of [1, 2, 5]) {
        const items = await readAll((cursor) => journal.list('user-1', { ...cursor, limit }));
        expect(items.map((job) => job.id)).toEqual(['job-5', 'job-4', 'job-3', 'job-2', 'job-1']);
        expect((await journal.list('user-1', { limit })).items.length).toBe(limit);
      }
    });

    check('gives jobs of the same moment by pages, each once', async (journal) => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      for (const id of ids) await journal.append('user-1', jobAt(1, { id }));
      const items = await readAll((cursor) => journal.list('user-1', { ...cursor, limit: 2 }));
      expect(items.map((job) => job.id).sort()).toEqual(ids);
    });

    check('is not moved by a job that arrives between two pages', async (journal) => {
      for (const minute of [1, 2, 3]) await journal.append('user-1', jobAt(minute));
      const first = await journal.list('user-1', { limit: 2 });
      await journal.append('user-1', jobAt(9));
      expect(typeof first.nextCursor).toBe('string');
      const rest = await readAll((cursor) => journal.list('user-1', { ...cursor, limit: 2 }), first.nextCursor);
      expect([...first.items, ...rest].map((job) => job.id)).toEqual(['job-3', 'job-2', 'job-1']);
    });

    check('does not begin anew under a cursor that was never given', async (journal) => {
      await journal.append('user-1', jobAt(1));
      expect(await idsOf(journal, 'user-1', { cursor: 'never given' }).catch(() => [])).toEqual([]);
    });

    check('narrows by connection', async (journal) => {
      await journal.append('user-1', jobAt(1));
      await journal.append('user-1', jobAt(2, { connectionId: 'c-2' }));
      expect(await idsOf(journal, 'user-1', { connectionId: 'c-2' })).toEqual(['job-2']);
      expect(await idsOf(journal, 'user-1', { connectionId: 'c' })).toEqual([]);
    });

    check('narrows by ids, of which none is none', async (journal) => {
      for (const minute of [1, 2, 3]) await journal.append('user-1', jobAt(minute));
      expect(await idsOf(journal, 'user-1', { ids: ['job-1', 'job-3', 'unknown'] })).toEqual(['job-3', 'job-1']);
      expect(await idsOf(journal, 'user-1', { ids: [] })).toEqual([]);
    });

    check('narrows to what has not settled', async (journal) => {
      await journal.append('user-1', jobAt(1));
      await journal.append('user-1', jobAt(2, { status: 'running' }));
      await journal.append('user-1', jobAt(3, { status: 'failed', failure: createFailure('provider') }));
      expect(await idsOf(journal, 'user-1', { unsettled: true })).toEqual(['job-2']);
    });

    check('has a job once, as it was appended last', async (journal) => {
      await journal.append('user-1', jobAt(1, { status: 'running' }), 'key-1');
      const settled = jobAt(1, { updatedAt: timeAt(2) });
      await journal.append('user-1', settled);
      expect((await journal.list('user-1', {})).items).toEqual([settled]);
      expect(await journal.find('user-1', 'key-1')).toEqual(settled);
    });

    check('does not unsettle a job', async (journal) => {
      await journal.append('user-1', jobAt(1), 'key-1');
      await journal.append('user-1', jobAt(1, { status: 'running' }), 'key-1');
      expect((await journal.find('user-1', 'key-1'))?.status).toBe('succeeded');
      expect((await journal.list('user-1', {})).items.map((job) => job.status)).toEqual(['succeeded']);
    });

    check('loses none of those that are appended at the same time', async (journal) => {
      const minutes = Array.from({ length: 20 }, (_none, index) => index);
      await Promise.all(minutes.map((minute) => journal.append('user-1', jobAt(minute), `key-${minute}`)));
      expect((await idsOf(journal, 'user-1', {})).length).toBe(20);
      for (const minute of minutes) {
        expect((await journal.find('user-1', `key-${minute}`))?.id).toBe(`job-${minute}`);
      }
    });
  });
  describeReservations({ describe, it, expect }, make);
}

function timeAt(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
}

function jobAt(minute: number, job: Partial<Job> = {}): Job {
  const createdAt = timeAt(minute);
  return createJob({
    id: `job-${minute}`,
    kind: 'refresh',
    connectionId: 'c-1',
    status: 'succeeded',
    createdAt,
    ...job,
  });
}

/** With everything that a job can have. */
const fullJob: Job = {
  id: 'job-0/ä',
  kind: 'refresh',
  connectionId: 'c-1',
  status: 'failed',
  steps: [{ key: 'authenticate', status: 'failed', startedAt: timeAt(0), endedAt: timeAt(1) }],
  createdAt: timeAt(0),
  updatedAt: timeAt(1),
  recordedBy: 'provider',
  runId: 'run-1',
  failure: createFailure('service-unavailable', { retryAt: timeAt(5), correlationId: 'reference-1' }),
  challenge: { kind: 'token', question: 'Code sent to •••', inputs: ['Code'], expiresAt: timeAt(2) },
  retryAt: timeAt(5),
  deadlineAt: timeAt(9),
};

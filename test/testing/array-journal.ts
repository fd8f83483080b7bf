/** A journal on one array of text lines, as one would write it on a table: another one than the kit's, for the contract suite. */
import { isSettled, newestFirst, type Job } from '../../src/core/model/job';
import type { Journal } from '../../src/server';

interface Row {
  userId: string;
  job: Job;
  keys: readonly string[];
}

export function createArrayJournal(): Required<Journal> {
  const lines: string[] = [];
  const reservations = new Map<string, { target: string; since: string }>();
  const idOf = (...names: readonly string[]) => JSON.stringify(names);
  const rows = (userId: string) => lines.map((line) => JSON.parse(line) as Row).filter((row) => row.userId === userId);

  return {
    async append(userId, job, idempotencyKey) {
      const known = rows(userId).find((row) => row.job.id === job.id);
      const row: Row = {
        userId,
        job: known && isSettled(known.job) && !isSettled(job) ? known.job : job,
        keys: [...(known?.keys ?? []), ...(idempotencyKey === undefined ? [] : [idempotencyKey])],
      };
      if (known) lines.splice(lines.indexOf(JSON.stringify(known)), 1);
      lines.push(JSON.stringify(row));
    },
    async find(userId, idempotencyKey) {
      return rows(userId).find((row) => row.keys.includes(idempotencyKey))?.job ?? null;
    },
    async list(userId, { connectionId, ids, unsettled, cursor, limit = 100 }) {
      const jobs = rows(userId)
        .map(({ job }) => job)
        .filter((job) => connectionId === undefined || job.connectionId === connectionId)
        .filter((job) => ids?.includes(job.id) ?? true)
        .filter((job) => !unsettled || !isSettled(job))
        .sort(newestFirst);
      const index = jobs.findIndex((job) => job.id === cursor);
      const start = cursor === undefined ? 0 : index === -1 ? jobs.length : index + 1;
      const items = jobs.slice(start, start + limit);
      const last = items.at(-1);
      return { items, ...(last && start + limit < jobs.length && { nextCursor: last.id }) };
    },
    async reserve(userId, idempotencyKey, target) {
      const id = idOf(userId, idempotencyKey);
      const taken = reservations.get(id);
      const held = taken ?? { target, since: new Date().toISOString() };
      reservations.set(id, held);
      return { reserved: taken === undefined, ...held };
    },
    async release(userId, idempotencyKey) {
      reservations.delete(idOf(userId, idempotencyKey));
    },
  };
}

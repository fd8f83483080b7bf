/** Any history: jobs of any time, kind, status and run, the newest first. */
import fc from 'fast-check';
import { newestFirst, type Job } from '../../../src/core/model/job';
import { buildJob } from '../../core/builders';

const kinds = ['refresh', 'purge', 'revoke', 'connect', 'reauthorize', 'other'] as const;
const statuses = ['queued', 'running', 'waiting-input', 'succeeded', 'failed', 'unknown'] as const;

const job = fc.record({
  kind: fc.constantFrom(...kinds),
  status: fc.constantFrom(...statuses),
  createdAt: fc
    .integer({ min: Date.UTC(2026, 10, 20), max: Date.UTC(2026, 10, 24) })
    .map((time) => new Date(time).toISOString()),
  runId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  connectionId: fc.constantFrom('c1', 'c2', null),
});

export const histories: fc.Arbitrary<readonly Job[]> = fc
  .array(job, { maxLength: 30 })
  .map((jobs) =>
    jobs
      .map(({ runId, ...rest }, index) => buildJob({ id: `j${index}`, ...rest, ...(runId !== undefined && { runId }) }))
      .sort(newestFirst),
  );

/** The day in UTC. */
export const dayOf = (time: string) => time.slice(0, 10);

export const days = fc.constantFrom('', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23');
export const chosenKinds = fc.constantFrom('all', ...kinds);
export const chosenStatuses = fc.constantFrom('all', ...statuses);

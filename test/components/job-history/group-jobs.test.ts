import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupJobs } from '../../../src/components/job-history/group-jobs';
import { at, buildJob } from '../../core/builders';
import { dayOf, histories } from './jobs-arbitrary';

describe('a history in groups', () => {
  it('has each job once', () => {
    fc.assert(
      fc.property(histories, (jobs) => {
        const grouped = groupJobs(jobs, jobs, dayOf).flatMap(({ runs }) => runs.flatMap(({ jobIds }) => jobIds));
        expect([...grouped].sort()).toEqual(jobs.map(({ id }) => id).sort());
      }),
    );
  });

  it('has each day once, the latest first, and in a day the newest first', () => {
    fc.assert(
      fc.property(histories, (jobs) => {
        const days = groupJobs(jobs, jobs, dayOf);
        const names = days.map(({ day }) => day);
        expect(names).toEqual([...new Set(names)].sort().toReversed());
        const places = new Map(jobs.map(({ id }, index) => [id, index]));
        for (const { runs } of days) {
          const heads = runs.map(({ jobIds: [head = ''] }) => places.get(head) ?? -1);
          expect(heads).toEqual(heads.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('holds together the jobs of one gesture at one connection, and no others', () => {
    fc.assert(
      fc.property(histories, (jobs) => {
        const byId = new Map(jobs.map((job) => [job.id, job]));
        for (const { runs } of groupJobs(jobs, jobs, dayOf)) {
          for (const { jobIds } of runs) {
            const run = jobIds.flatMap((id) => byId.get(id) ?? []);
            const [first] = run;
            const same = jobs.filter(
              ({ runId, connectionId }) =>
                runId !== undefined && runId === first?.runId && connectionId === first.connectionId,
            );
            expect(run).toEqual(first?.runId === undefined ? [first] : same);
          }
        }
      }),
    );
  });

  it('knows the kinds of a gesture also where not all of it is shown', () => {
    const purge = buildJob({ id: 'p', kind: 'purge', runId: 'run' });
    const refresh = buildJob({ id: 'r', runId: 'run', createdAt: at(60) });
    const [day] = groupJobs([refresh], [refresh, purge], dayOf);
    expect(day?.runs).toEqual([{ key: 'run c1 run', jobIds: ['r'], kinds: ['purge', 'refresh'] }]);
  });

  it('puts a gesture that went on past midnight where it ended', () => {
    const purge = buildJob({ id: 'p', kind: 'purge', runId: 'run', createdAt: '2026-11-22T23:59:59.000Z' });
    const other = buildJob({ id: 'o', createdAt: '2026-11-22T23:59:59.500Z' });
    const refresh = buildJob({ id: 'r', runId: 'run', createdAt: '2026-11-23T00:00:01.000Z' });
    const jobs = [refresh, other, purge];
    expect(groupJobs(jobs, jobs, dayOf).map(({ day, runs }) => [day, runs.map(({ jobIds }) => jobIds)])).toEqual([
      ['2026-11-23', [['r', 'p']]],
      ['2026-11-22', [['o']]],
    ]);
  });
});

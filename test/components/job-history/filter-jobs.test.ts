import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterJobs, isReversed, noFilter, type JobFilter } from '../../../src/components/job-history/filter-jobs';
import { at, buildJob } from '../../core/builders';
import { chosenKinds, chosenStatuses, dayOf, days, histories } from './jobs-arbitrary';

const filters: fc.Arbitrary<JobFilter> = fc.record({
  status: chosenStatuses,
  kind: chosenKinds,
  from: days,
  to: days,
});
const ids = (jobs: readonly { id: string }[]) => jobs.map(({ id }) => id);

describe('filtering a history', () => {
  it('leaves everything where nothing is filtered for', () => {
    fc.assert(
      fc.property(histories, (jobs) => {
        expect(filterJobs(jobs, noFilter, dayOf).jobs).toEqual(jobs);
      }),
    );
  });

  it('leaves what fits all filters, in its order, and nothing else', () => {
    fc.assert(
      fc.property(histories, filters, (jobs, filter) => {
        const reversed = isReversed(filter);
        const expected = jobs.filter(
          (job) =>
            (filter.status === 'all' || job.status === filter.status) &&
            (filter.kind === 'all' || job.kind === filter.kind) &&
            (reversed || filter.from === '' || dayOf(job.createdAt) >= filter.from) &&
            (reversed || filter.to === '' || dayOf(job.createdAt) <= filter.to),
        );
        expect(ids(filterJobs(jobs, filter, dayOf).jobs)).toEqual(ids(expected));
      }),
    );
  });

  it('counts what choosing a status or a kind would leave', () => {
    fc.assert(
      fc.property(histories, filters, (jobs, filter) => {
        const { statuses, kinds } = filterJobs(jobs, filter, dayOf);
        for (const [status, count] of statuses)
          expect(filterJobs(jobs, { ...filter, status }, dayOf).jobs).toHaveLength(count);
        for (const [kind, count] of kinds)
          expect(filterJobs(jobs, { ...filter, kind }, dayOf).jobs).toHaveLength(count);
      }),
    );
  });

  it('takes both ends of a range in', () => {
    const jobs = [buildJob({ id: 'late', createdAt: at(86_400) }), buildJob({ id: 'early' })];
    const range = { ...noFilter, from: '2026-11-22', to: '2026-11-23' };
    expect(ids(filterJobs(jobs, range, dayOf).jobs)).toEqual(['late', 'early']);
    expect(ids(filterJobs(jobs, { ...range, to: '2026-11-22' }, dayOf).jobs)).toEqual(['early']);
  });

  it('does not apply a range that ends before it begins', () => {
    const range = { ...noFilter, from: '2026-11-23', to: '2026-11-20' };
    expect(isReversed(range)).toBe(true);
    expect(filterJobs([buildJob()], range, dayOf).jobs).toHaveLength(1);
  });
});

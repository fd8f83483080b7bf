'use client';
import { forwardRef, useId } from 'react';
import type { JobKind, JobStatus } from '../../core/model/job';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Part, type PartProps } from '../shared/part';
import { isFiltering, isReversed, noFilter } from './filter-jobs';
import { useJobHistory } from './job-history-context';

/** Must stand in a `JobHistoryRoot`. */
export type JobHistoryFiltersProps = PartProps<'div'>;

/**
 * Chooses which jobs are shown: by status, by kind, by day. Not there where there is nothing to filter. Children stand in the
 * place of the usual filters.
 */
export const JobHistoryFilters = forwardRef<HTMLDivElement, JobHistoryFiltersProps>(
  function JobHistoryFilters(props, ref) {
    const { labels } = useText();
    const { jobs, filter, setFilter } = useJobHistory();
    if (jobs.length === 0 && !isFiltering(filter)) return null;
    return (
      <Part part="job-history-filters" role="group" aria-label={labels.jobs.filter} {...props} ref={ref}>
        {props.children ?? (
          <>
            <JobHistoryStatusFilter />
            <div data-ck="job-history-fields">
              <JobHistoryKindFilter />
              <JobHistoryDateRange />
              {isFiltering(filter) && (
                <Button part="job-history-clear" look="link" onClick={() => setFilter(noFilter)}>
                  {labels.jobs.clear}
                </Button>
              )}
            </div>
          </>
        )}
      </Part>
    );
  },
);

/** "12", or "12+" while older jobs are not loaded. */
function useCount(): (count: number) => string {
  const text = useText();
  const { load } = useJobHistory();
  return (count) => `${text.number(count)}${load.complete ? '' : '+'}`;
}

/** Those of the group of buttons. Must stand in a `JobHistoryRoot`. */
export type JobHistoryStatusFilterProps = PartProps<'div'>;

/** One button for each status that occurs, with the number of its jobs; "12+" while older ones are not loaded. */
export const JobHistoryStatusFilter = forwardRef<HTMLDivElement, JobHistoryStatusFilterProps>(
  function JobHistoryStatusFilter(props, ref) {
    const { labels } = useText();
    const { filter, setFilter, filtered } = useJobHistory();
    const count = useCount();
    const all = [...filtered.statuses.values()].reduce((sum, one) => sum + one, 0);
    const chosen = filter.status === 'all' || filtered.statuses.has(filter.status) ? [] : [filter.status];
    const statuses: readonly (JobStatus | 'all')[] = ['all', ...filtered.statuses.keys(), ...chosen];
    return (
      <Part part="job-history-statuses" role="group" aria-label={labels.jobs.status} {...props} ref={ref}>
        {statuses.map((status) => (
          <button
            key={status}
            type="button"
            data-ck="job-history-status"
            data-status={status}
            aria-pressed={filter.status === status}
            onClick={() => setFilter({ ...filter, status })}
          >
            {status === 'all' ? labels.jobs.all : labels.jobStatus[status]}{' '}
            <span data-ck="job-history-count">
              {count(status === 'all' ? all : (filtered.statuses.get(status) ?? 0))}
            </span>
          </button>
        ))}
      </Part>
    );
  },
);

/** Those of the `<label>` around a native `<select>`. Must stand in a `JobHistoryRoot`. */
export type JobHistoryKindFilterProps = PartProps<'label'>;

/** Chooses one kind of job (refresh, purge, revoke, …) of those that occur, each with the number of its jobs. */
export const JobHistoryKindFilter = forwardRef<HTMLLabelElement, JobHistoryKindFilterProps>(
  function JobHistoryKindFilter(props, ref) {
    const { labels } = useText();
    const { filter, setFilter, filtered } = useJobHistory();
    const count = useCount();
    const chosen = filter.kind === 'all' || filtered.kinds.has(filter.kind) ? [] : [filter.kind];
    return (
      <Part as="label" part="job-history-field" {...props} ref={ref}>
        <span>{labels.jobs.kind}</span>
        <select
          value={filter.kind}
          onChange={({ target }) => setFilter({ ...filter, kind: target.value as JobKind | 'all' })}
        >
          <option value="all">{labels.jobs.all}</option>
          {[...filtered.kinds.keys(), ...chosen].map((kind) => (
            <option key={kind} value={kind}>
              {`${labels.jobKind[kind]} (${count(filtered.kinds.get(kind) ?? 0)})`}
            </option>
          ))}
        </select>
      </Part>
    );
  },
);

/** Must stand in a `JobHistoryRoot`. Its days are whole ones, both ends counted. */
export type JobHistoryDateRangeProps = PartProps<'div'>;

/** Days of the provider's time zone. A range that ends before it begins is kept, said, and not applied. */
export const JobHistoryDateRange = forwardRef<HTMLDivElement, JobHistoryDateRangeProps>(
  function JobHistoryDateRange(props, ref) {
    const { labels } = useText();
    const { filter, setFilter } = useJobHistory();
    const errorId = useId();
    const isWrong = isReversed(filter);
    return (
      <Part part="job-history-range" state={{ reversed: isWrong }} {...props} ref={ref}>
        {(['from', 'to'] as const).map((end) => (
          <label key={end} data-ck="job-history-field">
            <span>{labels.jobs[end]}</span>
            <input
              type="date"
              value={filter[end]}
              aria-invalid={isWrong || undefined}
              aria-describedby={isWrong ? errorId : undefined}
              onChange={({ target }) => setFilter({ ...filter, [end]: target.value })}
            />
          </label>
        ))}
        <p data-ck="job-history-range-error" id={errorId} role="alert">
          {isWrong && labels.jobs.reversed}
        </p>
      </Part>
    );
  },
);

'use client';
import { forwardRef, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Job } from '../../core/model/job';
import { useConnections } from '../../react/use-connections';
import { useJobs, useLinkedJob } from '../../react/use-jobs';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { useControllable } from '../shared/use-controllable';
import { filterJobs, noFilter, type JobFilter } from './filter-jobs';
import { JobHistoryContext, JobHistoryRowsContext, type JobHistoryContextValue } from './job-history-context';
import { createOpenJobs } from './open-jobs';

/** Its children are the parts of one history, in any order and place. */
export interface JobHistoryRootProps extends PartProps<'section'> {
  /** All connections when absent. */
  connectionId?: string | undefined;
  /**
   * The job that a link names: opened, brought into view and focused, once; asked for where the history has not read so far.
   * null for none. Held here when absent.
   */
  jobId?: string | null | undefined;
  /**
   * Called when the person opens a row, with its job, and with null when that one is closed: what a link to this view would
   * name.
   */
  onJobIdChange?: ((jobId: string | null) => void) | undefined;
}

/** So many rows come onto the page at a time. */
const rowsAtOnce = 100;

/**
 * Around the parts of one history: what it reads, filters and has open. Loads the newest 50 jobs and the list of connections
 * (for the banks' names) by itself, and shows nothing of its own.
 */
export const JobHistoryRoot = forwardRef<HTMLElement, JobHistoryRootProps>(function JobHistoryRoot(
  { connectionId, jobId, onJobIdChange, ...props },
  ref,
) {
  const text = useText();
  const titleId = useId();
  const read = useJobs({ connectionId });
  // The banks' names stand in the connections.
  useConnections();
  const { load, loadOlder, loadAll } = read;
  const [linkedId, link] = useControllable<string | null>(jobId, onJobIdChange, null);
  const linked = useLinkedJob(linkedId, load.status === 'ready' || load.status === 'failed');
  const isLinkedElsewhere =
    linked.job !== undefined && connectionId !== undefined && linked.job.connectionId !== connectionId;
  const jobs = useMemo(
    () => (isLinkedElsewhere ? read.jobs : withLinked(read.jobs, linked.job)),
    [read.jobs, linked.job, isLinkedElsewhere],
  );
  const [filter, choose] = useState(noFilter);
  const filtered = useMemo(() => filterJobs(jobs, filter, text.day), [jobs, filter, text]);
  const [rows, setRows] = useState(rowsAtOnce);
  const [isLookingBack, setLookingBack] = useState(false);
  const [openJobs] = useState(createOpenJobs);
  const setFilter = useCallback((next: JobFilter) => {
    choose(next);
    setRows(rowsAtOnce);
  }, []);
  /** A link that was followed already, or that the person made by opening a row. */
  const followed = useRef<string | null>(null);

  const place = filtered.jobs.findIndex(({ id }) => id === linkedId);
  const isHidden = place === -1 && jobs.some(({ id }) => id === linkedId);
  const limit = Math.max(rows, place + 1);

  const [lastLinkedId, setLastLinkedId] = useState(linkedId);
  if (linkedId !== lastLinkedId) {
    setLastLinkedId(linkedId);
    // The person who follows a link wants to see it, more than what was filtered for before.
    if (isHidden) setFilter(noFilter);
  }

  useEffect(() => {
    if (linkedId === followed.current) return;
    followed.current = linkedId;
    if (linkedId !== null) openJobs.reach(linkedId);
  }, [linkedId, openJobs]);

  const onToggle = useCallback(
    (toggled: string, open: boolean) => {
      openJobs.set(toggled, open);
      if (!open && followed.current !== toggled) return;
      followed.current = open ? toggled : null;
      link(followed.current);
    },
    [openJobs, link],
  );
  const rowsValue = useMemo(() => ({ openJobs, onToggle }), [openJobs, onToggle]);

  const isWhole = load.complete;
  const hasMoreRows = limit < filtered.jobs.length;
  const showMore = useCallback(() => {
    if (hasMoreRows || !isWhole) setRows(limit + rowsAtOnce);
    if (hasMoreRows || isWhole) return;
    setLookingBack(true);
    void loadOlder();
  }, [hasMoreRows, isWhole, limit, loadOlder]);

  const value = useMemo<JobHistoryContextValue>(
    () => ({
      ...{ ...read, jobs, connectionId, filter, setFilter, filtered, limit, showMore },
      ...{ isLookingBack, linked, isLinkedElsewhere, titleId },
      reload() {
        setLookingBack(false);
        read.reload();
      },
      async loadAll() {
        setLookingBack(true);
        const all = await loadAll();
        return all && filterJobs(all, filter, text.day).jobs;
      },
    }),
    [
      read,
      jobs,
      loadAll,
      text,
      connectionId,
      filter,
      setFilter,
      filtered,
      limit,
      showMore,
      isLookingBack,
      linked,
      isLinkedElsewhere,
      titleId,
    ],
  );
  return (
    <JobHistoryContext.Provider value={value}>
      <JobHistoryRowsContext.Provider value={rowsValue}>
        <Part
          as="section"
          part="job-history"
          state={{ load: load.status, empty: jobs.length === 0 }}
          aria-labelledby={titleId}
          {...props}
          ref={ref}
        />
      </JobHistoryRowsContext.Provider>
    </JobHistoryContext.Provider>
  );
});

/** One that is older than what was read stands where its time puts it. */
function withLinked(jobs: readonly Job[], linked: Job | undefined): readonly Job[] {
  if (!linked || jobs.some(({ id }) => id === linked.id)) return jobs;
  const place = jobs.findIndex(({ createdAt }) => Date.parse(createdAt) < Date.parse(linked.createdAt));
  return place === -1 ? [...jobs, linked] : jobs.toSpliced(place, 0, linked);
}

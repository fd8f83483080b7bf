'use client';
/** What the parts of one history share. */
import { createContext, useContext } from 'react';
import type { Job } from '../../core/model/job';
import type { UseJobs, UseLinkedJob } from '../../react/use-jobs';
import type { FilteredJobs, JobFilter } from './filter-jobs';
import type { OpenJobs } from './open-jobs';

export interface JobHistoryContextValue extends UseJobs {
  /** All connections when absent. */
  connectionId: string | undefined;
  filter: JobFilter;
  setFilter(filter: JobFilter): void;
  /** What the filters leave. */
  filtered: FilteredJobs;
  /** Reads all pages. @returns what the filters leave of all; nothing when it did not come to the end */
  loadAll(): Promise<readonly Job[] | undefined>;
  /** How many of those are on the page; the others follow as it is scrolled. */
  limit: number;
  /** Puts more of them on the page, and asks for older ones when none is left. */
  showMore(): void;
  /** A page is or was asked for by `showMore`, not the newest one. */
  isLookingBack: boolean;
  linked: UseLinkedJob;
  /** The linked job is of another connection. */
  isLinkedElsewhere: boolean;
  titleId: string;
}

export const JobHistoryContext = createContext<JobHistoryContextValue | null>(null);

export function useJobHistory(): JobHistoryContextValue {
  const value = useContext(JobHistoryContext);
  if (value === null) throw new Error('This part must be inside a <JobHistoryRoot>.');
  return value;
}

export interface JobHistoryRows {
  openJobs: OpenJobs;
  /** The person has opened or closed a row. */
  onToggle(jobId: string, open: boolean): void;
}

/** Apart from the rest, and never changing, so that a row renders with its own job alone. */
export const JobHistoryRowsContext = createContext<JobHistoryRows | null>(null);

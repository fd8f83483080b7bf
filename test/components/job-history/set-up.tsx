/** A history of a test's own jobs, at a bank that hands them out in pages. */
import type { ReactElement } from 'react';
import { screen } from '@testing-library/react';
import { JobHistory } from 'connections-kit';
import type { ConnectionDetail, Job } from 'connections-kit/core';
import { buildJob } from '../../core/builders';
import type { ScriptedBank } from '../../core/scripted-bank';
import { renderScripted } from '../../react/set-up';

interface Options {
  ui?: ReactElement;
  pageSize?: number;
  connections?: readonly ConnectionDetail[];
  prepare?(bank: ScriptedBank): void;
}

/** @param jobs the newest first, as a transport hands them out */
export function renderHistory(jobs: readonly Partial<Job>[], options: Options = {}) {
  const { ui = <JobHistory connectionId="c1" />, pageSize = 100, prepare, ...rest } = options;
  return renderScripted(ui, {
    ...rest,
    prepare(bank) {
      bank.pageSize = pageSize;
      for (const job of jobs.map(buildJob)) bank.jobs.set(job.id, job);
      prepare?.(bank);
    },
  });
}

/** The ids of the rows, in their order. */
export function rows(): readonly (string | undefined)[] {
  return [...document.querySelectorAll<HTMLElement>('[data-ck="job-history-item"]')].map(({ dataset }) => dataset.job);
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name });

import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFailure } from 'connections-kit/core';
import { en } from 'connections-kit/locales/en';
import type * as exportJobs from '../../../src/components/job-history/export-jobs';
import { at } from '../../core/builders';
import { parseCsv } from './parse-csv';
import { button, renderHistory } from './set-up';

const jobs = Array.from({ length: 5 }, (_, index) => ({
  id: `j${index}`,
  createdAt: at(-60 * index),
  ...(index % 2 === 0
    ? { status: 'succeeded' as const }
    : { status: 'failed' as const, failure: createFailure('service-unavailable') }),
}));

/** Another function with each test, for what has come is remembered by it. */
const network = vi.hoisted(() => ({ load: undefined as (() => Promise<typeof exportJobs>) | undefined }));
vi.mock('../../../src/components/job-history/load-export-jobs', () => ({
  get loadExportJobs() {
    return network.load;
  },
}));
vi.mock('https://host.example/export-jobs.js?again=1', () =>
  vi.importActual('../../../src/components/job-history/export-jobs'),
);
beforeEach(() => {
  network.load = () => import('../../../src/components/job-history/export-jobs');
});

const saved: { name: string; blob: Blob }[] = [];

/** jsdom makes no files: what would be saved is kept here. */
beforeEach(() => {
  saved.length = 0;
  let last: Blob | undefined;
  vi.stubGlobal('URL', class extends URL {});
  URL.createObjectURL = (blob) => {
    last = blob as Blob;
    return 'blob:test';
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    if (last) saved.push({ name: this.download, blob: last });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function savedCells(): Promise<readonly (readonly string[])[]> {
  const bytes = new Uint8Array((await saved[0]?.blob.arrayBuffer()) ?? new ArrayBuffer(0));
  return parseCsv(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}
const exported = (words: string) => waitFor(() => expect(screen.getByText(words)).toBeInTheDocument());
const group = () => screen.getByRole('group', { name: 'Export' });
/** The module of the export is loaded by then. */
const press = (name: string) => act(async () => fireEvent.click(button(name)));

describe('an export', () => {
  it('is what the filters show, as CSV with a heading in words', async () => {
    await renderHistory(jobs);
    fireEvent.click(button('Failed 2'));
    await press('CSV');
    await exported('2 entries exported');
    const [heading, ...rows] = await savedCells();
    expect(saved[0]?.name).toBe('job-history-2026-11-22.csv');
    expect(heading?.slice(0, 6)).toEqual(['Started', 'Ended', 'Seconds', 'Bank', 'Kind', 'Status']);
    expect(rows.map((row) => row[heading?.indexOf('Job') ?? -1])).toEqual(['j1', 'j3']);
    expect(rows[0]).toContain('Hooli Bank');
  });

  it('is the jobs as the contract has them, as JSON', async () => {
    const { client } = await renderHistory(jobs);
    await press('JSON');
    await exported('5 entries exported');
    expect(saved[0]?.name).toBe('job-history-2026-11-22.json');
    const { byId } = client.jobs.getState();
    expect(JSON.parse((await saved[0]?.blob.text()) ?? '')).toEqual(jobs.map(({ id }) => byId[id]));
  });

  it('says that older jobs are not loaded, and takes those that are where that is wanted', async () => {
    await renderHistory(jobs, { pageSize: 2 });
    await press('CSV');
    expect(saved).toEqual([]);
    expect(screen.getByText('Older entries are not loaded yet.')).toBeInTheDocument();
    await press('Export the 2 that are loaded');
    await exported('2 entries exported');
    expect(await savedCells()).toHaveLength(3);
  });

  it('loads them all first where that is wanted', async () => {
    const { advance } = await renderHistory(jobs, { pageSize: 2 });
    await press('CSV');
    await press('Load and export all');
    await advance(0);
    await exported('5 entries exported');
    expect(await savedCells()).toHaveLength(6);
  });

  it('saves nothing, and says so, where they could not all be loaded', async () => {
    const { bank, advance } = await renderHistory(jobs, { pageSize: 2 });
    await press('CSV');
    bank.fail('listJobs', 'timeout');
    await press('Load and export all');
    await advance(0);
    expect(screen.getAllByText('The older entries could not be loaded').length).toBeGreaterThan(0);
    expect(saved).toEqual([]);
    await act(async () => fireEvent.click(within(group()).getByRole('button', { name: 'Try again' })));
    await advance(0);
    await exported('5 entries exported');
  });

  it('says that the file could not be made', async () => {
    await renderHistory(jobs);
    URL.createObjectURL = () => {
      throw new Error('Not here.');
    };
    await press('CSV');
    await exported('The file could not be made. Try again.');
    expect(saved).toEqual([]);
  });

  it('says that what makes the file did not come, and asks for it again', async () => {
    await renderHistory(jobs);
    const remembered = 'Failed to fetch dynamically imported module: https://host.example/export-jobs.js';
    network.load = () => Promise.reject(new TypeError(remembered));
    await press('CSV');
    await exported(en.failure.network);
    await press('Try again');
    await exported('5 entries exported');
    expect(await savedCells()).toHaveLength(6);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('is not offered where there is nothing', async () => {
    await renderHistory([]);
    expect(screen.queryByRole('button', { name: 'CSV' })).toBeNull();
  });
});

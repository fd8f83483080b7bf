/** Loads before a page is rendered what it would load later: what a test shows must not hang on the tests before it. */
import { loadBulkContent } from '../../components/connection-list/load-bulk-content';
import { loadRowWindow } from '../../components/connection-list/load-row-window';
import { loadExportJobs } from '../../components/job-history/load-export-jobs';
import { loadOnDemand } from '../../components/load-on-demand';
import { loadOnce } from '../../components/shared/load-once';
import { preloadClient } from '../../core/client/load-engine';

export async function preload(): Promise<void> {
  await Promise.all([preloadClient(), ...[loadOnDemand, loadBulkContent, loadRowWindow, loadExportJobs].map(load)]);
}

const load = (module: () => Promise<unknown>) => loadOnce(module);

'use client';
import { forwardRef, useState } from 'react';
import type { Job } from '../../core/model/job';
import { selectConnection, useClient } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { loadOnce } from '../shared/load-once';
import { Part, type PartProps } from '../shared/part';
import type { ExportFormat } from './export-jobs';
import { useJobHistory } from './job-history-context';
import { loadExportJobs } from './load-export-jobs';

/** Must stand in a `JobHistoryRoot`. The file is made in the browser and sent nowhere. */
export type JobHistoryExportProps = PartProps<'div'>;

const names = { csv: 'CSV', json: 'JSON' } as const satisfies Record<ExportFormat, string>;
const formats = Object.keys(names) as readonly ExportFormat[];

type Progress =
  | { step: 'idle' }
  /** The person chooses what is to be exported, or it is being loaded. */
  | { step: 'asking' | 'loading'; format: ExportFormat }
  | { step: 'done'; words: string }
  /** `isOlder`: it was the older jobs that could not be loaded. */
  | { step: 'failed'; words: string; format: ExportFormat; isOlder: boolean };

/**
 * Saves what the filters show as a CSV or JSON file, in the browser. While older jobs are not loaded it says so, and offers
 * to load them first. Not there where nothing is shown.
 */
export const JobHistoryExport = forwardRef<HTMLDivElement, JobHistoryExportProps>(
  function JobHistoryExport(props, ref) {
    const text = useText();
    const { jobs: words } = text.labels;
    const client = useClient();
    const { filtered, load, loadAll } = useJobHistory();
    const [progress, setProgress] = useState<Progress>({ step: 'idle' });
    const { jobs } = filtered;

    async function save(chosen: readonly Job[], format: ExportFormat): Promise<void> {
      const fail = (failure: string) => setProgress({ step: 'failed', words: failure, format, isOlder: false });
      setProgress({ step: 'idle' });
      const module = await loadOnce(loadExportJobs).catch(() => undefined);
      if (!module) return fail(text.labels.failure.network);
      try {
        const state = client.connections.getState();
        module.exportJobs(chosen, format, `job-history-${text.day(client.environment.clock.now())}`, {
          text,
          institutionOf: ({ connectionId }) =>
            connectionId === null ? undefined : selectConnection(state, connectionId)?.institution,
        });
        setProgress({ step: 'done', words: text.plural(words.exported, chosen.length) });
      } catch {
        fail(words.exportFailed);
      }
    }

    async function loadAndSave(format: ExportFormat): Promise<void> {
      setProgress({ step: 'loading', format });
      const all = await loadAll();
      if (all) await save(all, format);
      else setProgress({ step: 'failed', words: words.olderFailedTitle, format, isOlder: true });
    }

    if (jobs.length === 0) return null;
    const isLoading = progress.step === 'loading';
    return (
      <Part part="job-history-export" role="group" aria-label={words.export} {...props} ref={ref}>
        <span aria-hidden="true">{words.export}</span>
        {formats.map((format) => (
          <Button
            key={format}
            part="job-history-export-format"
            look="link"
            busy={isLoading}
            onClick={() => (load.complete ? void save(jobs, format) : setProgress({ step: 'asking', format }))}
          >
            {names[format]}
          </Button>
        ))}
        {(progress.step === 'asking' || progress.step === 'loading') && (
          <div data-ck="job-history-export-choice">
            <p data-ck="empty-hint">{words.notAll}</p>
            <Button part="job-history-export-all" busy={isLoading} onClick={() => void loadAndSave(progress.format)}>
              {words.exportAll}
            </Button>
            {!isLoading && (
              <Button part="job-history-export-loaded" onClick={() => void save(jobs, progress.format)}>
                {text.plural(words.exportLoaded, jobs.length)}
              </Button>
            )}
          </div>
        )}
        <span data-ck="job-history-exported" role="status">
          {(progress.step === 'done' || progress.step === 'failed') && progress.words}
        </span>
        {progress.step === 'failed' && (
          <Button
            part="retry"
            look="link"
            onClick={() => void (progress.isOlder ? loadAndSave(progress.format) : save(jobs, progress.format))}
          >
            {text.labels.retry}
          </Button>
        )}
      </Part>
    );
  },
);

/** A history as a file: loaded only when somebody exports. All pure but the handing over. */
import type { Institution } from '../../core/model/connection';
import type { Job } from '../../core/model/job';
import type { Text } from '../../react/text';
import { saveFile } from '../shared/save-file';

export type ExportFormat = 'csv' | 'json';

/** A byte order mark: without it Excel reads UTF-8 as something else. */
const mark = '\uFEFF';

/** Spreadsheets take such a cell for a formula; also in the full width that they read alike. */
const formulaLike = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** RFC 4180, with a byte order mark. A cell that a spreadsheet would compute begins with an apostrophe: then it is text. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return mark + rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: string): string {
  const text = formulaLike.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface ExportContext {
  text: Text;
  institutionOf(job: Job): Institution | undefined;
}

/** @throws Error in a browser that does not let a page make a file */
export function exportJobs(jobs: readonly Job[], format: ExportFormat, name: string, context: ExportContext): void {
  if (format === 'csv') saveFile(`${name}.csv`, 'text/csv', toCsv(toRows(jobs, context)));
  else saveFile(`${name}.json`, 'application/json', toJson(jobs));
}

/** Words for people, and times as the contract has them: those sort, and no spreadsheet guesses at them. */
export function toRows(jobs: readonly Job[], { text, institutionOf }: ExportContext): readonly (readonly string[])[] {
  const { jobs: words, jobKind, jobStatus, stepStatus, actor } = text.labels;
  const columns: readonly (readonly [heading: string, value: (job: Job) => string])[] = [
    [words.columns.started, ({ createdAt }) => createdAt],
    [words.columns.ended, (job) => (secondsOf(job) === undefined ? '' : job.updatedAt)],
    [words.columns.seconds, (job) => String(secondsOf(job) ?? '')],
    [words.columns.bank, (job) => institutionOf(job)?.name ?? ''],
    [words.kind, ({ kind }) => jobKind[kind]],
    [words.status, ({ status }) => jobStatus[status]],
    [
      words.columns.steps,
      ({ steps }) =>
        steps
          .map((step) =>
            step.status === 'succeeded' ? text.step(step) : `${text.step(step)}: ${stepStatus[step.status]}`,
          )
          .join('; '),
    ],
    [words.columns.failure, ({ failure }) => failure?.code ?? ''],
    [words.who, ({ failure }) => (failure ? actor[failure.actor] : '')],
    [words.columns.reference, ({ id, failure }) => failure?.correlationId ?? id],
    [words.columns.job, ({ id }) => id],
    [words.columns.run, ({ runId }) => runId ?? ''],
  ];
  return [columns.map(([heading]) => heading), ...jobs.map((job) => columns.map(([, value]) => value(job)))];
}

/** Seconds that a job took; nothing while it goes on, or where its times cannot be read. */
function secondsOf({ status, createdAt, updatedAt }: Job): number | undefined {
  if (status !== 'succeeded' && status !== 'failed') return undefined;
  const seconds = Math.round((Date.parse(updatedAt) - Date.parse(createdAt)) / 1000);
  return seconds >= 0 ? seconds : undefined;
}

/** The jobs as the contract has them; there is no PII in them. */
export function toJson(jobs: readonly Job[]): string {
  return `${JSON.stringify(jobs, null, 2)}\n`;
}

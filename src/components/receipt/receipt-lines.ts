/** A receipt in words and as data. It holds no personal data: kinds, times, outcomes and references. */
import type { Job } from '../../core/model/job';
import type { Text } from '../../react/text';
import type { Receipt } from '../../react/use-receipt';

export interface ReceiptLine {
  label: string;
  values: readonly string[];
}

/** @param madeAt ISO 8601 */
export function receiptLines(receipt: Receipt, text: Text, madeAt: string): readonly ReceiptLine[] {
  const { connectionId, institution, jobs } = receipt;
  const { receipt: words, facts, bank, jobKind } = text.labels;
  const data = dataAfterRevoke(receipt, text);
  const notDone = whatWasNotDone(receipt, text);
  return [
    { label: words.bank, values: [institution?.name ?? bank] },
    ...jobs.map((job) => ({ label: jobKind[job.kind], values: linesOfJob(job, receipt, text) })),
    ...(data === undefined ? [] : [{ label: words.data, values: [data] }]),
    ...(notDone.length === 0 ? [] : [{ label: words.notDone, values: notDone }]),
    { label: facts.reference, values: [connectionId] },
    { label: words.made, values: timesOf(madeAt, text) },
  ];
}

/** For a file or the clipboard. */
export function receiptText(lines: readonly ReceiptLine[], text: Text): string {
  const blocks = lines.map(({ label, values }) => [`${label}:`, ...values.map((value) => `  ${value}`)].join('\n'));
  return `${[text.labels.receipt.title, ...blocks].join('\n\n')}\n`;
}

/** For a program: codes beside the words. */
export function receiptJson({ connectionId, institution, jobs, revokeData }: Receipt, text: Text, madeAt: string) {
  const { timeZone } = text;
  return {
    type: 'connections-kit.receipt',
    version: 1,
    institution: institution && { id: institution.id, name: institution.name },
    connectionId,
    timeZone,
    madeAt: inZone(madeAt, timeZone),
    ...(jobs.some(({ kind }) => kind === 'revoke') && { revokeData }),
    jobs: jobs.map(({ id, kind, runId, failure, updatedAt, ...job }) => ({
      id,
      kind,
      outcome: outcomeOf(job),
      at: inZone(updatedAt, timeZone),
      runId,
      failure: failure && { code: failure.code, correlationId: failure.correlationId },
    })),
  };
}

function linesOfJob(job: Job, { institution }: Receipt, text: Text): readonly string[] {
  const { receipt: words, reference } = text.labels;
  const { id, failure, updatedAt } = job;
  const quoted = failure?.correlationId;
  return [
    words.outcome[outcomeOf(job)],
    // The answer was lost: what refused it says nothing of what was done.
    ...(failure && job.status === 'failed' ? [text.failure(failure, institution)] : []),
    ...timesOf(updatedAt, text),
    `${words.job}: ${id}`,
    ...(quoted === undefined ? [] : [text.fill(reference, { reference: quoted })]),
  ];
}

function outcomeOf({ status }: Pick<Job, 'status'>): 'succeeded' | 'failed' | 'unknown' | 'open' {
  return status === 'succeeded' || status === 'failed' || status === 'unknown' ? status : 'open';
}

function dataAfterRevoke({ jobs, revokeData }: Receipt, { labels }: Text): string | undefined {
  if (!isDone(jobs, 'revoke') || isDone(jobs, 'purge') || revokeData === 'kept') return undefined;
  return revokeData === 'deleted' ? labels.receipt.dataDeleted : labels.receipt.dataUnknown;
}

function whatWasNotDone({ jobs, revokeData }: Receipt, { labels }: Text): readonly string[] {
  const { linkKept, dataKept } = labels.receipt;
  const isPurged = isDone(jobs, 'purge');
  const mayHaveEnded = jobs.some(({ kind, status }) => kind === 'revoke' && status !== 'failed');
  return [
    ...(isPurged && !mayHaveEnded ? [linkKept] : []),
    ...(isDone(jobs, 'revoke') && !isPurged && revokeData === 'kept' ? [dataKept] : []),
    ...jobs.filter(({ status }) => status === 'failed').map(({ kind }) => labels.jobKind[kind]),
  ];
}

function isDone(jobs: readonly Job[], kind: Job['kind']): boolean {
  return jobs.some((job) => job.kind === kind && job.status === 'succeeded');
}

/** For a person and, exactly, for whoever has to compare it. */
function timesOf(time: string, text: Text): readonly string[] {
  return [`${text.dateTime(time)} (${text.timeZone})`, inZone(time, text.timeZone)];
}

/** ISO 8601 with the offset of the time zone; as it is where it cannot be read. */
function inZone(time: string, timeZone: string): string {
  const at = Date.parse(time);
  if (Number.isNaN(at)) return time;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '00', minutes = '00'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const offset = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return `${new Date(at + offset).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
}

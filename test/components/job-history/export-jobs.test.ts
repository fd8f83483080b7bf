import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toJson, toRows } from '../../../src/components/job-history/export-jobs';
import { createFailure } from '../../../src/core/model/failure';
import { en } from '../../../src/locales/en';
import { createText } from '../../../src/react/text';
import { at, buildJob, buildSteps } from '../../core/builders';
import { parseCsv } from './parse-csv';

const cells = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", ' ', 'a', 'é', '＝') }),
);
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));

/** What a spreadsheet shows of a cell: the apostrophe that makes it text is not part of it. */
const unmark = (cell: string) => (/^'[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? cell.slice(1) : cell);

describe('a table as CSV', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(
        tables.filter((rows) => rows.flat().every((cell) => unmark(cell) === cell)),
        (rows) => {
          expect(parseCsv(toCsv(rows)).map((row) => row.map(unmark))).toEqual(rows);
        },
      ),
    );
  });

  it('has no cell that a spreadsheet would compute', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        for (const cell of parseCsv(toCsv(rows)).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1'])('marks %j as text', (cell) => {
    expect(parseCsv(toCsv([[cell]]))).toEqual([[`'${cell}`]]);
  });

  it('begins with a byte order mark, and ends each line as RFC 4180 wants', () => {
    expect(
      toCsv([
        ['a', 'b, c'],
        ['d "e"', ''],
      ]),
    ).toBe('\uFEFFa,"b, c"\r\n"d ""e""",\r\n');
  });
});

describe('a history as a table', () => {
  const text = createText(en, 'en', 'UTC');
  const bank = { id: 'AU1', name: '=cmd|Bank' };
  const table = (job: Parameters<typeof buildJob>[0]) => {
    const [heading = [], ...rows] = toRows([buildJob(job)], { text, institutionOf: () => bank });
    return Object.fromEntries(heading.map((name, index) => [name, rows[0]?.[index]]));
  };

  it('says of each job what, when, for how long and how it ended', () => {
    const failure = createFailure('invalid-credentials', { correlationId: 'ref-1' });
    const steps = buildSteps('succeeded', 'failed');
    expect(table({ status: 'failed', failure, steps, runId: 'run', updatedAt: at(21) })).toEqual({
      Started: at(0),
      Ended: at(21),
      Seconds: '21',
      Bank: '=cmd|Bank',
      Kind: 'Refresh',
      Status: 'Failed',
      Steps: 'Signed in at the bank; Retrieving accounts: Failed',
      Failure: 'invalid-credentials',
      'Who must act': 'You',
      Reference: 'ref-1',
      Job: 'j1',
      Run: 'run',
    });
  });

  it('says no end and no duration of a job that goes on, was lost, or has times that cannot be read', () => {
    for (const status of ['running', 'unknown'] as const)
      expect(table({ status, updatedAt: at(9) })).toMatchObject({ Ended: '', Seconds: '' });
    expect(table({ status: 'succeeded', updatedAt: 'soon' })).toMatchObject({ Ended: '', Seconds: '' });
  });
});

it('a history as JSON is the jobs as the contract has them', () => {
  const jobs = [buildJob({ steps: buildSteps('running') }), buildJob({ id: 'j2', runId: 'run' })];
  expect(JSON.parse(toJson(jobs))).toEqual(jobs);
});

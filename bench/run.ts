/** `npm run bench`: prints the figures as tables and writes them to `bench/results.md`. */
import { ratioText } from './figures';
import { measureIngest, type IngestFigure } from './ingest';
import { measureLists, type ListFigure } from './list';
import { countOurs, countPollPerJob, type Requests } from './requests';
import { writeResults } from './results';
import { measureTicks, type TickFigure } from './tick';

const listWords: Readonly<Record<ListFigure['list'], string>> = {
  kit: 'connections-kit',
  ingest: 'connections-kit, with the data taken in',
  bare: 'bare `@tanstack/react-virtual`',
  grid: 'ag-grid-community',
  whole: 'the same rows, no window',
};
const storeWords: Readonly<Record<TickFigure['store'], string>> = {
  kit: 'connections-kit',
  bare: 'bare `useSyncExternalStore`',
  query: 'TanStack Query, a query per job',
};

const counted = [
  await countOurs(true),
  await countOurs(false),
  await countPollPerJob(15_000),
  await countPollPerJob(5_000),
];
report(
  'Requests: 200 unsettled jobs in 5 tabs over 60 s of virtual time',
  `One run; ratios are to its first line.\n\n${requestTable(counted)}`,
);
report(
  'Long lists beside a bare `@tanstack/react-virtual` list with the same rows',
  `Milliseconds of processor that the main thread of the page took, medians of seven runs in turns. Ratios are to the bare list.

${listTable(await measureLists())}`,
);
report(
  'One news of one job, in a list of many',
  `Microseconds of processor from the event of the transport to the row on the page, medians of seven runs of 40 each, in turns.
Ratios are to the bare \`useSyncExternalStore\` over a Map.

${tickTable(await measureTicks())}`,
);
report(
  'Connections taken in',
  `Microseconds of processor for each connection, in Node, medians of nine runs in turns.\n\n${ingestTable(await measureIngest())}`,
);

function report(title: string, text: string): void {
  writeResults(title, text);
  console.log(`${title}\n\n${text}\n`);
}

function requestTable(rows: readonly Requests[]): string {
  const [first] = rows;
  const ratio = (value: number, of: number | undefined) => (of ? `${(value / of).toFixed(1)} ×` : '–');
  return [
    '| | from the browser | | to the provider | |',
    '|---|---:|---:|---:|---:|',
    ...rows.map(
      ({ name, browser, upstream }) =>
        `| ${name} | ${browser} | ${ratio(browser, first?.browser)} | ${upstream} | ${ratio(upstream, first?.upstream)} |`,
    ),
  ].join('\n');
}

function listTable(figures: readonly ListFigure[]): string {
  return [
    '| | connections | list | main thread | rows seen after | ratio (least – most) |',
    '|---|---:|---|---:|---:|---:|',
    ...figures.map(({ phase, count, list, cpu, shownAfter, ratio }) => {
      const shown = shownAfter === undefined ? '' : `${shownAfter.toFixed(0)} ms`;
      return `| ${phase} | ${count} | ${listWords[list]} | ${cpu.toFixed(1)} ms | ${shown} | ${ratioText(ratio)} |`;
    }),
  ].join('\n');
}

function tickTable(figures: readonly TickFigure[]): string {
  return [
    '| connections | jobs | store | main thread | rows committed | ratio (least – most) |',
    '|---:|---:|---|---:|---:|---:|',
    ...figures.map(
      ({ count, jobs, store, cpu, commits, ratio }) =>
        `| ${count} | ${jobs} | ${storeWords[store]} | ${cpu.toFixed(0)} µs | ${commits} | ${ratioText(ratio)} |`,
    ),
  ].join('\n');
}

function ingestTable(figures: readonly IngestFigure[]): string {
  return [
    '| connections | a state that came with the page | a page of a transport |',
    '|---:|---:|---:|',
    ...figures.map(({ count, hydrate, load }) => `| ${count} | ${hydrate.toFixed(1)} µs | ${load.toFixed(1)} µs |`),
  ].join('\n');
}

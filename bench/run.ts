/** `npm run bench`: prints the figures as tables and writes them to `bench/results.md`. */
import { measureLists, type ListFigure } from './list';
import { countOurs, countPollPerJob, type Requests } from './requests';
import { writeResults } from './results';

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
  'A list of 10,000 rows beside a bare `@tanstack/react-virtual` list with the same rows',
  `Main-thread time in one browser, nine runs in turns; the times are the machine's, the ratio is the figure.\n\n${listTable(await measureLists())}`,
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
    '| | connections-kit | bare list | ratio (least – most) |',
    '|---|---:|---:|---:|',
    ...figures.map(({ phase, kit, bare, ratio }) => {
      const spread = `${ratio.least.toFixed(2)} – ${ratio.most.toFixed(2)}`;
      return `| ${phase} | ${kit.toFixed(0)} ms | ${bare.toFixed(0)} ms | ${ratio.median.toFixed(2)} × (${spread}) |`;
    }),
  ].join('\n');
}

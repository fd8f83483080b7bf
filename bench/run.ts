/** `npm run bench`: prints the figures as tables and writes them to `bench/results.md`. */
import { countOurs, countPollPerJob, type Requests } from './requests';
import { writeResults } from './results';

const counted = [
  await countOurs(true),
  await countOurs(false),
  await countPollPerJob(15_000),
  await countPollPerJob(5_000),
];
const text = `One run; ratios are to its first line.

${table(counted)}
`;
writeResults('Requests: 200 unsettled jobs in 5 tabs over 60 s of virtual time', text);
console.log(text);

function table(rows: readonly Requests[]): string {
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

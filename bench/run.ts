/** `npm run bench`: prints the figures as tables and writes them to `bench/results.md`. */
import { writeFileSync } from 'node:fs';
import { countOurs, countPollPerJob, type Requests } from './requests';

const counted = [
  await countOurs(true),
  await countOurs(false),
  await countPollPerJob(15_000),
  await countPollPerJob(5_000),
];
const text = `# Results

Written by \`npm run bench\`. Each table is of one run; ratios are to its first line.

## Requests: 200 unsettled jobs in 5 tabs over 60 s of virtual time

${table(counted)}
`;
writeFileSync(new URL('results.md', import.meta.url), text);
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

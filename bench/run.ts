/** `npm run bench [-- name…]`: prints the figures as tables and writes them to `bench/results.md`. */
import { execFileSync } from 'node:child_process';
import { reportBytes } from './bytes';
import { reportHeap } from './heap';
import { reportHeld } from './held';
import { reportIngest } from './ingest';
import { reportLists } from './list';
import { reportRequests } from './requests';
import { reportTicks } from './tick';
import { root } from '../scripts/install.mjs';
import { writeResults, type Report } from './results';

const benches: Readonly<Record<string, () => Promise<Report>>> = {
  lists: reportLists,
  ticks: reportTicks,
  ingest: reportIngest,
  requests: reportRequests,
  bytes: reportBytes,
  heap: reportHeap,
  held: reportHeld,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
for (const [name, measure] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { title, text } = await measure();
  writeResults(title, text);
  console.log(`${title}\n\n${text}\n`);
}
execFileSync('npx', ['prettier', '--log-level', 'warn', '--write', 'bench/results.md'], { cwd: root });

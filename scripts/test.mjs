/** The gate: installs what is missing, runs every stage (or those named), counts every test, ends with `N passed, N failed`. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { findWebkit, installChromium, installFirefox, installWebkit } from './install-browsers.mjs';
import { InstallError, installPackages, root } from './install.mjs';
import { reportOfPlaywright, reportOfVitest, runCommand } from './run-stage.mjs';

const bin = path.join(root, 'node_modules/.bin');

/**
 * @typedef {{ passed: number; failed: number; skipped: number; note?: string }} Report
 * @typedef {{ name: string; run: () => Promise<Report>; needs?: string; browser?: boolean; firefox?: boolean; webkit?: boolean }} Stage
 * @typedef {Report & { name: string; seconds: number }} Result
 */

/** @type {Stage[]} */
const stages = [
  {
    name: 'format',
    run: () =>
      check('prettier', '--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'),
  },
  { name: 'lint', run: () => check('oxlint') },
  {
    name: 'types',
    run: () =>
      check('tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo', '-p', 'tsconfig.json'),
  },
  { name: 'build', run: () => check('npm', 'run', '--silent', 'build') },
  { name: 'node', run: () => vitest('node') },
  { name: 'dom', run: () => vitest('dom') },
  { name: 'dom-18', run: () => vitest('dom-18') },
  { name: 'browser', run: () => vitest('browser'), browser: true },
  { name: 'storybook', run: () => vitest('storybook'), browser: true },
  { name: 'e2e', run: playwright, browser: true, firefox: true },
  { name: 'webkit', run: webkit, webkit: true },
  { name: 'package', run: () => vitest('package'), needs: 'build', browser: true },
];

/** Of the browsers that this run has used, with their versions; a test is worth what it ran in. @type {string[]} */
const engines = [];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`There is no stage "${unknown.join('", "')}". Stages: ${stages.map(({ name }) => name).join(', ')}.`);
  finish([{ name: 'arguments', passed: 0, failed: 1, skipped: 0, seconds: 0 }]);
} else {
  const chosen = stages.filter(({ name }) => asked.length === 0 || asked.includes(name));
  const wanted = stages.filter((stage) => chosen.includes(stage) || chosen.some(({ needs }) => needs === stage.name));
  finish(await runAll(wanted));
}

/** @param {Stage[]} wanted */
async function runAll(wanted) {
  const install = await timed('install', async () => {
    try {
      installPackages();
      if (wanted.some(({ browser }) => browser)) engines.push(await installChromium());
      if (wanted.some(({ firefox }) => firefox)) engines.push(await installFirefox());
      if (wanted.some((stage) => stage.webkit)) engines.push(installWebkit());
      return { passed: 1, failed: 0, skipped: 0 };
    } catch (error) {
      if (!(error instanceof InstallError)) throw error;
      console.error(error.message);
      return { passed: 0, failed: 1, skipped: 0, note: 'nothing could be run' };
    }
  });
  if (install.failed > 0) return [install];
  const results = [install];
  for (const { name, run, needs } of wanted) {
    console.log(`\n━━ ${name}`);
    // What an earlier run left behind must not pass for the result of this one.
    const isBlocked = results.some((result) => result.name === needs && result.failed > 0);
    results.push(
      await timed(
        name,
        isBlocked ? async () => ({ passed: 0, failed: 1, skipped: 0, note: `not run: ${needs} failed` }) : run,
      ),
    );
  }
  return results;
}

/**
 * @param {string} name
 * @param {() => Promise<Report>} run
 * @returns {Promise<Result>}
 */
async function timed(name, run) {
  const start = performance.now();
  const report = await run();
  return { name, ...report, seconds: (performance.now() - start) / 1000 };
}

/**
 * A stage that is no test runner counts as one test.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Report>}
 */
async function check(command, ...args) {
  const { code, note } = await runCommand(command === 'npm' ? command : path.join(bin, command), args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, ...(note && { note }) };
}

/** @param {string} project */
async function vitest(project) {
  const file = freshReport(project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const outcome = await runCommand(path.join(bin, 'vitest'), ['run', '--project', project, ...reporters]);
  return reportOfVitest(file, outcome);
}

async function playwright() {
  const file = freshReport('e2e');
  const outcome = await runCommand(path.join(bin, 'playwright'), ['test'], { KIT_REPORT: file });
  return reportOfPlaywright(file, outcome);
}

/** Without its driver the run goes on, and its last lines say so. */
async function webkit() {
  return findWebkit() ? vitest('webkit') : { passed: 0, failed: 0, skipped: 0, note: 'not installed' };
}

/** The report of an earlier run must not speak for a runner that never started. */
function freshReport(/** @type {string} */ name) {
  const file = path.join(root, '.cache/reports', `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {Result[]} results */
function finish(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log(`\n${'stage'.padEnd(width)}  passed  failed  skipped  seconds`);
  for (const { name, passed, failed, skipped, seconds, note } of results) {
    const numbers = [
      String(passed).padStart(6),
      String(failed).padStart(6),
      String(skipped).padStart(7),
      seconds.toFixed(1).padStart(7),
    ];
    console.log(`${name.padEnd(width)}  ${numbers.join('  ')}${note ? `  ${note}` : ''}`);
  }
  if (engines.length > 0) console.log(`engines: ${engines.join(', ')}`);
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

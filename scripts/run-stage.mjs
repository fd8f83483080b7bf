/** Runs one command of the gate under a time limit, and reads the report that a test runner left. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { root } from './install.mjs';

const limit = 20 * 60_000;

/**
 * @typedef {import('./test.mjs').Report} Report
 * @typedef {{ code: number; note?: string }} Outcome
 */

/**
 * Its output goes through as it comes. A command that hangs is ended with all that it started, and counts as failed.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, CI: 'true', ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true, // a process group of its own, so that its browsers and servers end with it
    });
    /** @type {string | undefined} */
    let note;
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      try {
        if (child.pid) process.kill(-child.pid, signal);
      } catch {
        // It has ended by itself.
      }
    };
    const timer = setTimeout(() => {
      note = `ended after ${limit / 60_000} minutes`;
      end('SIGKILL');
    }, limit);
    const interrupted = () => {
      end('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    const done = (/** @type {number} */ code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      resolve({ code, ...(note && { note }) });
    };
    child.once('error', (error) => {
      note = error.message;
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}

/**
 * @param {string} file
 * @param {Outcome} outcome
 * @returns {Report}
 */
export function reportOfVitest(file, outcome) {
  const report = readReport(file);
  if (!report) return complete({ passed: 0, failed: 0, skipped: 0 }, outcome);
  // A file that could not be read holds no test, and still failed.
  const broken = report.testResults.filter(
    (/** @type {{ status: string; assertionResults: unknown[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  return complete(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    outcome,
  );
}

/**
 * @param {string} file
 * @param {Outcome} outcome
 * @returns {Report}
 */
export function reportOfPlaywright(file, outcome) {
  const report = readReport(file);
  if (!report) return complete({ passed: 0, failed: 0, skipped: 0 }, outcome);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return complete({ passed: expected, failed: unexpected + flaky, skipped }, outcome);
}

/**
 * What no single test stands for fails too: a runner that executed none, one that ended badly though its tests passed.
 * @param {Report} report
 * @param {Outcome} outcome
 * @returns {Report}
 */
function complete(report, { code, note }) {
  if (report.passed + report.failed === 0) return { ...report, failed: 1, note: note ?? 'no test was executed' };
  if (code !== 0 && report.failed === 0)
    return { ...report, failed: 1, note: note ?? 'the runner failed outside of its tests' };
  return { ...report, ...(note && { note }) };
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

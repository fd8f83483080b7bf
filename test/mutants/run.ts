/**
 * `npm run mutants [words]`: takes out each defence of `test/mutants` in turn and shows the test that dies of it. The patches are
 * made while the sources are loaded, so no file is touched. Exits with 1 when one survives.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { createVitest, type Reporter, type TestCase, type TestModule } from 'vitest/node';
import { alias } from '../../scripts/entries.mjs';
import { root } from '../../scripts/install.mjs';
import { allMutants } from './all';
import { applyMutant, type Mutant } from './mutant';

/** Milliseconds. What waits for something that never comes has failed, too. */
const testTimeout = 30_000;
/** What takes longer goes round for ever; a thread can be ended then. */
const longestRun = 5 * 60_000;

interface Death {
  test: string;
  words: string;
}

let current: Mutant | undefined;
let isLoaded = false;
let death: Death | undefined;

const patch: Plugin = {
  name: 'mutants',
  enforce: 'pre',
  transform(code, id) {
    if (!current || id.split('?')[0] !== path.join(root, current.file)) return undefined;
    isLoaded = true;
    return applyMutant(current, code);
  },
};

/** One death is enough. */
const watcher: Reporter = {
  onTestCaseResult(test: TestCase) {
    const result = test.result();
    if (result.state !== 'failed' || death) return;
    death = { test: test.fullName, words: result.errors[0]?.message.split('\n')[0] ?? '' };
    if (current) void vitest.cancelCurrentRun('test-failure');
  },
};

const shared = { testTimeout, pool: 'threads' as const, env: { KIT_REACT: '19' } };
const vitest = await createVitest('test', {
  config: false,
  root,
  watch: false,
  reporters: [watcher],
  projects: [
    {
      plugins: [patch],
      resolve: { alias },
      test: { ...shared, name: 'node', environment: 'node', include: ['test/**/*.test.ts'] },
    },
    {
      plugins: [patch, react()],
      resolve: { alias },
      test: {
        ...shared,
        name: 'dom',
        environment: 'jsdom',
        include: ['test/**/*.test.tsx'],
        exclude: ['test/**/*.browser.test.tsx'],
        setupFiles: ['test/setup/dom.ts'],
      },
    },
  ],
});

async function run(files: readonly string[]): Promise<{ modules: readonly TestModule[]; death: Death | undefined }> {
  death = undefined;
  const specifications = await vitest.globTestSpecifications(files.map((file) => path.join(root, file)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const [error] = unhandledErrors;
  const words = (error as { message?: string } | undefined)?.message ?? '';
  return {
    modules: testModules,
    death: death ?? (error ? { test: 'an error that nobody handles', words } : undefined),
  };
}

/** @returns how it was killed, or why it counts as alive */
async function take(mutant: Mutant): Promise<{ killedBy: string } | { alive: string }> {
  current = mutant;
  isLoaded = false;
  vitest.invalidateFile(path.join(root, mutant.file));
  const watchdog = setTimeout(() => {
    console.log(`SURVIVED  ${mutant.name}\n          ${mutant.file}: its tests do not end; take out less`);
    process.exit(1);
  }, longestRun);
  const result = await run(mutant.tests);
  clearTimeout(watchdog);
  current = undefined;
  vitest.invalidateFile(path.join(root, mutant.file));
  if (!isLoaded) return { alive: 'its tests do not load that file' };
  if (result.death) {
    const { test, words } = result.death;
    return /is not defined|Unexpected token/.test(words) ? { alive: `no mutant: ${words}` } : { killedBy: test };
  }
  const broken = result.modules.find((one) => mutant.tests.includes(one.relativeModuleId) && one.errors().length > 0);
  return { alive: broken ? `no mutant: ${broken.errors()[0]?.message}` : 'nothing dies of it' };
}

const words = process.argv.slice(2);
const chosen = allMutants.filter(({ name, file }) => words.every((word) => `${file} ${name}`.includes(word)));
if (chosen.length === 0) throw new Error(`No mutant is called ${words.join(' ')}`);
for (const mutant of chosen) applyMutant(mutant, readFileSync(path.join(root, mutant.file), 'utf8'));
const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))];
const missing = tests.filter((file) => !existsSync(path.join(root, file)));
if (missing.length > 0) throw new Error(`There is no ${missing.join(', ')}`);

const start = performance.now();
const asTheyAre = await run(tests);
const failing = asTheyAre.modules.filter((module) => !module.ok()).map((module) => module.relativeModuleId);
if (failing.length > 0 || asTheyAre.death)
  throw new Error(`Nothing is taken out yet, and it fails: ${failing.join(', ')} (${asTheyAre.death?.words})`);
console.log(`${tests.length} test files pass as they are (${seconds()} s)\n`);

const survivors: string[] = [];
for (const mutant of chosen) {
  const fate = await take(mutant);
  if ('killedBy' in fate) console.log(`killed    ${mutant.name}\n          by: ${fate.killedBy}`);
  else console.log(`SURVIVED  ${mutant.name}\n          ${mutant.file}: ${fate.alive}`);
  if ('alive' in fate) survivors.push(mutant.name);
}
console.log(`\n${chosen.length - survivors.length} / ${chosen.length} killed in ${seconds()} s`);
for (const name of survivors) console.log(`survived: ${name}`);
await vitest.close();
process.exit(survivors.length === 0 ? 0 : 1);

function seconds(): string {
  return ((performance.now() - start) / 1_000).toFixed(0);
}

/** End to end in real browsers, Chromium and Firefox; each test file starts the servers it needs. */
import { defineConfig, devices } from '@playwright/test';
import { firefoxOptions, launchOptions } from './scripts/browser.mjs';
import type { DemoPageOptions } from './test/e2e/demo-page';

export default defineConfig<DemoPageOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: 30_000,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  globalSetup: './test/setup/e2e.ts',
  outputDir: 'test-results',
  reporter: [['line'], ['json', { outputFile: process.env.KIT_REPORT ?? '.cache/reports/e2e.json' }]],
  use: { trace: 'retain-on-failure', locale: 'en-AU', timezoneId: 'Australia/Sydney' },
  projects: [
    { name: 'chromium', use: { ...devices['Desktop Chrome'], launchOptions } },
    {
      name: 'firefox',
      testMatch: ['workflows', 'consent', 'job-history', 'privacy', 'policy', 'late-code', 'keyboard'].map(
        (name) => `${name}.e2e.ts`,
      ),
      // By keyboard what may differ: dialogs, and where the focus goes. The steps of a refresh are words, the same in each.
      grepInvert: /keyboard\.e2e\.ts (refresh|purge and refresh|fix|challenge):/,
      // BiDi takes several times as long for each step on a machine that is busy.
      timeout: 60_000,
      // A stock Firefox is driven over WebDriver BiDi, Playwright's own is not.
      use: {
        browserName: 'firefox',
        ...(firefoxOptions.executablePath && { channel: 'moz-firefox' }),
        viewport: { width: 1280, height: 720 },
        launchOptions: firefoxOptions,
      },
    },
    {
      name: 'all wire variants',
      // What the bank says otherwise is read by these alone.
      testMatch: ['workflows', 'consent', 'privacy'].map((name) => `${name}.e2e.ts`),
      use: { ...devices['Desktop Chrome'], launchOptions, wire: 'all variants' },
    },
  ],
});

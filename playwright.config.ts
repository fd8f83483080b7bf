/** End to end in a real Chromium; each test file starts the servers it needs. */
import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';
import type { DemoPageOptions } from './test/e2e/demo-page';

export default defineConfig<DemoPageOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: 30_000,
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  globalSetup: './test/setup/e2e.ts',
  outputDir: 'test-results',
  reporter: [['line'], ['json', { outputFile: process.env.KIT_REPORT ?? '.cache/reports/e2e.json' }]],
  use: { trace: 'retain-on-failure', locale: 'en-AU', timezoneId: 'Australia/Sydney' },
  projects: [
    { name: 'chromium', use: { ...devices['Desktop Chrome'], launchOptions } },
    {
      name: 'all wire variants',
      testIgnore: ['host-pages.e2e.ts', 'appearance.e2e.ts', 'keyboard.e2e.ts', 'perception.e2e.ts'],
      use: { ...devices['Desktop Chrome'], launchOptions, wire: 'all variants' },
    },
  ],
});

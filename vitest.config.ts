/** The Vitest projects: each is one stage of `npm test`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.mjs';
import { alias } from './scripts/entries.mjs';
import { root } from './scripts/install.mjs';

/** Projects do not inherit it. Two cores are shared by browsers and servers. */
const testTimeout = 20_000;
const domTests = {
  testTimeout,
  include: ['test/**/*.test.tsx'],
  exclude: ['test/**/*.browser.test.tsx', 'test/package/**'],
};
const react18 = path.join(root, 'test/react-18/node_modules');

/** A fresh object per project: Vitest writes the name of the instance into it. */
const chromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions }),
  instances: [{ browser: 'chromium' as const }],
});

/** Mock Service Worker's script must come from the page's own origin, and from its root. */
const serviceWorker: Plugin = {
  name: 'connections-kit:service-worker',
  configureServer(server) {
    const script = readFileSync(path.join(root, 'node_modules/msw/lib/mockServiceWorker.js'));
    server.middlewares.use('/mockServiceWorker.js', (_request, response) => {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(script);
    });
  },
};

/** Found while a test runs, a dependency makes Vite reload the page under it. */
const optimizeDeps = {
  include: [
    'react',
    'react/jsx-runtime',
    'react/jsx-dev-runtime',
    'react-dom',
    'react-dom/client',
    'react-dom/server',
    'zustand',
    'zustand/vanilla',
    '@radix-ui/react-accordion',
    '@radix-ui/react-tabs',
    '@tanstack/react-virtual',
    '@testing-library/react',
    '@testing-library/user-event',
    '@testing-library/jest-dom/vitest',
    'culori',
    'msw',
    'msw/browser',
  ],
};

/** Reading the stories takes two seconds, which a run of another project alone need not pay. */
const wantsStories = !process.argv.includes('--project') || process.argv.includes('storybook');
const stories = () => ({
  plugins: [
    react(),
    storybookTest({ configDir: path.join(root, '.storybook'), storybookScript: 'npm run storybook -- --no-open' }),
  ],
  resolve: { alias },
  optimizeDeps: { include: [...optimizeDeps.include, '@storybook/addon-a11y/preview'] },
  test: { name: 'storybook', testTimeout, browser: chromium() },
});

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          testTimeout,
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package/**', 'test/e2e/**'],
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: 'dom',
          environment: 'jsdom',
          ...domTests,
          setupFiles: ['test/setup/dom.ts'],
          env: { KIT_REACT: '19' },
        },
      },
      {
        plugins: [react()],
        resolve: {
          alias: [
            ...alias,
            { find: /^(react|react-dom)(?=\/|$)/, replacement: `${react18}/$1` },
            // Its CommonJS form, which Vitest would choose, requires React past the alias.
            {
              find: /^@testing-library\/react$/,
              replacement: '@testing-library/react/dist/@testing-library/react.esm.js',
            },
          ],
        },
        test: {
          name: 'dom-18',
          environment: 'jsdom',
          ...domTests,
          // What another React could do otherwise: hooks, refs, the provider's life, dialogs, server rendering. The rest is the same code.
          include: [
            'test/{react,testing}/**/*.test.tsx',
            'test/components/*.test.tsx',
            'test/components/{shared,connection-actions,connection-manager,connection-profile}/**/*.test.tsx',
          ],
          setupFiles: ['test/setup/dom.ts'],
          env: { KIT_REACT: '18' },
          // What imports React goes through the alias too, or two Reacts would be loaded.
          server: {
            deps: { inline: [/\/@radix-ui\//, /\/@tanstack\//, /\/@testing-library\/react\//, /\/zustand\//] },
          },
        },
      },
      {
        plugins: [react(), serviceWorker],
        resolve: { alias },
        optimizeDeps,
        test: {
          name: 'browser',
          testTimeout,
          include: ['test/**/*.browser.test.tsx'],
          setupFiles: ['test/setup/dom.ts', 'test/setup/on-demand.ts'],
          env: { KIT_REACT: '19' },
          browser: chromium(),
        },
      },
      ...(wantsStories ? [stories()] : []),
      {
        resolve: { alias },
        test: {
          name: 'webkit',
          environment: 'node',
          include: ['test/webkit/**/*.webkit.ts'],
          testTimeout: 40_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'package',
          environment: 'node',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

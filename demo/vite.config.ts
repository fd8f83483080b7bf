/** The demo page, built into .cache/demo; nothing inline, so that it runs under the strict policy of demo/static-files.ts. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { alias } from '../scripts/entries.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  root: path.join(here, 'page'),
  plugins: [react()],
  resolve: { alias },
  build: {
    outDir: path.join(here, '../.cache/demo'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});

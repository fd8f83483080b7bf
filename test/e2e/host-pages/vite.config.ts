/** The host page, built into .cache/host-page: page.js without styles, and the kit's styles beside it. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { alias, stylesEntry } from '../../../scripts/entries.mjs';
import { root } from '../../../scripts/install.mjs';

export default defineConfig({
  plugins: [react()],
  resolve: { alias },
  build: {
    outDir: path.join(root, '.cache/host-page'),
    emptyOutDir: true,
    target: 'es2022',
    cssMinify: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { page: path.join(root, 'test/e2e/host-pages/page.tsx'), styles: path.join(root, stylesEntry.css) },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});

/** The public entries, read off package.json: what the build makes of them, and how everything in the repository resolves them to src. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

/** @type {{ name: string; exports: Record<string, { types: string; default: string } | string> }} */
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** `source` is what the build enters by; a page takes the CSS itself: a module that only imports it counts as free of side effects. */
export const stylesEntry = {
  specifier: `${manifest.name}/styles.css`,
  source: 'src/styles/entry.ts',
  css: 'src/styles/styles.css',
};

/** The code entries; `source` mirrors `dist`: ./dist/core/index.js is built from src/core/index.ts. */
export const entries = Object.entries(manifest.exports).flatMap(([subpath, target]) => {
  if (typeof target === 'string' || !target.default.endsWith('.js')) return [];
  const built = target.default.slice('./dist/'.length);
  return [
    {
      specifier: path.posix.join(manifest.name, subpath),
      name: built.replace(/\.js$/, ''),
      source: `src/${built.replace(/\.js$/, '.ts')}`,
    },
  ];
});

/** For vite, vitest and Storybook; tsconfig.json says the same in `paths`. */
export const alias = [...entries, { specifier: stylesEntry.specifier, source: stylesEntry.css }].map(
  ({ specifier, source }) => ({
    find: new RegExp(`^${specifier}$`),
    replacement: path.join(root, source),
  }),
);

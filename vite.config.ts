/** The library build: one module of dist for each of src, and both style sheets. The d.ts come from tsc. */
import path from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { entries, stylesEntry } from './scripts/entries.mjs';
import { shorten } from './scripts/shorten.mjs';
import { joinLayers, unlayer } from './scripts/unlayer.mjs';

const stylesName = 'styles';

/** styles.css becomes small, styles.unlayered.css is made of it; the empty module of the CSS entry is dropped. */
function styles(): Plugin {
  return {
    name: 'connections-kit:styles',
    enforce: 'post',
    generateBundle: {
      order: 'post', // vite:css-post emits styles.css in its own generateBundle
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk' && file.facadeModuleId?.endsWith(stylesEntry.source)) {
            delete bundle[file.fileName];
            delete bundle[`${file.fileName}.map`];
          }
        }
        const css = bundle[`${stylesName}.css`];
        if (css?.type !== 'asset') return this.error(`${stylesName}.css was not emitted`);
        const code = Object.values(bundle).map((file) => (file.type === 'chunk' ? file.code : ''));
        css.source = shorten(joinLayers(String(css.source)), code.join('\n'));
        this.emitFile({
          type: 'asset',
          fileName: `${stylesName}.unlayered.css`,
          source: unlayer(css.source),
        });
      },
    },
  };
}

/** Not part of a page in production as code: words, what servers run, and what stands in for a bank. */
const unmapped = /^(?:locales|server|testing|transports\/(?:basiq|sandbox))\//;

/**
 * The modules are not minified, so a map of lines is enough; it has a fifth of the mappings of one of tokens. Both, this and what
 * has no map at all, keep the installed package under 4 MB.
 */
function mapsOfLines(): Plugin {
  return {
    name: 'connections-kit:maps-of-lines',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === 'chunk' && unmapped.test(name)) {
          delete bundle[`${name}.map`];
          file.code = file.code.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '');
        } else if (file.type === 'asset' && name.endsWith('.js.map') && !unmapped.test(name)) {
          const map = JSON.parse(String(file.source)) as { mappings: string };
          const lines = decode(map.mappings).map((tokens) => tokens.slice(0, 1));
          file.source = JSON.stringify({ ...map, mappings: encode(lines) });
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), styles(), mapsOfLines()],
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    cssMinify: 'esbuild',
    cssCodeSplit: false,
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: {
      entry: Object.fromEntries([
        ...entries.map(({ name, source }) => [name, source]),
        [stylesEntry.source.slice('src/'.length, -'.ts'.length), stylesEntry.source],
      ]),
      formats: ['es'],
      cssFileName: stylesName,
    },
    rolldownOptions: {
      // Every bare specifier (dependencies, peers, node:*) stays external.
      external: (id) => !id.startsWith('.') && !path.isAbsolute(id) && !id.startsWith('\0') && !id.startsWith('src/'),
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        entryFileNames: '[name].js',
        comments: { jsdoc: false }, // the declarations have them
      },
    },
  },
});

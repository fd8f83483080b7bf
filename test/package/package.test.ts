/** What a stranger gets: the packed tarball, type-checked, built into an app, and imported in plain Node. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postcss from 'postcss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entries } from '../../scripts/entries.mjs';
import { root } from '../../scripts/install.mjs';
import { createScratchApp, type ScratchApp } from './scratch-app';

const page = `
import { ConnectionManager, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import 'connections-kit/styles.css';
import { createRoot } from 'react-dom/client';

const client = createConnectionsClient({ transport: createSandboxTransport() });

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <ConnectionsProvider client={client}>
    <ConnectionManager />
  </ConnectionsProvider>,
);
`;
const everyEntry = entries
  .map(({ specifier }, index) => `import * as entry${index} from '${specifier}';\nexport { entry${index} };`)
  .join('\n');

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  jsx: 'react-jsx',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
};

let app: ScratchApp;

beforeAll(() => {
  if (!existsSync(path.join(root, 'dist/index.js')))
    throw new Error('The package is not built: run "npm run build" first.');
  app = createScratchApp();
  app.write({
    'package.json': JSON.stringify({ name: 'stranger', private: true, type: 'module' }),
    'index.html':
      '<!doctype html><html lang="en"><title>A stranger</title><body><script type="module" src="/src/page.tsx"></script></body></html>',
    'vite.config.ts':
      "import react from '@vitejs/plugin-react';\nexport default { plugins: [react()], build: { reportCompressedSize: false } };\n",
    'src/page.tsx': page,
    'src/every-entry.ts': everyEntry,
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        ...compilerOptions,
        module: 'ESNext',
        moduleResolution: 'bundler',
        types: ['vite/client', 'node'],
      },
      include: ['src'],
    }),
    'tsconfig.node16.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, module: 'node16', moduleResolution: 'node16', types: ['node'] },
      files: ['src/every-entry.ts'],
    }),
  });
});

afterAll(() => app?.remove());

describe('the tarball', () => {
  it('holds dist, README, LICENSE and package.json, and nothing else', () => {
    const others = app.packed.filter((file) => !file.startsWith('dist/'));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
  });

  it('holds every target of the exports', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { exports: unknown };
    const targets = JSON.stringify(manifest.exports).match(/(?<="\.\/)(dist\/[^"]+)(?=")/g) ?? [];
    expect(targets.length).toBeGreaterThan(entries.length);
    expect(targets.filter((target) => !app.packed.includes(target))).toEqual([]);
  });

  it('begins its styles with the order of their layers', () => {
    expect(readFileSync(path.join(root, 'dist/styles.css'), 'utf8')).toMatch(
      /^\s*@layer connections-kit\.[\w-]+[^{]*;/,
    );
  });

  it('holds the same styles without layers, for hosts whose resets have none', () => {
    const [layered, unlayered] = ['styles.css', 'styles.unlayered.css'].map((file) =>
      readFileSync(path.join(root, 'dist', file), 'utf8'),
    );
    expect(unlayered).not.toContain('@layer');
    expect(declarationsIn(unlayered).length).toBeGreaterThan(500);
    expect(declarationsIn(unlayered)).toEqual(declarationsIn(layered));
  });

  it('makes its styles small, and rewrites nothing that the browsers of the baseline know', () => {
    const styles = path.join(root, 'src/styles');
    const source = readdirSync(styles)
      .filter((file) => file.endsWith('.css') && file !== 'styles.css')
      .map((file) => readFileSync(path.join(styles, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''))
      .join('');
    const built = readFileSync(path.join(root, 'dist/styles.css'), 'utf8');
    expect(built.length).toBeLessThan(source.length * 0.85);
    const features = ['light-dark(', 'color-mix(', ':where(', '@container', 'inline-size:', 'forced-colors:'];
    const counts = (css: string) => features.map((feature) => [feature, css.split(feature).length]);
    expect(counts(built)).toEqual(counts(source));
  });

  it('keeps "use client" on every module that began with it', () => {
    const clientModules = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && startsOnClient(path.join(root, 'src', file)))
      .map((file) => path.join('dist', file.replace(/\.tsx?$/, '.js')));
    expect(clientModules.length).toBeGreaterThan(0);
    expect(clientModules.filter((file) => !startsOnClient(path.join(root, file)))).toEqual([]);
  });

  it('has a source map for every module that holds code', () => {
    const unmapped = app.packed.filter((file) => {
      if (!file.endsWith('.js') || app.packed.includes(`${file}.map`)) return false;
      const withoutReexports = readFileSync(path.join(root, file), 'utf8').replace(/^(import|export) \{?[^;]*;$/gm, '');
      return withoutReexports.trim() !== '';
    });
    expect(unmapped).toEqual([]);
  });
});

describe('in an app with its own React', () => {
  it('type-checks strictly, the declarations of the package included', () => {
    expect(app.run('node', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')).toBe('');
  });

  it('resolves every entry with moduleResolution node16', () => {
    expect(app.run('node', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.node16.json')).toBe('');
  });

  it('builds with Vite, one React and the styles in it', () => {
    app.run('node', 'node_modules/vite/bin/vite.js', 'build', '--sourcemap');
    const assets = path.join(app.folder, 'dist/assets');
    const files = readdirSync(assets);
    const css = files
      .filter((file) => file.endsWith('.css'))
      .map((file) => readFileSync(path.join(assets, file), 'utf8'))
      .join('');
    expect(css).toContain('[data-ck');
    const maps = files
      .filter((file) => file.endsWith('.js.map'))
      .map((file) => readFileSync(path.join(assets, file), 'utf8'));
    const sources = maps.flatMap((map) => (JSON.parse(map) as { sources: readonly string[] }).sources);
    expect(sources.filter((source) => /\/react\/cjs\/react\.production/.test(source))).toHaveLength(1);
  });

  it.each(entries)('imports $specifier in plain Node', ({ specifier }) => {
    const script = `const { length } = Object.keys(await import('${specifier}')); process.stdout.write(String(length));`;
    expect(Number(app.run('node', '--input-type=module', '--eval', script))).toBeGreaterThan(0);
  });
});

function startsOnClient(file: string): boolean {
  return existsSync(file) && /^\s*['"]use client['"]/.test(readFileSync(file, 'utf8'));
}

function declarationsIn(css = ''): readonly string[] {
  const found: string[] = [];
  postcss.parse(css).walkDecls((declaration) => void found.push(String(declaration)));
  return found;
}

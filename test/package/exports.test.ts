/** How the packed package resolves, for each tool that a host may have, and what an import of it costs where nothing is used. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { filterProblems } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFiles } from '../../bench/bundle-size';
import { entries } from '../../scripts/entries.mjs';
import { unpackTarball, type Unpacked } from './unpacked';

let unpacked: Unpacked;
beforeAll(() => {
  unpacked = unpackTarball();
});
afterAll(() => unpacked?.remove());

const inNode = (code: string) =>
  execFileSync('node', ['--input-type=module', '--eval', code], { cwd: unpacked.folder, encoding: 'utf8' });
const codeOf = async (page: string) =>
  (await bundleFiles(unpacked, page)).map((file) => (file.type === 'chunk' ? file.code : '')).join('');

describe('the package', () => {
  it('is faultless to publint, strictly, its hints included', async () => {
    const { messages, pkg } = await publint({ pkgDir: unpacked.home, pack: false, strict: true, level: 'suggestion' });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('has types that are right in every entry, for ESM in Node and for bundlers', async () => {
    const tarball = new Uint8Array(readFileSync(unpacked.file));
    const analysis = await checkPackage(createPackageFromTarballData(tarball), {
      excludeEntrypoints: [/\.css$/, /\.json$/],
    });
    if (!analysis.types) throw new Error('attw finds no types in the tarball.');
    expect(Object.keys(analysis.entrypoints)).toHaveLength(entries.length);
    const problems = (['node16-esm', 'bundler'] as const).flatMap((resolutionKind) =>
      filterProblems(analysis, { resolutionKind }),
    );
    expect(problems).toEqual([]);
  });

  it.each([
    'connections-kit/dist/index.js',
    'connections-kit/dist/core/client/create-client.js',
    'connections-kit/components/connection-list',
    'connections-kit/core/index.js',
    'connections-kit/src/index.ts',
  ])('has no way in through %s', (specifier) => {
    const code = `import('${specifier}').then(() => process.stdout.write('found'), ({ code }) => process.stdout.write(code));`;
    expect(inNode(code)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('leaves nothing behind where it is imported: no global, nothing that keeps Node from its end', () => {
    // What MSW leaves, whoever imports it, is its own.
    const code = `await import('msw');
      const before = Reflect.ownKeys(globalThis);
      for (const entry of ${JSON.stringify(entries.map(({ specifier }) => specifier))}) await import(entry);
      process.on('exit', () => process.stdout.write(JSON.stringify(Reflect.ownKeys(globalThis).filter((name) => !before.includes(name)))));`;
    expect(inNode(code)).toBe('[]');
  });

  it('gives its schemas and its manifest to Node', () => {
    const code = `import job from 'connections-kit/schemas/job.json' with { type: 'json' };
      import manifest from 'connections-kit/package.json' with { type: 'json' };
      process.stdout.write(job.title + manifest.version);`;
    expect(inNode(code)).toBe(`Job${unpacked.manifest.version}`);
  });
});

describe('a page that imports and uses nothing', () => {
  it.each(entries)('pays nothing for $specifier', async ({ specifier }) => {
    expect((await codeOf(`import * as all from '${specifier}';`)).trim()).toBe('');
  });

  /** Vite keeps every style sheet; another bundler asks the manifest which import counts. */
  it('keeps the styles, in a bundler to which they are a module like any other', async () => {
    const input = path.join(unpacked.folder, 'page.js');
    writeFileSync(input, "import 'connections-kit/styles.css';\nimport 'connections-kit/styles.unlayered.css';\n");
    const asModule = (id: string) => ({ code: `apply('${path.basename(id)}');`, moduleType: 'js' as const });
    const { output } = await build({
      input,
      write: false,
      plugins: [{ name: 'styles', load: (id) => (id.endsWith('.css') ? asModule(id) : null) }],
    });
    expect(output[0].code).toContain('apply("styles.css")');
    expect(output[0].code).toContain('apply("styles.unlayered.css")');
  });
});

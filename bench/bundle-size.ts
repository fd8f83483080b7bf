/** What the packed package costs: bundled as a host bundles it, and installed. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { rolldown, type OutputAsset, type OutputChunk } from 'rolldown';
import type { Unpacked } from '../test/package/unpacked';
import { bytesOf, gzipped, weigh, type Sizes } from './bytes/weigh';

export interface Budget {
  name: string;
  code: string;
  /** Bytes of gzip that may load at once. */
  limit: number;
}

export const budgets: readonly Budget[] = [
  {
    name: '`ConnectionManager`, `ConnectionsProvider`',
    code: "export { ConnectionManager, ConnectionsProvider } from 'connections-kit';",
    limit: 42_000,
  },
  { name: '`StatusBadge`', code: "export { StatusBadge } from 'connections-kit';", limit: 3_000 },
  { name: '`connections-kit/core`', code: "export * from 'connections-kit/core';", limit: 9_000 },
];
export const limits = { css: 7_000, installed: 4_000_000, dependencies: 5 };

/** Bundles a module of a project that has installed the package. */
export async function bundle(unpacked: Unpacked, code: string): Promise<Sizes> {
  return weigh(await bundleFiles(unpacked, code));
}

/** By the bundler alone: what a framework adds of its own to a page that splits its code, the page has already. */
export async function bundleFiles(
  { folder, manifest }: Unpacked,
  code: string,
): Promise<readonly (OutputChunk | OutputAsset)[]> {
  const peers = Object.keys(manifest.peerDependencies);
  const page = path.join(folder, 'page.js');
  const bundled = await rolldown({
    input: page,
    preserveEntrySignatures: 'strict',
    platform: 'browser',
    logLevel: 'silent',
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    external: (id) => id.startsWith('node:') || peers.some((peer) => id === peer || id.startsWith(`${peer}/`)),
    plugins: [
      { name: 'the-page', load: (id) => (id === page ? code : null), resolveId: (id) => (id === page ? page : null) },
    ],
  });
  const { output } = await bundled.generate({ format: 'esm', minify: true });
  await bundled.close();
  return output;
}

/** As shipped; bytes of gzip. */
export function sizeOfStyles({ folder, home, manifest }: Unpacked, specifier: string): number {
  const target = manifest.exports[specifier.replace('connections-kit', '.')];
  if (target === undefined) throw new Error(`${specifier} is no entry of ${folder}.`);
  return gzipped(readFileSync(path.join(home, typeof target === 'string' ? target : target.default)));
}

/** The package and all that npm installs for it, its peers not; bytes of files. */
export function installedSize({ home, manifest }: Unpacked): { packages: number; bytes: number } {
  const folders = new Set([home]);
  const add = (from: string, names: Readonly<Record<string, string>> = {}) => {
    for (const name of Object.keys(names)) {
      const folder = find(from, name);
      if (folders.has(folder)) continue;
      folders.add(folder);
      add(
        folder,
        (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as typeof manifest).dependencies,
      );
    }
  };
  add(home, manifest.dependencies);
  return { packages: folders.size, bytes: [...folders].reduce((bytes, folder) => bytes + bytesOf(folder), 0) };
}

/** As Node looks for a package: in each node_modules on the way up. */
function find(from: string, name: string): string {
  const folder = path.join(from, 'node_modules', name);
  if (existsSync(folder)) return realpathSync(folder);
  if (path.dirname(from) === from) throw new Error(`${name} is not installed.`);
  return find(path.dirname(from), name);
}

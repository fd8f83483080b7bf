/** The packed tarball, unpacked into the node_modules of an empty project, with what it declares beside it as links to the kit's own copies. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/install.mjs';
import { packTarball, type Tarball } from './tarball';

export interface Manifest {
  version: string;
  exports: Readonly<Record<string, { types: string; default: string } | string>>;
  dependencies: Readonly<Record<string, string>>;
  peerDependencies: Readonly<Record<string, string>>;
}

export interface Unpacked extends Tarball {
  /** The project's folder. */
  folder: string;
  /** The package's folder in it. */
  home: string;
  manifest: Manifest;
}

export function unpackTarball(): Unpacked {
  const tarball = packTarball();
  const folder = path.dirname(tarball.file);
  const home = path.join(folder, 'node_modules/connections-kit');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', tarball.file, '-C', home, '--strip-components=1']);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const place = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), place, 'junction');
  }
  return { ...tarball, folder, home, manifest };
}

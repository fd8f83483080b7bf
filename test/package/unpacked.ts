/** The packed tarball, unpacked into the node_modules of an empty project, with what it declares beside it as links to the kit's own copies. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/install.mjs';

export interface Manifest {
  version: string;
  exports: Readonly<Record<string, { types: string; default: string } | string>>;
  dependencies: Readonly<Record<string, string>>;
  peerDependencies: Readonly<Record<string, string>>;
}

export interface Unpacked {
  /** The project's folder. */
  folder: string;
  /** The package's folder in it. */
  home: string;
  tarball: string;
  manifest: Manifest;
  /** What is in the tarball, relative to `home`. */
  files: readonly string[];
  remove(): void;
}

export function unpackTarball(): Unpacked {
  if (!existsSync(path.join(root, 'dist/index.js')))
    throw new Error('The package is not built: run "npm run build" first.');
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'connections-kit-unpacked-')));
  const pack = ['pack', '--json', '--silent', '--pack-destination', folder];
  const said = execFileSync('npm', pack, { cwd: root, encoding: 'utf8' });
  const [{ filename, files }] = JSON.parse(said) as [{ filename: string; files: readonly { path: string }[] }];
  const home = path.join(folder, 'node_modules/connections-kit');
  const tarball = path.join(folder, filename);
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const place = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), place, 'junction');
  }
  return {
    folder,
    home,
    tarball,
    manifest,
    files: files.map((file) => file.path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

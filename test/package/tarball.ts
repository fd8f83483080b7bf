/** The package as npm packs it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/install.mjs';

export interface Tarball {
  file: string;
  /** The files in it, as npm names them: relative to the package. */
  packed: readonly string[];
  /** Deletes the folder that holds it. */
  remove(): void;
}

/** @throws Error where the package is not built, and what npm said */
export function packTarball(folder = temporaryFolder()): Tarball {
  if (!existsSync(path.join(root, 'dist/index.js')))
    throw new Error('The package is not built: run "npm run build" first.');
  const pack = ['pack', '--json', '--silent', '--pack-destination', folder];
  const said = execFileSync('npm', pack, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const [{ filename, files }] = JSON.parse(said) as [{ filename: string; files: readonly { path: string }[] }];
  return {
    file: path.join(folder, filename),
    packed: files.map((file) => file.path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), 'connections-kit-')));
}

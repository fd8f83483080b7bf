/** Writes the lock of every project beside it anew, for the package as it is built now: no host of a registry, and no digest of a tarball that changes. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/install.mjs';

const projects = readdirSync(import.meta.dirname).filter((name) =>
  existsSync(path.join(import.meta.dirname, name, 'package-lock.json')),
);
for (const name of projects) {
  const home = path.join(import.meta.dirname, name);
  const folder = mkdtempSync(path.join(tmpdir(), 'connections-kit-lock-'));
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(home, file), path.join(folder, file));
  const [packed = ''] = npm(root, 'pack', '--silent', '--pack-destination', folder).split('\n');
  renameSync(path.join(folder, packed), path.join(folder, 'connections-kit.tgz'));
  npm(folder, 'install', './connections-kit.tgz', '--package-lock-only', '--omit-lockfile-registry-resolved');
  const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
  delete lock.packages['node_modules/connections-kit'].integrity;
  writeFileSync(path.join(home, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  rmSync(folder, { recursive: true });
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function npm(cwd, ...args) {
  return execFileSync('npm', args, { cwd, encoding: 'utf8' });
}

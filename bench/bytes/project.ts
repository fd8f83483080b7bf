/** A scratch project with one package of the registry, or with our tarball, installed as a host installs it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/install.mjs';
import { packTarball } from '../../test/package/tarball';
import { bytesOf } from './weigh';

export interface Project {
  folder: string;
  /** As installed, "name version" of what the project names itself. */
  versions: readonly string[];
  /** What npm has installed for it; React and types are the host's own. */
  installed: { packages: number; bytes: number };
  remove(): void;
}

interface Lock {
  packages: Readonly<Record<string, { version?: string }>>;
}

const hosts = /(?:^|\/)node_modules\/(?:react|react-dom|scheduler|csstype|@types\/[^/]+)$/;
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Of exactly the versions in its lock file. @throws what npm said */
export function installPeer(name: string): Project {
  return install((folder) => {
    cpSync(path.join(import.meta.dirname, 'peers', name), folder, { recursive: true });
    return ['ci'];
  });
}

/** Builds and packs the kit, and installs the tarball. */
export function installOurs(): Project {
  return install((folder) => {
    npm(['run', '--silent', 'build'], root);
    const { file } = packTarball(folder);
    const manifest = { private: true, type: 'module', dependencies: { 'connections-kit': `file:${file}` } };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
    return ['install'];
  });
}

/** @param prepare the folder @returns how npm is to install it */
function install(prepare: (folder: string) => string[]): Project {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-bytes-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    npm([...prepare(folder), ...quiet], folder);
    return { ...read(folder), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function read(folder: string): Omit<Project, 'remove'> {
  const { packages } = readJson<Lock>(path.join(folder, 'node_modules/.package-lock.json'));
  const own = Object.keys(packages).filter((place) => !hosts.test(place));
  const { dependencies } = readJson<{ dependencies: Readonly<Record<string, string>> }>(
    path.join(folder, 'package.json'),
  );
  return {
    folder,
    versions: Object.keys(dependencies).map((name) => `${name} ${packages[`node_modules/${name}`]?.version}`),
    installed: {
      packages: own.length,
      bytes: own.reduce((bytes, place) => bytes + bytesOf(path.join(folder, place)), 0),
    },
  };
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

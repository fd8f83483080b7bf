/** Makes a fresh machine with only Node and npm ready. Quiet and offline when all is there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folders = [root, path.join(root, 'test/react-18')];

/** Said to the person as it is, without a stack. */
export class InstallError extends Error {}

/** Installs the packages of the kit and of the React 18 run, each only when it differs from its lock file. */
export function installPackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new InstallError(`connections-kit needs Node 20.19 or newer; this is ${process.version}.`);
  }
  for (const folder of folders) {
    if (isInstalled(folder)) continue;
    const name = path.relative(root, folder) || 'the kit';
    say(`installing the packages of ${name}`);
    // NODE_ENV=production or a silent outer npm must change neither what is installed nor what is said of a failure.
    const done = run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], folder);
    if (!done)
      throw new InstallError(
        `The packages of ${name} could not be installed: "npm ci" failed in ${folder} (see above).`,
      );
  }
}

/**
 * Compares what npm wrote down of the installed tree with the lock file. Versions rather than file times: a clone and a copy have new ones.
 * @param {string} folder
 */
function isInstalled(folder) {
  const hidden = path.join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packagesOf(path.join(folder, 'package-lock.json'));
  const installed = packagesOf(hidden);
  return Object.entries(wanted).every(([name, entry]) => {
    const found = installed[name];
    if (name === '') return true;
    // The optional ones are bindings of other platforms.
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string; optional?: boolean }>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} [cwd]
 */
export function run(command, args, cwd = root) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Progress goes to stderr: stdout belongs to the command that asked.
  return (
    spawnSync(command, args, { cwd, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }).status === 0
  );
}

/** @param {string} text */
export function say(text) {
  console.error(`connections-kit: ${text} …`);
}

/**
 * Runs a script's work; a failed install is one sentence, any other error keeps its stack.
 * @param {() => Promise<void>} work
 */
export async function runScript(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runScript(async () => installPackages());
}

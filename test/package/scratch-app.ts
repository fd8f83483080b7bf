/** A stranger's project in a temporary folder: its own tools from npm at the versions of its lock, and the packed tarball. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/install.mjs';
import { temporaryFolder, type Tarball } from './tarball';

export interface ScratchApp {
  folder: string;
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a program of the app's own; answers with all it said, and throws an error that holds it. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  /** A server of the app's own; answers with the URL that it prints once it listens. */
  serve(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string>;
  /** Ends its servers and deletes it. */
  remove(): Promise<void>;
}

/** @param files beside those of the project, by name */
export async function createScratchApp(
  project: string,
  tarball: Tarball,
  files: Readonly<Record<string, string>>,
): Promise<ScratchApp> {
  const folder = temporaryFolder();
  const endings: (() => Promise<void>)[] = [];
  const run = (command: string, ...args: readonly string[]) => execute(folder, command, args);
  const write = (texts: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  };
  cpSync(path.join(root, 'test/package', project), folder, { recursive: true });
  cpSync(tarball.file, path.join(folder, 'connections-kit.tgz'));
  write(files);
  await run('npm', 'ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
  refuseOldLock(folder, project);
  return {
    folder,
    write,
    run,
    async serve(environment, ...args) {
      const { url, end } = await serve(folder, environment, args);
      endings.push(end);
      return url;
    },
    async remove() {
      await Promise.all(endings.map((end) => end()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** npm installs what the lock says that the kit needs, and not what the tarball says. */
function refuseOldLock(folder: string, project: string): void {
  const needsOf = ({ dependencies, peerDependencies }: { dependencies?: object; peerDependencies?: object }) =>
    JSON.stringify([dependencies, peerDependencies].map((names) => Object.entries(names ?? {}).toSorted()));
  const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const locked = read('package-lock.json').packages['node_modules/connections-kit'];
  if (needsOf(locked) !== needsOf(read('node_modules/connections-kit/package.json')))
    throw new Error(`The lock of ${project} is older than package.json: run "node test/package/write-locks.mjs".`);
}

/** The variables of the test run are none of the app's. */
function environmentOf(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { NODE_ENV: _mode, VITEST: _vitest, NODE_OPTIONS: _options, FORCE_COLOR: _color, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', ...more } as NodeJS.ProcessEnv;
}

function execute(cwd: string, command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: environmentOf(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complaint = '';
    child.stdout.on('data', (chunk) => void (said += chunk));
    child.stderr.on('data', (chunk) => void (complaint += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${command} ${args.join(' ')}\n${said}${complaint}`));
    });
  });
}

function serve(cwd: string, environment: Readonly<Record<string, string>>, args: readonly string[]) {
  return new Promise<{ url: string; end(): Promise<void> }>((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: environmentOf(environment), stdio: 'pipe' });
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    const end = () => {
      child.kill();
      return ended;
    };
    let said = '';
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const url = /http:\/\/(?:localhost|127\.0\.0\.1):[1-9]\d*/.exec(said)?.[0];
      if (url) resolve({ url, end });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${args.join(' ')}\n${said}`)));
  });
}

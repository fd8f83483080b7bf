/** The packed tarball in a stranger's app: a temporary folder with its own node_modules, made without the network. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/install.mjs';

export interface ScratchApp {
  folder: string;
  /** The files in the tarball, as npm names them. */
  packed: readonly string[];
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a program of the app's own; answers with all it said, and throws an error that holds it. */
  run(command: string, ...args: readonly string[]): string;
  remove(): void;
}

/** The host's own choice of tools; React comes with the package's peers. */
const hostTools = ['vite', '@vitejs/plugin-react', 'typescript', '@types/react', '@types/react-dom', '@types/node'];

/**
 * Only what the packed package.json declares is put beside it (as links to the kit's own copies, so that React is single):
 * a dependency that it forgot to name is then missing here as it would be at a stranger's.
 */
export function createScratchApp(): ScratchApp {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'connections-kit-app-')));
  const run = (command: string, ...args: readonly string[]) => execute(folder, command, args);
  const packing = execute(root, 'npm', ['pack', '--json', '--silent', '--pack-destination', folder]);
  const [tarball] = JSON.parse(packing) as [{ filename: string; files: readonly { path: string }[] }];

  const home = path.join(folder, 'node_modules/connections-kit');
  mkdirSync(home, { recursive: true });
  execute(folder, 'tar', ['-xzf', tarball.filename, '-C', home, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  for (const name of [...declared, ...hostTools]) {
    const place = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), place, 'junction');
  }

  return {
    folder,
    packed: tarball.files.map((file) => file.path),
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      }
    },
    run,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function execute(cwd: string, command: string, args: readonly string[]): string {
  // The variables of the test run are none of the app's.
  const { NODE_ENV: _mode, VITEST: _vitest, NODE_OPTIONS: _options, FORCE_COLOR: _color, ...rest } = process.env;
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...rest, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
  return stdout;
}

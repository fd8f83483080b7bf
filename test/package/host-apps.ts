/** The strangers' projects: the code of docs/getting-started.md and of docs/server.md, and what is the host's own. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { entries } from '../../scripts/entries.mjs';
import { root } from '../../scripts/install.mjs';
import { readExamples } from '../docs/examples';
import { createScratchApp, type ScratchApp } from './scratch-app';
import type { Tarball } from './tarball';

const started = readExamples('getting-started.md');
const server = readExamples('server.md');
const session = readFileSync(path.join(root, 'test/docs/session.ts'), 'utf8');
const everyEntry = [
  ...entries.map(({ specifier }, index) => `import * as entry${index} from '${specifier}';\nexport { entry${index} };`),
  ...['styles.css', 'styles.unlayered.css'].map((sheet) => `import 'connections-kit/${sheet}';`),
].join('\n');

function take(examples: Readonly<Record<string, string>>, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const code = examples[name];
      if (code === undefined) throw new Error(`No page of docs/ has the file ${name}.`);
      return [name, code];
    }),
  );
}

/** Its page is on the bank in the page itself, until `putOnServer`. */
export function createViteApp(project: string, tarball: Tarball): Promise<ScratchApp> {
  const folder = path.join(root, 'test/package/vite-host');
  const own = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
  return createScratchApp(project, tarball, {
    ...Object.fromEntries(own),
    ...take(started, 'src/main.tsx', 'src/client.ts', 'src/server-client.ts', 'server.ts', 'vite.config.ts'),
    'sandbox.mjs': (started['sandbox.mjs'] ?? '').replace('port: 4000', 'port: 0'),
    ...take(server, 'bank.ts', 'node.ts'),
    'session.ts': session,
    'src/every-entry.ts': everyEntry,
  });
}

export async function buildViteApp(app: ScratchApp): Promise<void> {
  await app.run('node', 'node_modules/vite/bin/vite.js', 'build', '--sourcemap');
  await app.run('node', 'node_modules/vite/bin/vite.js', 'build', '--ssr', 'server.ts', '--outDir', 'dist-server');
}

export function putOnServer(app: ScratchApp): void {
  const page = started['src/main.tsx'] ?? '';
  app.write({ 'src/main.tsx': page.replace("'./client'", "'./server-client'") });
}

export async function buildNextApp(tarball: Tarball): Promise<ScratchApp> {
  const app = await createScratchApp('next', tarball, {
    ...take(started, 'app/page.tsx', 'app/bank-provider.tsx', 'app/layout.tsx', 'proxy.ts'),
    ...take(server, 'bank.ts', 'app/api/bank/[...path]/route.ts'),
    'session.ts': session,
  });
  await app.run('node', 'node_modules/next/dist/bin/next', 'build');
  return app;
}

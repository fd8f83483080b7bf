import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { createBasiq } from '../../src/transports/basiq';
import { writeExamples } from './examples';

const { folder, files, complaints } = writeExamples('testing.md');

describe('docs/testing.md', () => {
  it('compiles as it stands', () => {
    expect(files).toEqual([
      'connections.test.tsx',
      'failures.test.tsx',
      'page.test.tsx',
      'connections.stories.tsx',
      'bank-server.ts',
      'vitest.config.ts',
    ]);
    expect(complaints()).toEqual([]);
  }, 60_000);

  it('passes in a project that has what it says, and nothing else', async () => {
    const entries = path.join(root, 'scripts/entries.mjs');
    const config = [
      "import { mergeConfig } from 'vitest/config';",
      "import page from './vitest.config';",
      `import { alias } from ${JSON.stringify(entries)};`,
      'export default mergeConfig(page, { resolve: { alias } });',
    ];
    writeFileSync(path.join(folder, 'with-sources.config.ts'), config.join('\n'));
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', '--root', folder, '--config', 'with-sources.config.ts', '--reporter', 'json'];
    // What this run of Vitest has told its worker is not for the other.
    const env = { PATH: process.env.PATH, NO_COLOR: '1' };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(JSON.parse(stdout)).toMatchObject({ success: true, numTotalTests: 8 });
  }, 60_000);

  it('starts a bank that a server with its key can read', async () => {
    type Module = {
      startBank(users: readonly string[]): Promise<{ env: Record<string, string>; close(): Promise<void> }>;
    };
    const file = pathToFileURL(path.join(folder, 'bank-server.ts')).href;
    const { startBank } = (await import(/* @vite-ignore */ file)) as Module;
    const { env, close } = await startBank(['ann']);
    try {
      const basiq = createBasiq({ apiKey: env.BASIQ_API_KEY ?? '', baseUrl: env.BASIQ_BASE_URL ?? '' });
      expect((await basiq.transport('ann').listConnections({})).items.length).toBeGreaterThan(3);
    } finally {
      await close();
    }
  });
});

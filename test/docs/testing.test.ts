import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
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
    ]);
    expect(complaints()).toEqual([]);
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

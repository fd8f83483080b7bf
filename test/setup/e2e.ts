/** Once before the end-to-end tests: the demo page, built as `npm start` builds it, and the page of a host. */
import path from 'node:path';
import { build } from 'vite';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { root } from '../../scripts/install.mjs';

export default async function buildPages(): Promise<void> {
  await buildDemo();
  await build({ configFile: path.join(root, 'test/e2e/host-pages/vite.config.ts'), logLevel: 'warn' });
}

/** The demo page as demo/server.ts serves it: a production build by demo/vite.config.ts. */
import path from 'node:path';
import { build } from 'vite';
import { root } from './install.mjs';

export async function buildDemo() {
  await build({ configFile: path.join(root, 'demo/vite.config.ts'), logLevel: 'warn' });
}

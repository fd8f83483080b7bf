/** `npm run docs:parts`: brings the tables of docs/theming.md up to the sources, and names the parts without a description. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './install.mjs';
import { readTables, writeTables } from './parts-page.mjs';
import { readParts } from './read-parts.mjs';

const file = path.join(root, 'docs/theming.md');
const page = writeTables(readFileSync(file, 'utf8'), readParts());
writeFileSync(file, await format(page, { ...(await resolveConfig(file)), parser: 'markdown' }));
for (const { slot, description } of readTables(page)) {
  if (description === '') console.log(`docs/theming.md: say what "${slot}" is.`);
}

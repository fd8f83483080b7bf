/**
 * `npm run api`: writes what can be imported, once for those who review a change (test/public-api) and once for those who read
 * (docs/api). test/package/api.test.ts compares both.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { referenceOf } from './api-reference.mjs';
import { reportOf } from './api-report.mjs';
import { root } from './install.mjs';
import { readApi } from './read-api.mjs';

const folders = [
  { folder: 'test/public-api', ending: '.api.md', write: reportOf },
  { folder: 'docs/api', ending: '.md', write: referenceOf },
];

/** The text of each file by its path, as it should be. */
export async function wantedApi() {
  const api = await readApi();
  const config = { ...(await resolveConfig(path.join(root, 'docs/any.md'))), parser: 'markdown' };
  const pages = folders.flatMap(({ folder, ending, write }) =>
    api.entries.map(async (entry) => [`${folder}/${entry.page}${ending}`, await format(write(entry, api), config)]),
  );
  return /** @type {Record<string, string>} */ (Object.fromEntries(await Promise.all(pages)));
}

/** The same, as it is. */
export function committedApi() {
  const files = folders.flatMap(({ folder }) =>
    readdirSync(path.join(root, folder)).map((file) => `${folder}/${file}`),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = await wantedApi();
  for (const { folder } of folders) mkdirSync(path.join(root, folder), { recursive: true });
  for (const file of Object.keys(committedApi())) if (!(file in wanted)) rmSync(path.join(root, file));
  for (const [file, text] of Object.entries(wanted)) writeFileSync(path.join(root, file), text);
}

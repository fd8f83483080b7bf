/** The public API is under version control: a name or a type that changes shows in test/public-api, and nowhere by accident. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readApi, reportFolder } from '../../scripts/api-report.mjs';
import { entries } from '../../scripts/entries.mjs';

it('is as its reports say; "npm run api" writes them anew where a change is meant', async () => {
  const committed = Object.fromEntries(
    readdirSync(reportFolder).map((file) => [file, readFileSync(path.join(reportFolder, file), 'utf8')]),
  );
  const read = await readApi();
  expect(Object.keys(read)).toHaveLength(entries.length);
  expect(read, 'The public API changed. If that is meant, run "npm run api" and commit test/public-api.').toEqual(
    committed,
  );
});

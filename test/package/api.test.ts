/** The public API is under version control: a name, a type or its words that change show in a commit, and nowhere by accident. */
import { expect, it } from 'vitest';
import { committedApi, wantedApi } from '../../scripts/write-api.mjs';

it('is as its reports and its reference say; "npm run api" writes them anew where a change is meant', async () => {
  expect(
    await wantedApi(),
    'The public API changed. If that is meant, run "npm run api" and commit test/public-api and docs/api.',
  ).toEqual(committedApi());
});

it('says of each hook, component, function, value and type what it is', () => {
  const pages = Object.entries(committedApi()).filter(([file]) => file.startsWith('docs/api/'));
  const silent = pages.flatMap(([file, text]) =>
    [...text.matchAll(/^### (\S+)\n\n```/gm)].map(([, name]) => `${file}: ${name}`),
  );
  expect(
    silent,
    'Put a docstring before the export: a comment at the head of its file does not reach its users.',
  ).toEqual([]);
});

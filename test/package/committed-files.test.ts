/** What no file of the repository may hold. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/install.mjs';

const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8')
  .split('\n')
  .map((line) => line.trim().replace(/\/$/, ''))
  .filter((line) => line !== '' && !line.startsWith('#'));

function committedFiles(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const isIgnored = ignored.some((pattern) =>
      pattern.startsWith('*') ? entry.name.endsWith(pattern.slice(1)) : entry.name === pattern,
    );
    if (entry.name === '.git' || isIgnored) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? committedFiles(file) : [file];
  });
}

/** Which registry a machine uses is its own business. */
const registryHost =
  /\b(?:registry|npm|yarn|pkgs?)\.[\w-]+\.(?:org|com|dev|io|net|cn)\b|\bnpmmirror\b|"resolved":\s*"https?:/i;

/** As git writes it, and as prettier makes it of a page. */
const conflict = /^(?:<{7} \S|>{7} \S|> > > > > > > |\| =======)/m;

const files = committedFiles();

it.each([
  ['the host of a package registry', registryHost],
  ['what a merge left', conflict],
])('no committed file holds %s', (_what, pattern) => {
  expect(files).toContain(path.join(root, 'package-lock.json'));
  const found = files.filter((file) => pattern.test(readFileSync(file, 'latin1')));
  expect(found.map((file) => path.relative(root, file))).toEqual([]);
});

it.each([
  [`"resolved": "${['https:', '', 'example.test'].join('/')}"`, registryHost],
  [`registry=${['registry', 'npmjs', 'org'].join('.')}`, registryHost],
  [`${'<'.repeat(7)} HEAD`, conflict],
  [`${'> '.repeat(7)}topic`, conflict],
])('%s is found', (text, pattern) => {
  expect(text).toMatch(pattern);
});

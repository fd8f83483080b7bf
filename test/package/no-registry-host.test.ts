/** Which registry a machine uses is its own business: no file of the repository names one. */
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

const registryHost =
  /\b(?:registry|npm|yarn|pkgs?)\.[\w-]+\.(?:org|com|dev|io|net|cn)\b|\bnpmmirror\b|"resolved":\s*"https?:/i;

it('no committed file names the host of a package registry', () => {
  const files = committedFiles();
  expect(files).toContain(path.join(root, 'package-lock.json'));
  expect(
    files.filter((file) => registryHost.test(readFileSync(file, 'latin1'))).map((file) => path.relative(root, file)),
  ).toEqual([]);
});

it.each([
  `"resolved": "${['https:', '', 'example.test'].join('/')}"`,
  `registry=${['registry', 'npmjs', 'org'].join('.')}`,
])('a host is found in %s', (text) => {
  expect(text).toMatch(registryHost);
});

/** A link within the repository leads to a file that is there, and to a heading or a line of it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/install.mjs';

const pages = [root, path.join(root, 'docs'), path.join(root, 'docs/api'), path.join(root, 'bench')].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /\.(md|txt)$/.test(file))
    .map((file) => path.relative(root, path.join(folder, file))),
);

/** Without what stands in code: there a bracket is no link. */
function prose(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
    .replace(/^(`{3,}).*?^\1$/gms, '')
    .replace(/`[^`\n]*`/g, 'code');
}

/** As GitHub names them. */
function anchorsOf(file: string): readonly string[] {
  const slugger = new GithubSlugger();
  const headings = readFileSync(path.join(root, file), 'utf8')
    .replace(/^(`{3,}).*?^\1$/gms, '')
    .matchAll(/^#{1,6} (.*)$/gm);
  return [...headings].map(([, heading = '']) => slugger.slug(heading));
}

function brokenLinks(file: string): readonly string[] {
  const targets = [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [place = '', anchor] = target.split('#');
    const found = place === '' ? file : path.join(path.dirname(file), place);
    if (!existsSync(path.join(root, found))) return true;
    const isPage = statSync(path.join(root, found)).isFile() && found.endsWith('.md');
    return anchor !== undefined && !(isPage && anchorsOf(found).includes(anchor));
  });
}

describe('the links', () => {
  it.each(pages)('of %s lead somewhere', (file) => expect(brokenLinks(file)).toEqual([]));
});

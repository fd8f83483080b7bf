/** docs/accessibility.md goes through all criteria, names tests that are there, and hides nothing that is not met. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { complaintsOf, rowsUnder } from './named-tests';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const filesOf = (folder: string, ending: string) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file, source: read(path.join(folder, file)) }));

const page = read('docs/accessibility.md');
const criteria = rowsUnder(page, 'The criteria').map(([criterion = '', result = '', , tests = '']) => {
  const [, number = '', level = ''] = /^(\d\.\d\.\d+) .+ \((A|AA)\)$/.exec(criterion) ?? [];
  return { criterion, number, level, result, tests };
});

/** Of WCAG 2.2, levels A and AA, by guideline: the last number of each. */
const guidelines = {
  '1.1': [1],
  '1.2': [1, 2, 3, 4, 5],
  '1.3': [1, 2, 3, 4, 5],
  '1.4': [1, 2, 3, 4, 5, 10, 11, 12, 13],
  '2.1': [1, 2, 4],
  '2.2': [1, 2],
  '2.3': [1],
  '2.4': [1, 2, 3, 4, 5, 6, 7, 11],
  '2.5': [1, 2, 3, 4, 7, 8],
  '3.1': [1, 2],
  '3.2': [1, 2, 3, 4, 6],
  '3.3': [1, 2, 3, 4, 7, 8],
  '4.1': [2, 3],
};

describe('docs/accessibility.md', () => {
  it('goes through every criterion of levels A and AA', () => {
    const expected = Object.entries(guidelines).flatMap(([guideline, last]) => last.map((n) => `${guideline}.${n}`));
    expect(criteria.map(({ number }) => number)).toEqual(expected);
    expect(criteria.filter(({ level }) => level === 'A')).toHaveLength(31);
    expect(criteria.filter(({ level }) => level === 'AA')).toHaveLength(24);
  });

  it('names for every criterion that is met, also in part, tests that are there', () => {
    const isMet = ({ result }: { result: string }) => result === 'Met' || result === 'In part';
    const others = ['Does not apply', "Host's duty", 'Not met'];
    expect(criteria.filter((row) => !isMet(row) && !others.includes(row.result))).toEqual([]);
    expect(criteria.filter(isMet).flatMap(({ criterion, tests }) => complaintsOf(criterion, tests))).toEqual([]);
  });

  it('says at its beginning what is not met', () => {
    const [, section = ''] = page.split('\n## What is not met\n');
    const said = Array.from(
      (section.split('\n## ')[0] ?? '').matchAll(/^- \*\*([\d.]+)\*\*/gm),
      ([, number]) => number,
    );
    const faults = criteria.filter(({ result }) => result === 'Not met' || result === 'In part');
    expect(said).toEqual(faults.map(({ number }) => number));
  });
});

describe('what it says of the sources', () => {
  it('axe looks at every story in both schemes, and a fault fails it', () => {
    const preview = read('.storybook/preview.tsx');
    expect(preview).toContain("a11y: { test: 'error' }");
    expect(preview).toContain('afterEach: lookInTheDark');
    const exceptions = filesOf('stories', '.stories.tsx').flatMap(({ file, source }) =>
      Array.from(source.matchAll(/export const (\w+)(?:(?!export const)[^])*?a11y: (.+),$/gm), ([, name, setting]) => [
        file,
        name,
        setting,
      ]),
    );
    expect(exceptions).toEqual([['theming.stories.tsx', 'Unreadable', "{ test: 'off' } }"]]);
  });

  it('no style asks how a screen is held', () => {
    const styles = filesOf('src/styles', '.css');
    expect(styles.length).toBeGreaterThan(10);
    expect(styles.filter(({ source }) => source.includes('orientation'))).toEqual([]);
  });
});

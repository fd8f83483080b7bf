/** Every line of the threat tables of docs/security.md names a test that is there, and what it quotes of the kit is so. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../demo/static-files';
import { root } from '../../scripts/install.mjs';
import { mask } from '../../src/core/model/mask';

const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');

/** The cells of the tables under a heading, without their head. */
function rowsUnder(markdown: string, heading: string): readonly (readonly string[])[] {
  const [, section = ''] = markdown.split(`\n## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return rows
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((_cells, index) => !isHead(rows[index + 1]) && !isHead(rows[index]));
}

function isHead(line: string | undefined): boolean {
  return line !== undefined && /^[\s|:-]+$/.test(line);
}

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** What is wrong with the tests that a line names. */
function complaintsOf([threat = '', , tests = '']: readonly string[], readFile = read): readonly string[] {
  if (tests === "Host's duty") return [];
  const named = [...tests.matchAll(/`([^`]+)` “([^”]+)”/g)];
  if (named.length === 0) return [`“${threat}” names no test`];
  const others = named.reduce((rest, [whole]) => rest.replace(whole, ''), tests).replaceAll('<br>', '');
  if (others.trim() !== '') return [`“${threat}” says beside its tests: ${others}`];
  return named.flatMap(([, file = '', title = '']) => {
    const source = readFile(path.join(root, 'test', file));
    if (source === undefined) return [`test/${file} is not there`];
    return titlesOf(file, source).has(title) ? [] : [`test/${file} has no test “${title}”`];
  });
}

/** Of `it` and `test`, also of `it.each(…)`; what is skipped or still to be written covers nothing. */
function titlesOf(file: string, source: string): ReadonlySet<string> {
  const titles = new Set<string>();
  function visit(node: ts.Node): void {
    const [title] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && title && ts.isStringLiteralLike(title) && runs(node.expression))
      titles.add(title.text);
    ts.forEachChild(node, visit);
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return titles;
}

function runs(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'test';
  if (ts.isCallExpression(callee)) return runs(callee.expression);
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'each' && runs(callee.expression);
}

describe('docs/security.md', () => {
  it('names for every threat a test that is there, or says that it is the host’s duty', () => {
    const threats = rowsUnder(page, 'Threats');
    expect(threats.length).toBeGreaterThan(60);
    expect(threats.flatMap((row) => complaintsOf(row))).toEqual([]);
  });

  it('shows what each mask leaves', () => {
    const examples = rowsUnder(page, 'What is masked, and where').map(([kind = '', , example = '']) => {
      const [, name = ''] = /`mask\.(\w+)`/.exec(kind) ?? [];
      const [, raw = '', masked = ''] = /^`(.+)` → `(.+)`$/.exec(example) ?? [];
      return { name, raw, masked };
    });
    expect(examples.map(({ name }) => name).toSorted()).toEqual(Object.keys(mask).toSorted());
    for (const { name, raw, masked } of examples) expect(mask[name as keyof typeof mask](raw)).toBe(masked);
  });

  it('quotes the policy under which the end-to-end tests run', () => {
    expect(page).toContain(`\n${contentSecurityPolicy}\n`);
  });
});

describe('a line is found fault with', () => {
  const source =
    "it('holds', () => {}); it.each([1])('holds %i', () => {}); it.todo('is to come'); const a = 'no test';";
  const read = (file: string) => (file.endsWith('test/a.test.ts') ? source : undefined);

  it.each([
    ['without a test', '', 'names no test'],
    ['whose file is gone', '`b.test.ts` “holds”', 'is not there'],
    ['whose test is gone', '`a.test.ts` “held”', 'has no test'],
    ['of which one of two tests is gone', '`a.test.ts` “holds”<br>`a.test.ts` “held”', 'has no test'],
    ['whose title is no test', '`a.test.ts` “no test”', 'has no test'],
    ['whose test is still to be written', '`a.test.ts` “is to come”', 'has no test'],
    ['that says more than its tests', '`a.test.ts` “holds”, and more', 'beside its tests'],
  ])('%s', (_name, tests, fault) => {
    expect(complaintsOf(['A threat', 'A defense', tests], read)).toEqual([expect.stringContaining(fault)]);
  });

  it('but not one whose tests are there', () => {
    const tests = '`a.test.ts` “holds”<br>`a.test.ts` “holds %i”';
    expect(complaintsOf(['A threat', 'A defense', tests], read)).toEqual([]);
  });
});

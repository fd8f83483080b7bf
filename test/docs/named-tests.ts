/** Pages that name for each of their claims the test that shows it: their tables, and what is wrong with what they name. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/install.mjs';

/** The cells of the tables under a heading, without their head. */
export function rowsUnder(markdown: string, heading: string): readonly (readonly string[])[] {
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

/**
 * What is wrong with the tests that a claim names: `file` “title”, one after the other.
 * The file is one under test/, or a story, whose title is the name of its export.
 */
export function complaintsOf(claim: string, tests: string, readFile = read): readonly string[] {
  const named = [...tests.matchAll(/`([^`]+)` “([^”]+)”/g)];
  if (named.length === 0) return [`“${claim}” names no test`];
  const others = named.reduce((rest, [whole]) => rest.replace(whole, ''), tests).replaceAll('<br>', '');
  if (others.trim() !== '') return [`“${claim}” says beside its tests: ${others}`];
  return named.flatMap(([, file = '', title = '']) => {
    const place = file.startsWith('stories/') ? file : `test/${file}`;
    const source = readFile(path.join(root, place));
    if (source === undefined) return [`${place} is not there`];
    const titles = file.startsWith('stories/') ? storiesOf(source) : titlesOf(file, source);
    return titles.has(title) ? [] : [`${place} has no test “${title}”`];
  });
}

function storiesOf(source: string): ReadonlySet<string> {
  return new Set(Array.from(source.matchAll(/^export const (\w+): Story(?:Obj)? = /gm), ([, name = '']) => name));
}

/** Of `it` and `test`, also of `it.each(…)`; what is skipped or still to be written covers nothing. */
function titlesOf(file: string, source: string): ReadonlySet<string> {
  const titles = new Set<string>();
  function visit(node: ts.Node): void {
    const [title] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && title && runs(node.expression)) {
      if (ts.isStringLiteralLike(title)) titles.add(title.text);
      // With its `${…}` as they are written.
      if (ts.isTemplateExpression(title)) titles.add(title.getText().slice(1, -1));
    }
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

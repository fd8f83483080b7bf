/** The parts that are emitted, those that are documented and those that are styled are the same; so are the variables. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postcss from 'postcss';
import parseSelectors, { type Attribute, type Selector } from 'postcss-selector-parser';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { readTables, writeTables } from '../../scripts/parts-page.mjs';
import { readParts } from '../../scripts/read-parts.mjs';

const page = readFileSync(path.join(root, 'docs/theming.md'), 'utf8');
const documented = readTables(page);
const emitted = readParts();
const styles = path.join(root, 'src/styles');
const css = readdirSync(styles)
  .filter((file) => file.endsWith('.css'))
  .map((file) => readFileSync(path.join(styles, file), 'utf8'))
  .join('\n');

const bySlot = (rows: readonly { slot: string; element: string; attributes: readonly string[] }[]) =>
  Object.fromEntries(rows.map(({ slot, element, attributes }) => [slot, { element, attributes }]));

describe('the parts in docs/theming.md (after a change: npm run docs:parts)', () => {
  it('are those that the sources emit, with their elements and states', () => {
    expect(emitted.length).toBeGreaterThan(100);
    expect(bySlot(documented)).toEqual(bySlot(emitted));
  });

  it('stand there once each, and say what they are', () => {
    expect(documented.map(({ slot }) => slot).toSorted()).toEqual(emitted.map(({ slot }) => slot));
    expect(documented.filter(({ description }) => description === '').map(({ slot }) => slot)).toEqual([]);
  });

  it('keep their descriptions when the tables are written anew', () => {
    const rewritten = readTables(writeTables(page, emitted));
    expect(new Set(rewritten.map((row) => `${row.slot}: ${row.description}`))).toEqual(
      new Set(documented.map((row) => `${row.slot}: ${row.description}`)),
    );
  });
});

describe('the styles', () => {
  it('name no part that nothing emits, and no state that the part does not have', () => {
    expect(unknownIn(css)).toEqual([]);
  });

  it.each([
    ["[data-ck='no-such-part']", '"no-such-part" is emitted by nothing'],
    ["[data-ck^='no-such-']", '"no-such-*" is emitted by nothing'],
    ["[data-ck='notice'][data-look]", '"notice" never has data-look'],
    ["[data-ck='notice'] > a[data-never]", 'data-never is no state of any part'],
  ])('would be found out for %s', (selector, complaint) => {
    expect(unknownIn(`:where(${selector}) { color: red }`)).toEqual([complaint]);
  });

  it('read the eight variables of the table, and no other public one', () => {
    const [, table = ''] = page.split('\n## Tokens\n');
    const rows = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| `(--ck-[\w-]+)`/gm)].map(([, name]) => name);
    const read = new Set([...css.matchAll(/var\((--(?!_)[\w-]+)/g)].map(([, name]) => name));
    expect(rows).toHaveLength(8);
    expect([...read].toSorted()).toEqual(rows.toSorted());
  });

  it('use each private variable that they set, and no other', () => {
    const set = new Set([...css.matchAll(/(--_[\w-]+):/g)].map(([, name]) => name));
    const used = new Set([...css.matchAll(/var\((--_[\w-]+)/g)].map(([, name]) => name));
    expect([...used].toSorted()).toEqual([...set].toSorted());
  });
});

/** What the selectors of a sheet name and no part has. */
function unknownIn(sheet: string): readonly string[] {
  const complaints = new Set<string>();
  postcss.parse(sheet).walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && (rule.parent as postcss.AtRule).name === 'keyframes') return;
    const roots = parseSelectors().astSync(rule);
    roots.walk((node) => {
      if (node.type === 'selector') check(node);
    });
  });
  return [...complaints];

  /** Each compound: what stands together on one element. */
  function check(selector: Selector): void {
    for (const compound of selector.split((node) => node.type === 'combinator')) {
      const attributes = compound.filter((node): node is Attribute => node.type === 'attribute');
      const states = attributes.map(({ attribute }) => attribute).filter((name) => /^data-(?!ck$)/.test(name));
      const slots = attributes.filter(({ attribute, value }) => attribute === 'data-ck' && value !== undefined);
      const names = slots.map(({ operator, value = '' }) => (operator === '^=' ? `${value}*` : value));
      for (const name of names) {
        const parts = emitted.filter(({ slot }) => isSame(slot, name));
        if (parts.length === 0) complaints.add(`"${name}" is emitted by nothing`);
        else {
          for (const state of states) {
            if (!parts.some((part) => part.attributes.includes(state))) complaints.add(`"${name}" never has ${state}`);
          }
        }
      }
      if (names.length > 0) continue;
      for (const state of states) {
        if (!emitted.some((part) => part.attributes.includes(state)))
          complaints.add(`${state} is no state of any part`);
      }
    }
  }
}

/** Either may end in a `*`. */
function isSame(one: string, other: string): boolean {
  const [start, begin] = [one, other].map((name) => name.replace(/\*.*$/, ''));
  if (one.includes('*'))
    return other.startsWith(start ?? '') || (other.includes('*') && (start ?? '').startsWith(begin ?? ''));
  return other.includes('*') ? one.startsWith(begin ?? '') : one === other;
}

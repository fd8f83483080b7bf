import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { entries } from '../../scripts/entries.mjs';
import { createText } from '../../src/react/text';
import { en } from '../../src/locales/en';
import type { Labels } from '../../src/locales/labels';

const folder = path.join(import.meta.dirname, '../../src/locales');
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !['labels.ts', 'en.ts'].includes(file));
const languages: readonly (readonly [string, Labels])[] = await Promise.all(
  files.map(async (file) => {
    const [labels] = Object.values((await import(path.join(folder, file))) as Record<string, Labels>);
    if (!labels) throw new Error(`${file} exports no labels.`);
    return [file, labels] as const;
  }),
);

/** Every text with the way to it; plural forms count as one text each. */
function textsOf(words: unknown, way: string): readonly (readonly [string, string])[] {
  if (typeof words === 'string') return [[way, words]];
  return Object.entries(words as object).flatMap(([key, value]) => textsOf(value, way === '' ? key : `${way}.${key}`));
}

const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'];

function pluralsOf(words: unknown, way: string): readonly (readonly [string, object])[] {
  if (typeof words !== 'object' || words === null) return [];
  const keys = Object.keys(words);
  if (keys.includes('other') && keys.every((key) => categories.includes(key))) return [[way, words]];
  return Object.entries(words).flatMap(([key, value]) => pluralsOf(value, way === '' ? key : `${way}.${key}`));
}

const english = new Map(textsOf(en, ''));
const pluralWays = new Set(pluralsOf(en, '').map(([way]) => way));
/** The English text that a text says in its language; of a plural form, the English `other`. */
function originalOf(way: string): string | undefined {
  const parent = way.slice(0, way.lastIndexOf('.'));
  return pluralWays.has(parent) ? english.get(`${parent}.other`) : english.get(way);
}

describe.each(languages)('%s', (file, labels) => {
  const texts = textsOf(labels, '');

  it('says what language it is', () => {
    expect(Intl.getCanonicalLocales(labels.locale)).toEqual([labels.locale]);
    expect(['ltr', 'rtl']).toContain(labels.direction);
    if (file !== 'pseudo.ts') expect(file).toBe(`${labels.locale}.ts`);
  });

  it('is an entry of the package', () => {
    const specifier = `connections-kit/locales/${file.replace(/\.ts$/, '')}`;
    expect(entries).toContainEqual(expect.objectContaining({ specifier, source: `src/locales/${file}` }));
  });

  it('has no empty text, and none that shouts', () => {
    expect(texts.filter(([, text]) => text.trim() === '' || /[!！¡]/.test(text))).toEqual([]);
  });

  it('fills in what English fills in, by the same names', () => {
    const wrong = texts.filter(([way, text]) => {
      const original = originalOf(way);
      const isLine = /\.\d+$/.test(way);
      if (original === undefined) return placeholders(text).size > 0 && !isLine;
      // "one" and "two" may be a word instead of the number.
      const isForm = pluralWays.has(way.slice(0, way.lastIndexOf('.'))) && !way.endsWith('.other');
      const [own, theirs] = [placeholders(text), placeholders(original)];
      const missing = [...theirs].filter((name) => !own.has(name) && !(isForm && name === '{count}'));
      return missing.length > 0 || [...own].some((name) => !theirs.has(name));
    });
    expect(wrong).toEqual([]);
  });

  it('has as many lines of help and of consequences as English', () => {
    const lines = (list: readonly (readonly [string, string])[]) =>
      list.map(([way]) => way).filter((way) => /\.\d+$/.test(way));
    expect(lines(texts)).toEqual(lines(textsOf(en, '')));
  });

  it('has the plural forms of its language', () => {
    const { pluralCategories } = new Intl.PluralRules(labels.locale).resolvedOptions();
    const counts = Array.from({ length: 1_000 }, (_, count) => count);
    const rules = new Intl.PluralRules(labels.locale);
    const needed = pluralCategories.filter((category) => counts.some((count) => rules.select(count) === category));
    const wrong = pluralsOf(labels, '').filter(([, forms]) => needed.some((category) => !(category in forms)));
    expect(wrong.map(([way]) => way)).toEqual([]);
  });

  it('is plain data, so that a server can hand it to a page', () => {
    expect(structuredClone(labels)).toEqual(labels);
    expect(JSON.parse(JSON.stringify(labels))).toEqual(labels);
  });

  it('is used with numbers, dates and times of its own', () => {
    const text = createText(labels, labels.locale, 'UTC');
    expect(text.plural(labels.list.linked, 12_345)).not.toMatch(/\{/);
    expect(text.relativeTime('2026-11-22T09:00:00.000Z', Date.parse('2026-11-22T09:04:00.000Z'))).not.toBe('');
  });
});

describe.each(languages.filter(([, { direction }]) => direction === 'rtl'))(
  '%s, read from right to left,',
  (_file, labels) => {
    it('lets names, references and amounts keep their own direction', () => {
      const open = textsOf(labels, '').filter(([, text]) =>
        /(?<!\u2068)\{(institution|reference|amount|text)\}|\{(institution|reference|amount|text)\}(?!\u2069)/.test(
          text,
        ),
      );
      // What a person has to type is compared as it is.
      expect(open.map(([way]) => way)).toEqual(['confirm.typed.text']);
    });
  },
);

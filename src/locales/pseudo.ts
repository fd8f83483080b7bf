/**
 * English as no language: accented, a third longer, in brackets. Where a text is cut, runs into another, or stands there in
 * plain English, the layout or the code is wrong.
 */
import { en } from './en';
import type { Labels } from './labels';

const accented: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  d: 'ð',
  e: 'é',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  n: 'ñ',
  o: 'ö',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ü',
  w: 'ŵ',
  y: 'ý',
  z: 'ž',
  A: 'Å',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  I: 'Î',
  N: 'Ñ',
  O: 'Ö',
  P: 'Þ',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Û',
  Y: 'Ý',
};

/** All words of the interface in disguise, for `labels` of the provider in tests and reviews of a layout. */
export const pseudo: Labels = { ...(disguise(en) as Labels), locale: 'en-XA', direction: 'ltr' };

function disguise(words: unknown): unknown {
  if (typeof words === 'string') return disguiseText(words);
  if (Array.isArray(words)) return words.map(disguise);
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, disguise(value)]));
}

/** Placeholders stay as they are. */
function disguiseText(text: string): string {
  const shown = text
    .split(/(\{\w+\})/)
    .map((piece) => (piece.startsWith('{') ? piece : piece.replace(/[a-z]/gi, (letter) => accented[letter] ?? letter)))
    .join('');
  return `[${shown} ${'·'.repeat(Math.ceil(text.length / 3))}]`;
}

/** Never more than the remainder, of any script and length: two values with the same remainder have the same mask. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../src/core/model/mask';

const runs = { numRuns: 500 };
const dots = '•••';
type Kind = keyof typeof mask;

const scripts = {
  Latin: 'abcdefghijklmnopqrstuvwxyzÀÉñøß',
  Cyrillic: 'абвгдежзиклмнопрстЮЯ',
  Greek: 'αβγδεζηθλμν',
  Arabic: 'ابتثجحخدذرزسش',
  Hebrew: 'אבגדהוזחט',
  CJK: '王李張劉陳司馬諸葛亮',
  Hangul: '김이박최정강조윤장임',
  Thai: 'กขคงจฉชซญ',
  Devanagari: 'कखगघचछजझ',
  'letters beyond the first plane': '𝒜ℬ𝒞𐐷𠮷𝓰',
};
const digitScripts = {
  ASCII: '0123456789',
  'Arabic-Indic': '٠١٢٣٤٥٦٧٨٩',
  Devanagari: '०१२३४५६७८९',
  'full-width': '０１２３４５６７８９',
  mathematical: '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
};

/** Of 0 to 1000 characters, the short ones as often as the long. */
const stringOf = (unit: fc.Arbitrary<string>, least = 0) =>
  fc.oneof(
    fc.string({ unit, minLength: least, maxLength: least + 8 }),
    fc.string({ unit, minLength: least, maxLength: 1000, size: 'max' }),
  );
const oneOf = (alphabet: string) => fc.constantFrom(...Array.from(alphabet));
const letter = fc.constantFrom(...Object.values(scripts)).chain(oneOf);
const digitsOfOneScript = fc.constantFrom(...Object.values(digitScripts));
const mark = fc.constantFrom('\u0301', '\u0308', '\u0327', '\u064e', '\u093f');
const emoji = fc.constantFrom('🏦', '👩‍👩‍👧', '🇦🇺', '1️⃣', '\u200d', '\ufe0f', '\ud83c');
/** What may stand in a word after its first letter; neither a space nor a comma. */
const inside = fc.oneof(letter, mark, emoji, digitsOfOneScript.chain(oneOf), fc.constantFrom(..."-'.•*#x@"));
const lengthOf = (value: string) => Array.from(value.normalize('NFC').replace(/[\p{M}\p{Cf}]/gu, '')).length;

describe('of two values with the same remainder, whatever their scripts and lengths, the mask is the same', () => {
  const hidden = stringOf(inside).filter((text) => !/^[\p{M}]/u.test(text));

  it('names', () => {
    const words = fc.array(stringOf(inside, 1), { maxLength: 4 });
    fc.assert(
      fc.property(letter, letter, hidden, hidden, words, (first, last, tail, otherTail, middle) => {
        const [one, other] = [
          [first + tail, ...middle, last + otherTail],
          [first + otherTail, last + tail],
        ].map((parts) => parts.join(' '));
        fc.pre(lengthOf(one ?? '') >= 6 && lengthOf(other ?? '') >= 6);
        expect(mask.name(one ?? '')).toBe(`${first}${dots} ${last}${dots}`);
        expect(mask.name(other ?? '')).toBe(`${first}${dots} ${last}${dots}`);
      }),
      runs,
    );
  });

  it.each(['phone', 'accountNumber'] as const)('numbers: %s', (kind) => {
    const number = digitsOfOneScript.chain((digits) =>
      fc.tuple(
        stringOf(fc.oneof(oneOf(digits), oneOf('xX#*•'), oneOf(' -()/.+\u00a0')), 3),
        fc.string({ unit: oneOf(digits), minLength: 3, maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(number, ([start, end]) => {
        fc.pre(lengthOf(start.replace(/[\s().\-/+]/g, '')) >= 3);
        expect(mask[kind](start + end)).toBe(`${dots} ${end}`);
      }),
      runs,
    );
  });

  it('e-mail addresses', () => {
    const local = stringOf(inside).filter((text) => !/[@"\s]/u.test(text));
    const domain = fc.constantFrom('hooli.com', 'mail.hooli.com.au', 'почта.рф', '银行.example');
    fc.assert(
      fc.property(letter, local, domain, (first, rest, host) => {
        expect(mask.email(`${first}${rest}@${host}`)).toBe(`${first}${dots}@${host}`);
      }),
      runs,
    );
  });

  it('addresses', () => {
    const street = fc.array(stringOf(fc.oneof(inside, fc.constant(' '))), { minLength: 1, maxLength: 3 });
    const tail = fc.constantFrom('Dee Why NSW 2099', 'Kings Cross NSW 2011', 'Sydney 2000', "St Mary's SA 5042");
    fc.assert(
      fc.property(street, tail, fc.constantFrom('', ', Australia'), (parts, place, country) => {
        expect(mask.address(`${parts.join(',')}, ${place}${country}`)).toBe(`${dots}, ${place}`);
      }),
      runs,
    );
  });

  it('a sentence of a bank, whatever parts the digits', () => {
    const gap = fc.constantFrom(
      '',
      ' ',
      '\u00a0',
      '\u202f',
      '-',
      '–',
      '.',
      ', ',
      ') ',
      ' - ',
      ' / ',
      '\u200b',
      '·',
      '\ufe0f\u20e3',
    );
    const number = digitsOfOneScript.chain((digits) =>
      fc.tuple(
        fc.constantFrom(...Array.from(digits)),
        fc.array(fc.tuple(gap, oneOf(digits)), { minLength: 2, maxLength: 300 }),
      ),
    );
    fc.assert(
      fc.property(number, ([first, rest]) => {
        expect(mask.freeText(`Code sent to ${first}${rest.flat().join('')} now`)).toBe(`Code sent to ${dots} now`);
      }),
      runs,
    );
  });
});

describe('a mask says nothing of the length', () => {
  const anything = fc.oneof(
    stringOf(fc.oneof(inside, fc.constantFrom(' ', ',', '\n', '"'))),
    fc.tuple(letter, stringOf(mark), stringOf(inside)).map((parts) => parts.join('')),
  );

  it.each<[Kind, number]>([
    // Two letters that may be surrogate pairs, with two marks each.
    ['name', 2 * (2 + 2 + 3) + 1],
    ['phone', 4 + 3 * 2],
    ['accountNumber', 4 + 3 * 2],
  ])('%s: it has %i code units at the most', (kind, most) => {
    fc.assert(
      fc.property(anything, (raw) => {
        expect(mask[kind](raw).length).toBeLessThanOrEqual(most);
      }),
      runs,
    );
  });

  it.each<[Kind, (part: string) => string]>([
    ['name', (part) => `G${part} B`],
    ['email', (part) => `g${part}@hooli.com`],
    ['address', (part) => `${part}, Dee Why NSW 2099`],
    ['freeText', (part) => `Card ••••${part.replace(/\D/g, '')}1234`],
  ])('%s: it is three dots, also beside those of the bank', (kind, build) => {
    const part = stringOf(fc.constantFrom('•', '*', '#', 'x', '1', '٣'));
    fc.assert(
      fc.property(part, (text) => {
        expect(mask[kind](build(text))).toMatch(/^(?:[^•]|(?<!•)•••(?!•))*$/u);
      }),
      runs,
    );
  });
});

it.each<[Kind, string]>([
  ['address', `1 Pine Road, ${'Dee '.repeat(100)}NSW 2099`],
  ['address', `1 Pine Road, ${'Dee '.repeat(100)}, NSW 2099`],
  ['email', `gavin@${'hooli.'.repeat(100)}com`],
])('a remainder that is longer than any place or domain is masked whole: %s', (kind, raw) => {
  expect(mask[kind](raw)).toBe(dots);
});

describe('a value under six characters is masked whole', () => {
  it.each<[Kind, string]>([
    ['name', 'Che\u0301ri\u0301'],
    ['name', '김철수'.normalize('NFD')],
    ['name', 'Zo\u200d\u200de\u0308 B'],
    ['phone', '1 9 9 1'],
    ['phone', '+(12)-345'],
    ['accountNumber', '1-2-3-4-5'],
  ])('as a %s: %j, for accents, joiners and separators are no characters of it', (kind, raw) => {
    expect(mask[kind](raw)).toBe(dots);
  });

  it('alike, whether its accents are part of the letters or follow them', () => {
    const word = stringOf(fc.oneof(oneOf('aeiouncz'), oneOf('àéîõüñçž')), 1);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 2 }), (words) => {
        const raw = words.join(' ');
        expect(mask.name(raw.normalize('NFD')).normalize('NFC')).toBe(mask.name(raw.normalize('NFC')));
      }),
      runs,
    );
  });
});

/** Whole or in part: what a bank sends instead of a value is masked by the same rule as the value. */
describe('a value that the bank has masked already', () => {
  it.each<[Kind, string, string]>([
    ['phone', '****1234', '••• 234'],
    ['phone', '••••••1234', '••• 234'],
    ['phone', 'XXXX XXX XXX', '•••'],
    ['phone', 'xxxxxxx99', '•••'],
    ['phone', '０４１２＃＃＃９９１', '•••'],
    ['phone', '０４１２###９９１', '••• ９９１'],
    ['phone', '٠٤١٢ ### ٩٩١', '••• ٩٩١'],
    ['accountNumber', '****1234', '••• 234'],
    ['accountNumber', '062-000 xxxx4321', '••• 321'],
    ['name', 'G**** B*****', 'G••• B•••'],
    ['name', '***** ******', '•••'],
    ['email', 'g****@hooli.com', 'g•••@hooli.com'],
    ['email', '*****@hooli.com', '•••@hooli.com'],
    ['email', 'g****@h****.com', '•••'],
    ['address', '** ******* Road, Dee Why NSW 2099', '•••, Dee Why NSW 2099'],
    ['address', '*** NSW 2099', '•••'],
    ['freeText', 'Code sent to XXXX 888 991', 'Code sent to XXXX •••'],
    ['freeText', 'Code sent to ****1234', 'Code sent to ****•••'],
    ['freeText', 'Mail to g****@hooli.com', 'Mail to •••'],
    ['freeText', 'ｇａｖｉｎ＠ｈｏｏｌｉ．ｃｏｍ へ', '••• へ'],
    ['freeText', 'Mail to "gavin belson"@hooli.com', 'Mail to •••'],
  ])('as a %s: of %j is left %j', (kind, raw, masked) => {
    expect(mask[kind](raw)).toBe(masked);
    expect([masked, dots]).toContain(mask[kind](masked));
  });
});

it.each([
  'Sunset Grove',
  'Harbour Quay',
  'The Boulevarde',
  'Pine Gr',
  'Ocean Parkway',
  'Old Cct',
  'North Rise',
  'Smith St.',
  'Park Av.',
  'Queens Arcade',
  'Pitt Street Mall',
  'Main Plaza',
  'Ocean Esp',
  'Bay Concourse',
  'Cedar Trl',
  'Coast Bypass',
  'Rue de Rivoli',
  'Via Roma',
  'Calle Mayor',
  'Avenida Paulista',
  'Lange Strasse',
  'Hauptstraße',
  'Kalverstraat',
])('an address without a locality leaves nothing of its street: %s', (street) => {
  expect(mask.address(`Unit 4, ${street} NSW 2099`)).toBe(dots);
  expect(mask.address(`Unit 4, ${street}, NSW 2099`)).toBe(dots);
  expect(mask.address(`Unit 4, ${street} 2099`)).toBe(dots);
});

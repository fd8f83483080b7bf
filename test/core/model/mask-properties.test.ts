import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from '../../../src/core/model/mask';

const runs = { numRuns: 2000 };
const dots = '•••';

type Kind = keyof typeof mask;
const wholeKinds: readonly Kind[] = ['name', 'phone', 'email', 'address', 'accountNumber'];

/** Letters of several scripts, digits of several scripts, what stands between them, and what banks mask with. */
const alphabets = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'éèüñøßåÇ',
  'абвгдежзюя',
  'αβγδεζ',
  '王李张刘陈',
  'אבגד',
  'ابتث',
  '한글이름',
  '0123456789',
  '٠١٢٣٤٥٦٧٨٩',
  '•*#xX',
  " '-.,@()+/",
];
const character = fc.oneof(
  ...alphabets.map((alphabet) => fc.constantFrom(...Array.from(alphabet))),
  fc.constantFrom('🏦', 'e\u0301', '\u200d', '\n', '\t'),
);
const words = fc.string({ unit: character, maxLength: 40 });
const anything = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }));

const letters = (alphabet: string) =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: 3, maxLength: 30 });
const word = fc.oneof(...alphabets.slice(0, 9).map(letters));
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 24 });
const domain = fc.constantFrom('hooli.com', 'mail.hooli.com.au', 'почта.рф', 'a-b.example');
const kinds = fc.constantFrom(...wholeKinds);

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe('a mask', () => {
  it('leaves nothing of a value under six characters', () => {
    const short = fc.string({ unit: character, maxLength: 5 }).filter((raw) => Array.from(raw.trim()).length < 6);
    fc.assert(
      fc.property(kinds, short, (kind, raw) => {
        expect(mask[kind](raw)).toBe(dots);
      }),
      runs,
    );
  });

  it('never throws, and is always text that holds a mask', () => {
    fc.assert(
      fc.property(kinds, anything, (kind, raw) => {
        expect(mask[kind](raw)).toContain(dots);
      }),
      runs,
    );
  });

  it('is stable: a masked value masked again reveals nothing new, and then stays as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom<Kind>(...wholeKinds, 'freeText'), anything, (kind, raw) => {
        const once = mask[kind](raw);
        const twice = mask[kind](once);
        // A single initial (`M•••`) is under six characters itself.
        expect([once, dots]).toContain(twice);
        expect(mask[kind](twice)).toBe(twice);
      }),
      runs,
    );
  });

  it('of a name leaves the first letters of two words, whatever their script and length', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), (parts) => {
        const [first = '', last = ''] = [parts[0], parts.at(-1)];
        const initial = (text: string) => Array.from(text)[0];
        expect(mask.name(parts.join(' '))).toBe(`${initial(first)}${dots} ${initial(last)}${dots}`);
      }),
      runs,
    );
  });

  it('of anything taken for a name never leaves two letters in a row', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        expect(mask.name(raw)).toMatch(/^(?:\p{L}\p{M}*)?•••(?: \p{L}\p{M}*•••)?$/u);
      }),
      runs,
    );
  });

  it('of anything taken for a number leaves the last three digits or nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom<Kind>('phone', 'accountNumber'), anything, (kind, raw) => {
        const masked = mask[kind](raw);
        const rest = /^••• (\p{Nd}{3})$/u.exec(masked)?.[1];
        if (rest === undefined) expect(masked).toBe(dots);
        else expect(raw.replace(/\P{Nd}/gu, '').endsWith(rest)).toBe(true);
      }),
      runs,
    );
  });

  it('of a number says nothing of its length', () => {
    fc.assert(
      fc.property(digits, (raw) => {
        expect(mask.phone(raw)).toBe(`${dots} ${raw.slice(-3)}`);
        expect(mask.accountNumber(raw)).toBe(`${dots} ${raw.slice(-3)}`);
      }),
      runs,
    );
  });

  it('of an e-mail address leaves the first letter and the domain, whatever stands between', () => {
    fc.assert(
      fc.property(word, domain, (local, host) => {
        expect(mask.email(`${local}@${host}`)).toBe(`${Array.from(local)[0]}${dots}@${host}`);
      }),
      runs,
    );
  });

  it('of anything taken for an e-mail address never leaves more than a letter before the @', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const masked = mask.email(raw);
        expect(masked).toMatch(/^(?:•••|\p{L}?•••@[^@\s]+)$/u);
        if (masked !== dots) expect(raw.trim().endsWith(masked.slice(masked.indexOf('@')))).toBe(true);
      }),
      runs,
    );
  });

  it('of an address never leaves the street and the number', () => {
    const street = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      letters('bcdfghjk'),
      fc.constantFrom('Road', 'St', 'Way'),
    );
    const place = fc.constantFrom('Dee Why NSW 2099', 'St Kilda VIC 3182', 'Springfield 12345', 'Dee Why, NSW 2099');
    fc.assert(
      fc.property(street, place, fc.boolean(), ([number, name, type], tail, comma) => {
        const masked = mask.address(`${number} ${name} ${type}${comma ? ',' : ''} ${tail}`);
        expect([dots, `${dots}, ${tail}`]).toContain(masked);
        if (comma && !tail.includes(',')) expect(masked).toBe(`${dots}, ${tail}`);
      }),
      runs,
    );
  });

  it('of anything taken for an address leaves at most a place, a state and a postcode at the end', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const masked = mask.address(raw);
        if (masked === dots) return;
        expect(masked.startsWith(`${dots}, `)).toBe(true);
        expect(masked.slice(5)).toMatch(/^[\p{L}\p{M}'’. ,-]*\d{4,5}$/u);
      }),
      runs,
    );
  });

  it('of a bank’s own sentence never leaves three digits together, nor an e-mail address', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(words, digits, fc.emailAddress())), (parts) => {
        const masked = mask.freeText(parts.join(' '));
        expect(masked).not.toMatch(/\p{Nd}{3}/u);
        expect(masked).not.toMatch(/[\p{L}\p{Nd}]@[\p{L}\p{Nd}]/u);
      }),
      runs,
    );
  });

  it('of a bank’s own sentence without digits and addresses leaves every word', () => {
    fc.assert(
      fc.property(fc.array(word), (parts) => {
        const text = parts.join(' ');
        expect(mask.freeText(text)).toBe(text);
        expect(countOf(mask.freeText(`${text} 0412345678`), dots)).toBe(1);
      }),
      runs,
    );
  });
});

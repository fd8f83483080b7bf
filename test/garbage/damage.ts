/** Damage to a good answer, drawn by fast-check: single values go wrong, or the whole answer does. */
import fc from 'fast-check';

/** Stands for lists within lists, deeper than a reader that calls itself can follow. */
const deep = '⤓';
const levels = 10_000;

/** Values that a field may have instead of its own; `__proto__` as a key of its own, as `JSON.parse` makes it. */
const scraps: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  Infinity,
  '',
  ' ',
  'NaN',
  '12',
  '-0.10',
  '1e400',
  'null',
  'active',
  'failed',
  'success',
  'under-review',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-14:00',
  '+010000-01-01T00:00:00Z',
  '2024-02-30T00:00:00Z',
  '2024-09-25',
  '2024-09-25 04:44:38+10',
  'javascript:alert(1)',
  'JaVaScRiPt://x',
  'data:text/html,<script>',
  'data:image/png;base64,AAAA',
  'http://bank.example/logo.png',
  'https://user:word@bank.example/',
  'https://',
  '//bank.example/x',
  '.',
  '..',
  '../../users/u2',
  'a/b?c#d%2e%2e%',
  "c1') or id.ne('",
  '💸'.repeat(3),
  '\ud800',
  '\u0000\u001b[31m\r\nX: y',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  'toString',
  'é'.repeat(10_240),
  [],
  [null],
  [[[[]]]],
  deep,
  { id: deep, data: deep, steps: deep },
  ['active', 5, null],
  {},
  JSON.parse('{"__proto__":{"id":"c9","status":"active","data":[1]}}'),
  { constructor: { prototype: { polluted: true } }, toString: null, id: null },
  { id: '..', type: 'link', url: '/users/u2/connections/c9' },
  { type: 'mfa', description: 5, input: {}, expiryMs: '9'.repeat(40) },
  { length: 5, 0: 'x' },
];

const how = ['replace', 'replace', 'replace', 'remove', 'list', 'object', 'twice', 'longer', 'number'] as const;
const edit = fc.record({ place: fc.nat(9_999), how: fc.constantFrom(...how), scrap: fc.nat(scraps.length - 1) });
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(edit, { minLength: 1, maxLength: 4 });

/** The same value with those edits made; a place counts the values in it, the inner ones too. */
export function damaged(value: unknown, made: readonly Edit[]): unknown {
  return made.reduce((whole, one) => {
    const changed = editAt(whole, { at: one.place % sizeOf(whole) }, one);
    return changed === removed ? null : changed;
  }, value);
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + sizeOf(inner), 1);
}

const removed = Symbol('removed');

function editAt(value: unknown, place: { at: number }, made: Edit): unknown {
  if (place.at-- === 0) return edited(value, made);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, place.at < 0 ? (inner as unknown) : editAt(inner, place, made)] as const)
    .filter(([, inner]) => inner !== removed);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function edited(value: unknown, { how: way, scrap }: Edit): unknown {
  if (way === 'remove') return removed;
  if (way === 'list') return [value];
  if (way === 'object') return { value };
  if (way === 'twice' && Array.isArray(value)) return [...(value as unknown[]), scraps[scrap], ...(value as unknown[])];
  if (way === 'longer' && typeof value === 'string') return `${value} ${value} ${'x'.repeat(scrap)}`;
  if (way === 'number' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) return Date.parse(value);
  return scraps[scrap];
}

const ways = [
  ...Array.from({ length: 14 }, () => 'edits' as const),
  'good',
  'good',
  'anything',
  'truncated',
  'html',
  'empty',
  'refusal',
  'refusal',
  'bare-status',
  'thrown',
  'broken-off',
] as const;
export type Way = (typeof ways)[number];

export interface Damage {
  way: Way;
  edits: readonly Edit[];
  /** Chooses a status, a place to cut, a thing to throw. */
  choice: number;
}

export const damage: fc.Arbitrary<Damage> = fc.record({
  way: fc.constantFrom(...ways),
  edits,
  choice: fc.nat(9_999),
});

export function scrapAt(choice: number): unknown {
  return scraps[choice % scraps.length];
}

/** JSON with numbers that JSON has no word for, and with what is too deep to be written. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) => (inner === Infinity ? '∞' : inner)) ?? '';
  return text.replaceAll('"∞"', '1e999').replaceAll(`"${deep}"`, () => '[1,'.repeat(levels) + '1' + ']'.repeat(levels));
}

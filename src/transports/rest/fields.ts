/** Reading single fields of an answer that nobody has checked yet. What is not as it should be is `undefined`. */
import { createConnectionsError } from '../../core/model/errors';

export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; anything else has none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Letter by letter, whatever its length: an id, a cursor, a token. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** In characters. */
const longestWords = 1_000;

/** Words for a person to read, as many as a page has room for. */
export function words(value: unknown): string | undefined {
  const whole = text(value);
  if (whole === undefined || whole.length <= longestWords) return whole;
  return Array.from(whole.slice(0, longestWords * 2))
    .slice(0, longestWords)
    .join('');
}

/** A code, status or reference: nothing that could be a sentence or hold a person's data. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value) ? value : undefined;
}

/** As `word`, where a digit run could only be a person's number. */
export function term(value: unknown): string | undefined {
  const known = word(value);
  return known !== undefined && !/\d{3}/.test(known) ? known : undefined;
}

/** ISO 8601, kept as it was written; before 1970 (Go's zero time stands for "none") there is nothing to tell of. */
export function time(value: unknown): string | undefined {
  const isIso = typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value);
  return isIso && Date.parse(value) >= 0 ? value : undefined;
}

export function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

export function truth(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Characters; a picture inside the answer is the longest. */
const longestAddress = 100_000;

/** An address that a page may link to or load; none with a name before its host, which could pass for the host. */
export function address(value: unknown, begins: RegExp): string | undefined {
  const isOne =
    typeof value === 'string' && begins.test(value) && value.length <= longestAddress && URL.canParse(value);
  return isOne && new URL(value).username === '' ? value : undefined;
}

/** Without the later ones of the same key. */
export function firsts<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const kept = new Map<string, T>();
  for (const item of items) if (!kept.has(keyOf(item))) kept.set(keyOf(item), item);
  return [...kept.values()];
}

/** Each row by itself: a bad one costs no other. `undefined` where there is no list. */
export function rows<T>(value: unknown, read: (row: unknown) => T | undefined): readonly T[] | undefined {
  return Array.isArray(value) ? value.map(read).filter((row) => row !== undefined) : undefined;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the fields that are `undefined`. */
export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** @throws ConnectionsError `bad-response` where an answer is not what it had to be */
export function expected<T>(value: T | undefined): T {
  if (value === undefined) throw createConnectionsError('bad-response');
  return value;
}

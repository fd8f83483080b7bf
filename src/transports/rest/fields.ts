/** Reading single fields of an answer that nobody has checked yet. What is not as it should be is `undefined`. */
import { createConnectionsError } from '../../core/model/errors';

export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; anything else has none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A code, status or reference: nothing that could be a sentence or hold a person's data. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value) ? value : undefined;
}

/** ISO 8601, kept as it was written. */
export function time(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value) && isDate(value)
    ? value
    : undefined;
}

function isDate(value: string): boolean {
  return !Number.isNaN(Date.parse(value));
}

export function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

export function truth(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** An address that a page may link to or load. */
export function address(value: unknown, begins: RegExp): string | undefined {
  return typeof value === 'string' && begins.test(value) ? value : undefined;
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

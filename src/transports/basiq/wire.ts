/** Small readers of loosely trusted JSON: each answers `undefined` (or nothing) instead of throwing on what it does not expect. */
import { createConnectionsError } from '../../core/model/errors';
import { mask } from '../../core/model/mask';

/** A JSON object of Basiq's, of which nothing is believed before a reader has looked at it. */
export type WireRecord = Readonly<Record<string, unknown>>;

export function record(value: unknown): WireRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireRecord) : undefined;
}

/** The own property of that name, so that `constructor` and its like are never taken for data. */
export function field(value: unknown, name: string): unknown {
  const fields = record(value);
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A list, or a single value as a list of one; nothing for null and undefined. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

export function records(value: unknown): readonly WireRecord[] {
  return list(value)
    .map(record)
    .filter((row) => row !== undefined);
}

/** Trimmed text that says something, cut to `longest` characters; a number counts as its digits. */
export function text(value: unknown, longest = 200): string | undefined {
  const whole = wholeText(value);
  return whole === undefined ? undefined : cut(whole, longest);
}

/** Free text of a bank. It is masked before it is cut, or half an address could pass for none. */
export function maskedText(value: unknown, longest = 200): string | undefined {
  const whole = wholeText(value);
  return whole === undefined ? undefined : cut(mask.freeText(whole), longest);
}

function wholeText(value: unknown): string | undefined {
  const raw = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return typeof raw === 'string' ? raw.trim() || undefined : undefined;
}

/** By characters, so that none is cut in half. */
function cut(whole: string, longest: number): string {
  return whole.length <= longest
    ? whole
    : Array.from(whole.slice(0, longest * 2))
        .slice(0, longest)
        .join('');
}

/** An id is kept letter by letter, whatever its length: cut or trimmed, it would name something else. */
export function id(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

const dateAndTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A point in time as ISO 8601 in UTC; what has no zone is UTC (RFC 3339, OpenAPI `lastUpdated`). Days that do not exist and
 * everything before 1970 (Go's zero time stands for "none") are dropped.
 */
export function time(value: unknown): string | undefined {
  const parts = typeof value === 'string' ? dateAndTime.exec(value.trim()) : null;
  if (parts === null) return undefined;
  const [, day = '', clock = '00:00', zone = 'Z'] = parts;
  const midnight = new Date(`${day}T00:00:00Z`);
  const date = new Date(`${day}T${clock}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase()}`);
  if (Number.isNaN(midnight.getTime()) || Number.isNaN(date.getTime())) return undefined;
  const exists = midnight.toISOString().startsWith(day);
  return exists && date.getTime() >= 0 && date.getUTCFullYear() <= 9999 ? date.toISOString() : undefined;
}

export function httpsUrl(value: unknown): string | undefined {
  const raw = typeof value === 'string' ? value.trim() : '';
  if (!/^https:\/\//i.test(raw) || raw.length > 2_000) return undefined;
  try {
    const url = new URL(raw);
    return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A reference of a machine's making, never a sentence. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.:-]{1,100}$/.test(value) ? value : undefined;
}

/** A word of a machine's vocabulary (a code, a status, a title), also one that nobody knows; without digits in a row, which may be a person's. */
export function term(value: unknown): string | undefined {
  const known = word(value);
  return known !== undefined && /^[a-z]/i.test(known) && !/\d{3}/.test(known) ? known : undefined;
}

/**
 * The rows of a list answer (`{type: "list", data: […]}`), those that are objects.
 * @throws ConnectionsError `bad-response` where the answer is no such thing
 */
export function rowsOf(body: unknown): readonly WireRecord[] {
  if (record(body) === undefined) throw createConnectionsError('bad-response');
  return records(field(body, 'data'));
}

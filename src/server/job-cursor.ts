/** Where a page of the joined job list ended: opaque to the browser, and without meaning for another user. */
import { refuse } from './problem';

export interface Position {
  /** Milliseconds since 1970: the time of the last job given; those newer were given before. */
  time: number;
  /** The jobs of that very time which were given. */
  ids: readonly string[];
  /** They were too many to name: these are the last ones, and the places say the rest. */
  isCut?: boolean | undefined;
  provider?: Place | undefined;
  journal?: Place | undefined;
}

/** Where to go on in one source. */
export interface Place {
  /** The page: absent is the first, null is after the last. */
  cursor?: string | null | undefined;
  /** The last job of that page that was looked at, where it is of that very time and there are many of them. */
  after?: string | undefined;
}

/** Letters, as they are written into the cursor: the whole must find room in a URL. */
const mostLetters = 2_000;

/** Of more jobs of one moment than can be named, one that both sources know may be given twice; none is left out. */
export function writeCursor({ time, ids, isCut = false, provider = {}, journal = {} }: Position): string {
  const kept = lastOf(ids);
  const position =
    isCut || kept.length < ids.length
      ? { time, ids: kept, isCut: true, provider, journal }
      : { time, ids, provider: { cursor: provider.cursor }, journal: { cursor: journal.cursor } };
  return btoa(encodeURIComponent(JSON.stringify(position)));
}

/** @throws ConnectionsError `invalid-request` */
export function readCursor(cursor: string): Position {
  const { time, ids, isCut, provider, journal } = fieldsOf(parse(cursor));
  const known = typeof time === 'number' && Array.isArray(ids) && ids.every((id) => typeof id === 'string');
  if (!known) throw refuse('invalid-request');
  const places = { provider: readPlace(provider), journal: readPlace(journal) };
  return { time, ids: ids as readonly string[], isCut: isCut === true, ...places };
}

function readPlace(value: unknown): Place {
  const { cursor, after } = fieldsOf(value);
  const isPage = cursor === undefined || cursor === null || typeof cursor === 'string';
  if (!isPage || !(after === undefined || typeof after === 'string')) throw refuse('invalid-request');
  return { cursor, after };
}

function lastOf(ids: readonly string[]): readonly string[] {
  let letters = 0;
  const tooMany = ids.findLastIndex((id) => (letters += encodeURIComponent(JSON.stringify(id)).length) > mostLetters);
  return ids.slice(tooMany + 1);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw refuse('invalid-request');
  return value as Readonly<Record<string, unknown>>;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(atob(cursor))) as unknown;
  } catch {
    throw refuse('invalid-request');
  }
}

/** Where a page of the joined job list ended: opaque to the browser, and without meaning for another user. */
import { refuse } from './problem';

export interface Position {
  /** Milliseconds since 1970: the time of the last job given; those newer were given before. */
  time: number;
  /** The jobs of that very time which were given. */
  ids: readonly string[];
  /** The page of each source to go on with: absent is its first, null is after its last. */
  provider?: string | null | undefined;
  journal?: string | null | undefined;
}

export function writeCursor(position: Position): string {
  return btoa(encodeURIComponent(JSON.stringify(position)));
}

/** @throws ConnectionsError `invalid-request` */
export function readCursor(cursor: string): Position {
  const value = parse(cursor);
  if (typeof value !== 'object' || value === null) throw refuse('invalid-request');
  const { time, ids, provider, journal } = value as Readonly<Record<string, unknown>>;
  const known = typeof time === 'number' && Array.isArray(ids) && ids.every((id) => typeof id === 'string');
  if (!known || !isPage(provider) || !isPage(journal)) throw refuse('invalid-request');
  return { time, ids: ids as readonly string[], provider, journal };
}

function isPage(value: unknown): value is Position['provider'] {
  return value === undefined || value === null || typeof value === 'string';
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(atob(cursor))) as unknown;
  } catch {
    throw refuse('invalid-request');
  }
}

/** The other answers of the server, read field by field. */
import { createConnectionsError } from '../../core/model/errors';
import { capabilities, type ConsentStart, type Description, type Page } from '../../core/transport';
import { address, expected, fieldsOf, firsts, oneOf, present, rows, text, time } from './fields';

export function readDescription(value: unknown): Description {
  const fields = fieldsOf(value);
  const can = expected(rows(fields.can, readCapability));
  return present({
    can,
    denied: rows(fields.denied, readCapability),
    revokeData: oneOf(['kept', 'deleted', 'unknown'], fields.revokeData) ?? 'unknown',
  });
}

function readCapability(value: unknown) {
  return oneOf(capabilities, value);
}

/** The first row of an id is the one that counts. */
export function readPage<T extends { id: string }>(value: unknown, readRow: (row: unknown) => T | undefined): Page<T> {
  const fields = fieldsOf(value);
  const items = firsts(expected(rows(fields.items, readRow)), (row) => row.id);
  return present({ items, nextCursor: text(fields.nextCursor) });
}

/** The page goes to this URL, so it must be one of the web; without TLS only on this machine. */
const navigable = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$))/i;

export function readConsentStart(value: unknown): ConsentStart {
  const fields = fieldsOf(value);
  if (fields.type === 'redirect') return { type: 'redirect', url: expected(address(fields.url, navigable)) };
  if (fields.type !== 'token') throw createConnectionsError('bad-response');
  return present({ type: 'token' as const, token: expected(text(fields.token)), expiresAt: time(fields.expiresAt) });
}

/** A raw value that is no text is left out; it must never be shown as something else. */
export function readRevealed(value: unknown): readonly string[] {
  return expected(rows(fieldsOf(value).values, text));
}

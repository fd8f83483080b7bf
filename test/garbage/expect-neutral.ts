/** What every answer of an adapter must be, whatever the wire said: of the neutral shape, and without a raw personal value. */
import { isDeepStrictEqual } from 'node:util';
import { isConnectionsError } from '../../src/core/model/errors';
import { readPage } from '../../src/transports/rest/read-answers';
import { readConnection, readConnectionDetail } from '../../src/transports/rest/read-connection';
import { readFailure, readJob } from '../../src/transports/rest/read-job';
import { leakIn } from './seeded';

const readers = {
  connection: readConnection,
  detail: readConnectionDetail,
  job: readJob,
  failure: readFailure,
  connections: (value: unknown) => readPage(value, readConnection),
  jobs: (value: unknown) => readPage(value, readJob),
} as const;
export type Kind = keyof typeof readers;

/** Of the shape is what goes over our own wire and through our own reading unchanged. Throws what is wrong otherwise. */
export function expectNeutral(kind: Kind, value: unknown): void {
  const text = JSON.stringify(value);
  expectNoLeak(text);
  const read: unknown = readers[kind](JSON.parse(text));
  if (!isDeepStrictEqual(read, value))
    throw new Error(`No neutral ${kind}: ${text}\nis read as ${JSON.stringify(read)}`);
}

export function expectNoLeak(text: string): void {
  const leak = leakIn(text);
  if (leak !== undefined) throw new Error(`A raw value leaks: …${leak}…`);
}

/** The only thing that may be thrown; its every part can be shown and logged. */
export function expectOurError(thrown: unknown): void {
  if (!isConnectionsError(thrown)) throw new Error(`Thrown was no ConnectionsError: ${String(thrown)}`);
  expectNeutral('failure', thrown.failure);
  expectNoLeak([thrown.message, thrown.code, thrown.stack, String(thrown), JSON.stringify(thrown)].join('\n'));
  if (thrown.cause !== undefined) throw new Error('The error carries what caused it.');
}

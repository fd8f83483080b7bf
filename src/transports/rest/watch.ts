/**
 * The server's events, over as many streams as it takes.
 *
 * - A stream that was lost is opened again with the id of the last event, so that nothing is missed and nothing told twice.
 * - After an end by the server, who was there, within 2 s; after each further failure in a room that doubles, up to 30 s. A
 *   stream that has lasted for a second has not failed, also where it had nothing to tell.
 * - Not before the server's `retry:`, nor before the time of a `Retry-After`.
 * - 401, 403, 404 and 501 end it: asking again would be answered the same.
 */
import type { Clock } from '../../core/model/clock';
import { toConnectionsError, type ErrorCode } from '../../core/model/errors';
import type { TransportEvent } from '../../core/transport';
import { fieldsOf, text } from './fields';
import { readConnection } from './read-connection';
import { readJob } from './read-job';
import { readStream } from './read-stream';

export interface EventSource {
  /** @throws ConnectionsError for anything but a stream */
  open(lastEventId: string | undefined, signal: AbortSignal): Promise<Response>;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
}

const endsForGood: readonly ErrorCode[] = [
  'unauthorized',
  'step-up-required',
  'forbidden',
  'not-found',
  'not-supported',
];

/** Milliseconds. */
const longestAfterEnd = 2_000;
const shortestAfterFailure = 1_000;
const longestAfterFailure = 30_000;
const lasting = 1_000;
/** Whatever the server asks for. */
const longestPause = 3_600_000;

export async function* watch(source: EventSource, signal: AbortSignal): AsyncGenerator<TransportEvent> {
  const { open, clock, random } = source;
  let lastEventId: string | undefined;
  let retry = 0;
  for (let failures = 1; !signal.aborted; failures += 1) {
    let notBefore = 0;
    let openedAt = Infinity;
    let isBroken = false;
    try {
      const response = await open(lastEventId, signal);
      openedAt = clock.now();
      for await (const message of readStream(response, clock, signal)) {
        if (message.type === 'retry') retry = message.delay;
        else failures = 0;
        if (message.type !== 'event') continue;
        if (message.id !== undefined) lastEventId = message.id;
        const event = readEvent(message.data);
        if (event) yield event;
      }
    } catch (thrown) {
      if (signal.aborted) return;
      const { code, failure } = toConnectionsError(thrown);
      if (endsForGood.includes(code)) throw thrown;
      if (failure.retryAt !== undefined) notBefore = Date.parse(failure.retryAt) - clock.now();
      isBroken = true;
    }
    if (clock.now() - openedAt >= lasting) failures = 0;
    if (isBroken) failures = Math.max(1, failures);
    const latest = Math.min(longestAfterFailure, shortestAfterFailure * 2 ** failures);
    const drawn =
      failures === 0 ? random() * longestAfterEnd : shortestAfterFailure + random() * (latest - shortestAfterFailure);
    await pause(Math.min(longestPause, Math.max(drawn, retry, notBefore)), clock, signal);
  }
}

/** `undefined` for what is no event, or none that is known: a newer server may tell of more. */
function readEvent(data: string): TransportEvent | undefined {
  const fields = fieldsOf(parse(data));
  if (fields.type === 'job-changed') {
    const job = readJob(fields.job);
    return job && { type: fields.type, job };
  }
  if (fields.type === 'connection-changed') {
    const connection = readConnection(fields.connection);
    return connection && { type: fields.type, connection };
  }
  const connectionId = text(fields.connectionId);
  return fields.type === 'connection-removed' && connectionId !== undefined
    ? { type: fields.type, connectionId }
    : undefined;
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}

function pause(delay: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, delay);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

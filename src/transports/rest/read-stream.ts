/** One stream of events (`text/event-stream`), read until it ends, breaks or falls silent. */
import { createParser } from 'eventsource-parser';
import type { Clock } from '../../core/model/clock';
import { createConnectionsError } from '../../core/model/errors';

export type Message =
  | { type: 'event'; id: string | undefined; data: string }
  /** The server is there, and has nothing to tell. */
  | { type: 'heartbeat' }
  /** Milliseconds to wait before coming again. */
  | { type: 'retry'; delay: number };

/** Milliseconds; the handler sends something every 15 seconds. */
const longestSilence = 45_000;
/** Characters. */
const longestEvent = 1_000_000;

/**
 * What is left of a cut event is not told.
 * @throws ConnectionsError `timeout` for a stream that is silent, `bad-response` for what is no stream of events; and as it breaks
 */
export async function* readStream(response: Response, clock: Clock, signal: AbortSignal): AsyncGenerator<Message> {
  const reader = response.body?.getReader();
  const cancel = () => void reader?.cancel().catch(() => {});
  const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
  const decoder = new TextDecoder();
  const messages: Message[] = [];
  let isTooLong = false;
  let isSilent = false;
  const parser = createParser({
    onEvent: ({ id, data }) => void messages.push({ type: 'event', id, data }),
    onComment: () => void messages.push({ type: 'heartbeat' }),
    onRetry: (delay) => void messages.push({ type: 'retry', delay }),
    onError: ({ type }) => void (isTooLong ||= type === 'max-buffer-size-exceeded'),
    maxBufferSize: longestEvent,
  });

  async function read() {
    const timer = clock.setTimeout(() => {
      isSilent = true;
      cancel();
    }, longestSilence);
    return reader?.read().finally(() => clock.clearTimeout(timer));
  }

  signal.addEventListener('abort', cancel);
  try {
    if (!isStream || !reader) throw createConnectionsError('bad-response');
    if (signal.aborted) return;
    for (let part = await read(); part?.value; part = await read()) {
      parser.feed(decoder.decode(part.value, { stream: true }));
      yield* messages.splice(0);
      if (isTooLong) throw createConnectionsError('bad-response');
    }
    if (isSilent) throw createConnectionsError('timeout');
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** A handler on a fake clock whose streams of events are read in process, as a browser would. */
import { createParser } from 'eventsource-parser';
import type { TransportEvent, Transport } from '../../src/core/transport';
import { createConnectionsHandler, type HandlerOptions, type Session } from '../../src/server';
import { createFakeClock } from '../../src/testing';

export interface Stream {
  status: number;
  headers: Headers;
  events: { id: string | undefined; type: string | undefined; event: TransportEvent }[];
  /** Everything that was sent, as text. */
  text(): string;
  /** 'open', or how it ended. */
  state(): 'open' | 'ended' | 'broken';
  hangUp(): void;
}

interface Ask {
  user?: string;
  lastEventId?: string | undefined;
  /** Does not read before it is told to. */
  reads?: boolean;
}

export function createStreams(
  transportOf: (userId: string) => Transport,
  options: Partial<HandlerOptions<Session>> = {},
) {
  const clock = createFakeClock();
  const handler = createConnectionsHandler<Session>({
    authenticate: (request) => ({ userId: request.headers.get('x-user') ?? 'user-1' }),
    transport: ({ userId }) => transportOf(userId),
    clock,
    ...options,
  });

  async function request(line: string, { user, lastEventId }: Ask = {}, signal?: AbortSignal): Promise<Response> {
    const [method = '', path = ''] = line.split(' ');
    const headers = {
      'Connections-Kit': '1',
      ...(user !== undefined && { 'x-user': user }),
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    };
    return handler(new Request(`http://host${path}`, { method, headers, ...(signal && { signal }) }));
  }

  async function open(ask: Ask = {}): Promise<Stream & { read(): void }> {
    const leaving = new AbortController();
    const response = await request('GET /events', ask, leaving.signal);
    const stream: Stream['events'] = [];
    let text = '';
    let state: ReturnType<Stream['state']> = 'open';
    const parser = createParser({
      onEvent: ({ id, event, data }) =>
        void stream.push({ id, type: event, event: JSON.parse(data) as TransportEvent }),
    });
    async function read(): Promise<void> {
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        text += part.value;
        parser.feed(part.value);
      }
    }
    const start = () =>
      void read().then(
        () => (state = 'ended'),
        () => (state = 'broken'),
      );
    if (ask.reads !== false) start();
    return {
      status: response.status,
      headers: response.headers,
      events: stream,
      text: () => text,
      state: () => state,
      hangUp: () => leaving.abort(),
      read: start,
    };
  }

  return { clock, advance: clock.advance, request, open };
}

/** `job-1 running`, `connection c-1 active`, `connection c-1 removed`. */
export function inWords({ events }: Pick<Stream, 'events'>): readonly string[] {
  return events.map(({ event }) => {
    if (event.type === 'job-changed') return `${event.job.id} ${event.job.status}`;
    if (event.type === 'connection-removed') return `connection ${event.connectionId} removed`;
    return `connection ${event.connection.id} ${event.connection.status}`;
  });
}

/** A fetch handler on a port: real HTTP for tests and demos, without a framework. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A handler of the Fetch standard: `createConnectionsHandler`'s, a sandbox's `fetch`, or yours. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** Where to listen. */
export interface ListenOptions {
  /** Any free one by default. */
  port?: number;
  /** 127.0.0.1 by default. */
  host?: string;
}

/** A server that listens until it is closed. */
export interface Listening {
  /** Without a slash at its end. */
  url: string;
  port: number;
  /** Ends the connections that are open, too. */
  close(): Promise<void>;
}

/**
 * The signal of each request aborts when the client goes away; an answer is read no faster than the client takes it.
 * `Response.error()` breaks the connection: the client has sent its request and never hears of it again.
 * Rejects with an error whose `code` is Node's own (`EADDRINUSE` for a port that is taken).
 */
export async function listen(handler: FetchHandler, options: ListenOptions = {}): Promise<Listening> {
  const { port = 0, host = '127.0.0.1' } = options;
  const server = createServer((incoming, outgoing) => {
    answer(handler, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const used = await listening(server, port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${used}`,
    port: used,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const reason = isTaken ? 'the port is taken by another program' : (error.code ?? 'the system refused');
      reject(Object.assign(new Error(`Cannot listen on ${host}:${port}: ${reason}.`), { code: error.code }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(handler: FetchHandler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const response = await respond(handler, incoming, gone.signal);
  if (response.type === 'error') return void outgoing.destroy();
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => outgoing.setHeader(name, value));
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (outgoing.destroyed) return void response.body?.cancel();
  if (response.body === null || incoming.method === 'HEAD') {
    outgoing.end();
    return void response.body?.cancel();
  }
  outgoing.flushHeaders();
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing);
}

/** What a handler throws is its own affair: no word of it leaves. */
async function respond(handler: FetchHandler, incoming: IncomingMessage, signal: AbortSignal): Promise<Response> {
  const request = toRequest(incoming, signal);
  if (request === undefined) return new Response('Bad Request', { status: 400 });
  try {
    return await handler(request);
  } catch {
    return new Response('Internal Server Error', { status: 500 });
  }
}

/** Nothing for what no `Request` can stand for: a method, a target or a host name that is none. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const headers = new Headers();
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null;
  try {
    for (const [name, values] of Object.entries(incoming.headersDistinct)) {
      for (const value of values ?? []) headers.append(name, value);
    }
    const url = new URL(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`);
    return new Request(url, { method, headers, body, signal, ...(hasBody && { duplex: 'half' }) });
  } catch {
    return undefined;
  }
}

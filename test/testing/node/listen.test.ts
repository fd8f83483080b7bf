/** A fetch handler on a port, over real sockets. */
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, type FetchHandler, type Listening } from '../../../src/testing/node';

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(handler: FetchHandler): Promise<Listening> {
  const server = await listen(handler);
  open.push(server);
  return server;
}

describe('listen', () => {
  it('hands over method, path, headers and body, and hands back status, headers and body', async () => {
    const { url, port } = await serve(async (request) => {
      const { pathname, search } = new URL(request.url);
      const told = [request.method, pathname, search, request.headers.get('x-one'), await request.text()];
      return Response.json(told, { status: 201, headers: { 'x-two': 'two' } });
    });
    const response = await fetch(`${url}/a%20b?c=d`, {
      method: 'POST',
      body: 'some text',
      headers: { 'x-one': 'one' },
    });
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect([response.status, response.headers.get('x-two')]).toEqual([201, 'two']);
    expect(await response.json()).toEqual(['POST', '/a%20b', '?c=d', 'one', 'some text']);
  });

  it('keeps several cookies apart', async () => {
    const headers = new Headers([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
    const { url } = await serve(() => new Response('', { headers }));
    expect((await fetch(url)).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('answers without a body where there is none', async () => {
    const { url } = await serve(() => new Response(null, { status: 204 }));
    const response = await fetch(url, { method: 'DELETE' });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('streams: the first part is there before the second is written', async () => {
    let write: (text: string) => void = () => {};
    let end: () => void = () => {};
    const body = new ReadableStream({
      start(controller) {
        write = (text) => controller.enqueue(new TextEncoder().encode(text));
        end = () => controller.close();
      },
    });
    const { url } = await serve(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    const reader = (await fetch(url)).body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    write('one');
    expect(await read()).toBe('one');
    write('two');
    expect(await read()).toBe('two');
    end();
    expect((await reader?.read())?.done).toBe(true);
  });

  it('reads an answer no faster than the client takes it', async () => {
    const whole = 256;
    let made = 0;
    const body = new ReadableStream({
      pull(controller) {
        made += 1;
        controller.enqueue(new Uint8Array(1_000_000));
        if (made === whole) controller.close();
      },
    });
    const { port } = await serve(() => new Response(body));
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    socket.pause();
    await settled(() => made);
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(whole / 2);
    socket.destroy();
  });

  it('aborts the signal of a request whose client goes away, and cancels its stream', async () => {
    const told: string[] = [];
    const { url } = await serve((request) => {
      request.signal.addEventListener('abort', () => told.push('aborted'));
      return new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('one')),
          cancel: () => void told.push('canceled'),
        }),
      );
    });
    const controller = new AbortController();
    await (await fetch(url, { signal: controller.signal })).body?.getReader().read();
    expect(told).toEqual([]);
    controller.abort();
    await expect.poll(() => [...told].sort()).toEqual(['aborted', 'canceled']);
  });

  it('does not abort the signal of a request that was answered', async () => {
    const signals: AbortSignal[] = [];
    const { url } = await serve((request) => {
      signals.push(request.signal);
      return new Response('done');
    });
    await (await fetch(url, { headers: { connection: 'close' } })).text();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it('breaks the connection for `Response.error()`, without a byte of an answer', async () => {
    const { url, port } = await serve(() => Response.error());
    await expect(fetch(url, { method: 'DELETE' })).rejects.toThrow('fetch failed');
    expect(await raw(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n')).toBe('');
  });

  it('answers 500 without a word of what the handler threw', async () => {
    const { url } = await serve(() => {
      throw new Error('a secret');
    });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error']);
  });

  it('answers 400 where the host name is none, and lives on', async () => {
    const { port, url } = await serve(() => new Response('alive'));
    expect(await raw(port, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')).toContain(' 400 ');
    expect(await (await fetch(url)).text()).toBe('alive');
  });

  it('rejects with one clear sentence when the port is taken', async () => {
    const { port } = await serve(() => new Response());
    const thrown: unknown = await listen(() => new Response(), { port }).catch((error: unknown) => error);
    expect(thrown).toMatchObject({
      code: 'EADDRINUSE',
      message: `Cannot listen on 127.0.0.1:${port}: the port is taken by another program.`,
    });
  });

  it('ends open connections when it is closed, and frees the port', async () => {
    const { port, url, close } = await listen(() => new Response(new ReadableStream()));
    const response = await fetch(url);
    const ended = response.text().catch(() => 'ended');
    await close();
    expect(await ended).toBe('ended');
    const again = await listen(() => new Response('again'), { port });
    open.push(again);
    expect(await (await fetch(again.url)).text()).toBe('again');
  });
});

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    connect(port, '127.0.0.1', function (this: NodeJS.WritableStream) {
      this.write(text);
    })
      .on('data', (chunk) => (answer += String(chunk)))
      .on('end', () => resolve(answer))
      .on('error', reject);
  });
}

/** Waits until a number has not changed for a while. */
async function settled(read: () => number): Promise<void> {
  for (let last = -1; last !== read() || last === 0;) {
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

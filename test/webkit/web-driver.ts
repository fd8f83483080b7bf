/** WebKitGTK on a display that nobody sees, over W3C WebDriver: Playwright cannot drive it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { vi } from 'vitest';
import { findWebkit } from '../../scripts/install-browsers.mjs';

export interface WebDriver {
  /** A command of the session, such as `url`; a POST where it has a body. @throws Error with what the driver says */
  send(command: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

export async function startWebDriver(): Promise<WebDriver> {
  const found = findWebkit();
  if (!found) throw new Error('WebKitWebDriver or Xvfb is not installed: apt-get install webkit2gtk-driver xvfb.');
  const display = spawn(found.display, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(display.stdio[3] as Readable, 'data')) as [Buffer];
  const port = await freePort();
  const driver = spawn(found.driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${number.toString().trim()}`, TZ: 'Australia/Sydney' },
  });
  const address = `http://127.0.0.1:${port}`;

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const request = { method, signal: AbortSignal.timeout(30_000), ...(body && { body: JSON.stringify(body) }) };
    const answer = await fetch(`${address}/${path}`, request);
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  }

  await vi.waitFor(() => call('GET', 'status'), { timeout: 20_000 });
  const { sessionId } = (await call('POST', 'session', { capabilities: { alwaysMatch: {} } })) as { sessionId: string };
  return {
    send: (command, body) => call(body ? 'POST' : 'GET', `session/${sessionId}/${command}`, body),
    async close() {
      await call('DELETE', `session/${sessionId}`);
      await end(driver);
      await end(display);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

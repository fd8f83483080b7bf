/** The Basiq sandbox on a fake clock, with a client of the bare wire. */
import { createBasiqSandbox, type BasiqSandboxOptions } from '../../../src/testing/basiq-sandbox/basiq-sandbox';
import { createFakeClock } from '../../../src/testing/environment';

export const origin = 'https://basiq.example';

export interface Answer {
  status: number;
  headers: Headers;
  /** Nothing where the answer has no body. */
  body: unknown;
}

/** What stands at that place in an answer: `read(body, 'data', 0, 'code')`. */
export function read(value: unknown, ...place: readonly (string | number)[]): unknown {
  return place.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function setUp(options: BasiqSandboxOptions = {}) {
  const clock = createFakeClock();
  const sandbox = createBasiqSandbox({ clock, users: ['gavin', 'monica'], ...options });
  const { bank, apiKey } = sandbox;

  async function send(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await sandbox.fetch(new Request(origin + path, { method, ...init }));
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body };
  }

  function askToken(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const usual = { Authorization: `Basic ${apiKey}`, 'basiq-version': '3.0' };
    return send('POST', '/token', { body: new URLSearchParams(form), headers: { ...usual, ...headers } });
  }

  async function clientOf(form: Record<string, string>) {
    const token = read((await askToken(form)).body, 'access_token');
    return (method: string, path: string, body?: unknown) =>
      send(method, path, {
        headers: { Authorization: `Bearer ${String(token)}` },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
  }

  const idOf = (institutionId: string, userId = 'gavin') =>
    bank.connections(userId).find((connection) => connection.institutionId === institutionId)?.id ?? '';

  return {
    ...sandbox,
    clock,
    send,
    askToken,
    idOf,
    server: () => clientOf({ scope: 'SERVER_ACCESS' }),
    client: (userId: string) => clientOf({ scope: 'CLIENT_ACCESS', userId }),
  };
}

export const happy = 'AU00000';

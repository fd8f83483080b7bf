/** Basiq's tokens: one for the server, shared by all its users, and one for each thing that a single user does. */
import { createConnectionsError, isConnectionsError, type ConnectionsError } from '../../core/model/errors';
import type { Http } from '../http';
import { createCached } from './cached';
import { field, positive, text } from './wire';

export interface Tokens {
  /** SERVER_ACCESS, for every user; must never reach a browser. */
  server(signal?: AbortSignal): Promise<string>;
  /** The API refused this one: the next caller gets a new one. */
  dropServer(token: string): void;
  /** CLIENT_ACCESS, bound to one user; always a new one, so that it is whole when it is handed to a page. */
  client(userId: string, signal?: AbortSignal): Promise<string>;
}

/** Seconds, when the answer does not say (OpenAPI: "Expires in 3600 seconds"). */
const usualLifetime = 3_600;
/** Milliseconds before its end at which a token is no longer begun with. */
const safeMargin = 60_000;

/**
 * `POST /token`, form-encoded, with `Authorization: Basic <api key>` and `basiq-version: 3.0`; answers
 * `{access_token, expires_in, token_type}` (OpenAPI core, `postToken`).
 */
export function createTokens({ http, apiKey, now }: { http: Http; apiKey: string; now(): number }): Tokens {
  async function ask(form: Record<string, string>, signal?: AbortSignal): Promise<{ value: string; lifetime: number }> {
    const body = await post(form, signal);
    const value = text(field(body, 'access_token'), 20_000);
    if (value === undefined) throw createConnectionsError('bad-response');
    const lifetime = (positive(field(body, 'expires_in')) ?? usualLifetime) * 1_000;
    return { value, lifetime: lifetime - Math.min(safeMargin, lifetime / 10) };
  }

  async function post(form: Record<string, string>, signal?: AbortSignal): Promise<unknown> {
    try {
      const headers = { Authorization: `Basic ${apiKey}`, 'basiq-version': '3.0' };
      const body = new URLSearchParams(form);
      return (await http.request({ method: 'POST', path: '/token', headers, body, signal })).body;
    } catch (error) {
      throw isRefusedKey(error) ? createConnectionsError('forbidden', { ...error.failure, ...forDeveloper }) : error;
    }
  }

  const server = createCached({ load: () => ask({ scope: 'SERVER_ACCESS' }), now });
  return {
    server: server.get,
    dropServer: server.drop,
    client: async (userId, signal) => (await ask({ scope: 'CLIENT_ACCESS', userId }, signal)).value,
  };
}

const forDeveloper = { actor: 'developer', retryable: false } as const;

/** A bad key is answered with 400, 401, 403 or 404; to the person's page all of them are the host's to mend. */
function isRefusedKey(error: unknown): error is ConnectionsError {
  const codes: readonly string[] = ['invalid-request', 'forbidden', 'not-found'];
  return isConnectionsError(error) && codes.includes(error.code);
}

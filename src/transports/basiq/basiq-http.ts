/** A request to Basiq as this server: with the shared token, renewed once when it is refused. */
import { isConnectionsError } from '../../core/model/errors';
import type { Http, HttpAnswer, HttpRequest } from '../http';
import type { Tokens } from './token';

export interface BasiqHttp {
  /** @throws ConnectionsError `forbidden` when a renewed token is refused, too */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** With a token bound to one user. */
  requestAs(userId: string, request: HttpRequest): Promise<HttpAnswer>;
}

export function createBasiqHttp({ http, tokens }: { http: Http; tokens: Tokens }): BasiqHttp {
  function send(request: HttpRequest, token: string): Promise<HttpAnswer> {
    const headers = { ...request.headers, Authorization: `Bearer ${token}`, 'basiq-version': '3.0' };
    return http.request({ ...request, headers });
  }

  return {
    async request(request) {
      const token = await tokens.server(request.signal ?? undefined);
      try {
        return await send(request, token);
      } catch (error) {
        if (!isRefusedToken(error)) throw error;
        tokens.dropServer(token);
        return send(request, await tokens.server(request.signal ?? undefined));
      }
    },
    requestAs: async (userId, request) => send(request, await tokens.client(userId, request.signal ?? undefined)),
  };
}

/** An expired token is answered with 401 or 403 (`domain.md` §2) before anything is done, so repeating is safe. */
function isRefusedToken(error: unknown): boolean {
  return isConnectionsError(error) && error.code === 'forbidden' && error.failure.code !== 'no-production-access';
}

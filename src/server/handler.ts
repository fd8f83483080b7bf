/** A transport over HTTP: every request passes the same walls before it reaches the transport of the signed-in user. */
import { createCommands } from './commands';
import { createGuard } from './guard';
import type { HandlerOptions, Session } from './handler-options';
import { createMemoryJournal } from './journal';
import { fromTransport, refuse, toProblem } from './problem';
import { refuseLargeBody } from './read-body';
import { matchRoute } from './routes';

/**
 * The walls, in this order: the path and method are ours (404, 405); the body is small (413); somebody is signed in (401);
 * a request that changes something carries the header `Connections-Kit`, which no foreign page can send unasked (403);
 * the transport can do it (501); the request is well-formed (400); the session and the host allow it (403).
 */
export function createConnectionsHandler<S extends Session, C = undefined>(
  options: HandlerOptions<S, C>,
): (request: Request, context?: C) => Promise<Response> {
  const { journal = createMemoryJournal(), now = Date.now } = options;
  const commands = createCommands(journal);

  async function answer(request: Request, context: C): Promise<Response> {
    const { pathname, searchParams: query } = new URL(request.url);
    const { basePath = '' } = options;
    const base = typeof basePath === 'function' ? basePath(request) : basePath;
    const { endpoint, id } = matchRoute(request.method, pathname, base);
    refuseLargeBody(request);
    const session = await options.authenticate(request, context);
    if (!session?.userId) throw refuse('unauthorized');
    if (request.method !== 'GET' && !request.headers.has('connections-kit')) throw refuse('forbidden');
    const transport = await options.transport(session);
    const guard = createGuard(options, session, request);
    const { userId } = session;
    const reading = { signal: request.signal };
    const exchange = { request, query, reading, userId, transport, guard, journal, commands };
    return endpoint(exchange, id).catch((thrown: unknown) => {
      throw fromTransport(thrown);
    });
  }

  return (request, context) => answer(request, context as C).catch((thrown: unknown) => toProblem(thrown, now()));
}

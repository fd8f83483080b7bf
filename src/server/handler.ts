/** A transport over HTTP: every request passes the same walls before it reaches the transport of the signed-in user. */
import { isConnectionsError } from '../core/model/errors';
import type { Transport } from '../core/transport';
import { clockOf } from './clock';
import { createCommands } from './commands';
import { createFeeds } from './feeds';
import { createGuard } from './guard';
import type { HandlerOptions, Session } from './handler-options';
import { createMemoryJournal } from './journal';
import { createJournalReader } from './journal-reader';
import { createPatientJournal } from './patient-journal';
import { createPatientTransport } from './patient-transport';
import { fromTransport, refuse, toProblem } from './problem';
import { refuseLargeBody } from './read-body';
import { createReport, type Report } from './report';
import { checkRedirectHosts, redirectHostsOf } from './return-url';
import { matchRoute } from './routes';
import { checkSession } from './session';
import { createAwait, type Await } from './time-limit';

/**
 * The walls, in this order: the path and method are ours (404, 405); the body is small (413); somebody is signed in (401);
 * a request that changes something carries the header `Connections-Kit`, which no foreign page can send unasked (403);
 * the transport can do it (501); the request is well-formed (400); the session and the host allow it (403).
 * @throws ConnectionsError `invalid-request` for `redirectHosts` of which one is none
 */
export function createConnectionsHandler<S extends Session, C = undefined>(
  options: HandlerOptions<S, C>,
): (request: Request, context?: C) => Promise<Response> {
  const clock = clockOf(options);
  const journal = createPatientJournal(options.journal ?? createMemoryJournal(), clock);
  const commands = createCommands(journal, clock);
  const feeds = createFeeds({ journal, clock, apart: options.isolatesRequests === true });
  checkRedirectHosts(options.redirectHosts ?? []);

  /** Also here the provider may refuse the server's own credential: that signs nobody out. */
  async function makeTransport(session: S, awaited: Await): Promise<Transport> {
    try {
      return createPatientTransport(await awaited('transport', () => options.transport(session)), awaited);
    } catch (thrown) {
      throw isConnectionsError(thrown) ? fromTransport(thrown) : thrown;
    }
  }

  async function answer(request: Request, context: C, report: Report): Promise<Response> {
    const { pathname, searchParams: query } = new URL(request.url);
    const { basePath = '' } = options;
    const base = typeof basePath === 'function' ? basePath(request) : basePath;
    const { endpoint, id } = matchRoute(request.method, pathname, base);
    refuseLargeBody(request);
    const awaited = createAwait(options, clock, report);
    const session = checkSession(await awaited('authenticate', () => options.authenticate(request, context)));
    if (!session) throw refuse('unauthorized');
    if (request.method !== 'GET' && !request.headers.has('connections-kit')) throw refuse('forbidden');
    const transport = await makeTransport(session, awaited);
    const guard = createGuard(options, { session, request, report, awaited });
    const { userId } = session;
    const { redirectHosts = redirectHostsOf(request) } = options;
    const reading = { signal: request.signal };
    const own = { userId, transport, guard, redirectHosts, report };
    const history = createJournalReader(journal, report);
    const exchange = { request, query, reading, ...own, history, commands, feeds, clock };
    return endpoint(exchange, id).catch((thrown: unknown) => {
      report(thrown);
      throw fromTransport(thrown);
    });
  }

  return (request, context) => {
    const report = createReport(options, request);
    return answer(request, context as C, report).catch((thrown: unknown) => {
      report(thrown);
      return toProblem(thrown, clock.now());
    });
  };
}

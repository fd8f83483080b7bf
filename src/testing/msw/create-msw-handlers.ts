/** The real server handler behind Mock Service Worker: what a page sends is checked, executed and answered as in production. */
import { http, type HttpHandler } from 'msw';
import type { Clock } from '../../core/model/clock';
import type { Transport } from '../../core/transport';
import { createConnectionsHandler } from '../../server/handler';
import type { HandlerOptions, Session } from '../../server/handler-options';
import type { ScenarioChoice } from '../../transports/sandbox/choose-scenarios';
import { createSandboxTransport } from '../../transports/sandbox/sandbox-transport';

/** Beside these, what `createConnectionsHandler` takes: `authorize`, `onAudit`, `journal`, `clock` … */
export interface MswHandlersOptions extends Omit<HandlerOptions<Session>, 'authenticate' | 'transport' | 'basePath'> {
  /** That of your REST transport: `/api/bank`, or an absolute URL. */
  baseUrl: string;
  /** One for whoever is signed in, or one for each; the sandbox bank by default. */
  transport?: Transport | HandlerOptions<Session>['transport'];
  /** Of the sandbox bank: for all institutions, or by institution id. */
  scenario?: ScenarioChoice;
  /** Who is signed in; null is nobody (401). Somebody by default. */
  authenticate?(request: Request): ReturnType<HandlerOptions<Session>['authenticate']>;
}

/** For `setupServer(...handlers)` in Node and `setupWorker(...handlers)` in a browser. */
export function createMswHandlers(options: MswHandlersOptions): HttpHandler[] {
  const { baseUrl, scenario, authenticate = () => ({ userId: 'user-1' }), transport, ...others } = options;
  const { clock = unheldClock } = others;
  const sandbox = () => createSandboxTransport({ ...(scenario !== undefined && { scenario }), clock });
  const bank = transport ?? sandbox();
  const base = baseUrl.replace(/\/+$/, '');
  const handle = createConnectionsHandler<Session>({
    ...others,
    clock,
    authenticate: (request) => authenticate(request),
    transport: typeof bank === 'function' ? bank : () => bank,
    basePath: new URL(base, 'http://localhost').pathname,
  });
  return [http.all(`${base}/*`, ({ request }) => handle(request))];
}

/**
 * Real time whose timers let the process of a test end: in Node, MSW clones each answer, so the handler does not hear that the
 * reader of its events has left, and would tell them for ten minutes more.
 */
const unheldClock: Clock = {
  now: () => Date.now(),
  setTimeout(callback, delay) {
    const handle: unknown = globalThis.setTimeout(callback, delay);
    if (typeof handle === 'object' && handle && 'unref' in handle && typeof handle.unref === 'function') handle.unref();
    return handle;
  },
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>),
};

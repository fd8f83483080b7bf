/** A server that speaks Basiq's v3 wire over the sandbox bank, as a fetch handler. */
import { createSandboxBank, type SandboxBank, type SandboxBankOptions } from '../../transports/sandbox/bank';
import { BankRefusal } from '../../transports/sandbox/bank-facts';
import { errorAnswer, refusalAnswer, WireError } from './answers';
import { routes } from './routes';
import { createTokens, type Grant } from './tokens';

export interface BasiqSandboxOptions extends SandboxBankOptions {
  /** A bank to share; of the other options only the key then counts. */
  bank?: SandboxBank;
  apiKey?: string;
}

export interface BasiqRequestLog {
  method: string;
  /** Without the query. */
  path: string;
  status: number;
}

export interface BasiqSandbox {
  fetch(request: Request): Promise<Response>;
  readonly bank: SandboxBank;
  readonly apiKey: string;
  /** What was asked, in the order in which it was answered. */
  readonly log: readonly BasiqRequestLog[];
  /** All tokens issued so far are refused from now on: 403, as Basiq does. */
  expireTokens(): void;
}

/** @throws ConnectionsError `invalid-request` for a scenario or an institution that nobody knows */
export function createBasiqSandbox(options: BasiqSandboxOptions = {}): BasiqSandbox {
  const { apiKey = 'sandbox-api-key', bank = createSandboxBank(options) } = options;
  const tokens = createTokens({ apiKey, bank });
  const log: BasiqRequestLog[] = [];

  async function answer(request: Request, url: URL): Promise<Response> {
    if (request.method === 'POST' && url.pathname === '/token') return tokens.issue(request);
    const grant = tokens.check(request);
    for (const { method, pattern, answer: reply } of routes) {
      const found = method === request.method ? pattern.exec(url.pathname) : null;
      if (!found) continue;
      const ids = found.slice(1).map(decodeSegment);
      checkUser(grant, url, ids);
      return await reply({ bank, grant, request, url, ids });
    }
    throw new WireError('resource-not-found', 'Resource not found.');
  }

  function refuse(thrown: unknown): Response {
    if (thrown instanceof BankRefusal) return refusalAnswer(thrown, bank.clock.now());
    const error = thrown instanceof WireError ? thrown : new WireError('internal-server-error', 'Something failed.');
    return errorAnswer(error, bank.correlationId());
  }

  return {
    async fetch(request) {
      const url = new URL(request.url);
      const response = await answer(request, url).catch(refuse);
      log.push({ method: request.method, path: url.pathname, status: response.status });
      return response;
    },
    bank,
    apiKey,
    log,
    expireTokens: tokens.expireAll,
  };
}

/** A token that is bound to a user opens nothing of another one. */
function checkUser(grant: Grant, url: URL, [userId]: readonly string[]): void {
  const isForeign = url.pathname.startsWith('/users/') && grant.userId !== undefined && grant.userId !== userId;
  if (isForeign) throw new WireError('forbidden-access', 'Access to this resource is forbidden.', 'userId');
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new WireError('resource-not-found', 'Resource not found.');
  }
}

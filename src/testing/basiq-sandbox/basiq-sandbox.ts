/** A server that speaks Basiq's v3 wire over the sandbox bank, as a fetch handler. */
import { createSandboxBank, type SandboxBank, type SandboxBankOptions } from '../../transports/sandbox/bank';
import { AnswerLost, BankRefusal } from '../../transports/sandbox/bank-facts';
import { errorAnswer, refusalAnswer, WireError } from './answers';
import { answerConsentPage } from './consent-page';
import { routes } from './routes';
import { createTokens, type Grant } from './tokens';
import { changeOfVariants, changeResponse, type VariantChoice } from './variants';

/** Those of the bank behind it, and how it differs from the usual Basiq. */
export interface BasiqSandboxOptions extends SandboxBankOptions {
  /** A bank to share; of the other options only the key and the variants then count. */
  bank?: SandboxBank;
  apiKey?: string;
  /** Where the consent page at `/home` sends the person back to; without it there is none. */
  consentReturnUrl?: () => string;
  /** How its answers differ from the usual ones, by name or `all`. None by default. */
  variants?: VariantChoice;
}

/** One request that the sandbox has answered. Neither its query nor its body is kept. */
export interface BasiqRequestLog {
  method: string;
  /** Without the query. */
  path: string;
  /** 0 where the answer was lost. */
  status: number;
}

/** Basiq's API v3 in memory: give its `fetch` to `createBasiq`, or put it on a port with `listen`. */
export interface BasiqSandbox {
  /** Where the bank loses an answer, it is `Response.error()`, which `listen` sends as a connection that breaks. */
  fetch(request: Request): Promise<Response>;
  readonly bank: SandboxBank;
  readonly apiKey: string;
  /** What was asked, in the order in which it was answered. */
  readonly log: readonly BasiqRequestLog[];
  /** All tokens issued so far are refused from now on: 403, as Basiq does. */
  expireTokens(): void;
}

/** @throws ConnectionsError `invalid-request` for a scenario, an institution or a variant that nobody knows */
export function createBasiqSandbox(options: BasiqSandboxOptions = {}): BasiqSandbox {
  const { apiKey = 'sandbox-api-key', bank = createSandboxBank(options), variants = [], consentReturnUrl } = options;
  const change = changeOfVariants(variants);
  const tokens = createTokens({ apiKey, bank });
  const log: BasiqRequestLog[] = [];

  async function answer(request: Request, url: URL): Promise<Response> {
    if (request.method === 'POST' && url.pathname === '/token') return tokens.issue(request);
    if (url.pathname === '/home' && consentReturnUrl) {
      return answerConsentPage(request, { bank, userOf: tokens.userOf, returnUrl: consentReturnUrl() });
    }
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
    if (thrown instanceof AnswerLost) return Response.error();
    if (thrown instanceof BankRefusal) return refusalAnswer(thrown, bank.clock.now());
    const error = thrown instanceof WireError ? thrown : new WireError('internal-server-error', 'Something failed.');
    return errorAnswer(error, bank.correlationId());
  }

  return {
    async fetch(request) {
      const url = new URL(request.url);
      const usual = await answer(request, url).catch(refuse);
      const response = variants.length === 0 ? usual : await changeResponse(usual, url.origin, change);
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

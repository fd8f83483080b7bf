/** `POST /token` and what a token allows (OpenAPI core, `postToken`): for the server, or bound to one user. */
import type { SandboxBank } from '../../transports/sandbox/bank';
import { json, WireError } from './answers';

export interface Grant {
  scope: 'SERVER_ACCESS' | 'CLIENT_ACCESS';
  /** Of CLIENT_ACCESS. */
  userId?: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface Tokens {
  /** Throws `WireError` for a wrong key, a version that is not 3.0, or a form that is not valid. */
  issue(request: Request): Promise<Response>;
  /** Throws `WireError`: 401 without a token that was issued here, 403 with one that has expired (`domain.md` §2). */
  check(request: Request): Grant;
  /** The user that a CLIENT_ACCESS token is bound to, while it is good. */
  userOf(token: string): string | undefined;
  expireAll(): void;
}

/** Seconds. */
const lifetime = 3_600;

export function createTokens({ apiKey, bank }: { apiKey: string; bank: SandboxBank }): Tokens {
  const grants = new Map<string, Grant>();
  return {
    async issue(request) {
      checkKeyAndVersion(request, apiKey);
      const grant = grantOf(new URLSearchParams(await request.text()), bank.users);
      const token = `${bank.correlationId()}.${bank.correlationId()}`;
      grants.set(token, { ...grant, expiresAt: bank.clock.now() + lifetime * 1_000 });
      return json(200, { access_token: token, expires_in: lifetime, token_type: 'Bearer' });
    },
    check(request) {
      const authorization = request.headers.get('authorization');
      if (authorization === null) throw new WireError('unauthorized-access', 'No token was given.');
      const grant = grants.get(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? '');
      if (!grant) throw new WireError('invalid-authorization-token', 'The token is not valid.');
      if (grant.expiresAt <= bank.clock.now()) {
        throw new WireError('access-denied', 'The token has expired.', 'Authorization');
      }
      return grant;
    },
    userOf(token) {
      const grant = grants.get(token);
      return grant && grant.expiresAt > bank.clock.now() ? grant.userId : undefined;
    },
    expireAll() {
      for (const grant of grants.values()) grant.expiresAt = 0;
    },
  };
}

function checkKeyAndVersion(request: Request, apiKey: string): void {
  const version = request.headers.get('basiq-version');
  if (version === null) throw new WireError('parameter-not-supplied', 'A version is required.', 'basiq-version');
  if (version !== '3.0') throw new WireError('parameter-not-valid', 'The version is not known.', 'basiq-version');
  if (request.headers.get('authorization') !== `Basic ${apiKey}`) {
    throw new WireError('unauthorized-access', 'The API key is not valid.');
  }
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new WireError('invalid-content', 'The body must be form-encoded.');
  }
}

/** Without a scope: SERVER_ACCESS. */
function grantOf(form: URLSearchParams, users: readonly string[]): Pick<Grant, 'scope' | 'userId'> {
  const scope = form.get('scope') ?? 'SERVER_ACCESS';
  if (scope === 'SERVER_ACCESS') return { scope };
  if (scope !== 'CLIENT_ACCESS') throw new WireError('parameter-not-valid', 'The scope is not known.', 'scope');
  const userId = form.get('userId');
  if (userId === null) throw new WireError('parameter-not-supplied', 'A user is required.', 'userId');
  if (!users.includes(userId)) throw new WireError('resource-not-found', 'Resource not found.');
  return { scope, userId };
}

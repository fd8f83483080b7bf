/** Where a person may be sent back to after a consent: were it any page, the bank's own page would lead people anywhere. */
import { createConnectionsError } from '../core/model/errors';
import { refuse } from './problem';

/** @throws ConnectionsError `invalid-request` for what is neither a host nor a host with its port: a scheme, a path, a wildcard */
export function checkRedirectHosts(hosts: readonly string[]): void {
  const isHost = (host: string) => /^[^\s/?#@\\*]+$/.test(host) && URL.canParse(`https://${host}`);
  if (!hosts.every(isHost)) throw createConnectionsError('invalid-request');
}

/** The one host that the request was sent to. The header counts first: some servers write a name of their own into the URL. */
export function redirectHostsOf(request: Request): readonly string[] {
  return [request.headers.get('host') ?? new URL(request.url).host];
}

/**
 * @returns the address as the URL standard writes it, whatever the next one who reads it makes of odd letters
 * @throws ConnectionsError `invalid-request` for an address elsewhere, and for one that hides where it leads
 */
export function readReturnUrl(value: string, hosts: readonly string[]): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isAllowed = url && isSafe(url) && isPlain(value, url) && hosts.some((host) => isAt(url, host));
  if (!isAllowed) throw refuse('invalid-request');
  return url.href;
}

const thisMachine: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && thisMachine.includes(hostname));
}

/** Begins with its origin letter by letter: no name, password, backslash, other alphabet or number in its place. */
function isPlain(value: string, url: URL): boolean {
  const written = /^https?:\/\/[\w.:[\]-]+(?=[/?#]|$)/i.exec(value)?.[0];
  return written?.toLowerCase() === url.origin;
}

function isAt(url: URL, host: string): boolean {
  const allowed = `${url.protocol}//${host}`;
  return URL.canParse(allowed) && new URL(allowed).host === url.host;
}

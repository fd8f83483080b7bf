/** Basiq's API v3 for one server: its users share the token, the connectors, and what is remembered of their jobs. */
import type { Clock } from '../../core/model/clock';
import { createConnectionsError } from '../../core/model/errors';
import type { Transport } from '../../core/transport';
import { createHttp } from '../http';
import { createBasiqHttp } from './basiq-http';
import { createBasiqTransport, type SharedByUsers } from './basiq-transport';
import { createConnectors } from './connectors';
import { createMemory } from './memory';
import { readError } from './read-error';
import { createSharedReads } from './shared-reads';
import { createTokens } from './token';

/** Only the key is needed. */
export interface BasiqOptions {
  /** As Basiq's dashboard shows it. Never to reach a browser. */
  apiKey: string;
  /** Default: `https://au-api.basiq.io`. */
  baseUrl?: string;
  /** Basiq's consent page. Default: `https://consent.basiq.io/home`. */
  consentUrl?: string;
  /** Default: `globalThis.fetch` at the time of the call. */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds for one request. Default: 30,000. */
  timeout?: number;
  /** For tests. Default: the system's. */
  clock?: Pick<Clock, 'now'>;
}

/** One per server: all users share the token of the server and the list of connectors. */
export interface Basiq {
  /**
   * @param userId Basiq's id of the user, from the host's own session; never from what a browser sends
   * @throws ConnectionsError `invalid-request` without a user; TypeError without a key, which a build of the host may lack
   */
  transport(userId: string): Transport;
}

/** Jobs, and connections, of all users together: a forgotten one costs a request, not an answer. */
const remembered = 10_000;

/** @throws ConnectionsError `invalid-request` for a consent page that is no URL */
export function createBasiq(options: BasiqOptions): Basiq {
  const { apiKey, baseUrl = 'https://au-api.basiq.io', consentUrl = 'https://consent.basiq.io/home' } = options;
  if (!URL.canParse(consentUrl)) throw createConnectionsError('invalid-request');
  const now = () => (options.clock ?? Date).now();
  const plain = createHttp({ baseUrl, fetch: options.fetch, timeout: options.timeout, now, readError });
  const tokens = createTokens({ http: plain, apiKey, now });
  const http = createBasiqHttp({ http: plain, tokens });
  const shared: SharedByUsers = {
    http,
    tokens,
    connectors: createConnectors({ http, now }),
    started: createMemory(remembered),
    createdDates: createMemory(remembered),
    dateReads: createSharedReads(now),
    jobIdReads: createSharedReads(now),
    coolDowns: createMemory(remembered),
    consentUrl,
    now,
  };
  return {
    transport(userId) {
      if (!apiKey) throw new TypeError('createBasiq has no apiKey: give the server the key of your Basiq dashboard.');
      if (typeof userId !== 'string' || userId === '') throw createConnectionsError('invalid-request');
      return createBasiqTransport(shared, userId);
    },
  };
}

/** What a connection does not say of its bank, joined from the list of connectors: name, logo, health, usual durations. */
import type { Connection, Institution } from '../../core/model/connection';
import type { BasiqHttp } from './basiq-http';
import { createCached } from './cached';
import { methodOf } from './mapping';
import { field, httpsUrl, id, positive, rowsOf, text, type WireRecord } from './wire';

/** An institution that no connector describes is shown by its id. */
export type Institutions = (institutionId: string, method?: Connection['method']) => Institution;

export interface Connectors {
  /**
   * Never fails for want of connectors: the list of connections stands without them.
   * @throws ConnectionsError `aborted` only
   */
  institutions(signal?: AbortSignal): Promise<Institutions>;
}

/** Milliseconds. The list is long and changes seldom, but for the health in it. */
const lifetime = 10 * 60_000;
/** Milliseconds until the next attempt after one that failed. */
const retryAfter = 60_000;

/** `GET /connectors` (OpenAPI data, `getConnectors`): one row for each institution and method. */
export function createConnectors({ http, now }: { http: BasiqHttp; now(): number }): Connectors {
  let last = joinOf([]);
  const cached = createCached({
    now,
    async load() {
      try {
        const { body } = await http.request({ method: 'GET', path: '/connectors' });
        last = joinOf(rowsOf(body));
        return { value: last, lifetime };
      } catch {
        return { value: last, lifetime: retryAfter };
      }
    },
  });
  return { institutions: cached.get };
}

function joinOf(connectors: readonly WireRecord[]): Institutions {
  const byId = new Map<string, Institution>();
  const byMethod = new Map<string, Institution>();
  for (const connector of connectors) {
    const institution = toInstitution(connector);
    if (institution === undefined) continue;
    const key = keyOf(institution.id, methodOf(field(connector, 'method')));
    if (!byId.has(institution.id)) byId.set(institution.id, institution);
    if (!byMethod.has(key)) byMethod.set(key, institution);
  }
  return (institutionId, method) =>
    byMethod.get(keyOf(institutionId, method)) ??
    byId.get(institutionId) ?? { id: institutionId, name: text(institutionId) ?? institutionId };
}

function keyOf(institutionId: string, method: Connection['method']): string {
  return `${method ?? ''}:${institutionId}`;
}

/** One row of `GET /connectors`; nothing for a row without an id. */
export function toInstitution(connector: WireRecord): Institution | undefined {
  const institutionId = id(field(connector, 'id'));
  if (institutionId === undefined) return undefined;
  const about = field(connector, 'institution');
  const shortName = text(field(about, 'shortName'));
  const logo = field(field(about, 'logo'), 'links');
  const logoUrl = imageUrl(field(logo, 'square')) ?? imageUrl(field(logo, 'full'));
  const country = text(field(about, 'country'), 60);
  const status = text(field(connector, 'status'))?.toLowerCase();
  const recoveryUrl = httpsUrl(field(field(field(connector, 'authorization'), 'meta'), 'forgotten_password_url'));
  const averageDurations = durationsOf(field(field(connector, 'stats'), 'averageDurationMs'));
  return {
    id: institutionId,
    name: text(field(about, 'name')) ?? shortName ?? text(institutionId) ?? institutionId,
    ...(shortName !== undefined && { shortName }),
    ...(logoUrl !== undefined && { logoUrl }),
    ...(country !== undefined && { country }),
    ...(status !== undefined && { health: healths.get(status) ?? 'unknown' }),
    ...(recoveryUrl !== undefined && { recoveryUrl }),
    ...(averageDurations !== undefined && { averageDurations }),
  };
}

/** The words of the filter `connector.status` (OpenAPI data, `getConnectors`). In a partial outage the bank still answers some. */
const healths = new Map<string, NonNullable<Institution['health']>>([
  ['operational', 'operational'],
  ['degraded-performance', 'degraded'],
  ['partial-outage', 'degraded'],
  ['major-outage', 'outage'],
  ['under-maintenance', 'maintenance'],
]);

/** Characters; a picture inside the answer is not worth more. */
const longestPicture = 100_000;

function imageUrl(value: unknown): string | undefined {
  const isPicture =
    typeof value === 'string' &&
    value.length <= longestPicture &&
    /^data:image\/[a-z0-9.+-]+[;,][\x21-\x7e]*$/i.test(value);
  return isPicture ? value : httpsUrl(value);
}

const segments = [
  ['authenticate', 'verifyCredentials'],
  ['accounts', 'retrieveAccounts'],
  ['transactions', 'retrieveTransactions'],
] as const;

function durationsOf(averages: unknown): Institution['averageDurations'] {
  const entries = segments.flatMap(([key, segment]) => {
    const duration = positive(field(averages, segment));
    return duration === undefined ? [] : [[key, duration] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

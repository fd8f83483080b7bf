/** The ways in which Basiq says the same thing otherwise (`domain.md` §2 and the OpenAPI files): each a pure change of an answer. */
import { createConnectionsError } from '../../core/model/errors';
import { inObjects, inTexts, inType, isObject, listOf, objectOf, renamed, without } from './wire-answer';
import type { WireAnswer, WireChange, WireObject } from './wire-answer';

/** In the order in which they are made, so that all of them together are one possible wire. */
const variants = {
  /** `openbanking` where it was `open-banking`, and the other way round. */
  'method-spelling': inTexts(/^method$/, (method) => swapped(method, 'openbanking', 'open-banking')),
  /** A connection's `created` for `createdDate`; of jobs and consents `createdDate`, `updatedDate` for `created`, `updated`. */
  'date-names': inObjects((object) => {
    if (object.type === 'connection') return renamed(object, { createdDate: 'created' });
    const isDated = object.type === 'job' || object.type === 'consent';
    return isDated ? renamed(object, { created: 'createdDate', updated: 'updatedDate' }) : object;
  }),
  /** What tells a locked account from wrong credentials is said in other words, in capitals. */
  'locked-in-detail': inTexts(/^detail$/, (detail) =>
    /\blocked\b/.test(detail) ? 'Login failed: this user is LOCKED out. Call the institution.' : detail,
  ),
  /** The sandbox bank's own codes are outside the enum of job errors: here those within it, which mean the same. */
  'job-codes-of-enum': inSteps((result) => {
    const code = codesOfEnum.get(String(result.code));
    return code === undefined ? result : { ...result, code };
  }),
  'details-for-detail': inObjects((object) => renamed(object, { detail: 'details' })),
  /** An error of a step without its `type`, as in the examples of `getJob`. */
  'result-bare': inSteps((result) => (result.type === 'error' ? without(result, 'type') : result)),
  /** Of a step that succeeded: neither link nor question; but for the first, whose link names the connection. */
  'result-null': inSteps((result, { title, status }) =>
    status === 'success' && title !== 'verify-credentials' ? null : result,
  ),
  'result-array': inSteps((result) => [result]),
  /** Of a step that failed: a whole error body. */
  'result-error-body': inType('job', (job) => {
    if (!Array.isArray(job.steps)) return job;
    const steps = job.steps.map(objectOf).map((step) => {
      const { status, result } = step;
      return status === 'failed' ? { ...step, result: { type: 'list', data: [result].flat() } } : step;
    });
    return { ...job, steps };
  }),
  /** A job that has not ended says no source, neither its own nor its institution's. */
  'source-late': inType('job', (job) => {
    const statuses = listOf(job.steps).map((step) => objectOf(step).status);
    const hasEnded = statuses.includes('failed') || statuses.every((status) => status === 'success');
    if (hasEnded || !isObject(job.links)) return job;
    const institution = objectOf(job.institution);
    return {
      ...job,
      links: without(job.links, 'source'),
      institution: { ...institution, links: without(institution.links, 'source') },
    };
  }),
  'connector-links': inTexts(/^(self|institution)$/, (link) =>
    link.replace(/\/institutions\/(\w+)$/, '/connectors/$1/web'),
  ),
  /** The institution of a connection has no id but in its link. */
  'institution-by-link': inType('institution', (institution) => without(institution, 'id')),
  /** Absolute links become relative, relative ones absolute. */
  'links-swapped': inTexts(
    /^(self|user|institution|accounts|transactions|connection|source|url|response)$/,
    (link, origin) =>
      link.startsWith(origin) ? link.slice(origin.length) : link.startsWith('/') ? origin + link : link,
  ),
  'middle-name-null': inObjects((object) => ('middleName' in object ? { ...object, middleName: null } : object)),
  /** The whole name is left empty. */
  'name-in-parts': inObjects((object) => ('fullName' in object ? { ...object, fullName: '' } : object)),
  /** Words for a status that are not in the enum. */
  'status-outside-enum': inType('connection', (connection) => {
    const status = statusesOutsideEnum.get(String(connection.status));
    return status === undefined ? connection : { ...connection, status };
  }),
  /** Every number was masked by the bank already: `XXXX 888 991`, `0405345 ### 991`. */
  'phones-masked': inObjects((object) =>
    'phoneNumbers' in object
      ? {
          ...object,
          phoneNumbers: listOf(object.phoneNumbers).map((phone, index) => maskedByBank(String(phone), index)),
        }
      : object,
  ),
  /** Money that the bank does not say is left out, where it was null. */
  'money-absent': inType('account', (account) =>
    Object.fromEntries(Object.entries(account).filter(([name, value]) => value !== null || !moneyNames.has(name))),
  ),
  /** What there is none of is null, where it was left out. */
  'absent-as-null': inType('connection', (connection) => ({ lastUsed: null, profile: null, ...connection })),
  /** A rate limit is a 403 like any other but for its `Retry-After`. */
  'rate-limit-403': (answer) =>
    answer.status === 429
      ? { ...inType('error', (error) => ({ ...error, code: 'access-denied' }))(answer), status: 403 }
      : answer,
} as const satisfies Readonly<Record<string, WireChange>>;

/** A way in which Basiq says the same thing otherwise; `basiqVariants` lists them. */
export type VariantName = keyof typeof variants;

/** Which of them the sandbox makes, all at once. */
export type VariantChoice = 'all' | readonly VariantName[];

/** The names of all the ways in which Basiq says the same thing otherwise, for `variants` of `createBasiqSandbox`. */
export const basiqVariants = Object.keys(variants) as readonly VariantName[];

/**
 * The change that these variants make together.
 * @throws ConnectionsError `invalid-request` for a variant that nobody knows
 */
export function changeOfVariants(choice: VariantChoice): WireChange {
  const names: readonly string[] = choice === 'all' ? basiqVariants : choice;
  if (names.some((name) => !Object.hasOwn(variants, name))) throw createConnectionsError('invalid-request');
  const changes = basiqVariants.filter((name) => names.includes(name)).map((name): WireChange => variants[name]);
  return (answer) => changes.reduce((changed, change) => change(changed), answer);
}

/** A response as it comes out of a change; one without JSON in it stays as it is. */
export async function changeResponse(response: Response, origin: string, change: WireChange): Promise<Response> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return response;
  const body: unknown = await response.json();
  const headers = Object.fromEntries(response.headers);
  const answer: WireAnswer = change({ status: response.status, headers, body, origin });
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers: answer.headers });
}

const codesOfEnum = new Map([
  ['account-not-accessible-requires-user-action', 'user-action-required'],
  ['service-unavailable', 'system-unavailable'],
]);

const statusesOutsideEnum = new Map([
  ['pending', 'init'],
  ['invalid', 'invalid-connection'],
  ['revoked', 'deleted'],
]);

const moneyNames: ReadonlySet<string> = new Set(['balance', 'availableFunds', 'creditLimit']);

/** Changes the results of a job's steps, where they are objects. */
function inSteps(change: (result: WireObject, step: WireObject) => unknown): WireChange {
  return inType('job', (job) => {
    if (!Array.isArray(job.steps)) return job;
    const steps = job.steps.map(objectOf).map((step) => {
      const { result } = step;
      return isObject(result) ? { ...step, result: change(result, step) } : step;
    });
    return { ...job, steps };
  });
}

function swapped(value: string, one: string, other: string): string {
  return value === one ? other : value === other ? one : value;
}

function maskedByBank(phone: string, index: number): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 10) return phone;
  const end = digits.slice(-3);
  return index % 2 === 0 ? `XXXX ${digits.slice(-6, -3)} ${end}` : `${digits.slice(0, -3)} ### ${end}`;
}

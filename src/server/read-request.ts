/** What a request asks, read and checked: its query, its command headers, the fields of its body. */
import { profileFields, type ProfileField } from '../core/model/connection';
import { isConnectionStatus } from '../core/model/lifecycle';
import type { CommandOptions, ConnectionQuery, ConsentPurpose, ConsentRequest, JobQuery } from '../core/transport';
import { refuse } from './problem';
import { readReturnUrl } from './return-url';

const longestPage = 1_000;
const mostIds = 1_000;
const longestKey = 255;

export function readConnectionQuery(query: URLSearchParams): ConnectionQuery {
  const status = query.get('status');
  if (status !== null && !isConnectionStatus(status)) throw refuse('invalid-request');
  const text = query.get('text');
  return { ...readPaging(query), ...(status !== null && { status }), ...(text !== null && { text }) };
}

export function readJobQuery(query: URLSearchParams, ownerId?: string): JobQuery {
  const connectionId = ownerId ?? query.get('connectionId');
  const ids = query.has('ids') ? query.getAll('ids').filter((id) => id !== '') : undefined;
  const unsettled = query.get('unsettled');
  if (unsettled !== null && unsettled !== 'true' && unsettled !== 'false') throw refuse('invalid-request');
  if (ids !== undefined && ids.length > mostIds) throw refuse('invalid-request');
  return {
    ...readPaging(query),
    ...(connectionId !== null && { connectionId }),
    ...(ids !== undefined && { ids }),
    ...(unsettled === 'true' && { unsettled: true }),
  };
}

function readPaging(query: URLSearchParams): { cursor?: string; limit?: number } {
  const cursor = query.get('cursor');
  const limit = query.get('limit');
  const valid = limit === null || (/^[1-9]\d{0,3}$/.test(limit) && Number(limit) <= longestPage);
  if (!valid) throw refuse('invalid-request');
  return { ...(cursor !== null && { cursor }), ...(limit !== null && { limit: Number(limit) }) };
}

export function readCommandOptions(headers: Headers): CommandOptions {
  const idempotencyKey = headers.get('idempotency-key');
  const runId = headers.get('connections-kit-run');
  if ([idempotencyKey, runId].some((value) => value !== null && (value === '' || value.length > longestKey)))
    throw refuse('invalid-request');
  return { ...(idempotencyKey !== null && { idempotencyKey }), ...(runId !== null && { runId }) };
}

export function readRevealField(body: unknown): ProfileField {
  const { field } = fieldsOf(body);
  const known = profileFields.find((one) => one === field);
  if (known === undefined) throw refuse('invalid-request');
  return known;
}

export function readAnswers(body: unknown): readonly string[] {
  const { answers } = fieldsOf(body);
  const valid = Array.isArray(answers) && answers.length > 0 && answers.every((answer) => typeof answer === 'string');
  if (!valid) throw refuse('invalid-request');
  return answers as readonly string[];
}

const purposes = ['connect', 'reauthorize', 'extend', 'manage'] as const satisfies readonly ConsentPurpose[];

/** @param redirectHosts where `returnUrl` may lead */
export function readConsentRequest(body: unknown, redirectHosts: readonly string[]): ConsentRequest {
  const fields = fieldsOf(body);
  const purpose = purposes.find((one) => one === fields.purpose);
  const returnUrl = optionalText(fields.returnUrl);
  if (purpose === undefined) throw refuse('invalid-request');
  const connectionId = optionalText(fields.connectionId);
  const institutionId = optionalText(fields.institutionId);
  const state = optionalText(fields.state);
  return {
    purpose,
    ...(connectionId !== undefined && { connectionId }),
    ...(institutionId !== undefined && { institutionId }),
    ...(returnUrl !== undefined && { returnUrl: readReturnUrl(returnUrl, redirectHosts) }),
    ...(state !== undefined && { state }),
  };
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuse('invalid-request');
  return body as Readonly<Record<string, unknown>>;
}

function optionalText(value: unknown): string | undefined {
  if (value !== undefined && typeof value !== 'string') throw refuse('invalid-request');
  return value;
}

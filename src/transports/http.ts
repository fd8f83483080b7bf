/** One HTTP request for an adapter: fetch, time limits, and every failure as a ConnectionsError without a word of the answer. */
import {
  createConnectionsError,
  toConnectionsError,
  type ConnectionsError,
  type ErrorCode,
} from '../core/model/errors';
import { createFailure, type Failure } from '../core/model/failure';
import { createLimit, type Limit } from './limit';

type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with a slash. Build it with `path`, so that no value can change its meaning. */
  path: string;
  /** `undefined` is left out; a list becomes one parameter per value. */
  query?: Readonly<Record<string, QueryValue>>;
  headers?: Readonly<Record<string, string | undefined>>;
  /** A form goes as it is, anything else as JSON. */
  body?: unknown;
  signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; `undefined` where the answer has no body. */
  body: unknown;
}

/** What an adapter can tell of a refused request from its own error body: codes and ids, never text. */
export interface ErrorDetails {
  code?: ErrorCode;
  failure?: Partial<Failure> | undefined;
}

type Resolvable<T> = T | (() => T | Promise<T>);

export interface HttpOptions {
  /** With or without a trailing slash; relative where the surrounding fetch knows its origin. */
  baseUrl: string;
  /** Go with every request, and are asked for with each; within its limits. */
  headers?: Resolvable<Record<string, string>> | undefined;
  /** Default: `globalThis.fetch` at the time of the call. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds for the whole exchange, body included. Default 30,000; 0 or Infinity is no limit. */
  timeout?: number | undefined;
  /** Bytes of an answer, unpacked; a longer one is a `bad-response`, and is read no further. Default 10,000,000. */
  mostBytes?: number | undefined;
  /** Milliseconds since 1970; turns `Retry-After` seconds into a time. */
  now?: () => number;
  /** @param body parsed JSON, or `undefined` where the answer is none */
  readError?: (status: number, body: unknown, headers: Headers) => ErrorDetails | undefined;
}

export interface Http {
  /** @throws ConnectionsError for anything but a 2xx answer with JSON or nothing in it; a redirect is a `bad-response` */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /**
   * For an answer that goes on: the time limit and the signal hold until it begins. Its body is the caller's to read and to cancel.
   * @throws ConnectionsError for anything but a 2xx answer
   */
  open(request: HttpRequest): Promise<Response>;
}

export function createHttp(options: HttpOptions): Http {
  const { baseUrl, timeout = 30_000, mostBytes = 10_000_000, now = Date.now, readError } = options;

  function refusalOf(status: number, headers: Headers, body: unknown): ConnectionsError {
    const details = readError?.(status, body, headers);
    const code = details?.code ?? codeOfStatus(status);
    const failureCode = details?.failure?.code ?? (details?.code === undefined ? failureCodeOfStatus(status) : code);
    const retryAt = readRetryAfter(headers.get('retry-after'), now());
    return createConnectionsError(code, {
      ...createFailure(failureCode, retryAt === undefined ? {} : { retryAt }),
      ...details?.failure,
    });
  }

  /** Within the limits of one request. */
  async function exchange<T>(request: HttpRequest, read: (response: Response, limit: Limit) => Promise<T>): Promise<T> {
    const limit = createLimit(request.signal, timeout);
    try {
      const headers = { ...(await limit.race(resolve(options.headers))), ...request.headers };
      const init = initOf({ ...request, headers }, limit.signal);
      const fetch = options.fetch ?? globalThis.fetch;
      const url = baseUrl.replace(/\/+$/, '') + request.path + searchOf(request.query);
      return await read(await limit.race(fetch(url, init)), limit);
    } catch (thrown) {
      throw limit.broken() ?? asOurs(thrown);
    } finally {
      limit.clear();
    }
  }

  async function readJson(response: Response, limit: Limit): Promise<{ value: unknown } | undefined> {
    const json = parseJson(await limit.race(readText(response, mostBytes)));
    if (!response.ok) throw refusalOf(response.status, response.headers, json?.value);
    return json;
  }

  return {
    request: (request) =>
      exchange(request, async (response, limit) => {
        const json = await readJson(response, limit);
        if (json === undefined) throw createConnectionsError('bad-response');
        return { status: response.status, headers: response.headers, body: json.value };
      }),
    open: (request) =>
      exchange(request, async (response, limit) => {
        if (!response.ok) await readJson(response, limit);
        return response;
      }),
  };
}

/**
 * A path whose values are each one segment, whatever is in them: path`/users/${userId}`.
 * @throws ConnectionsError `not-found` for a value that no path can carry (empty, `.`, `..`, half a surrogate pair):
 *   a URL parser would resolve it to another resource, so nothing can have that id.
 */
export function path(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return texts.reduce((whole, text, index) => whole + encodeSegment(values[index - 1] ?? '') + text);
}

function encodeSegment(value: string): string {
  if (value === '' || value === '.' || value === '..') throw createConnectionsError('not-found');
  try {
    return encodeURIComponent(value);
  } catch {
    throw createConnectionsError('not-found');
  }
}

function searchOf(query: HttpRequest['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const single of typeof value === 'object' ? value : [value]) parameters.append(name, String(single));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}

async function resolve(headers: HttpOptions['headers']): Promise<Record<string, string>> {
  try {
    return (await (typeof headers === 'function' ? headers() : headers)) ?? {};
  } catch (thrown) {
    // Nothing was sent: this is no answer that was lost.
    throw toConnectionsError(thrown);
  }
}

function initOf(request: HttpRequest, signal: AbortSignal): RequestInit {
  const { method, body } = request;
  const isForm = body instanceof URLSearchParams;
  try {
    const headers = new Headers({ Accept: 'application/json' });
    if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json');
    for (const [name, value] of Object.entries(request.headers ?? {}))
      if (value !== undefined) headers.set(name, value);
    // What is sent must not follow a redirect to another server. Workers have no `redirect: 'error'`: they refuse the request.
    return {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    };
  } catch {
    throw createConnectionsError('invalid-request');
  }
}

/**
 * Counted on a copy, and taken whole from the answer itself: what a script reads to its end by a reader, Chromium lists as canceled.
 * @throws ConnectionsError `bad-response` as soon as there are more bytes than that, whatever the answer says of its length
 */
async function readText(response: Response, mostBytes: number): Promise<string> {
  // Not every injected fetch answers with a stream.
  const reader = response.body && response.clone().body?.getReader();
  if (!reader) return response.text();
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > mostBytes) {
      for (const half of [reader, response.body]) void half.cancel().catch(() => {});
      throw createConnectionsError('bad-response');
    }
  }
  return response.text();
}

/** `undefined` for what is not JSON; no text at all is a value of `undefined`. */
function parseJson(text: string): { value: unknown } | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  429: 'rate-limited',
  501: 'not-supported',
  502: 'bad-response',
  504: 'timeout',
};

/**
 * A gateway that speaks for itself (502, 504) has passed the request on, and what became of it nobody knows: the answer was
 * lost. Where it has passed on nothing (503) it is `provider`. `not-available` is kept for what a connection's state does not
 * allow.
 */
function codeOfStatus(status: number): ErrorCode {
  return codes[status] ?? (status >= 500 ? 'provider' : status >= 400 ? 'invalid-request' : 'bad-response');
}

/** Waiting helps where the other side says that it is down; in other failures of its own, support must act. */
function failureCodeOfStatus(status: number): string {
  return status === 502 || status === 503 || status === 504 ? 'service-unavailable' : codeOfStatus(status);
}

/** RFC 9110 §10.2.3: seconds or an HTTP date. */
function readRetryAfter(value: string | null, now: number): string | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  const time = /^\d+$/.test(text) ? now + Number(text) * 1_000 : /^[A-Z][a-z]+,? /.test(text) ? Date.parse(text) : NaN;
  return time >= 0 ? new Date(Math.min(time, now + longestPause)).toISOString() : undefined;
}

/** Milliseconds; a longer pause is not believed. */
const longestPause = 24 * 60 * 60_000;

function asOurs(thrown: unknown): ConnectionsError {
  const error = toConnectionsError(thrown);
  return error === thrown || error.code !== 'provider' ? error : createConnectionsError('network');
}

/** Holds exchanges against Basiq's OpenAPI files, which stand beside the repository where the kit is developed. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { root } from '../../../scripts/install.mjs';

const folder = path.join(root, '../shared/openapi');
const files = ['basiq-core.json', 'basiq-data.json'].map((file) => path.join(folder, file));
export const hasOpenApi = files.every((file) => existsSync(file));

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
}
type Content = Readonly<Record<string, { schema?: object }>>;
interface Operation {
  parameters?: readonly Parameter[];
  requestBody?: { content: Content };
  responses: Readonly<Record<string, { content?: Content }>>;
  security?: readonly Readonly<Record<string, unknown>>[];
}
interface Document {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Something that the files do not say: `call`, and what and where. */
export interface Breach {
  /** `GET /jobs/{jobId} 200`, or without a status of a request. */
  call: string;
  what: string;
}

export interface OpenApi {
  /** `GET /jobs/{jobId}`, of every operation in the files. */
  operations: readonly string[];
  /** @returns the operation that a request is one of */
  operationOf(request: Request): string | undefined;
  breachesOfRequest(request: Request): Promise<readonly Breach[]>;
  breachesOfResponse(request: Request, response: Response): Promise<readonly Breach[]>;
}

export function readOpenApi(): OpenApi {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validators = new Map<object, ValidateFunction>();
  const documents = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Document);
  const operations = documents.flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([template, methods]) =>
      Object.entries(methods)
        .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
        .map(([method, operation]) => ({
          name: `${method.toUpperCase()} ${template}`,
          method: method.toUpperCase(),
          pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
          operation,
        })),
    ),
  );

  /** A path without values goes before one that has some (OpenAPI 3, "Path Templating Matching"). */
  function find(request: Request) {
    const { pathname } = new URL(request.url);
    const found = operations.filter(({ method, pattern }) => method === request.method && pattern.test(pathname));
    return found.find(({ name }) => name.endsWith(` ${pathname}`)) ?? found[0];
  }

  function problemsOf(schema: object, value: unknown): readonly string[] {
    const validate = validators.get(schema) ?? ajv.compile(schema);
    validators.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const place = instancePath.replace(/\/\d+/g, '/*');
      const detail = 'allowedValues' in params ? '' : JSON.stringify(params);
      return `${place} ${message ?? ''} ${detail}`.trim();
    });
  }

  function breachesOfBody(content: Content | undefined, type: string, value: unknown): readonly string[] {
    const described = Object.entries(content ?? {});
    if (described.length === 0) return value === undefined ? [] : ['has a body'];
    const schema = described.find(([name]) => name === type)?.[1].schema;
    return schema === undefined ? [`has a body of ${type}`] : problemsOf(schema, value);
  }

  return {
    operations: operations.map(({ name }) => name),
    operationOf: (request) => find(request)?.name,
    async breachesOfRequest(request) {
      const found = find(request);
      if (found === undefined)
        return [{ call: `${request.method} ${new URL(request.url).pathname}`, what: 'no such operation' }];
      const { parameters = [], requestBody, security = [] } = found.operation;
      const has = { query: new URL(request.url).searchParams, header: request.headers, path: undefined };
      const missing = parameters.filter(({ in: place, name, required }) => required && has[place]?.has(name) === false);
      const known = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
      const unknown = [...has.query.keys()].filter((name) => !known.includes(name));
      const authorization = request.headers.get('authorization') ?? '';
      const isMeant = security.some((schemes) =>
        'services_token' in schemes ? /^Bearer \S+$/.test(authorization) : /^Basic \S+$/.test(authorization),
      );
      const { type, value } = await bodyOf(request);
      return [
        ...missing.map(({ in: place, name }) => `lacks the ${place} ${name}`),
        ...unknown.map((name) => `has the query ${name}`),
        ...(isMeant ? [] : ['lacks the authorization']),
        ...breachesOfBody(requestBody?.content, type, value),
      ].map((what) => ({ call: found.name, what }));
    },
    async breachesOfResponse(request, response) {
      const found = find(request);
      const isLost = response.type === 'error';
      if (found === undefined || isLost) return [];
      const call = `${found.name} ${response.status}`;
      const described = found.operation.responses[String(response.status)];
      if (described === undefined) return [{ call, what: 'no such status' }];
      const { type, value } = await bodyOf(response);
      return breachesOfBody(described.content, type, value).map((what) => ({ call, what }));
    },
  };
}

async function bodyOf(message: Request | Response): Promise<{ type: string; value: unknown }> {
  const type = (message.headers.get('content-type') ?? '').replace(/;.*$/, '');
  const text = await message.text();
  if (text === '') return { type, value: undefined };
  if (type === 'application/x-www-form-urlencoded')
    return { type, value: Object.fromEntries(new URLSearchParams(text)) };
  return { type, value: JSON.parse(text) };
}

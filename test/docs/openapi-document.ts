/** docs/openapi.yaml, and what it says is wrong with an answer or a request. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { root } from '../../scripts/install.mjs';

type Fields = Readonly<Record<string, unknown>>;

/** A part of the document, with references followed. */
export function at(node: unknown, ...names: readonly string[]): Fields {
  const inner = names.reduce<unknown>((value, name) => fieldsOf(resolved(value))[name], node);
  return fieldsOf(resolved(inner));
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function resolved(value: unknown): unknown {
  const reference = fieldsOf(value).$ref;
  if (typeof reference !== 'string') return value;
  const names = reference.slice(2).split('/');
  const found = names.reduce<unknown>((inner, name) => fieldsOf(inner)[name], openapi);
  if (found === undefined) throw new Error(`Nothing at ${reference}`);
  return found;
}

export const openapi: Fields = fieldsOf(parse(readFileSync(path.join(root, 'docs/openapi.yaml'), 'utf8')));

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...openapi, $id: 'openapi' });

/** `GET /connections/{connectionId}` for every operation of the document. */
export const operations: readonly string[] = Object.entries(at(openapi, 'paths')).flatMap(([template, methods]) =>
  Object.keys(fieldsOf(methods)).map((method) => `${method.toUpperCase()} ${template}`),
);

export function operationOf(method: string, pathname: string): string | undefined {
  return operations.find((operation) => {
    const [own = '', template = ''] = operation.split(' ');
    return own === method && new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname);
  });
}

function faultsOf(schema: unknown, value: unknown): readonly string[] {
  const rebased = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi#/')) as object;
  const validate = compiled.get(JSON.stringify(rebased)) ?? ajv.compile(rebased);
  compiled.set(JSON.stringify(rebased), validate);
  validate(value);
  return (validate.errors ?? []).map((error: ErrorObject) => `${error.instancePath || '/'} ${error.message ?? ''}`);
}
const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

export interface Answered {
  status: number;
  headers: Headers;
  /** As text. */
  text: string;
}

/** What is wrong with an answer; nothing where it is as the document says. */
export function faultsOfAnswer(operation: string, answer: Answered): readonly string[] {
  const [method = '', template = ''] = operation.split(' ');
  const response = at(openapi, 'paths', template, method.toLowerCase(), 'responses', String(answer.status));
  return faultsOfResponse(response, answer).map((fault) => `${operation} ${answer.status}: ${fault}`);
}

/** What is wrong with the data of one event. */
export function faultsOfEvent(type: string | undefined, data: string): readonly string[] {
  const event = JSON.parse(data) as { type?: unknown };
  const named = event.type === type ? [] : [`the event ${type} is a ${String(event.type)}`];
  return [...named, ...faultsOf({ $ref: '#/components/schemas/TransportEvent' }, event)];
}

export function faultsOfResponse(response: Fields, { headers, text }: Answered): readonly string[] {
  const type = headers.get('content-type') ?? 'nothing';
  const content = at(response, 'content');
  const described = Object.entries(at(response, 'headers')).flatMap(([name, header]) => {
    const value = headers.get(name);
    const { required, schema } = at(header);
    if (value === null) return required === true ? [`without ${name}`] : [];
    return faultsOf(schema, value).map((fault) => `${name} ${fault}`);
  });
  if (!Object.hasOwn(content, type)) return [`${type} is not described`, ...described];
  const body: unknown = type === 'text/event-stream' ? text : JSON.parse(text);
  return [...described, ...faultsOf(at(content, type).schema, body)];
}

/** What is wrong with a request of the kit's own. */
export async function faultsOfRequest(operation: string, request: Request): Promise<readonly string[]> {
  const [method = '', template = ''] = operation.split(' ');
  const described = at(openapi, 'paths', template, method.toLowerCase());
  const parameters = Array.isArray(described.parameters) ? described.parameters.map((one) => at(one)) : [];
  const query = new URL(request.url).searchParams;
  const unknown = [...query.keys()].filter(
    (name) => !parameters.some((one) => one.in === 'query' && one.name === name),
  );
  const missing = parameters.filter(
    (one) => one.in === 'header' && one.required === true && !request.headers.has(String(one.name)),
  );
  const text = await request.clone().text();
  const { requestBody } = described;
  const body = requestBody
    ? faultsOf(at(requestBody, 'content', 'application/json').schema, JSON.parse(text))
    : text === ''
      ? []
      : ['a body that is not described'];
  return [...unknown.map((name) => `?${name}`), ...missing.map((one) => `without ${String(one.name)}`), ...body].map(
    (fault) => `${operation}: ${fault}`,
  );
}

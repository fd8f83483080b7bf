/** Writes the JSON schemas of the wire to dist/schemas, made of docs/openapi.yaml: one file, which needs no other, for each answer, event and request body. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './install.mjs';

/** @typedef {Record<string, unknown>} Schema */

const { paths, components } = parse(readFileSync(path.join(root, 'docs/openapi.yaml'), 'utf8'));
const answers = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ responses }) => responses));
const requests = Object.entries(components.requestBodies).map(([name, { content }]) => [
  `${name}Request`,
  content['application/json'].schema,
]);
/** @type {Record<string, Schema>} */
const documents = {
  ...Object.fromEntries(
    [...referredTo([answers, components.responses]), 'TransportEvent'].map((name) => [name, components.schemas[name]]),
  ),
  ...Object.fromEntries(requests),
};

const folder = path.join(root, 'dist/schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(documents)) {
  const file = name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
  const needed = allReferredTo(schema).map((inner) => [inner, components.schemas[inner]]);
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:connections-kit:schema:${file}`,
    title: name,
    ...schema,
    ...(needed.length > 0 && { $defs: Object.fromEntries(needed) }),
  };
  const text = JSON.stringify(whole).replaceAll('"#/components/schemas/', '"#/$defs/');
  writeFileSync(path.join(folder, `${file}.json`), `${text}\n`);
}

/**
 * The names of the schemas that a part of the document refers to.
 * @param {unknown} part
 */
function referredTo(part) {
  return new Set([...JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name));
}

/**
 * Those and what they refer to in turn.
 * @param {Schema} schema
 */
function allReferredTo(schema) {
  const found = referredTo(schema);
  // A set that grows while it is walked is walked to its end.
  for (const name of found) for (const inner of referredTo(components.schemas[name])) found.add(inner);
  return [...found].toSorted();
}

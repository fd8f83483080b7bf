/** The checks of the architecture test; each answers with breaches, `file:line rule`, and none is good. */
import path from 'node:path';
import { readModule, type Ambient, type Import, type Module } from './read-module';

/** A file or a folder (ending in /) of src, or a package; `$1` is the folder that the layer's `files` caught. */
export type Permission = string | RegExp | { from: string; as: 'type' } | { from: string; names: readonly string[] };

export interface Layer {
  files: RegExp;
  may: readonly Permission[];
  never?: readonly Ambient[];
}

export interface Exception {
  file: string;
  never: readonly Ambient[];
  because: string;
}

export type Sources = Readonly<Record<string, string>>;

const read = new WeakMap<Sources, readonly Module[]>();

export function readModules(sources: Sources): readonly Module[] {
  const modules = read.get(sources) ?? parse(sources);
  read.set(sources, modules);
  return modules;
}

function parse(sources: Sources): readonly Module[] {
  return Object.entries(sources)
    .filter(([file]) => /\.tsx?$/.test(file))
    .map(([file, text]) => readModule(file, text));
}

export function layerBreaches(
  sources: Sources,
  layers: Readonly<Record<string, Layer>>,
  exceptions: readonly Exception[] = [],
): string[] {
  return readModules(sources).flatMap((module) => {
    const [name, layer] = Object.entries(layers).find(([, { files }]) => files.test(module.file)) ?? [];
    if (!layer) return [`${module.file}:1 belongs to no layer`];
    const caught = layer.files.exec(module.file)?.[1] ?? '';
    const imports = module.imports
      .filter(
        (edge) =>
          !layer.may.some((permission) =>
            allows(permission, caught, edge, resolve(module.file, edge.specifier, sources)),
          ),
      )
      .map((edge) => {
        const kind = edge.typeOnly ? 'the types of ' : '';
        return `${module.file}:${edge.line} ${name} may not import ${kind}${resolve(module.file, edge.specifier, sources)}`;
      });
    const excepted = exceptions.find(({ file }) => file === module.file)?.never ?? [];
    const ambient = module.ambient
      .filter(({ kind }) => layer.never?.includes(kind) && !excepted.includes(kind))
      .map(({ kind, text, line }) => `${module.file}:${line} ${name} may not touch ${text} (${kind})`);
    return [...imports, ...ambient];
  });
}

function allows(permission: Permission, caught: string, edge: Import, target: string): boolean {
  if (permission instanceof RegExp) return permission.test(target);
  const from = (typeof permission === 'string' ? permission : permission.from).replace('$1', caught);
  const isTarget = from.endsWith('/') || from.endsWith(':') ? target.startsWith(from) : target === from;
  if (!isTarget || typeof permission === 'string') return isTarget;
  return 'as' in permission ? edge.typeOnly : edge.names.every((name) => permission.names.includes(name));
}

/** The file of src that a relative specifier names, the specifier itself of a package. */
export function resolve(from: string, specifier: string, sources: Sources): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = path.posix.join(path.posix.dirname(from), specifier);
  const found = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((file) =>
    Object.hasOwn(sources, file),
  );
  return found ?? `what does not exist: ${target}`;
}

/** Cycles of what is left at run time and runs at once: no module may meet another one that is half done. */
export function cycles(sources: Sources): string[] {
  const edges = new Map(
    readModules(sources).map(({ file, imports }) => [
      file,
      imports
        .filter(({ typeOnly, isDynamic }) => !typeOnly && !isDynamic)
        .map(({ specifier }) => resolve(file, specifier, sources)),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) walk(next, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) walk(file, []);
  return found;
}

/** An entry and a component's index.ts re-export and do nothing else; nothing else re-exports only. */
export function barrelBreaches(sources: Sources, entries: readonly string[]): string[] {
  return readModules(sources).flatMap(({ file, onlyReexports }) => {
    const isIndex = path.posix.basename(file) === 'index.ts';
    const mayBeBarrel = entries.includes(file) || /^src\/components\/[^/]+\/index\.ts$/.test(file);
    if ((isIndex || onlyReexports) && !mayBeBarrel)
      return [`${file}:1 is a barrel, and neither an entry nor a component's index.ts`];
    return isIndex && !onlyReexports ? [`${file}:1 is an index, and holds more than export … from`] : [];
  });
}

export function folderBreaches(sources: Sources): string[] {
  return Object.keys(sources)
    .filter((file) => /(^|\/)(utils?|helpers?)(\/|\.)/.test(file))
    .map((file) => `${file}:1 is named for no concept`);
}

/** "use client" stands where a module runs in the browser only, and nowhere else. */
export function directiveBreaches(sources: Sources): string[] {
  return readModules(sources).flatMap(({ file, isClient, needsClient }) => {
    const isReact = /^src\/(react|components)\//.test(file);
    if (isReact && needsClient !== undefined && !isClient)
      return [`${file}:${needsClient} runs in the browser only, and the module does not begin with "use client"`];
    if (isClient && (!isReact || needsClient === undefined))
      return [`${file}:1 begins with "use client", and nothing in it runs in the browser only`];
    return [];
  });
}

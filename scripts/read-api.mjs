/** What can be imported from each entry, read off the types and the modules in dist. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { entries } from './entries.mjs';
import { root } from './install.mjs';

export const dist = path.join(root, 'dist');

/**
 * @typedef {{ name: string; symbol: ts.Symbol; isValue: boolean }} Exported
 * @typedef {{ specifier: string; page: string; file: ts.SourceFile; exported: readonly Exported[] }} Entry
 * @typedef {{ entries: readonly Entry[]; homes: ReadonlyMap<ts.Symbol, string>; checker: ts.TypeChecker }} Api
 */

/** @returns {Promise<Api>} */
export async function readApi() {
  const files = entries.map(({ name }) => path.join(dist, `${name}.d.ts`));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  const checker = program.getTypeChecker();
  const read = await Promise.all(
    entries.map(async ({ specifier, name }, index) => {
      const file = program.getSourceFile(files[index] ?? '');
      const symbol = file && checker.getSymbolAtLocation(file);
      if (!symbol) throw new Error(`${specifier} has no declaration in dist: run "npm run build" first.`);
      // `export type` takes the value from a class or a constant: only the module itself knows.
      const values = Object.keys(await import(pathToFileURL(path.join(dist, `${name}.js`)).href));
      const exported = checker
        .getExportsOfModule(symbol)
        .map((one) => ({ name: one.name, symbol: declared(one, checker), isValue: values.includes(one.name) }))
        .toSorted((a, b) => order(a.name, b.name));
      return { specifier, page: specifier.replace('connections-kit/', '').replaceAll('/', '-'), file, exported };
    }),
  );
  return { entries: read, homes: homesOf(read), checker };
}

/**
 * The entry whose report declares a name; another that exports it too refers to that one. What the core has is the core's.
 * @param {readonly Entry[]} read
 */
function homesOf(read) {
  /** @type {Map<ts.Symbol, string>} */
  const homes = new Map();
  const core = read.filter(({ specifier }) => specifier.endsWith('/core'));
  for (const { specifier, exported } of [...core, ...read]) {
    for (const { symbol } of exported) if (!homes.has(symbol)) homes.set(symbol, specifier);
  }
  return homes;
}

/**
 * @param {ts.Symbol} symbol
 * @param {ts.TypeChecker} checker
 */
export function declared(symbol, checker) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/**
 * A constant is declared inside of its statement.
 * @param {ts.Node} node
 */
export function statementOf(node) {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

/**
 * The same in every language of the machine.
 * @param {string} a
 * @param {string} b
 */
export const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

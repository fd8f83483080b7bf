/**
 * `npm run api`: writes to test/public-api what can be imported, one report per entry: every exported name with its declaration
 * in dist's types, and what those refer to without exporting it. test/package/api.test.ts compares.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { entries } from './entries.mjs';
import { root } from './install.mjs';

export const reportFolder = path.join(root, 'test/public-api');
const dist = path.join(root, 'dist');
const printer = ts.createPrinter({ removeComments: true });

/**
 * @typedef {{ name: string; symbol: ts.Symbol; isValue: boolean }} Exported
 * @typedef {{ specifier: string; exported: readonly Exported[] }} Entry
 */

/** The text of each report by its file name. */
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
      return { specifier, exported };
    }),
  );
  const homes = homesOf(read);
  const config = { ...(await resolveConfig(path.join(reportFolder, 'any.md'))), parser: 'markdown' };
  /** @type {Record<string, string>} */
  const reports = {};
  for (const entry of read) {
    const name = entry.specifier.replace('connections-kit/', '').replaceAll('/', '-');
    reports[`${name}.api.md`] = await format(reportOf(entry, homes, checker), config);
  }
  return reports;
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
 * @param {Entry} entry
 * @param {ReadonlyMap<ts.Symbol, string>} homes
 * @param {ts.TypeChecker} checker
 */
function reportOf({ specifier, exported }, homes, checker) {
  const own = exported.filter(({ symbol }) => homes.get(symbol) === specifier);
  const again = exported
    .filter((one) => !own.includes(one))
    .map(({ name, symbol, isValue }) => `export ${isValue ? '' : 'type '}{ ${name} } from '${homes.get(symbol)}';`);
  const referred = referredTo(
    own.map(({ symbol }) => symbol),
    homes,
    checker,
  );
  const sections = [
    ['', own.map(printExport).join('\n\n')],
    ['## Exported by another entry too', again.join('\n')],
    ['## Referred to, not exported', referred.map(print).toSorted(order).join('\n\n')],
  ];
  return sections
    .filter(([, code]) => code !== '')
    .reduce((page, [title, code]) => `${page}\n\n${title}\n\n\`\`\`ts\n${code}\n\`\`\`\n`, `# ${specifier}`);
}

/**
 * The declarations of the package that others refer to, and that no entry exports.
 * @param {readonly ts.Symbol[]} symbols
 * @param {ReadonlyMap<ts.Symbol, string>} homes
 * @param {ts.TypeChecker} checker
 */
function referredTo(symbols, homes, checker) {
  /** @type {Set<ts.Symbol>} */
  const found = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    const symbol = ts.isIdentifier(node) && checker.getSymbolAtLocation(node);
    if (symbol) add(declared(symbol, checker));
    ts.forEachChild(node, visit);
  };
  /** @param {ts.Symbol} symbol */
  const add = (symbol) => {
    const isOurs = symbol.declarations?.every(
      (one) => one.getSourceFile().fileName.startsWith(dist) && ts.isSourceFile(statementOf(one).parent),
    );
    if (!isOurs || homes.has(symbol) || found.has(symbol)) return;
    found.add(symbol);
    symbol.declarations?.forEach(visit);
  };
  for (const symbol of symbols) symbol.declarations?.forEach(visit);
  return [...found];
}

/**
 * @param {ts.Symbol} symbol
 * @param {ts.TypeChecker} checker
 */
function declared(symbol, checker) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** @param {Exported} exported */
function printExport({ name, symbol }) {
  return name === symbol.name ? print(symbol) : `${print(symbol)}\nexport { ${symbol.name} as ${name} };`;
}

/** @param {ts.Symbol} symbol */
function print(symbol) {
  return (symbol.declarations ?? [])
    .map((one) => printer.printNode(ts.EmitHint.Unspecified, statementOf(one), one.getSourceFile()))
    .map((text) => text.replace(/^export |declare /g, ''))
    .join('\n');
}

/**
 * A constant is declared inside of its statement.
 * @param {ts.Node} node
 */
function statementOf(node) {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

/**
 * The same in every language of the machine.
 * @param {string} a
 * @param {string} b
 */
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const reports = await readApi();
  mkdirSync(reportFolder, { recursive: true });
  for (const file of readdirSync(reportFolder)) if (!(file in reports)) rmSync(path.join(reportFolder, file));
  for (const [file, text] of Object.entries(reports)) writeFileSync(path.join(reportFolder, file), text);
}

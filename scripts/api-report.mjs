/**
 * The report of an entry: every exported name with its declaration, without a comment, and what those refer to without exporting
 * it. What changes in it changes for hosts.
 */
import ts from 'typescript';
import { declared, dist, order, statementOf } from './read-api.mjs';

const printer = ts.createPrinter({ removeComments: true });

/**
 * @param {import('./read-api.mjs').Entry} entry
 * @param {import('./read-api.mjs').Api} api
 */
export function reportOf({ specifier, exported }, { homes, checker }) {
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
 * One that has another name outside is said so.
 * @param {import('./read-api.mjs').Exported} exported
 */
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

/** What a module imports and touches, read with the TypeScript parser. */
import ts from 'typescript';

export interface Import {
  specifier: string;
  line: number;
  /** Erased: `import type`, `export type … from`, `import('…')` in a type. `import { type X }` is not, under verbatimModuleSyntax. */
  typeOnly: boolean;
  /** `import('…')`: it runs when it is asked for, after all that was imported with the module. */
  isDynamic?: true;
  /** The imported names; `*` for a namespace, a dynamic import and `export *`. */
  names: readonly string[];
}

export type Ambient = 'clock' | 'random' | 'timers' | 'dom';

export interface Module {
  file: string;
  imports: readonly Import[];
  /** Reads of the surroundings that some layers must be given instead. */
  ambient: readonly { kind: Ambient; text: string; line: number }[];
  isClient: boolean;
  /** The first line that runs in the browser only: a hook, a handler, a context. */
  needsClient: number | undefined;
  /** Beside directives it holds `export … from` and nothing else. */
  onlyReexports: boolean;
}

export function readModule(file: string, text: string): Module {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const ambient: { kind: Ambient; text: string; line: number }[] = [];
  let needsClient: number | undefined;
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;

  const visit = (node: ts.Node): void => {
    const found = readImport(node);
    if (found) imports.push({ ...found, line: lineOf(node) });
    const kind = readAmbient(node);
    if (kind) ambient.push({ kind, text: node.getText(), line: lineOf(node) });
    if (runsInBrowser(node)) needsClient ??= lineOf(node);
    ts.forEachChild(node, visit);
  };
  visit(source);

  const directives = source.statements.filter(isDirective);
  const statements = source.statements.filter((statement) => !isDirective(statement));
  return {
    file,
    imports,
    ambient,
    isClient: directives.some(({ expression }) => expression.text === 'use client'),
    needsClient,
    onlyReexports:
      statements.length > 0 &&
      statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier),
  };
}

function readImport(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const bindings = clause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(nameOf) : bindings ? ['*'] : [];
    return {
      specifier: node.moduleSpecifier.text,
      typeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      names: clause?.name ? ['default', ...named] : named,
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.exportClause;
    const names = clause && ts.isNamedExports(clause) ? clause.elements.map(nameOf) : ['*'];
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, names };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true, names: ['*'] };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    // A computed specifier cannot be checked, so it is reported as what it is.
    const specifier = argument && ts.isStringLiteralLike(argument) ? argument.text : (argument?.getText() ?? '');
    return { specifier, typeOnly: false, isDynamic: true, names: ['*'] };
  }
  return undefined;
}

function nameOf(element: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (element.propertyName ?? element.name).text;
}

const ambientNames: Readonly<Record<string, Ambient>> = {
  window: 'dom',
  document: 'dom',
  navigator: 'dom',
  localStorage: 'dom',
  sessionStorage: 'dom',
  setTimeout: 'timers',
  setInterval: 'timers',
};
const ambientMembers: Readonly<Record<string, Ambient>> = {
  'Date.now': 'clock',
  'performance.now': 'clock',
  'Math.random': 'random',
  'crypto.randomUUID': 'random',
  'crypto.getRandomValues': 'random',
  'globalThis.setTimeout': 'timers',
  'globalThis.setInterval': 'timers',
};

function readAmbient(node: ts.Node): Ambient | undefined {
  if (ts.isPropertyAccessExpression(node)) return ambientMembers[node.getText().replace(/\s|\?/g, '')];
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'clock';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'clock';
  return ts.isIdentifier(node) && isRead(node) && Object.hasOwn(ambientNames, node.text)
    ? ambientNames[node.text]
    : undefined;
}

/** A value that is read, not a member, a key, a parameter or a type that happens to have the name. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node;
  return (
    ts.isExpression(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isIfStatement(parent)
  );
}

function runsInBrowser(node: ts.Node): boolean {
  if (ts.isJsxAttribute(node)) return /^on[A-Z]/.test(node.name.getText());
  if (!ts.isCallExpression(node)) return false;
  const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
  return /^use([A-Z]\w*)?$/.test(callee) || callee === 'createContext';
}

function isDirective(statement: ts.Statement): statement is ts.ExpressionStatement & { expression: ts.StringLiteral } {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** Reads off the sources which parts there are: their slots (`data-ck`), their elements and the `data-*` that carry their state. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './install.mjs';

/**
 * @typedef {{ folder: string; slot: string; element: string; attributes: readonly string[] }} PartFacts
 * @typedef {ts.JsxOpeningElement | ts.JsxSelfClosingElement} Opening
 */

/** What Radix writes on the elements of its accordions and tabs: the state on what opens, not on what only holds it. */
function radixAttributes(/** @type {string} */ tag) {
  if (!/^(Accordion|Tabs)\./.test(tag)) return [];
  return /\.(Root|List)$/.test(tag) ? ['data-orientation'] : ['data-orientation', 'data-state'];
}

/**
 * One for each slot, in the order of the alphabet; what is computed in a slot is a `*`, and one of several folders is shared.
 * @param {readonly string[]} [files]
 * @returns {readonly PartFacts[]}
 * @throws when a part's slot or state cannot be read off the place where it is emitted
 */
export function readParts(files = sourceFiles()) {
  const sources = files.map((file) =>
    ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
  );
  const openings = sources.flatMap(openingsOf);
  const makers = new Map(openings.flatMap(makerOf));
  /** @type {Map<string, { folder: string; slot: string; element: string; attributes: Set<string> }>} */
  const found = new Map();
  for (const opening of openings) {
    for (const slot of slotsOf(opening, makers)) {
      const folder = path.basename(path.dirname(opening.getSourceFile().fileName));
      const { element, attributes } = factsOf(opening, makers);
      const known = found.get(slot) ?? { folder, slot, element, attributes: new Set() };
      for (const attribute of attributes) known.attributes.add(attribute);
      found.set(slot, { ...known, folder: known.folder === folder ? folder : 'shared' });
    }
  }
  return Array.from(found.values(), (part) => ({ ...part, attributes: [...part.attributes].toSorted() })).toSorted(
    (one, other) => (one.slot < other.slot ? -1 : 1),
  );
}

function sourceFiles() {
  return ['src/components', 'src/react'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => path.join(root, folder, file)),
  );
}

/** @param {ts.SourceFile} source */
function openingsOf(source) {
  /** @type {Opening[]} */
  const openings = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) openings.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return openings;
}

/**
 * A component that can be given another slot as its prop `part`: its element and state, and the slot that it has by default.
 * @param {Opening} opening
 * @returns {[string, { element: string; attributes: readonly string[]; slot?: string }][]}
 */
function makerOf(opening) {
  const given = attributeOf(opening, 'part');
  const takesSlot = (given && ts.isIdentifier(given)) || opening.attributes.properties.some(ts.isJsxSpreadAttribute);
  if (opening.tagName.getText() !== 'Part' || !given || !takesSlot) return [];
  const component = ts.findAncestor(opening, (node) => ts.isFunctionLike(node) && node.name !== undefined);
  if (!component || !ts.isFunctionLike(component) || !component.name) return [];
  const fallback = ts.isIdentifier(given) ? new RegExp(`\\b${given.text} = '([^']+)'`).exec(component.getText()) : null;
  const slot = fallback?.[1];
  return [[component.name.getText(), { ...factsOf(opening, new Map()), ...(slot && { slot }) }]];
}

/**
 * @param {Opening} opening
 * @param {ReadonlyMap<string, { slot?: string }>} makers
 * @returns {readonly string[]}
 */
function slotsOf(opening, makers) {
  const tag = opening.tagName.getText();
  const maker = makers.get(tag);
  const given = attributeOf(opening, 'data-ck') ?? (tag === 'Part' || maker ? attributeOf(opening, 'part') : undefined);
  if (given) return tag === 'Part' && ts.isIdentifier(given) ? [] : literalsOf(given);
  return maker?.slot ? [maker.slot] : [];
}

/**
 * @param {ts.Expression} expression
 * @returns {readonly string[]}
 */
function literalsOf(expression) {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression)) return [expression.whenTrue, expression.whenFalse].flatMap(literalsOf);
  if (ts.isTemplateExpression(expression)) {
    return [expression.head.text + expression.templateSpans.map(({ literal }) => `*${literal.text}`).join('')];
  }
  if (ts.isIdentifier(expression) && expression.text === 'undefined') return [];
  throw new Error(`${placeOf(expression)}: a slot is written where it is emitted, not ${expression.getText()}.`);
}

/**
 * @param {Opening} opening
 * @param {ReadonlyMap<string, { element: string; attributes: readonly string[] }>} makers
 */
function factsOf(opening, makers) {
  const tag = opening.tagName.getText();
  const maker = makers.get(tag);
  const as = attributeOf(opening, 'as');
  const parent = opening.parent.parent;
  const isSlotted = ts.isJsxElement(parent) && attributeOf(parent.openingElement, 'asChild') !== undefined;
  const radix = radixAttributes(isSlotted ? parent.openingElement.tagName.getText() : tag);
  const element = maker?.element ?? (as && ts.isStringLiteralLike(as) ? as.text : elementOf(opening, tag));
  const names = opening.attributes.properties.flatMap((attribute) =>
    ts.isJsxAttribute(attribute) && /^data-(?!ck$)/.test(attribute.name.getText()) ? [attribute.name.getText()] : [],
  );
  return {
    element,
    attributes: [...names, ...statesOf(opening), ...(maker?.attributes ?? []), ...radix],
  };
}

/**
 * @param {Opening} opening
 * @param {string} tag
 * @returns {string}
 */
function elementOf(opening, tag) {
  if (/^[a-z]/.test(tag)) return tag;
  if (attributeOf(opening, 'asChild') && ts.isJsxElement(opening.parent)) {
    const child = opening.parent.children.find(ts.isJsxElement);
    if (child) return child.openingElement.tagName.getText();
  }
  return tag.endsWith('.Trigger') ? 'button' : 'div';
}

/** @param {Opening} opening */
function statesOf(opening) {
  const state = attributeOf(opening, 'state');
  if (!state || opening.tagName.getText() !== 'Part') return [];
  if (!ts.isObjectLiteralExpression(state))
    throw new Error(`${placeOf(state)}: a state is written where it is emitted.`);
  return state.properties.flatMap((property) => (property.name ? [`data-${property.name.getText()}`] : []));
}

/**
 * @param {Opening} opening
 * @param {string} name
 * @returns {ts.Expression | undefined} of an attribute without a value, itself
 */
function attributeOf(opening, name) {
  for (const attribute of opening.attributes.properties) {
    if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== name) continue;
    const { initializer } = attribute;
    if (!initializer) return ts.factory.createTrue();
    return ts.isJsxExpression(initializer) ? initializer.expression : /** @type {ts.Expression} */ (initializer);
  }
  return undefined;
}

/** @param {ts.Node} node */
function placeOf(node) {
  const source = node.getSourceFile();
  return `${path.relative(root, source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
